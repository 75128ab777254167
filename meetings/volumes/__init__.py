"""Đóng tập: which documents go in, what the lists say, the job that binds; how long it is kept."""

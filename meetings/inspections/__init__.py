"""Kiểm tra: the yearly list, what is found, its repair by tasks, and phúc tra at year's end."""

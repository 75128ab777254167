"""Báo cáo tổng hợp: drawn up by an outline from figures, targets, registers and units' reports,
edited line by line, never overwritten by a new drawing."""

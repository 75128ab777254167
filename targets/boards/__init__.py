"""The board: units × targets for a work year, as of the end of a period."""

from targets.boards.assembling import Assigned, Past, assemble, assignments, read
from targets.boards.grid import BEHIND, LEGEND, STRIP, Board, Covers, Row
from targets.boards.heads import Column, columns
from targets.boards.readers import office_units, province_of, seen_units, unit_and_before
from targets.boards.rows import row_of, total_score

__all__ = [
    "BEHIND",
    "LEGEND",
    "STRIP",
    "Assigned",
    "Board",
    "Column",
    "Covers",
    "Past",
    "Row",
    "assemble",
    "assignments",
    "columns",
    "office_units",
    "province_of",
    "read",
    "row_of",
    "seen_units",
    "total_score",
    "unit_and_before",
]

"""Figures are typed once: cell by cell by a clerk, or a month's together from a workbook."""

from targets.entry.cells import Cell, Conflict, save
from targets.entry.months import Outdated, save_many
from targets.entry.rules import check_month, removable_until

__all__ = [
    "Cell",
    "Conflict",
    "Outdated",
    "check_month",
    "removable_until",
    "save",
    "save_many",
]

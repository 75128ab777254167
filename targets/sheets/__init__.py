"""The entry grid of a unit's month: lines with last month, this month, the same month of last year
and the year so far, the targets they feed and the balances they must keep."""

from targets.sheets.building import sheet
from targets.sheets.grid import Card, Line, Opening, Row, Section, Sheet
from targets.sheets.wanted import entered, is_wanted, lines_of, wanted

__all__ = [
    "Card",
    "Line",
    "Opening",
    "Row",
    "Section",
    "Sheet",
    "entered",
    "is_wanted",
    "lines_of",
    "sheet",
    "wanted",
]

"""Workbooks in and out. Knows rows, columns and faults, and no word of what they are about."""

from procuracy.web.xlsx.columns import Column, Fault, Kind, Row, Sheet, Value
from procuracy.web.xlsx.looks import Cell, Look
from procuracy.web.xlsx.opening import MOST_BYTES, MOST_ROWS, opened, texts
from procuracy.web.xlsx.reading import digest, read
from procuracy.web.xlsx.spreads import Heading, Spread, download, stream
from procuracy.web.xlsx.writing import CONTENT_TYPE, Table, response, write

__all__ = [
    "CONTENT_TYPE",
    "MOST_BYTES",
    "MOST_ROWS",
    "Cell",
    "Column",
    "Fault",
    "Heading",
    "Kind",
    "Look",
    "Row",
    "Sheet",
    "Spread",
    "Table",
    "Value",
    "digest",
    "download",
    "opened",
    "read",
    "response",
    "stream",
    "texts",
    "write",
]

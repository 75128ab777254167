"""What a table on paper or in a workbook is made of: columns, rows, and what is wrong with them."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Value = str | int | datetime.date | None


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"  # whole, not negative
    DAY = "day"


@dataclass(frozen=True)
class Column:
    """`words`: the only ones allowed, compared without regard to capitals."""

    heading: str
    kind: Kind = Kind.TEXT
    longest: int = 200
    most: int = 1_000_000_000
    is_required: bool = False
    words: tuple[str, ...] = ()
    width: int = 16


@dataclass(frozen=True)
class Fault:
    """What is wrong where; `letter` and `heading` are empty for a whole row."""

    row: int
    sentence: str
    letter: str = ""
    heading: str = ""

    @property
    def place(self) -> str:
        """`Dòng 12, cột C (Số)`."""
        if not self.heading:
            return f"Dòng {self.row}"
        return f"Dòng {self.row}, cột {self.letter} ({self.heading})"


@dataclass(frozen=True)
class Row:
    number: int
    cells: Mapping[str, Value]  # by heading

    def text(self, heading: str) -> str:
        value = self.cells.get(heading)
        return value if isinstance(value, str) else ""

    def whole(self, heading: str) -> int | None:
        value = self.cells.get(heading)
        return value if isinstance(value, int) else None

    def day(self, heading: str) -> datetime.date | None:
        value = self.cells.get(heading)
        return value if isinstance(value, datetime.date) else None


@dataclass
class Sheet:
    """Rows that could be read, and every fault found. `broken`: what could be read of the others.

    `asks`: a text holds a weak sign of secrecy (procuracy.web.secrecy): the person must be asked.
    """

    digest: str
    letters: dict[str, str]  # of the headings that are there
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    broken: list[Row] = field(default_factory=list)
    asks: bool = False

    def fault(self, row: int, heading: str, sentence: str) -> Fault:
        return Fault(row, sentence, self.letters.get(heading, ""), heading)

    def packed(self) -> dict[str, Any]:
        """As JSON can hold it, for `procuracy.web.previews`; a sheet with faults is not kept."""
        days = {"rows": [[row.number, [*map(_packed, row.cells.values())]] for row in self.rows]}
        return {"digest": self.digest, "letters": self.letters, "asks": self.asks} | days

    @classmethod
    def unpacked(cls, kept: dict[str, Any], columns: Sequence[Column]) -> "Sheet":
        given = [column for column in columns if column.heading in kept["letters"]]
        rows = [
            Row(number, {c.heading: _unpacked(v, c) for c, v in zip(given, values, strict=True)})
            for number, values in kept["rows"]
        ]
        return cls(kept["digest"], kept["letters"], rows, asks=kept["asks"])


def _packed(value: Value) -> str | int | None:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _unpacked(value: str | int | None, column: Column) -> Value:
    if column.kind is Kind.DAY and isinstance(value, str):
        return datetime.date.fromisoformat(value)
    return value

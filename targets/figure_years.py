"""Reading the summary of figures: SQL for some months of it (decision 9).

Every calendar year that the months touch is read by its own part of a query, which names its
months: adding named columns takes half the time of looking at each whether it is asked for.
"""

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from targets.formulas import Value
from targets.models.figure_year_triggers import DIFFERING, MONTHS


class Span(NamedTuple):
    """Months `first` to `last` of a calendar year, as numbers from 1."""

    year: int
    first: int
    last: int

    @property
    def months(self) -> tuple[str, ...]:
        return MONTHS[self.first - 1 : self.last]

    @property
    def added(self) -> str:
        return " + ".join(f"coalesce(f.{month}, 0)" for month in self.months)

    @property
    def latest(self) -> str:
        return f"coalesce({', '.join(f'f.{month}' for month in reversed(self.months))})"

    @property
    def is_filled(self) -> str:
        return f"num_nonnulls({', '.join(f'f.{month}' for month in self.months)}) > 0"

    @property
    def bits(self) -> str:
        """A bit for each month that has a figure, at the place of its number."""
        return self._bits("f.{}".format)

    @property
    def added_between(self) -> str:
        """Of the row's own months only, `p.first` to `p.last`."""
        return " + ".join(f"coalesce({_between(month)}, 0)" for month in self.months)

    @property
    def bits_between(self) -> str:
        return self._bits(_between)

    def _bits(self, value: Callable[[str], str]) -> str:
        return " | ".join(
            f"(({value(month)} IS NOT NULL)::int << {month[1:]})" for month in self.months
        )


def _between(month: str) -> str:
    return f"CASE WHEN {month[1:]} BETWEEN p.first AND p.last THEN f.{month} END"


def spans(first: datetime.date, last: datetime.date) -> list[Span]:
    """Of the months `first` to `last` (by their first day), the latest year first."""
    return [
        Span(
            year,
            first.month if year == first.year else 1,
            last.month if year == last.year else 12,
        )
        for year in range(last.year, first.year - 1, -1)
    ]


def union(of: list[Span], part: Callable[[Span], str]) -> str:
    return "\nUNION ALL\n".join(map(part, of))


def amount(text: str) -> Value:
    """As it was typed: a whole number wherever it is one, which is far faster to judge."""
    return Decimal(text) if "." in text else int(text)


def amounts(hundredths: Mapping[int, int]) -> dict[int, Value]:
    """By line, as `amount` gives one."""
    return {
        line: Decimal(value) / 100 if value % 100 else value // 100
        for line, value in hundredths.items()
    }


def differing() -> int:
    """Rows that do not equal the figures, which cannot be unless triggers were off; 0 is right."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERING)
        return int(cursor.fetchone()[0])


def rebuild() -> None:
    """Mend what differs; nobody enters figures meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.figure_years_rebuild()")

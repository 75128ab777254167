"""From typed figures to numerators and denominators: months, units, signed sums.

Missing is None all the way through and never becomes 0. What must be settled in the period can be
written without an opening stock, which has no nature of its own: solved (flow) + remaining (stock)
= carried over + new.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

Value = Decimal | int
Values = Mapping[int, Value | None]  # by indicator


class Nature(StrEnum):
    FLOW = "flow"
    STOCK = "stock"
    LEVEL = "level"


class Side(StrEnum):
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


_NUMERATOR = Side.NUMERATOR  # found faster than by the class


class Term(NamedTuple):
    """One indicator's part in a target: added (`sign` 1) or taken away (-1)."""

    indicator_id: int
    sign: int
    side: Side


class Result(NamedTuple):
    """A side is None when it has no terms or when one of its figures is missing."""

    numerator: Value | None
    denominator: Value | None
    missing: tuple[int, ...] = ()  # indicators without a figure, in order of the terms


def evaluate(terms: Iterable[Term], values: Values) -> Result:
    """Signed sums of both sides, in one pass: a board asks for thousands of them."""
    numerator: Value | None = None
    denominator: Value | None = None
    gaps: list[Term] = []
    for term in terms:
        line, sign, side = term
        value = values.get(line)
        if value is None:
            gaps.append(term)
        elif side is _NUMERATOR:
            numerator = (numerator or 0) + (value if sign > 0 else -value)
        else:
            denominator = (denominator or 0) + (value if sign > 0 else -value)
    if not gaps:
        return Result(numerator, denominator)
    empty = {gap.side for gap in gaps}
    return Result(
        None if Side.NUMERATOR in empty else numerator,
        None if Side.DENOMINATOR in empty else denominator,
        tuple(dict.fromkeys(gap.indicator_id for gap in gaps)),
    )


def accumulate(
    nature: Nature | str, by_month: Mapping[date, Value | None], months: Iterable[date]
) -> Value | None:
    """One indicator's value for a period, from its monthly figures; months by their first day.

    Flow: the sum of the months that have a figure. Stock: the latest figure within the period.
    Level: the latest figure up to the period's end, also from before it. None without a figure.
    """
    wanted = sorted(months)
    if not wanted:
        return None
    if nature == Nature.FLOW:
        return add_up(by_month.get(month) for month in wanted)
    earliest = date.min if nature == Nature.LEVEL else wanted[0]
    entered = [
        month
        for month, value in by_month.items()
        if value is not None and earliest <= month <= wanted[-1]
    ]
    return by_month[max(entered)] if entered else None


def add_up(values: Iterable[Value | None]) -> Value | None:
    """The sum of what is there; None, not 0, when nothing is."""
    present = [value for value in values if value is not None]
    return sum(present) if present else None


def add_units(units: Iterable[Values]) -> dict[int, Value | None]:
    """Several units' values as one: sums by indicator. `evaluate` on it is the ratio of sums."""
    added: dict[int, Value | None] = {}
    for values in units:
        for line, value in values.items():
            before = added.get(line)
            added[line] = before if value is None else value if before is None else before + value
    return added


def province_threshold(
    *,
    own: Value | None,
    of_set: Value | None,
    of_units: Iterable[Value | None],
    is_count: bool,
) -> Value | None:
    """Its own assignment; else for counts the sum of the units' and for ratios the set's."""
    if own is not None:
        return own
    return add_up(of_units) if is_count else of_set

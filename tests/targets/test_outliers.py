"""A number unlike the unit's own past, by hand beside the rule."""

import datetime
from decimal import Decimal

import pytest

from targets import calendar, outliers
from targets.models import Indicator

MONTH = datetime.date(2026, 8, 1)
STEADY = [31, 28, 35, 30, 33, 29, 31, 34, 30, 32, 28, 31]  # median 31, usual distance 1.5
FLOW = Indicator(nature="flow", decimals=0)


def said(value: int, past: list[int], then: int | None = None, line: Indicator = FLOW) -> str:
    """`past`: the months before, the latest last."""
    months = {calendar.add_months(MONTH, at - len(past)): Decimal(n) for at, n in enumerate(past)}
    return outliers.reason(
        line, MONTH, Decimal(value), months, None if then is None else Decimal(then)
    )


@pytest.mark.parametrize(
    ("value", "past", "then", "is_unlike"),
    [
        (33, STEADY, 30, False),
        (900, STEADY, 30, True),  # a digit too many
        (0, STEADY, 30, True),
        (45, STEADY, 30, False),  # far, but less than half as many again
        (47, STEADY, 30, True),
        (47, STEADY, 46, False),  # as in the same month of last year
        (4, [0, 0, 1, 0, 0, 0], None, False),  # four cases are no reason to ask
        (6, [0, 0, 1, 0, 0, 0], None, True),
        (60, [10, 60, 12, 55, 9, 58, 11, 62], None, False),  # the unit is like that
        (100, [31, 29, 300, 30, 28, 31, 30], None, True),  # one wrong month does not hide another
        (90, [30, 31], None, False),  # too few months to say anything
        (90, [30, 31], 30, True),  # last year is there
        (90, [], None, False),
    ],
)
def test_unlike_is_what_neither_the_year_nor_last_year_knows(
    value: int, past: list[int], then: int | None, is_unlike: bool
) -> None:
    assert bool(said(value, past, then)) is is_unlike


def test_reason_names_what_is_usual() -> None:
    assert said(900, STEADY, 30) == "12 tháng qua thường từ 28 đến 34; cùng kỳ năm trước 30"
    assert said(90, [], 30) == "cùng kỳ năm trước 30"


def test_level_is_never_unlike() -> None:
    assert said(900, STEADY, 30, Indicator(nature="level", decimals=0)) == ""


def test_months_before_the_last_twelve_do_not_count() -> None:
    assert said(900, [900] * 20 + STEADY, 30) != ""

"""The same period of last year: the same calendar months one year earlier.

Work years differ in length (1 December to 30 November up to 2024, a short 2025, 1 October to 30
September after), so the months are compared and not the years: October 2025 to March 2026 with
October 2024 to March 2025, which lie in two work years. Across a reform both are as successor.
"""

import datetime
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from procuracy.web.numbers import format_percent, format_trimmed
from targets import verdicts
from targets.calendar import same_months_last_year
from targets.formulas import Result
from targets.models import Target
from targets.verdicts import SHARES

NONE = "không có số liệu cùng kỳ"


@dataclass(frozen=True)
class Comparison:
    """`shown`: last year's value; `change`: signed, `+3,57` (points) or `−25,00 %`, else ""."""

    shown: str
    change: str
    sentence: str

    def restated(self) -> "Comparison":
        """Last year's value contains a figure that was corrected after its acceptance."""
        if not self.shown:
            return self
        change = self.change and f"{self.change}†"
        told = f"{self.sentence} (số liệu đã điều chỉnh)"
        return Comparison(f"{self.shown}†", change, told)

    @property
    def words(self) -> str:
        """Behind a heading that says of when: `2; nay tăng 250,00 %`."""
        told, _, was = self.sentence.partition("; cùng kỳ ")
        if not was:
            return told.removeprefix("cùng kỳ ")
        return f"{was}; nay {told.removesuffix(' so với cùng kỳ')}"


def months_before(first: datetime.date, last: datetime.date) -> tuple[datetime.date, datetime.date]:
    before, until = same_months_last_year([first, last])
    return before, until


def compared(
    target: Target, now: Result, before: Result, lacking: tuple[int, int] | None = None
) -> Comparison:
    """In percentage points for ratios, in percent of last year's for counts.

    `lacking`: last year has figures of fewer months than now, so that there is no change to tell.
    """
    if lacking and lacking[0]:
        return Comparison("", "", f"cùng kỳ chỉ có số liệu {lacking[0]}/{lacking[1]} tháng")
    if target.measure in SHARES:
        return _ratios(now, before)
    return _counts(now, before)


# Most of what a board shows is what it showed when somebody last looked.
@lru_cache(maxsize=8192)
def _ratios(now: Result, before: Result) -> Comparison:
    if before.numerator is None or before.denominator is None or before.denominator < 0:
        return Comparison("", "", NONE)
    if before.denominator == 0:
        return Comparison("", "", "cùng kỳ không phát sinh")
    was = verdicts.percent(before.numerator, before.denominator)
    shown = verdicts.shown_percent(before.numerator, before.denominator)
    parts = f"{format_trimmed(before.numerator)}/{format_trimmed(before.denominator)}"
    return _changed(f"{shown} ({parts})", verdicts.percent(now.numerator, now.denominator), was)


def _changed(shown: str, now: Fraction | None, was: Fraction | None) -> Comparison:
    if now is None or was is None:
        return Comparison(shown, "", f"cùng kỳ {shown}")
    points = _number(now - was)
    sentence = _sentence(now - was, f"{_number(abs(now - was))} điểm phần trăm")
    return Comparison(shown, _signed(now - was, points), f"{sentence}; cùng kỳ {shown}")


@lru_cache(maxsize=8192)
def _counts(now: Result, before: Result) -> Comparison:
    if before.numerator is None:
        return Comparison("", "", NONE)
    shown = format_trimmed(before.numerator)
    if now.numerator is None or before.numerator <= 0:
        return Comparison(shown, "", f"cùng kỳ {shown}")
    change = (Fraction(now.numerator) - Fraction(before.numerator)) * 100
    change /= Fraction(before.numerator)
    sentence = _sentence(change, format_percent(abs(change)))
    return Comparison(
        shown, _signed(change, format_percent(change)), f"{sentence}; cùng kỳ {shown}"
    )


def _sentence(change: Fraction, by: str) -> str:
    if change == 0:
        return "bằng cùng kỳ"
    return f"{'tăng' if change > 0 else 'giảm'} {by} so với cùng kỳ"


def _number(value: Fraction) -> str:
    return format_percent(value).removesuffix(" %")


def _signed(change: Fraction, shown: str) -> str:
    """With a plus; the minus is the number's own."""
    return f"+{shown}" if change > 0 else shown

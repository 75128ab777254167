"""The periods of a work year, derived from its from–to dates alone: nothing knows a start month.

Months are calendar months clipped to the year and are written as their first day. Quarters are
every three months from the start, halves the first six months and the rest. Spans come out as
values; they are stored as rows that the office may edit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

_ROMAN = ("I", "II", "III", "IV")


class PeriodKind(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


@dataclass(frozen=True)
class PeriodSpan:
    """`number` counts within the kind from 1; both days belong to the period."""

    kind: PeriodKind
    number: int
    starts_on: date
    ends_on: date
    label: str

    @property
    def is_judging(self) -> bool:
        """Kỳ đánh giá: six months and the year."""
        return self.kind == PeriodKind.YEAR or (self.kind == PeriodKind.HALF and self.number == 1)


def periods(year: int, starts_on: date, ends_on: date) -> list[PeriodSpan]:
    """All spans of work year `year`: months, quarters, halves, nine months, year.

    A part that would be the whole year is left out: nine months of a nine-month year, the one half
    of a six-month year. Raises ValueError unless the year is one day to twelve months long.
    """
    months = _months(starts_on, ends_on)
    if not 1 <= len(months) <= 13 or add_months(starts_on, 12) <= ends_on:
        raise ValueError("Năm công tác dài từ một ngày đến mười hai tháng.")
    return [
        *months,
        *_quarters(year, months),
        *_halves(year, months),
        *_nine_months(year, months),
        PeriodSpan(PeriodKind.YEAR, 1, starts_on, ends_on, f"Năm {year}"),
    ]


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def month_end(day: date) -> date:
    return add_months(first_of_month(day), 1) - timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """Same day of the month, or its last day where there is no such day (29/2 → 28/2)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))


def months_between(first: date, last: date) -> list[date]:
    """First days of the months from the one of `first` to the one of `last`, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [add_months(first_of_month(first), step) for step in range(count)]


def same_months_last_year(months: Iterable[date]) -> list[date]:
    """Cùng kỳ năm trước, by calendar month: it holds across a change of the work year."""
    return [add_months(month, -12) for month in months]


def elapsed_share(starts_on: date, due_on: date, on: date) -> Fraction:
    """Share of the days from `starts_on` to `due_on` that have passed by the end of day `on`."""
    total = (due_on - starts_on).days + 1
    passed = (on - starts_on).days + 1
    return Fraction(max(0, min(passed, total)), total) if total > 0 else Fraction(1)


def judging_day(spans: Iterable[PeriodSpan], *, on: date, due_on: date | None) -> date:
    """The day on which a target is judged next, seen from `on`, the last day of the figures shown.

    A target with its own due date is judged then and from then on; any other one when the first
    six months and when the year end.
    """
    if due_on is not None:
        return due_on
    days = sorted(span.ends_on for span in spans if span.is_judging)
    return next((day for day in days if day >= on), days[-1])


def is_judged(judged_on: date, *, on: date, today: date) -> bool:
    """Whether figures up to day `on`, looked at on `today`, have reached their judging day.

    Between two judging days a target is in progress again: August is not judged, May was.
    """
    return min(on, today) >= judged_on


def _months(starts_on: date, ends_on: date) -> list[PeriodSpan]:
    return [
        PeriodSpan(
            PeriodKind.MONTH,
            number,
            max(month, starts_on),
            min(month_end(month), ends_on),
            f"Tháng {month.month}/{month.year}",
        )
        for number, month in enumerate(months_between(starts_on, ends_on), start=1)
    ]


def _quarters(year: int, months: list[PeriodSpan]) -> list[PeriodSpan]:
    if len(months) <= 3:
        return []
    return [
        _span(PeriodKind.QUARTER, number, part, f"Quý {_ROMAN[number - 1]}/{year}")
        for number, part in enumerate(_parts(months), start=1)
    ]


def _parts(months: list[PeriodSpan]) -> list[list[PeriodSpan]]:
    """Threes; a thirteenth, clipped month belongs to the last one."""
    starts = range(0, min(len(months), 12), 3)
    return [months[at : at + 3] if at < 9 else months[at:] for at in starts]


def _halves(year: int, months: list[PeriodSpan]) -> list[PeriodSpan]:
    if len(months) <= 6:
        return []
    rest = months[6:]
    count = min(len(rest), 6)
    return [
        _span(PeriodKind.HALF, 1, months[:6], f"6 tháng đầu năm {year}"),
        _span(PeriodKind.HALF, 2, rest, f"{count} tháng cuối năm {year}"),
    ]


def _nine_months(year: int, months: list[PeriodSpan]) -> list[PeriodSpan]:
    if len(months) <= 9:
        return []
    return [_span(PeriodKind.NINE_MONTHS, 1, months[:9], f"9 tháng đầu năm {year}")]


def _span(kind: PeriodKind, number: int, part: list[PeriodSpan], label: str) -> PeriodSpan:
    return PeriodSpan(kind, number, part[0].starts_on, part[-1].ends_on, label)

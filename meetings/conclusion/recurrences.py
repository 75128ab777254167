"""What comes due each week, month or quarter: how it is dictated, and which day follows which.

A day of the month that a shorter month lacks is that month's last; 31 is every month's last day.
Quarters are those of the work year (design, rule 1): the first day due lies in the quarter that the
meeting's day belongs to, the next ones three months after one another.
"""

import datetime
import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.conclusion.hours import CLOCK, clock_time, time_words
from meetings.models import Directive

Repeats = Directive.Repeats
MONTHS = {Repeats.MONTHLY: 1, Repeats.QUARTERLY: 3}
MONTH_END = 31
FRIDAY = 5

_PERIOD = re.compile(r"(?:định kỳ )?\b(?:hằng|hàng|mỗi) (tuần|tháng|quý)\b", re.IGNORECASE)
_PERIODS = {"tuần": Repeats.WEEKLY, "tháng": Repeats.MONTHLY, "quý": Repeats.QUARTERLY}
_UNTIL = r"(?P<until>trước|đến|chậm nhất|muộn nhất|vào|xong trước)?(?: là| lúc)? ?"
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_NAMES = {name.lower(): place for place, name in enumerate(_WEEKDAYS, start=1)}
_NAMES |= {f"thứ {number}": number - 1 for number in range(2, 8)}
_WEEKLY = re.compile(
    rf"{_UNTIL}(?:{CLOCK} )?(?P<day>{'|'.join(_NAMES)})(?: của tuần)?", re.IGNORECASE
)
_MONTHLY = re.compile(
    rf"{_UNTIL}(?:{CLOCK} )?ngày (?P<day>\d{{1,2}})"
    r"(?: (?:của )?tháng(?: cuối(?: (?:của )?quý)?)?)?",
    re.IGNORECASE,
)
_MONTH_END = re.compile(r"(?:vào )?(?:ngày )?cuối (?:tháng|quý)", re.IGNORECASE)


class NotRecurring(ValueError):
    """It repeats, but the day could not be read."""


@dataclass(frozen=True)
class Recurrence:
    """Its words without the end, the first day due, and the rule for those after it.

    `day`: of the month, for months and quarters.
    """

    words: str
    repeats: Repeats
    first: datetime.date
    day: int | None = None
    time: datetime.time | None = None


def read(typed: str, on: datetime.date, quarter_ends: Sequence[datetime.date]) -> Recurrence | None:
    """Of "hằng tháng trước ngày 25", "thứ Sáu hằng tuần"; None for what does not repeat.

    `quarter_ends`: last days of quarters from `on` on, in order. Raises NotRecurring.
    """
    found = _PERIOD.search(typed)
    if not found:
        return None
    rest = " ".join(f"{typed[: found.start()]} {typed[found.end() :]}".split()).strip(" ,;")
    name = found[1].lower()
    repeats = _PERIODS[name]
    if repeats == Repeats.WEEKLY:
        return _weekly(rest, on)
    if not rest or _MONTH_END.fullmatch(rest):
        return _by_month(repeats, on, quarter_ends, None)
    inner = _MONTHLY.fullmatch(rest)
    if not inner:
        raise NotRecurring
    return _by_month(repeats, on, quarter_ends, inner)


def next_day(
    repeats: str, last: datetime.date, day: int | None, until: datetime.date | None
) -> datetime.date | None:
    """The day due after `last`; None once the repetition has ended."""
    if repeats == Repeats.WEEKLY:
        found = last + datetime.timedelta(weeks=1)
    else:
        month = last.month - 1 + MONTHS[Repeats(repeats)]
        found = _in_month(last.year + month // 12, month % 12 + 1, day or last.day)
    return None if until and found > until else found


def _weekly(rest: str, on: datetime.date) -> Recurrence:
    if not rest:
        return Recurrence("hằng tuần", Repeats.WEEKLY, _weekday(FRIDAY, on))
    inner = _WEEKLY.fullmatch(rest)
    if not inner:
        raise NotRecurring
    named, time = _NAMES[inner["day"].lower()], clock_time(inner)
    until = (inner["until"] or "vào").lower().removeprefix("xong ")
    is_before = until == "trước" and time is None
    words = f"{until} {time_words(time)} " if time else f"{until} "
    first = _weekday((named - 2) % 7 + 1 if is_before else named, on)
    return Recurrence(f"hằng tuần, {words}{_WEEKDAYS[named - 1]}", Repeats.WEEKLY, first, time=time)


def _by_month(
    repeats: Repeats,
    on: datetime.date,
    quarter_ends: Sequence[datetime.date],
    inner: re.Match[str] | None,
) -> Recurrence:
    """`inner`: the day within the month, and its hour; without one the month's last day."""
    words, day, time = repeats.label, MONTH_END, None
    if inner:
        named, time = int(inner["day"]), clock_time(inner)
        if not 1 <= named <= MONTH_END:
            raise NotRecurring
        until = (inner["until"] or "vào").lower().removeprefix("xong ")
        day = named - 1 if until == "trước" and time is None else named
        tail = " tháng cuối quý" if repeats == Repeats.QUARTERLY else ""
        words += f", {until} " + (f"{time_words(time)} " if time else "") + f"ngày {named:02}{tail}"
    day = day or MONTH_END  # before the first: the last of the month before
    if repeats == Repeats.MONTHLY:
        months = [
            _in_month(on.year + (on.month + n) // 12, (on.month + n) % 12 + 1, day) for n in (-1, 0)
        ]
    else:
        months = [_in_month(end.year, end.month, day) for end in quarter_ends]
    first = next((one for one in months if one >= on), None)
    if first is None:
        raise NotRecurring
    return Recurrence(words, repeats, first, day, time)


def _weekday(number: int, on: datetime.date) -> datetime.date:
    """The first such day of the week, 1 for Monday, from a day on."""
    return on + datetime.timedelta(days=(number - on.isoweekday()) % 7)


def _in_month(year: int, month: int, day: int) -> datetime.date:
    return datetime.date(year, month, min(day, monthrange(year, month)[1]))

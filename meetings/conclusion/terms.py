"""Terms of directives as they are dictated in a meeting."""

import datetime
import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from meetings.conclusion import recurrences
from meetings.conclusion.hours import CLOCK, HourRefused, clock_time, time_words
from meetings.conclusion.recurrences import NotRecurring, Recurrence
from procuracy.web import dates
from targets.models import Period
from targets.working_days import DaysOff, days_off

# "trong tháng 10/2026", "tháng 10 năm 2026"
_MONTH = re.compile(r"(?:trong )?tháng (\d{1,2})(?:/| năm )(\d{4})", re.IGNORECASE)
# "trong quý IV/2026": of the work year.
_QUARTER = re.compile(r"(?:trong |hết )?quý (I{1,3}|IV|[1-4])(?:/| năm )(\d{4})", re.IGNORECASE)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMERALS = ("I", "II", "III", "IV")
# "trước ngày 15/9": the year is the next one in which that day comes.
_NO_YEAR = re.compile(r"(.*?)(\d{1,2})/(\d{1,2})", re.IGNORECASE)
_AT_LATEST = re.compile(r"^(?:chậm nhất|muộn nhất)(?: là| vào)? ", re.IGNORECASE)
# "trước 16 giờ 30 ngày 15/9/2026"
_HOUR = re.compile(
    r"(?:(?P<until>trước|đến|vào)(?: lúc)? )?" + CLOCK + r",? (?:ngày )?(?P<day>\d.+)",
    re.IGNORECASE,
)
# "trong 05 ngày làm việc", "trong thời hạn 10 ngày kể từ ngày họp"; what it was worked out to be
# stands behind it once it was read.
_COUNTED = re.compile(
    r"(?:trong )?(?:thời hạn |thời gian |vòng )?(?P<count>\d{1,3})(?: \(.{1,20}\))? "
    r"(?P<what>ngày làm việc|ngày|tuần|tháng)(?:,? (?:kể )?từ (?P<since>[^,\d]+))?"
    r"(?:, đến hết ngày [\d/]+)?",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?:hôm nay|ngày hôm nay|(?:khi |ngày )?(?:họp|kết luận|giao|hội nghị)\b.*)", re.IGNORECASE
)
_ENDS = re.compile(
    r",? (?:cho )?(?:đến|tới)(?: hết)? "
    r"(?P<last>(?:ngày )?\d{1,2}/\d{1,2}/\d{4}|(?:tháng \d{1,2}(?:/| năm )|quý \w+(?:/| năm )|năm )"
    r"\d{4})$",
    re.IGNORECASE,
)
MOST_DAYS = 400  # what is read of the calendar ahead
UNREAD = (
    "Không đọc được hạn này: ghi theo dạng “trước ngày 15/9/2026”, “trước 16 giờ ngày 15/9/2026”, "
    "“trong tháng 10/2026”, “trong 05 ngày làm việc”, “hằng tháng trước ngày 25” hoặc “thường "
    "xuyên”."
)


class TermRefused(ValueError):
    """What was typed is no term; `sentence` says what to type."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Due:
    """The words to print and the last permitted day; `day` is None for "thường xuyên".

    What repeats: `day` is the first one, `repeats_day` that of the month, `until` the last of all.
    """

    words: str
    day: datetime.date | None
    time: datetime.time | None = None
    repeats: str = ""
    repeats_day: int | None = None
    until: datetime.date | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """As `Directive` stores it."""
        return {
            "due_text": self.words[:100],
            "due_on": self.day,
            "due_time": self.time,
            "repeats": self.repeats,
            "repeats_day": self.repeats_day,
            "repeats_until": self.until,
        }


@dataclass(frozen=True)
class Calendar:
    """What terms are counted by: days off, quarters as (work year, number, last day)."""

    days_off: DaysOff = field(default_factory=lambda: DaysOff({}))
    quarters: tuple[tuple[int, int, datetime.date], ...] = ()


NONE, BARE = Due("", None), Calendar()


def calendar_from(on: datetime.date) -> Calendar:
    """2 queries."""
    ahead = on + datetime.timedelta(days=MOST_DAYS * 2)
    quarters = Period.objects.filter(kind=Period.Kind.QUARTER, ends_on__range=(on, ahead))
    found = quarters.order_by("ends_on").values_list("work_year__year", "number", "ends_on")
    return Calendar(days_off(on, ahead), tuple(found))


def parse_due(text: str, on: datetime.date, calendar: Calendar = BARE) -> Due:
    """Read a typed term; `on` is the day of the meeting, before which no term may end.

    `trước ngày 15/9/2026` → 14/9/2026; `đến hết ngày 30/10/2026` → 30/10/2026; `trong tháng
    10/2026` → 31/10/2026; `hằng tháng trước ngày 25` → the next 24th; `thường xuyên` → no day.
    Raises TermRefused.
    """
    typed = " ".join(unicodedata.normalize("NFC", text).split()).rstrip(".;,")
    if not typed:
        return NONE
    try:
        due = _read(typed, on, calendar)
    except HourRefused as refused:
        raise TermRefused(f"Không có {refused}: giờ từ 0 đến 23, phút từ 0 đến 59.") from None
    if due.day is None and re.search(r"\d", typed):
        raise TermRefused(UNREAD)
    if due.day and due.day < on:
        raise TermRefused(f"Hạn “{due.words}” đã qua vào ngày {dates.screen_day(on)}.")
    return due


def _read(typed: str, on: datetime.date, calendar: Calendar) -> Due:
    readers: tuple[Callable[[str, datetime.date, Calendar], Due | None], ...] = (
        _recurring,
        _counted,
        _hour,
        _quarter,
        _month,
        _day,
    )
    found = (reader(typed, on, calendar) for reader in readers)
    return next((due for due in found if due), Due(typed, None))


def _recurring(typed: str, on: datetime.date, calendar: Calendar) -> Due | None:
    rule, until = typed, None
    if found := _ENDS.search(typed):
        rule = typed[: found.start()]
    try:
        read = recurrences.read(rule, on, [end for _, _, end in calendar.quarters])
    except NotRecurring:
        raise TermRefused(
            "Không đọc được kỳ hạn này: ghi theo dạng “hằng tuần, trước thứ Sáu”, “hằng tháng, "
            "trước ngày 25”, “hằng quý, trước ngày 15 tháng cuối quý”; quý tính theo năm công tác."
        ) from None
    if read is None:
        return None
    if found:
        until = _end(found["last"], on, calendar)
        if until < read.first:
            raise TermRefused(
                f"Kỳ đầu đến hạn {dates.screen_day(read.first)}, sau ngày kết thúc lặp lại."
            )
    return _repeated(read, until)


def _end(typed: str, on: datetime.date, calendar: Calendar) -> datetime.date:
    """The last day of all of "31/12/2026", "tháng 6/2027", "năm 2026"."""
    if year := re.fullmatch(r"năm (\d{4})", typed, re.IGNORECASE):
        typed = f"31/12/{year[1]}"
    due = _read(typed, on, calendar)
    if due.day is None:
        raise TermRefused(UNREAD)
    return due.day


def _repeated(read: Recurrence, until: datetime.date | None) -> Due:
    end = f", đến hết ngày {dates.printed_short(until)}" if until else ""
    return Due(read.words + end, read.first, read.time, read.repeats, read.day, until)


def _counted(typed: str, on: datetime.date, calendar: Calendar) -> Due | None:
    found = _COUNTED.fullmatch(typed)
    if not found:
        return None
    if found["since"] and not _SINCE.fullmatch(found["since"].strip()):
        since = found["since"].strip()[:40]
        raise TermRefused(f"Chưa biết “{since}”: tính từ ngày họp, hoặc ghi ngày cụ thể.")
    count, what = int(found["count"]), found["what"].lower()
    if not count or count > (MOST_DAYS if what.startswith("ngày") else 24):
        raise TermRefused(f"Không tính được hạn {found['count']} {what}: ghi ngày cụ thể.")
    last = _after(on, count, what, calendar.days_off)
    return Due(f"trong {count:02} {what}, đến hết ngày {dates.printed_short(last)}", last)


def _after(on: datetime.date, count: int, what: str, off: DaysOff) -> datetime.date:
    """The day itself does not count."""
    if what == "ngày làm việc":
        return off.after(on, count)
    if what == "tháng":
        month = on.month - 1 + count
        year, month = on.year + month // 12, month % 12 + 1
        return datetime.date(year, month, min(on.day, monthrange(year, month)[1]))
    return on + datetime.timedelta(days=count * (7 if what == "tuần" else 1))


def _hour(typed: str, on: datetime.date, calendar: Calendar) -> Due | None:
    """The day named is the last one, up to that hour."""
    found = _HOUR.fullmatch(_AT_LATEST.sub("đến ", typed))
    if not found:
        return None
    time = clock_time(found)
    day = _day(f"ngày {found['day']}", on, calendar)
    if day is None or day.day is None:
        return None
    assert time
    until = (found["until"] or "trước").lower()
    return Due(f"{until} {time_words(time)} ngày {dates.printed_short(day.day)}", day.day, time)


def _quarter(typed: str, on: datetime.date, calendar: Calendar) -> Due | None:
    found = _QUARTER.fullmatch(typed)
    if not found:
        return None
    number, year = _ROMAN.get(found[1].lower()) or int(found[1]), int(found[2])
    for of, which, end in calendar.quarters:
        if (of, which) == (year, number):
            return Due(f"trong quý {_NUMERALS[number - 1]}/{year}", end)
    raise TermRefused(
        f"Quý {_NUMERALS[number - 1]}/{year} đã qua hoặc năm công tác chưa lập: ghi ngày cụ thể."
    )


def _month(typed: str, on: datetime.date, calendar: Calendar) -> Due | None:
    found = _MONTH.fullmatch(typed)
    if not found:
        return None
    month, year = int(found[1]), int(found[2])
    if not 1 <= month <= 12 or not dates.FIRST_YEAR <= year <= dates.LAST_YEAR:
        raise TermRefused(f"Không có tháng {found[1]}/{found[2]}: kiểm tra lại hạn.")
    last = datetime.date(year, month, monthrange(year, month)[1])
    return Due(f"trong tháng {month}/{year}", last)


def _day(typed: str, on: datetime.date, calendar: Calendar) -> Due | None:
    typed = _AT_LATEST.sub("đến ", typed)
    if found := _NO_YEAR.fullmatch(typed):
        typed = f"{typed}/{_next_year(int(found[2]), int(found[3]), on)}"
    try:
        term, last = dates.parse_term(re.sub(r"^ngày ", "", typed, flags=re.IGNORECASE))
    except dates.DateRefused as refused:
        if re.search(r"\d{1,2}[/.-]\d{1,2}[/.-]\d", typed):
            raise TermRefused(refused.sentence) from None
        return None
    return Due(dates.term_words(term, last), last)


def _next_year(day: int, month: int, on: datetime.date) -> int:
    return on.year if (month, day) >= (on.month, on.day) else on.year + 1

"""Terms of directives as they are dictated in a meeting."""

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass

from procuracy.web import dates

# "trong tháng 10/2026", "tháng 10 năm 2026"
_MONTH = re.compile(r"(?:trong )?tháng (\d{1,2})(?:/| năm )(\d{4})", re.IGNORECASE)
# "trước ngày 15/9": the year is the next one in which that day comes.
_NO_YEAR = re.compile(r"(.*?)(\d{1,2})/(\d{1,2})", re.IGNORECASE)


class TermRefused(ValueError):
    """What was typed is no term; `sentence` says what to type."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Due:
    """The words to print and the last permitted day; `day` is None for "hằng tuần"."""

    words: str
    day: datetime.date | None


NONE = Due("", None)


def parse_due(text: str, on: datetime.date) -> Due:
    """Read a typed term; `on` is the day of the meeting, before which no term may end.

    `trước ngày 15/9/2026` → 14/9/2026; `đến hết ngày 30/10/2026` → 30/10/2026; `trong tháng
    10/2026` → 31/10/2026; `hằng tuần`, `thường xuyên` → no day. Raises TermRefused.
    """
    typed = " ".join(text.split()).rstrip(".;,")
    if not typed:
        return NONE
    due = _month(typed) or _day(typed, on) or Due(typed, None)
    if due.day is None and re.search(r"\d", typed):
        raise TermRefused(
            "Không đọc được hạn này: ghi theo dạng “trước ngày 15/9/2026”, “đến hết ngày "
            "30/10/2026”, “trong tháng 10/2026” hoặc “hằng tuần”, “thường xuyên”."
        )
    if due.day and due.day < on:
        raise TermRefused(f"Hạn “{due.words}” đã qua vào ngày họp {dates.screen_day(on)}.")
    return due


def _month(typed: str) -> Due | None:
    found = _MONTH.fullmatch(typed)
    if not found:
        return None
    month, year = int(found[1]), int(found[2])
    if not 1 <= month <= 12 or not dates.FIRST_YEAR <= year <= dates.LAST_YEAR:
        raise TermRefused(f"Không có tháng {found[1]}/{found[2]}: kiểm tra lại hạn.")
    last = datetime.date(year, month, monthrange(year, month)[1])
    return Due(f"trong tháng {month}/{year}", last)


def _day(typed: str, on: datetime.date) -> Due | None:
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

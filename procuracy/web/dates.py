"""Dates as Vietnamese offices write them.

Three forms: in words for the head of a document (`ngày 05 tháng 02 năm 2026`), short in printed
text (`05/02/2026`) and short on screen (`05/2/2026`). Decree 30/2020/NĐ-CP, annex I: days below 10
and months 1 and 2 get a leading zero in documents, other months none.

Nothing here asks what day it is: `today` is a parameter.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils import timezone

_SHORT = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]+)")
_WORDS = re.compile(r"(?:ngày )?([0-9]{1,2}) tháng ([0-9]{1,2}) năm ([0-9]+)", re.IGNORECASE)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")  # what the browser's date field sends
FIRST_YEAR, LAST_YEAR = 1945, 2199


class DateRefused(ValueError):
    """What was typed is not a day; `sentence` tells the person what to type."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class DateMissing(DateRefused):
    """Nothing was typed. Whether that means "no date" is for the caller to say."""

    def __init__(self) -> None:
        super().__init__("Chưa nhập ngày.")


# Written forms


def screen_day(day: date) -> str:
    """`05/2/2026`, `31/8/2026`."""
    return f"{day.day:02}/{day.month}/{day.year}"


def screen_month(month: date) -> str:
    """`tháng 8/2026`, for any day of that month."""
    return f"tháng {month.month}/{month.year}"


def screen_moment(moment: datetime) -> str:
    """`16:00, 31/8/2026`, in office time."""
    local = _local(moment)
    return f"{local:%H:%M}, {screen_day(local)}"


def printed_day(day: date) -> str:
    """`ngày 05 tháng 02 năm 2026`, `ngày 22 tháng 9 năm 2026`."""
    return f"ngày {day.day:02} tháng {_printed_month(day)} năm {day.year}"


def printed_short(day: date) -> str:
    """`05/02/2026`, `22/9/2026`: within the text of a document."""
    return f"{day.day:02}/{_printed_month(day)}/{day.year}"


def printed_moment(moment: datetime) -> str:
    """`16 giờ ngày 31/8/2026`, `8 giờ 30 phút ngày 05/02/2026`, in office time."""
    local = _local(moment)
    minutes = f" {local:%M} phút" if local.minute else ""
    return f"{local.hour} giờ{minutes} ngày {printed_short(local)}"


# Distance


def until(day: date, today: date) -> str:
    """How far the last permitted day is: `còn 3 ngày`, `hôm nay`, `quá hạn 6 ngày`."""
    days = (day - today).days
    if days == 0:
        return "hôm nay"
    return f"còn {days} ngày" if days > 0 else f"quá hạn {-days} ngày"


# Typed days


def parse_day(text: str) -> date:
    """`5/2/2026`, `05-02-2026`, `5.2.2026`, `ngày 5 tháng 2 năm 2026` or `2026-02-05`.

    Raises DateRefused; a year of two digits is refused, for it could be any century's.
    """
    typed = _tidied(text)
    if not typed:
        raise DateMissing()
    if found := _ISO.fullmatch(typed):
        return _day(found[3], found[2], found[1])
    if found := _SHORT.fullmatch(typed):
        return _day(found[1], found[3], found[4])
    if found := _WORDS.fullmatch(typed):
        return _day(found[1], found[2], found[3])
    raise DateRefused(f"“{typed[:30]}” không phải là ngày: nhập theo dạng 15/9/2026.")


# Terms: "trước ngày" excludes the day it names, "đến ngày" and "đến hết ngày" include it


class Term(StrEnum):
    """The words before a due day. Stored beside the last permitted day, so that both can print."""

    BEFORE = "trước ngày"
    UNTIL = "đến ngày"
    THROUGH = "đến hết ngày"


_TERM = re.compile(r"(trước|đến hết|đến)(?: ngày)? (.+)", re.IGNORECASE)
_TERMS = {"trước": Term.BEFORE, "đến": Term.UNTIL, "đến hết": Term.THROUGH}


def last_permitted_day(term: Term, named: date) -> date:
    """`trước ngày 15/9/2026` → 14/9/2026; `đến hết ngày 15/9/2026` → 15/9/2026."""
    return named - timedelta(days=1) if term is Term.BEFORE else named


def named_day(term: Term, last: date) -> date:
    """The day that the words name, from the last permitted one."""
    return last + timedelta(days=1) if term is Term.BEFORE else last


def term_words(term: Term, last: date) -> str:
    """The printed words for a stored last permitted day: `trước ngày 15/9/2026`."""
    return f"{term.value} {printed_short(named_day(term, last))}"


def parse_term(text: str) -> tuple[Term, date]:
    """Words and last permitted day of a typed term such as `trước ngày 15/9/2026`.

    A day without words includes itself. Raises DateRefused.
    """
    typed = _tidied(text)
    found = _TERM.fullmatch(typed)
    term = _TERMS[found[1].lower()] if found else Term.UNTIL
    return term, last_permitted_day(term, parse_day(found[2] if found else typed))


def office_day(value: date) -> date:
    """The day in office time of a moment; a day is itself."""
    return _local(value).date() if isinstance(value, datetime) else value


def _tidied(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _printed_month(day: date) -> str:
    return f"{day.month:02}" if day.month <= 2 else str(day.month)


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _day(day: str, month: str, year: str) -> date:
    if len(year) != 4:
        raise DateRefused(f"Ghi đủ bốn chữ số của năm, ví dụ {day}/{month}/2026.")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise DateRefused(f"Năm {year} không hợp lý: kiểm tra lại năm.")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise DateRefused(f"Không có ngày {int(day)}/{int(month)}/{year}.") from None

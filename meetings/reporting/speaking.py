"""How long a prepared speech takes: by words, as they are counted in Vietnamese (syllables)."""

from collections.abc import Iterable
from math import ceil

from meetings.models import ReportSection
from procuracy.web.numbers import format_number

WORDS_A_MINUTE = 140  # read aloud in a hall; static/js/speech.js shows the same while typing


def words_in(text: str) -> int:
    return len(text.split())


def minutes_of(text: str) -> int:
    """Whole minutes begun; 0 of nothing."""
    return ceil(words_in(text) / WORDS_A_MINUTE)


def too_long(section: ReportSection) -> str:
    """Why the report cannot be put forward or sent with this text, which is kept as it was typed;
    empty when it can."""
    over = len(section.text) - section.max_length
    if over <= 0:
        return ""
    return (
        f"Mục “{section.title}” dài {format_number(len(section.text))} ký tự, nhiều nhất "
        f"{format_number(section.max_length)}: rút gọn {format_number(over)} ký tự rồi gửi."
    )


def takes_long(section: ReportSection) -> str:
    """A speech that will probably overrun its minutes: told before it is sent, not refused."""
    minutes = minutes_of(section.text) if section.is_speech else 0
    if not section.minutes or minutes <= section.minutes:
        return ""
    return f"“{section.title}” đọc khoảng {minutes} phút, được {section.minutes} phút."


def warnings(sections: Iterable[ReportSection]) -> list[str]:
    """What to know before a report is put forward or sent."""
    told = [sentence for one in sections for sentence in (too_long(one), takes_long(one))]
    return [sentence for sentence in told if sentence]

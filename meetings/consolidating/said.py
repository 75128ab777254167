"""What stands at the places of a sentence, and words of numbers."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from meetings.consolidating import places
from meetings.consolidating.places import Place
from meetings.consolidating.reading import Known
from procuracy.web.dates import screen_day
from procuracy.web.numbers import format_trimmed
from targets.formulas import Value

QUOTED = 400  # letters of a unit's words
TOLD = 25  # matters, tasks in one line

_ROUND = str.maketrans("[]", "()")

Entry = dict[str, Any]  # of `ConsolidatedLine.breakdown`


@dataclass(frozen=True)
class Said:
    """What stands at a place; `amount`: of what is counted, None: nobody has said."""

    text: str
    amount: Value | None = None
    entry: Entry | None = None


Speaker = Callable[[Place], Said]


def counted_lines(units: list[int], told: list[str], label: str, known: Known) -> Speaker:
    def speak(place: Place) -> Said:
        if place.name == "so":
            return Said(number(len(units)), len(units), by_unit(label, units, known))
        return Said("\n".join(told), len(units))

    return speak


def by_unit(label: str, units: list[int], known: Known) -> Entry:
    parts = [[known.name_of(unit), units.count(unit)] for unit in dict.fromkeys(units)]
    return entry_of(label, len(units), parts)


def entry_of(label: str, total: int, parts: list[list[Any]], note: str = "") -> Entry:
    return {"label": label, "total": total, "parts": parts, "missing": [], "note": note}


def number(value: Value | None) -> str:
    return places.UNKNOWN_HERE if value is None else format_trimmed(value)


def plain(value: Value | None) -> int | str | None:
    """As JSON holds it: a whole number as a number, any other as it is printed."""
    if value is None or value == int(value):
        return value if value is None else int(value)
    return format_trimmed(value)


def clipped(text: str) -> str:
    """On one line; brackets would be read as anchors of footnotes."""
    words = " ".join(text.split()).translate(_ROUND)
    if len(words) <= QUOTED:
        return words
    return f"{words[:QUOTED].rsplit(' ', 1)[0]}…"


def listed(rows: list[str]) -> str:
    more = f" và {len(rows) - TOLD} vụ, việc khác" if len(rows) > TOLD else ""
    return "; ".join(rows[:TOLD]) + more


def day_words(day: datetime.date | None) -> str:
    return screen_day(day) if day else ""


def change(now: Value | None, before: Value | None, since: str = "") -> str:
    """`since`: what it is compared with, as it ends the words: `kỳ trước`."""
    if now is None or before is None:
        return f"chưa có số {since} để so sánh".replace("  ", " ")
    words = "không đổi"
    if now != before:
        words = f"{'tăng' if now > before else 'giảm'} {number(abs(Decimal(now) - before))}"
    return f"{words} so với {since}" if since else words

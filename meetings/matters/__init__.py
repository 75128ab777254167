"""Vụ, việc theo dõi: what others ask about them.

`of_unit(unit, on)` cards of what a unit watches; `card(matter, on)` one of them, `facts()` to be
frozen; `changed(units, since, until)` and `since(meeting)` news; `movements(units, first, last)`
and `grown(unit_or_office, period)` numbers, counts-only registers included.
"""

from meetings.matters.counting import Movement, grown, movements
from meetings.matters.reading import Card, News, Since, card, cards, changed, of_unit, since

__all__ = [
    "Card",
    "Movement",
    "News",
    "Since",
    "card",
    "cards",
    "changed",
    "grown",
    "movements",
    "of_unit",
    "since",
]

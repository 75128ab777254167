"""What was typed in haste, read back in full before it is stored: whom it reaches, by which day."""

import datetime
from dataclasses import dataclass

from meetings.conclusion.addressing import Choice, UnknownAddressee, resolve
from meetings.conclusion.expanding import units_named
from meetings.conclusion.hours import time_words
from meetings.conclusion.recurrences import next_day
from meetings.conclusion.terms import Due, TermRefused, calendar_from, parse_due
from meetings.models import AddresseeGroup
from procuracy.web.dates import screen_day
from units.models import Unit

SHOWN = 2  # occurrences after the first
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@dataclass(frozen=True)
class Reached:
    """One addressee as it was understood; of a group its members on the day."""

    label: str
    members: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Line:
    """A field of the form with what it says; `refusal` where it cannot be read."""

    label: str
    reached: tuple[Reached, ...] = ()
    words: str = ""
    refusal: str = ""


def echo(
    *, lead: str, coordinating: str, due: str, office: Unit, among: list[Choice], on: datetime.date
) -> list[Line]:
    """A line for each field in which something stands."""
    lines = [_named("Chủ trì", lead, office, among, on)]
    lines.append(_named("Phối hợp", coordinating, office, among, on))
    lines.append(_due(due, on))
    return [line for line in lines if line.reached or line.words or line.refusal]


def _named(label: str, typed: str, office: Unit, among: list[Choice], on: datetime.date) -> Line:
    try:
        found = resolve(typed, among)
    except UnknownAddressee as unknown:
        return Line(label, refusal=unknown.sentence)
    return Line(label, tuple(reached(one, office, on) for one in found))


def reached(choice: Choice, office: Unit, on: datetime.date) -> Reached:
    if choice.group is None:
        return Reached(choice.label)
    group = AddresseeGroup.objects.get(pk=choice.group)
    return Reached(choice.label, tuple(member_names(group, office, on)))


def member_names(group: AddresseeGroup, office: Unit, on: datetime.date) -> list[str]:
    """`Phòng 1`, or `Nguyễn Văn An, Kiểm sát viên (Phòng 1)`, as of a day."""
    if not group.persons:
        return list(units_named(group.seats(office, on), on).values())
    people = group.people(office, on)
    names = Unit.objects.named(on).in_bulk({one.unit_id for one in people})
    return [f"{one.named} ({names[one.unit_id].short_name})" for one in people]


def _due(typed: str, on: datetime.date) -> Line:
    try:
        due = parse_due(typed, on, calendar_from(on))
    except TermRefused as refused:
        return Line("Hạn", refusal=refused.sentence)
    return Line("Hạn", words=due_words(due))


def due_words(due: Due) -> str:
    """`hạn cuối 16 giờ, thứ Ba 15/9/2026`; of what repeats the days of the next ones, too."""
    if not due.words:
        return ""
    if due.day is None:
        return f"“{due.words}”: không có ngày, được xem xét lại tại mỗi cuộc họp"
    hour = f"{time_words(due.time)}, " if due.time else ""
    last = f"{hour}{WEEKDAYS[due.day.isoweekday() - 1]} {screen_day(due.day)}"
    if not due.repeats:
        return f"hạn cuối {last}"
    days: list[datetime.date] = []
    day = next_day(due.repeats, due.day, due.repeats_day, due.until)
    while day is not None and len(days) < SHOWN:
        days.append(day)
        day = next_day(due.repeats, day, due.repeats_day, due.until)
    after = f"; các kỳ sau {', '.join(map(screen_day, days))}" + ("…" if day else "")
    return f"lặp lại, kỳ đầu hạn cuối {last}{after if days else '; không có kỳ sau'}"

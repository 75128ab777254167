"""Who sits in a meeting, by the words under which the record names them."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from meetings import states
from meetings.conclusion import addressing
from meetings.models import Attendance, Meeting
from procuracy.web.statements import kept
from units.models import Unit


@dataclass(frozen=True)
class Seat:
    attendance: Attendance
    label: str

    @property
    def post(self) -> str:
        """The label where the name stands beside it."""
        return self.label.removesuffix(f" {self.attendance.name}")


class Sitting(NamedTuple):
    """A line of the attendance list, as far as the record names who speaks."""

    pk: int
    unit_id: int | None
    position: str
    organisation: str
    name: str


@dataclass(frozen=True)
class Speaker:
    """One of those who may speak; `pk`: of the attendance."""

    pk: int
    label: str


Named = TypeVar("Named", Seat, Speaker)


def seats(meeting: Meeting) -> list[Seat]:
    """The attendance list in order; names of persons only where two would read alike. 2 queries."""
    rows = list(meeting.attendances.select_related("person", "site"))
    return [Seat(row, label) for row, label in zip(rows, _labels(meeting, rows), strict=True)]


def speakers(meeting: Meeting) -> list[Speaker]:
    """The same labels, without all else that is known of some hundred people: for each saving."""
    rows = [Sitting(*row) for row in _sitting(meeting.pk)]
    return [Speaker(row.pk, label) for row, label in zip(rows, _labels(meeting, rows), strict=True)]


@kept
def _sitting(meeting: int) -> QuerySet[Any, Any]:
    name = Coalesce("person__full_name", "guest_name")
    rows = Attendance.objects.filter(meeting=meeting)
    return rows.values_list("pk", "unit", "position", "organisation", name)


@kept
def _names(units: tuple[int, ...], on: datetime.date) -> QuerySet[Any, Any]:
    named: QuerySet[Any, Any] = Unit.objects.named(on)
    return named.filter(pk__among=units).order_by().values_list("pk", "short_name")


def _labels(meeting: Meeting, rows: Sequence[Attendance | Sitting]) -> list[str]:
    units = tuple(sorted({row.unit_id for row in rows if row.unit_id}))
    names: dict[int, str] = dict(_names(units, states.day_of(meeting)))
    labels = [_label(row, names, meeting.organiser_id) for row in rows]
    alike = Counter(labels)
    return [
        f"{label} {row.name}" if alike[label] > 1 else label
        for row, label in zip(rows, labels, strict=True)
    ]


def _label(row: Attendance | Sitting, names: dict[int, str], organiser: int) -> str:
    """ "Viện trưởng VKSND khu vực 4"; the organiser's own leaders by their position alone; a guest
    with what he comes from."""
    if row.unit_id is None:
        return f"{row.position}, {row.organisation}"
    name = names[row.unit_id]
    return (
        row.position
        if row.unit_id == organiser or name in row.position
        else f"{row.position} {name}"
    )


def seat_named(typed: str, among: list[Named]) -> Named | None:
    """The seat of exactly this label."""
    return next((seat for seat in among if seat.label == typed), None)


def seat_meant(typed: str, among: list[Named]) -> Named | None:
    """The only seat that fits a few typed letters, accents or not: "vt kv4".

    Of several the one that begins as typed: "vt" is the head, not "Phó Viện trưởng".
    """
    if not typed.strip():
        return None
    fitting = [seat for seat in among if addressing.fits(typed, seat.label)]
    begun = [seat for seat in fitting if _begins(typed, seat.label)]
    for found in (fitting, begun):
        if len(found) == 1:
            return found[0]
    return seat_named(typed, among)


def _begins(typed: str, label: str) -> bool:
    first = addressing.plain(typed).split(maxsplit=1)[:1]
    return bool(first) and addressing.plain(label).startswith(first[0])


def asked_names(meeting: Meeting) -> dict[str, Unit]:
    """Units that a question may be put to, by name: invited ones, or those somebody sits for."""
    sitting = meeting.attendances.order_by().values("unit")
    invited = meeting.invited.through.objects.filter(meeting=meeting).values("unit")
    units = Unit.objects.named(states.day_of(meeting)).filter(Q(pk__in=sitting) | Q(pk__in=invited))
    return {unit.short_name: unit for unit in units.exclude(pk=meeting.organiser_id)}


def asked_meant(typed: str, among: dict[str, Unit]) -> Unit | None:
    """The only unit that fits a few typed letters: "kv4"."""
    exact = [unit for name, unit in among.items() if name == typed]
    fitting = exact or [unit for name, unit in among.items() if addressing.fits(typed, name)]
    return fitting[0] if len(fitting) == 1 else None

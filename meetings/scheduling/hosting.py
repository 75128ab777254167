"""Luân phiên đăng cai: which unit houses an office's next meeting of a kind held in turn."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice

from django.db import transaction
from django.db.models import Max, QuerySet

from meetings.models import HostTurn, Meeting
from procuracy.web.errors import Refused
from units.models import Unit

HELD = (Meeting.State.IN_SESSION, Meeting.State.CONCLUDED, Meeting.State.CLOSED)
AHEAD = (Meeting.State.DRAFT, Meeting.State.SCHEDULED)


@dataclass(frozen=True)
class Turn:
    """A line of the rotation board."""

    row: HostTurn
    unit: Unit
    last: Meeting | None
    ahead: Meeting | None
    is_next: bool


def turns(organiser: Unit, on: datetime.date) -> list[HostTurn]:
    """The rotation in order, units under their names of a day; ended units are passed over."""
    rows = list(HostTurn.objects.filter(organiser=organiser).order_by("order", "pk"))
    units = Unit.objects.existing(on).named(on).in_bulk([row.unit_id for row in rows])
    found = [row for row in rows if row.unit_id in units]
    for row in found:
        row.unit = units[row.unit_id]
    return found


def upcoming_hosts(
    organiser: Unit, on: datetime.date, before: datetime.datetime | None = None
) -> Iterator[HostTurn]:
    """Whose turn it is, and then whose, without end; empty without a rotation. 3 queries.

    It goes on from the last meeting held in turn, planned ones included, that begins before a
    moment.
    """
    rows = turns(organiser, on)
    if not rows:
        return iter(())
    meetings = _in_turn(organiser, [row.unit_id for row in rows])
    if before is not None:
        meetings = meetings.filter(starts_at__lt=before)
    last = meetings.order_by("-starts_at", "-pk").values_list("host_id", flat=True).first()
    at = next((place for place, row in enumerate(rows, 1) if row.unit_id == last), 0)
    return islice(cycle(rows), at, None)


def next_host(
    organiser: Unit, on: datetime.date, before: datetime.datetime | None = None
) -> HostTurn | None:
    return next(upcoming_hosts(organiser, on, before), None)


def board(organiser: Unit, on: datetime.date) -> list[Turn]:
    """Every unit of the rotation with what it housed last and what it is to house. 4 queries."""
    rows = turns(organiser, on)
    last: dict[int, Meeting] = {}
    ahead: dict[int, Meeting] = {}
    for meeting in _in_turn(organiser, [row.unit_id for row in rows]).order_by("starts_at"):
        if meeting.state in HELD:
            last[meeting.host_id] = meeting
        else:
            ahead.setdefault(meeting.host_id, meeting)
    due = next_host(organiser, on) if rows else None
    return [
        Turn(row, row.unit, last.get(row.unit_id), ahead.get(row.unit_id), row == due)
        for row in rows
    ]


def _in_turn(organiser: Unit, units: list[int]) -> QuerySet[Meeting]:
    return Meeting.objects.filter(
        organiser=organiser, kind__hosted_in_turn=True, host__in=units, state__in=[*HELD, *AHEAD]
    )


@transaction.atomic
def add(organiser: Unit, unit: Unit, place: str) -> HostTurn:
    """At the end of the rotation."""
    rows = _locked(organiser)
    if any(row.unit_id == unit.pk for row in rows):
        raise Refused("Đơn vị này đã có trong vòng luân phiên.")
    last = HostTurn.objects.filter(organiser=organiser).aggregate(last=Max("order"))["last"] or 0
    return HostTurn.objects.create(organiser=organiser, unit=unit, place=place, order=last + 1)


@transaction.atomic
def step(turn: HostTurn, by: int) -> None:
    """Earlier (-1) or later (1) by one place; at the ends nothing happens."""
    rows = _locked(turn.organiser)
    if turn not in rows:
        return
    at = rows.index(turn)
    to = at + by
    if not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    _number(rows)


@transaction.atomic
def remove(turn: HostTurn) -> None:
    rest = [row for row in _locked(turn.organiser) if row.pk != turn.pk]
    turn.delete()
    _number(rest)


def _locked(organiser: Unit) -> list[HostTurn]:
    Unit.objects.select_for_update().get(pk=organiser.pk)
    return list(HostTurn.objects.filter(organiser=organiser).order_by("order", "pk"))


def _number(rows: list[HostTurn]) -> None:
    for order, row in enumerate(rows, start=1):
        row.order = order
    HostTurn.objects.bulk_update(rows, ["order"])

"""Whom a task is recalled to on a day: who does it, the deputy in charge, the head.

Read at one go for all offices: positions, portfolios and successions as of the day. What a body
that ended left behind is its heirs' affair.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from units.models import Appointment, Portfolio, Role, Succession, Unit

HEADS = {Role.PROVINCE_HEAD, Role.UNIT_HEAD, Role.HEAD_OF_OFFICE}
WRITERS = {Role.UNIT_CLERK, Role.OFFICE_STAFF}
DEPUTIES = {Role.PROVINCE_DEPUTY, Role.UNIT_DEPUTY}

Persons = frozenset[int]


class Seat(NamedTuple):
    person: int
    unit: int
    role: str


class Asked(NamedTuple):
    """A task as far as it says who is concerned; ids, of appointments but for unit and giver."""

    unit: int
    giver: int
    addressed: int | None
    in_charge: int | None
    concerns: int | None


@dataclass
class People:
    """Who holds which position on a day, and oversees what."""

    seats: dict[int, Seat]
    in_unit: dict[int, list[int]]
    oversees: dict[int, set[tuple[int | None, int | None]]]
    fields: dict[int, set[int]]
    offices: set[int]
    successors: dict[int, set[int]]

    def doers(self, asked: Asked, *, is_urgent: bool) -> Persons:
        """Whoever was addressed or put in charge, else the unit's head and clerks; when it is
        urgent the unit's head in any case, where the unit is none that gives orders itself."""
        named = self._holders(asked.addressed, asked.in_charge)
        unit = self._now(asked.unit)
        if not named and asked.giver in unit | {asked.unit}:
            # An office's order to itself: whom it concerns, else its head.
            return self._holders(asked.concerns) or self._heads(unit)
        if not named:
            return self._heads(unit) | self._in(unit, WRITERS)
        return named | self._heads(unit - self.offices) if is_urgent else named

    def deputies(self, asked: Asked) -> Persons:
        """Whom a briefing's order concerns; else who oversees the unit, or its field, for the
        office that gave the order."""
        concerned = asked.concerns and self.seats.get(asked.concerns)
        if concerned and concerned.role in DEPUTIES:
            return frozenset({concerned.person})
        office = self._now(asked.giver) & self.offices
        units = self._now(asked.unit)
        fields = {(None, field) for unit in units for field in self.fields.get(unit, ())}
        wanted = {(unit, None) for unit in units} | fields
        return frozenset(
            self.seats[pk].person
            for unit in office
            for pk in self.in_unit.get(unit, ())
            if self.seats[pk].role in DEPUTIES and self.oversees.get(pk, set()) & wanted
        )

    def heads(self, asked: Asked) -> Persons:
        office = self._now(asked.giver) & self.offices
        return self._in(office, {Role.PROVINCE_HEAD, Role.UNIT_HEAD})

    def _heads(self, units: set[int]) -> Persons:
        """A unit without a head is led by its deputies."""
        return self._in(units, HEADS) or self._in(units, {Role.UNIT_DEPUTY})

    def _in(self, units: set[int], roles: set[Role]) -> Persons:
        held = (self.seats[pk] for unit in units for pk in self.in_unit.get(unit, ()))
        return frozenset(seat.person for seat in held if seat.role in roles)

    def _holders(self, *appointments: int | None) -> Persons:
        """Whose position is over is left out."""
        found = (self.seats.get(pk) for pk in appointments if pk)
        return frozenset(seat.person for seat in found if seat)

    def _now(self, unit: int) -> set[int]:
        """The unit and all that follow it."""
        seen, waiting = {unit}, [unit]
        while waiting:
            for later in self.successors.get(waiting.pop(), set()) - seen:
                seen.add(later)
                waiting.append(later)
        return seen


def people(on: datetime.date) -> People:
    """Five queries, whatever there is."""
    rows = Appointment.objects.current(on).order_by("pk")
    seats = {pk: Seat(*seat) for pk, *seat in rows.values_list("pk", "person", "unit", "role")}
    in_unit: dict[int, list[int]] = defaultdict(list)
    for pk, seat in seats.items():
        in_unit[seat.unit].append(pk)
    oversees: dict[int, set[tuple[int | None, int | None]]] = defaultdict(set)
    held = Portfolio.objects.current(on).values_list("appointment", "unit", "field")
    for pk, unit, field in held:
        oversees[pk].add((unit, field))
    fields: dict[int, set[int]] = defaultdict(set)
    kinds = dict(Unit.objects.order_by().values_list("pk", "kind"))
    for unit, field in Unit.fields.through.objects.values_list("unit", "field"):
        if kinds[unit] == Unit.Kind.DEPARTMENT:
            fields[unit].add(field)
    successors: dict[int, set[int]] = defaultdict(set)
    for before, after in Succession.objects.filter(on__lte=on).values_list(
        "predecessor", "successor"
    ):
        successors[before].add(after)
    offices = {pk for pk, kind in kinds.items() if kind != Unit.Kind.DEPARTMENT}
    return People(seats, in_unit, oversees, fields, offices, successors)

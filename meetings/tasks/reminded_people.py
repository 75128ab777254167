"""Whom a task is recalled to on a day: who does it, the deputy in charge, the head.

Read at one go for all offices: positions, portfolios and successions as of the day. What a body
that ended left behind is its heirs' affair.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from units.models import Appointment, Portfolio, Role, Succession, Unit

HEADS = {Role.PROVINCE_HEAD, Role.UNIT_HEAD, Role.HEAD_OF_OFFICE}
WRITERS = {Role.UNIT_CLERK, Role.OFFICE_STAFF}
DEPUTIES = {Role.PROVINCE_DEPUTY, Role.UNIT_DEPUTY}
# Of an office that gives orders.
CHIEFS = {Role.PROVINCE_HEAD, Role.UNIT_HEAD}

Persons = frozenset[int]
# Unit, field or a field in a unit, of portfolios.
Overseen = set[tuple[int | None, int | None]]


class Seat(NamedTuple):
    person: int
    unit: int
    role: str


class Asked(NamedTuple):
    """A task as far as it says who is concerned, by ids: two bodies, a field, three positions."""

    unit: int
    giver: int
    field: int | None
    addressed: int | None
    in_charge: int | None
    concerns: int | None


@dataclass
class People:
    """Who holds which position on a day, and oversees what."""

    seats: dict[int, Seat]
    in_unit: dict[int, list[int]]
    oversees: dict[int, Overseen]
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
        """Whom a briefing's order concerns; else those of the leaders in charge who are deputies,
        by the rule of `overseeing.leaders_in_charge`; a test holds the two together."""
        concerned = asked.concerns and self.seats.get(asked.concerns)
        if concerned and concerned.role in DEPUTIES:
            return frozenset({concerned.person})
        office = self._now(asked.giver) & self.offices
        leaders = [pk for unit in office for pk in self.in_unit.get(unit, ())]
        leaders = [pk for pk in leaders if self.seats[pk].role in DEPUTIES | CHIEFS]
        for way in self._ways(asked):
            if held := [pk for pk in leaders if self.oversees.get(pk, set()) & way]:
                seats = (self.seats[pk] for pk in held)
                return frozenset(seat.person for seat in seats if seat.role in DEPUTIES)
        return frozenset()

    def _ways(self, asked: Asked) -> Iterator[Overseen]:
        """The unit; what is said of the field; the fields of a department."""
        units = self._now(asked.unit)
        yield {(unit, None) for unit in units}
        yield {(unit, asked.field) for unit in units if asked.field}
        yield {(None, asked.field)} if asked.field else set()
        yield {(None, field) for unit in units for field in self.fields.get(unit, ())}

    def heads(self, asked: Asked) -> Persons:
        office = self._now(asked.giver) & self.offices
        return self._in(office, CHIEFS)

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
    held = rows.values_list("pk", "person", "unit", "role")
    seats = {pk: Seat(person, unit, role) for pk, person, unit, role in held}
    in_unit: dict[int, list[int]] = defaultdict(list)
    for pk, seat in seats.items():
        in_unit[seat.unit].append(pk)
    oversees: dict[int, Overseen] = defaultdict(set)
    portfolios = Portfolio.objects.current(on).values_list("appointment", "unit", "field")
    for pk, overseen_unit, field in portfolios:
        oversees[pk].add((overseen_unit, field))
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

"""Whose figures a position may read: all of some units, and its own fields in every other one."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from procuracy.web import clock
from units.models import Appointment, Role, Unit
from units.models.organisation import lineage
from units.overseeing import overseen

# Who works in a field; a personnel officer or an inspector does not, whatever his unit's fields.
IN_THE_FIELD = {Role.UNIT_HEAD, Role.UNIT_DEPUTY, Role.UNIT_CLERK}


@dataclass(frozen=True)
class Reach:
    """By id. `whole`: every line of these units. `fields`: these fields in all units of `area`.

    `pairs`: one field of one unit. Capture is another matter: a unit types its own figures only.
    """

    whole: frozenset[int] = frozenset()
    fields: frozenset[int] = frozenset()
    area: frozenset[int] = frozenset()
    pairs: frozenset[tuple[int, int]] = frozenset()

    def covers(self, unit_id: int, field_id: int) -> bool:
        return (
            unit_id in self.whole
            or (unit_id in self.area and field_id in self.fields)
            or (unit_id, field_id) in self.pairs
        )

    @property
    def unit_ids(self) -> frozenset[int]:
        """Units of which something may be read."""
        everywhere = self.area if self.fields else frozenset()
        return self.whole | everywhere | {unit for unit, _ in self.pairs}

    @property
    def is_by_field(self) -> bool:
        """Reads more than its own units, but not all of it."""
        return bool(self.fields or self.pairs)

    def fields_of(self, unit_id: int) -> frozenset[int] | None:
        """Fields that may be read of a unit; None for all."""
        if unit_id in self.whole:
            return None
        own = frozenset(field for unit, field in self.pairs if unit == unit_id)
        return own | self.fields if unit_id in self.area else own

    def of(self, unit: str, field: str) -> Q:
        """The same as `covers` for the database; a path to the field costs one join."""
        rows = Q(**{f"{unit}__in": self.whole})
        if self.fields:
            rows |= Q(**{f"{unit}__in": self.area, f"{field}__in": self.fields})
        for unit_id, field_id in self.pairs:
            rows |= Q(**{unit: unit_id, field: field_id})
        return rows


def reach(acting: Appointment, on: datetime.date | None = None) -> Reach:
    """Once for each appointment object: two queries for those whose position has fields.

    `on`: by default the day on which the position was taken up.
    """
    known: Reach | None = acting.__dict__.get("_reach")
    if known is None:
        known = acting.__dict__["_reach"] = _reach(acting, on or acting.taken_on or clock.today())
    return known


def _reach(acting: Appointment, on: datetime.date) -> Reach:
    whole = acting.seen_unit_ids
    if acting.role not in IN_THE_FIELD or acting.leads_office:
        return Reach(whole)
    given = overseen(acting, on)
    fields = given.field_ids | _fields_of(acting.unit)
    office = lineage(acting.office)[1] if fields or given else frozenset()
    return Reach(
        whole=whole | (given.unit_ids & office),
        fields=fields,
        area=office if fields else frozenset(),
        pairs=frozenset(pair for pair in given.pairs if pair[0] in office),
    )


def _fields_of(unit: Unit) -> frozenset[int]:
    """A department's; a region's own work needs no field to be read."""
    if unit.kind != Unit.Kind.DEPARTMENT:
        return frozenset()
    return frozenset(unit.fields.values_list("pk", flat=True))

"""What a person was over time, as an office reads it: the newest first, in the names of then."""

import datetime
from dataclasses import dataclass

from units.models import Appointment, Person, Unit


@dataclass(frozen=True)
class Post:
    """A position in the unit's name of that time; `first_name`: another that it began with."""

    appointment: Appointment
    unit_name: str
    office_name: str
    first_name: str
    is_current: bool
    is_coming: bool


def posts(person: Person, on: datetime.date) -> list[Post]:
    rows = person.appointments.select_related("unit__parent", "person")
    rows = rows.prefetch_related("unit__names", "unit__parent__names")
    return [_post(row, on) for row in rows.order_by("-valid_from", "-pk")]


def _post(row: Appointment, on: datetime.date) -> Post:
    last = min(row.valid_to or on, on)
    seen = max(last, row.valid_from)
    name, first = _name(row.unit, seen), _name(row.unit, row.valid_from)
    above = row.unit.parent if not row.unit.is_office else None
    return Post(
        appointment=row,
        unit_name=name,
        office_name=_name(above, seen) if above else "",
        first_name=first if first != name else "",
        is_current=row.valid_from <= on and (row.valid_to is None or on <= row.valid_to),
        is_coming=row.valid_from > on,
    )


def _name(unit: Unit, on: datetime.date) -> str:
    return unit.naming(on).short_name

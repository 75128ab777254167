"""Who oversees what on a day, and who then acts for the head: what rules and pages read."""

import datetime
from dataclasses import dataclass

from django.db import connection

from units.models import Appointment, Delegation, Unit, User
from units.models.organisation import in_force

# (unit or null, field or null) of an appointment's portfolio on a day; a unit stands with all
# that it succeeds, so that the past of a region is overseen with the region.
_OVERSEEN = """
WITH RECURSIVE held AS (
    SELECT unit_id, field_id FROM units_portfolio
    WHERE appointment_id = %(appointment)s AND valid_from <= %(on)s
        AND (valid_to IS NULL OR valid_to >= %(on)s)
), line(root, id) AS (
    SELECT unit_id, unit_id FROM held WHERE unit_id IS NOT NULL
    UNION
    SELECT line.root, s.predecessor_id
    FROM units_succession s JOIN line ON s.successor_id = line.id
)
SELECT line.id, held.field_id FROM held LEFT JOIN line ON line.root = held.unit_id
"""


@dataclass(frozen=True)
class Overseen:
    """What one appointment oversees: whole units, whole fields, and (unit, field) pairs, by id.

    Units include those they succeed.
    """

    unit_ids: frozenset[int] = frozenset()
    field_ids: frozenset[int] = frozenset()
    pairs: frozenset[tuple[int, int]] = frozenset()

    def covers(self, *, unit_id: int | None = None, field_id: int | None = None) -> bool:
        """Of a thing with both a unit and a field, either one or the pair is enough.

        Of a thing without a field a pair is not enough: only the whole unit covers it.
        """
        return (
            unit_id in self.unit_ids
            or field_id in self.field_ids
            or (unit_id, field_id) in self.pairs
        )

    def covers_figures(self, unit_id: int, field_id: int) -> bool:
        return self.covers(unit_id=unit_id, field_id=field_id)

    def __bool__(self) -> bool:
        return bool(self.unit_ids or self.field_ids or self.pairs)


def overseen(appointment: Appointment, on: datetime.date) -> Overseen:
    """One query for each appointment object and day; asked again it costs none."""
    known: dict[datetime.date, Overseen] = appointment.__dict__.setdefault("_overseen", {})
    if on not in known:
        known[on] = _read(appointment, on)
    return known[on]


def _read(appointment: Appointment, on: datetime.date) -> Overseen:
    with connection.cursor() as cursor:
        cursor.execute(_OVERSEEN, {"appointment": appointment.pk, "on": on})
        rows: list[tuple[int | None, int | None]] = cursor.fetchall()
    return Overseen(
        unit_ids=frozenset(unit for unit, field in rows if unit and field is None),
        field_ids=frozenset(field for unit, field in rows if field and unit is None),
        pairs=frozenset((unit, field) for unit, field in rows if unit and field),
    )


def active_delegation(appointment: Appointment, on: datetime.date) -> Delegation | None:
    """The mandate under which this appointment acts for its head on a day."""
    held = Delegation.objects.current(on).filter(in_force(on, "grantor__"), delegate=appointment)
    return held.select_related("grantor__person").first()


def mandate_of(user: User, office: Unit, on: datetime.date) -> Delegation | None:
    """Under which mandate of an office's head somebody acted on a day, for what it left behind."""
    held = Delegation.objects.current(on).filter(
        delegate__person=user.person_id, grantor__unit=office
    )
    return held.select_related("grantor__person").first()

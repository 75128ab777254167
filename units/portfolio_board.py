"""The board of portfolios: an office's units and fields against those who oversee them on a day."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from units.models import Appointment, Field, Portfolio, Role, Unit

HEADS = (Role.PROVINCE_HEAD, Role.UNIT_HEAD)
LEADERS = (*HEADS, Role.PROVINCE_DEPUTY, Role.UNIT_DEPUTY)
DAY = datetime.timedelta(days=1)

# (unit id, field id), one of them None.
Thing = tuple[int | None, int | None]


@dataclass(frozen=True)
class Held:
    """One portfolio as the board shows it: its days as they count, the position's end included."""

    portfolio: Portfolio
    first: datetime.date
    last: datetime.date | None
    on: datetime.date

    @property
    def is_now(self) -> bool:
        return self.first <= self.on

    @property
    def begins(self) -> datetime.date | None:
        """Only where it is still to come."""
        return None if self.is_now else self.first


@dataclass
class Row:
    """A unit or a field, and who oversees it."""

    label: str
    thing: Thing
    group: str
    ends: datetime.date | None = None
    counts: bool = True
    # For each leader: what he holds of it, whole or (a unit's) by field; now and to come.
    cells: list[tuple[Appointment, list[Held]]] = field(default_factory=list)
    prosecutors: list[Held] = field(default_factory=list)
    # Of a department: leaders who oversee one of its fields.
    by_field: list[str] = field(default_factory=list)
    whole: list[Held] = field(default_factory=list)

    @property
    def key(self) -> str:
        unit_id, field_id = self.thing
        return f"u{unit_id}" if unit_id else f"f{field_id}"

    @property
    def holders(self) -> list[Held]:
        return [held for held in self.whole if held.is_now]

    @property
    def is_gap(self) -> bool:
        return self.counts and not self.holders and not self.by_field

    @property
    def is_overlap(self) -> bool:
        return len({held.portfolio.appointment_id for held in self.holders}) > 1

    @property
    def gap_from(self) -> datetime.date | None:
        """The first day without anybody, where there is somebody now."""
        if not self.holders or self.by_field:
            return None
        day = self.holders[0].on
        while True:
            reached = [held.last for held in self.whole if held.first <= day <= (held.last or day)]
            if not reached:
                return None if self.ends and day > self.ends else day
            ends = [last for last in reached if last]
            if len(ends) < len(reached):
                return None
            day = max(ends) + DAY


@dataclass(frozen=True)
class Board:
    office: Unit
    on: datetime.date
    leaders: list[Appointment]
    rows: list[Row]

    @property
    def gaps(self) -> int:
        return sum(row.is_gap for row in self.rows)

    @property
    def overlaps(self) -> int:
        return sum(row.is_overlap for row in self.rows)

    @property
    def changes(self) -> int:
        """Rows on which a change is already known."""
        return sum(
            bool(row.gap_from) or any(not held.is_now for held in row.whole) for row in self.rows
        )

    @property
    def shares_fields(self) -> bool:
        """Somebody oversees a field; else the office shares out its units only."""
        return any(row.whole for row in self.rows if row.thing[1])


def board(office: Unit, on: datetime.date) -> Board:
    """Five queries, whatever the number of rows."""
    leaders = leaders_of(office, on)
    held = _held_by_thing(office, on)
    rows = [*_unit_rows(office, on), *_field_rows()]
    department_fields = _fields_of_departments(rows)
    shares_fields = any(
        _is_leaders(one, office) for thing, some in held.items() if thing[0] is None for one in some
    )
    for row in rows:
        _fill(row, held, leaders, office)
        row.counts = row.thing[1] is None or shares_fields
        row.by_field = _names_by_field(department_fields.get(row.thing[0], ()), held, office)
    return Board(office, on, leaders, rows)


def leaders_of(office: Unit, on: datetime.date) -> list[Appointment]:
    """The head, then the deputies, who lead the office on a day or are to lead it later."""
    rows = Appointment.objects.filter(unit=office, role__in=LEADERS)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on)).select_related("person")
    return sorted(rows, key=lambda one: (one.role not in HEADS, one.valid_from, one.pk))


def _held_by_thing(office: Unit, on: datetime.date) -> dict[Thing, list[Held]]:
    """Portfolios of the office's people on the day and later; one field of a unit: by the unit."""
    inside = Q(appointment__unit=office) | Q(
        appointment__unit__parent=office, appointment__unit__kind=Unit.Kind.DEPARTMENT
    )
    rows = Portfolio.objects.filter(inside, Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    found: dict[Thing, list[Held]] = defaultdict(list)
    for row in rows.select_related("appointment__person", "field").order_by("valid_from", "pk"):
        ends = [day for day in (row.valid_to, row.appointment.valid_to) if day]
        last = min(ends, default=None)
        if last is None or last >= on:
            thing = (row.unit_id, None if row.unit_id else row.field_id)
            found[thing].append(Held(row, row.valid_from, last, on))
    return found


def _is_leaders(held: Held, office: Unit) -> bool:
    return held.portfolio.appointment.unit_id == office.pk


def _fill(
    row: Row, held: dict[Thing, list[Held]], leaders: list[Appointment], office: Unit
) -> None:
    here = held.get(row.thing, [])
    mine = [one for one in here if _is_leaders(one, office)]
    row.cells = [
        (leader, [one for one in mine if one.portfolio.appointment_id == leader.pk])
        for leader in leaders
    ]
    row.whole = [one for one in mine if not (one.portfolio.unit_id and one.portfolio.field_id)]
    row.prosecutors = [one for one in here if not _is_leaders(one, office)]


def _unit_rows(office: Unit, on: datetime.date) -> list[Row]:
    units = Unit.objects.existing(on).filter(parent=office).named(on)
    kinds = {kind: place for place, kind in enumerate(Unit.Kind)}
    in_order = sorted(units, key=lambda unit: (kinds[Unit.Kind(unit.kind)], unit.order, unit.code))
    return [Row(unit.short_name, (unit.pk, None), unit.kind, unit.valid_to) for unit in in_order]


def _field_rows() -> list[Row]:
    return [Row(one.name, (None, one.pk), "field") for one in Field.objects.all()]


def _fields_of_departments(rows: list[Row]) -> dict[int | None, list[int]]:
    ids = [row.thing[0] for row in rows if row.group == Unit.Kind.DEPARTMENT]
    found: dict[int | None, list[int]] = defaultdict(list)
    for unit_id, field_id in Unit.fields.through.objects.filter(unit__in=ids).values_list(
        "unit_id", "field_id"
    ):
        found[unit_id].append(field_id)
    return found


def _names_by_field(
    fields: list[int] | tuple[()], held: dict[Thing, list[Held]], office: Unit
) -> list[str]:
    names = [
        one.portfolio.appointment.person.full_name
        for field_id in fields
        for one in held.get((None, field_id), ())
        if one.is_now and _is_leaders(one, office)
    ]
    return list(dict.fromkeys(names))

"""Whose tasks a board is of: the office, a leader's charge, a field, a unit, a person.

A scope only narrows what the reader may see anyway; `of=leader-12` names it in addresses.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from meetings.models import Directive, DirectiveTask, HandOver
from meetings.models.directive_tasks import DirectiveTaskQuerySet
from meetings.tasks import placing
from procuracy.web.statements import kept
from units.models import Appointment, Field, Role, Unit, User
from units.models.organisation import lineage
from units.overseeing import overseen
from units.reach import reach

OFFICE, LEADER, FIELD, UNIT, PERSON = "office", "leader", "field", "unit", "person"
GROUPS = {
    OFFICE: "Cơ quan",
    LEADER: "Lãnh đạo phụ trách",
    FIELD: "Lĩnh vực, trong mọi đơn vị",
    UNIT: "Đơn vị",
    PERSON: "Người phụ trách",
}


@dataclass(frozen=True)
class Scope:
    kind: str
    pk: int
    words: str

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.pk}" if self.pk else self.kind

    @property
    def parted_by(self) -> str:
        """A unit's tasks are told by person, all others by unit."""
        return "person" if self.kind == UNIT else "unit"


def offered(user: User, today: datetime.date) -> list[Scope]:
    """Those a position may choose from, its own first; at most five queries."""
    acting = user.acting
    if acting is None:
        return []
    own = [Scope(UNIT, 0, "Đơn vị tôi"), Scope(PERSON, 0, "Việc tôi phụ trách")]
    fields = _fields(acting)
    if not is_wide(acting):
        people = [*own[1:], *_people(acting, today)]
        all_seen = Scope(OFFICE, 0, "Mọi nhiệm vụ tôi được xem")
        return [*own[:1], *fields, *_units(acting, today), *people, all_seen]
    leaders = _leaders(acting, today)
    mine = [one for one in leaders if one.pk == acting.pk]
    office = Scope(OFFICE, 0, "Toàn cơ quan")
    first = [*mine, office] if mine and not acting.heads_office else [office, *mine]
    others = [one for one in leaders if one.pk != acting.pk]
    return [*first, *others, *fields, *_units(acting, today), *own, *_people(acting, today)]


def find(user: User, key: str, today: datetime.date) -> Scope | None:
    """The one asked for; without a key the first. None: not offered to this position."""
    among = offered(user, today)
    return next((one for one in among if one.key == key or not key), None)


def grouped(among: Iterable[Scope], chosen: Scope) -> list[tuple[str, list[dict[str, str]]]]:
    """As options under their headings, for `each`."""
    found: dict[str, list[dict[str, str]]] = {}
    for one in among:
        mark = " selected" if one == chosen else ""
        found.setdefault(one.kind, []).append({"key": one.key, "words": one.words, "mark": mark})
    return [(GROUPS[kind], ones) for kind, ones in found.items()]


def is_wide(acting: Appointment) -> bool:
    """Sees all that its office gave (`DirectiveTaskQuerySet.visible_to`)."""
    others = (Role.REGISTRY_CLERK, Role.INSPECTOR)
    return acting.leads_office or acting.keeps_office or acting.role in others


@dataclass(frozen=True)
class Columns:
    """Where a row says who has the task: now, or on a past day."""

    unit: str
    in_charge: str
    appointment: str

    def has(self, column: str, keys: Iterable[int]) -> Q:
        return Q(**{f"{getattr(self, column)}__in": keys})

    def nobody(self, column: str) -> Q:
        return Q(**{f"{getattr(self, column)}__isnull": True})


Seen = Callable[[User], DirectiveTaskQuerySet]
NOW = Columns("unit", "in_charge", "appointment")
THEN = Columns("unit_then", "in_charge_then", "appointment_then")


def tasks_of(scope: Scope, user: User, today: datetime.date) -> DirectiveTaskQuerySet:
    acting = user.acting
    if acting is None:
        return DirectiveTask.objects.none()
    rows = _among(scope, user, DirectiveTask.objects.in_sight_of)
    return _narrowed(rows, scope, acting, today, NOW)


def tasks_then(
    scope: Scope, user: User, on: datetime.date, today: datetime.date
) -> DirectiveTaskQuerySet:
    """As they lay on a past day: with the unit, and in the hands, that they were in at its end."""
    acting = user.acting
    if acting is None or on >= today:
        return tasks_of(scope, user, today)
    rows = _among(scope, user, DirectiveTask.objects.visible_to)
    rows = placing.placed(rows, placing.day_end(on))
    if scope.kind == OFFICE and not is_wide(acting):
        # Of what was handed over only what the own unit had on that day.
        in_sight = DirectiveTask.objects.in_sight_of(user).order_by().values("pk")
        rows = rows.filter(Q(pk__in=in_sight) | THEN.has("unit", acting.own_unit_ids))
    return _narrowed(rows, scope, acting, on, THEN)


def handed_over(scope: Scope, user: User, today: datetime.date) -> DirectiveTaskQuerySet:
    """What a unit had and another one has since; of a wider scope all that changed hands."""
    acting = user.acting
    if acting is None:
        return DirectiveTask.objects.none()
    moved = HandOver.objects.order_by()
    is_own = scope.kind == UNIT or (scope.kind == OFFICE and not is_wide(acting))
    if not is_own:
        return tasks_of(scope, user, today).filter(pk__in=moved.values("task"))
    units = lineage(Unit.objects.get(pk=scope.pk))[0] if scope.pk else acting.own_unit_ids
    seen = DirectiveTask.objects.visible_to(user).exclude(unit_id__in=units)
    return seen.filter(pk__in=moved.filter(from_unit__in=units).values("task"))


def _among(scope: Scope, user: User, seen: Seen) -> DirectiveTaskQuerySet:
    acting = user.acting
    assert acting
    is_own = scope.kind == PERSON or (scope.kind == UNIT and not scope.pk)
    if is_own or not is_wide(acting):
        return seen(user)
    # What the office gave, without what others gave to it: no list of all keys is drawn up.
    given = Directive.objects.read_by(user).given_by(acting.office_ids).order_by()
    return DirectiveTask.objects.filter(directive__in=given.values("pk"))


def _narrowed(
    rows: DirectiveTaskQuerySet,
    scope: Scope,
    acting: Appointment,
    on: datetime.date,
    columns: Columns,
) -> DirectiveTaskQuerySet:
    if scope.kind == PERSON:
        return rows.filter(_of_person(scope.pk or acting.person_id, on, columns))
    if scope.kind == LEADER:
        return rows.filter(_in_charge_of(Appointment.objects.get(pk=scope.pk), on, columns))
    if scope.kind == FIELD:
        return rows.filter(directive__field=scope.pk)
    if scope.kind == UNIT:
        own = acting.own_unit_ids
        units = lineage(Unit.objects.get(pk=scope.pk))[0] if scope.pk else own
        return rows.filter(columns.has("unit", units))
    return rows


def _of_person(person: int, on: datetime.date, columns: Columns) -> Q:
    """Put in charge; else addressed; of what nobody was named for in a unit, its head."""
    seats = list(Appointment.objects.filter(person=person).values_list("pk", flat=True))
    held = Appointment.objects.current(on).filter(person=person)
    leads = (Role.UNIT_HEAD, Role.HEAD_OF_OFFICE)
    units = list(held.filter(role__in=leads).values_list("unit", flat=True))
    nobody = columns.nobody("in_charge")
    rows = columns.has("in_charge", seats) | nobody & columns.has("appointment", seats)
    if not units:
        return rows
    return rows | nobody & columns.nobody("appointment") & columns.has("unit", units)


def _in_charge_of(seat: Appointment, on: datetime.date, columns: Columns) -> Q:
    """What lies in a leader's portfolio, and what was said to him himself."""
    found = overseen(seat, on)
    rows = columns.has("appointment", [seat.pk]) | Q(directive__concerns=seat)
    rows |= columns.has("unit", found.unit_ids) | Q(directive__field_id__in=found.field_ids)
    for unit, field in found.pairs:
        rows |= columns.has("unit", [unit]) & Q(directive__field_id=field)
    return rows


def _leaders(acting: Appointment, today: datetime.date) -> list[Scope]:
    """Deputies and whoever else of the office's leadership has a portfolio."""
    rows = Appointment.objects.current(today).filter(unit=acting.office, portfolios__isnull=False)
    rows = rows.select_related("person").distinct().order_by("valid_from", "pk")
    return [Scope(LEADER, one.pk, one.named) for one in rows]


def _fields(acting: Appointment) -> list[Scope]:
    rows = Field.objects.all() if is_wide(acting) else Field.objects.none()
    if not is_wide(acting) and (found := reach(acting)).fields:
        rows = Field.objects.filter(pk__in=found.fields)
    return [Scope(FIELD, one.pk, one.short_name) for one in rows]


def _units(acting: Appointment, today: datetime.date) -> list[Scope]:
    """Others than the own one."""
    ids = (acting.seen_unit_ids if is_wide(acting) else reach(acting).whole) - acting.own_unit_ids
    if not ids:
        return []
    return [Scope(UNIT, pk, name) for pk, name in _existing(tuple(sorted(ids)), today)]


@kept
def _existing(units: tuple[int, ...], on: datetime.date) -> QuerySet[Unit, Any]:
    found = Unit.objects.filter(pk__among=list(units)).existing(on)
    rows: QuerySet[Any, Any] = found.order_by("order", "code").named(on)
    return rows.values_list("pk", "short_name")


def _people(acting: Appointment, today: datetime.date) -> list[Scope]:
    """Of the own unit, for who leads it or writes for it."""
    if not acting.types_figures:
        return []
    rows = Appointment.objects.current(today).filter(unit=acting.unit)
    rows = rows.exclude(person=acting.person_id).select_related("person")
    people = {one.person_id: one.person for one in rows}
    ordered = sorted(people.values(), key=lambda one: (one.given_name, one.full_name))
    return [Scope(PERSON, one.pk, one.full_name) for one in ordered]

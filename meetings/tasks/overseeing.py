"""Lãnh đạo phụ trách: which leader of the giver's office a task lies with, by portfolio."""

import datetime
from collections.abc import Iterable

from django.db.models import Q

from meetings.models import DirectiveTask
from units.models import Appointment, Portfolio, Role
from units.models.organisation import lineage
from units.models.people import AppointmentQuerySet

# Of a province; of an office below it its own head and deputies.
LEADERS = (Role.PROVINCE_HEAD, Role.PROVINCE_DEPUTY, Role.UNIT_HEAD, Role.UNIT_DEPUTY)
HEADS = (Role.PROVINCE_HEAD, Role.UNIT_HEAD)


def leaders_in_charge(task: DirectiveTask, on: datetime.date) -> list[Appointment]:
    """Who oversees the unit; else who oversees the directive's field, or a field of the
    department; else the giver's head. Several where a portfolio overlaps; none without a head."""
    leaders = _leaders(task.directive.giver_id, on)
    for way in _ways(task):
        held = Portfolio.objects.current(on).filter(way, appointment__in=leaders)
        found = leaders.filter(pk__in=held.values("appointment"))
        if seats := list(found.order_by("valid_from", "pk")):
            return seats
    return list(leaders.filter(role__in=HEADS).order_by("pk")[:1])


def _leaders(office: int, on: datetime.date) -> AppointmentQuerySet:
    rows = Appointment.objects.current(on).filter(unit=office, role__in=LEADERS)
    return rows.select_related("person")


def _ways(task: DirectiveTask) -> Iterable[Q]:
    units, _ = lineage(task.unit)
    yield Q(unit__in=units, field__isnull=True)
    if task.directive.field_id:
        yield Q(unit__in=units, field=task.directive.field_id)
        yield Q(unit__isnull=True, field=task.directive.field_id)
    if not task.unit.is_office:
        yield Q(unit__isnull=True, field__in=task.unit.fields.values("pk"))

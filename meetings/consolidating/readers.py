"""To whom a consolidated report is sent: who can be ticked, who usually is, who has opened it."""

import datetime
from collections.abc import Iterable

from django.db.models import Q

from meetings.models import ConsolidatedReport, ReportDelivery
from procuracy.web.dates import office_day
from units.models import Appointment, Role, Unit
from units.models.people import AppointmentQuerySet

LEADERS = (Role.PROVINCE_HEAD, Role.PROVINCE_DEPUTY, Role.HEAD_OF_OFFICE)
UNITS = (Role.UNIT_HEAD, Role.UNIT_CLERK)
OFFERED = (*LEADERS, *UNITS, Role.UNIT_DEPUTY, Role.OFFICE_STAFF)


def offered(report: ConsolidatedReport, on: datetime.date) -> AppointmentQuerySet:
    """Leaders of the office that reports, and who leads or writes for the units invited; those
    who have an account to open it with."""
    meeting = report.meeting
    near = Q(unit=meeting.organiser_id) | Q(unit__in=meeting.invited.values("pk"))
    near |= Q(unit__parent=meeting.organiser_id, unit__is_secretariat=True)
    held = Appointment.objects.current(on).filter(near, role__in=OFFERED)
    held = held.filter(person__user__is_active=True).select_related("person", "unit")
    return held.order_by("unit__order", "unit__code", "position", "pk")


def usual(report: ConsolidatedReport, on: datetime.date) -> AppointmentQuerySet:
    """The leaders of the office, and the heads and clerks of the units."""
    office = report.meeting.organiser
    of_leaders = Q(role__in=LEADERS)
    if office.kind != Unit.Kind.PROVINCE:
        of_leaders |= Q(unit=office.pk, role=Role.UNIT_DEPUTY)
    return offered(report, on).filter(of_leaders | Q(role__in=UNITS))


def chosen(report: ConsolidatedReport, on: datetime.date) -> AppointmentQuerySet:
    """Those who were ticked; where nobody has looked yet, the usual ones."""
    if report.readers.exists():
        return offered(report, on).filter(pk__in=report.readers.values("pk"))
    return usual(report, on)


def missing(report: ConsolidatedReport, seats: Iterable[Appointment]) -> dict[int, int]:
    """Person → unit of those to whom it was not yet sent; a person of two positions once."""
    has = set(report.deliveries.values_list("person", flat=True))
    found: dict[int, int] = {}
    for seat in seats:
        if seat.person_id not in has:
            found.setdefault(seat.person_id, seat.unit_id)
    return found


def deliveries(report: ConsolidatedReport) -> list[ReportDelivery]:
    """By unit, with the names of the units of their day and `opened_at`; three queries."""
    rows = list(
        report.deliveries.opened()
        .select_related("person")
        .order_by("unit__order", "unit__code", "person__full_name", "pk")
    )
    on = office_day(rows[0].delivered_at) if rows else report.until
    units = Unit.objects.named(on).in_bulk({row.unit_id for row in rows})
    for row in rows:
        row.unit = units[row.unit_id]
    return rows

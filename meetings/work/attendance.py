"""Sites whose people must be marked today, by whoever sits there."""

import datetime
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from meetings.models import Attendance, Meeting, Site
from meetings.work.items import Item
from units.models import Appointment

HELD = (Meeting.State.SCHEDULED, Meeting.State.IN_SESSION)


def to_mark(acting: Appointment, today: datetime.date) -> QuerySet[Site]:
    """Own sites of meetings of today, or still in session, with somebody not marked."""
    if not acting.types_figures:
        return Site.objects.none()
    held = Q(meeting__starts_at__date=today) | Q(meeting__state=Meeting.State.IN_SESSION)
    rows = Site.objects.filter(held, unit_id__in=acting.own_unit_ids, meeting__state__in=HELD)
    unmarked = Count("attendances", filter=Q(attendances__presence=Attendance.Presence.EXPECTED))
    return rows.annotate(unmarked=unmarked).filter(unmarked__gt=0)


def marking(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    for site in to_mark(acting, today).select_related("meeting").order_by("meeting__starts_at"):
        yield Item(
            title=f"Điểm danh {site.unmarked} người: {site.name}",  # type: ignore[attr-defined]
            origin=site.meeting.title,
            due_at=site.meeting.starts_at,
            verb="Điểm danh",
            url=reverse("meetings:site_attendance", args=[site.pk]),
            order=1,
        )

"""Meetings that still wait for their notice."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from meetings.models import Meeting
from meetings.papers import noticing
from meetings.work.items import SHOWN, Item
from units.models import Appointment


def to_draft(acting: Appointment) -> QuerySet[Meeting]:
    """Concluded meetings of a kind that must have a notice, and have none."""
    if not acting.keeps_office:
        return Meeting.objects.none()
    return Meeting.objects.filter(
        organiser_id__in=acting.office_ids,
        state__in=noticing.READY,
        kind__needs_notice=True,
        notice__isnull=True,
    )


def drafting(acting: Appointment) -> Iterable[Item]:
    for row in to_draft(acting).order_by("concluded_at")[:SHOWN]:
        yield Item(
            title="Soạn thông báo kết luận",
            origin=row.title,
            verb="Soạn",
            url=reverse("meetings:notice_create", args=[row.pk]),
            order=2,
        )

"""Meetings that still wait for their notice."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.urls import reverse

from meetings.models import Meeting
from meetings.models.meetings import whole_to
from meetings.papers import noticing
from meetings.work.items import SHOWN, Item
from units.models import Appointment


def to_draft(acting: Appointment) -> QuerySet[Meeting]:
    """Concluded meetings that must have a notice, by their kind or as was chosen, and have none."""
    if not acting.keeps_office:
        return Meeting.objects.none()
    return Meeting.objects.filter(
        Q(kind__needs_notice=True) | Q(issues_notice=True),
        Q(kind__by_portfolio=False) | whole_to(acting),
        organiser_id__in=acting.office_ids,
        state__in=noticing.READY,
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

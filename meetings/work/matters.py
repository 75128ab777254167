"""Matters that the month has not been told of."""

import datetime
from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from meetings.matters import recording
from meetings.models import Matter
from meetings.work.items import Item
from procuracy.web.dates import screen_month
from targets.years import entry_month
from units.models import Appointment


def untold(acting: Appointment, today: datetime.date) -> QuerySet[Matter]:
    """Of the own unit, for those who write for it."""
    if not acting.types_figures:
        return Matter.objects.none()
    rows = Matter.objects.filter(unit_id__in=acting.own_unit_ids)
    return recording.untold(rows, entry_month(today))


def telling(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    """One line for all of them: they are told of on one screen."""
    if count := untold(acting, today).count():
        month = entry_month(today)
        yield Item(
            title=f"Cập nhật vụ, việc theo dõi {screen_month(month)}",
            verb="Cập nhật",
            url=reverse("meetings:matter_month") + f"?month={month:%Y-%m}",
            detail=f"{count} vụ, việc chưa cập nhật",
        )

"""What became of the own unit's questions and difficulties, until it is acknowledged."""

import datetime
from collections.abc import Iterable

from django.urls import reverse

from meetings.models import DirectiveTask
from meetings.tasks import following, telling
from meetings.work.items import SHOWN, WORDS, Item
from units.models import Appointment, Unit


def told(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    rows = list(following.told(telling.untold(acting)).order_by("pk")[:SHOWN])
    names = Unit.objects.named(today).in_bulk({row.unit_id for row in rows}) if rows else {}
    for row in rows:
        is_done = row.state == DirectiveTask.State.CONFIRMED
        title = "Đã có kết quả việc {} hứa" if is_done else "{} nhận làm việc đơn vị đã nêu"
        yield Item(
            title=title.format(names[row.unit_id].short_name),
            detail=row.directive.text[:WORDS],
            origin=following.origin(row),
            verb="Xem, xác nhận",
            url=reverse("meetings:task_detail", args=[row.pk]),
            order=3,
        )

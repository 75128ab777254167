"""Issued documents on their way: to be acknowledged by the unit, overdue for the Office."""

import datetime
from collections.abc import Iterable

from django.urls import reverse

from meetings.work.items import SHOWN, WORDS, Item
from procuracy.web.dates import screen_moment
from units.models import Appointment, DocumentRecipient, User


def acknowledging(acting: Appointment) -> Iterable[Item]:
    """What came to the own unit, until somebody there says so."""
    rows = DocumentRecipient.objects.to_acknowledge(acting).select_related("document")
    rows = rows.defer("document__pdf", "document__facts").order_by("due_at", "pk")
    for row in rows[:SHOWN]:
        yield Item(
            title="Tiếp nhận văn bản",
            detail=row.document.subject[:WORDS],
            origin=f"{row.document}, gửi lúc {screen_moment(row.delivered_at)}",
            due_at=row.due_at,
            verb="Xem, tiếp nhận",
            url=reverse("units:document_detail", args=[row.document_id]),
            order=1,
        )


def unacknowledged(user: User, now: datetime.datetime) -> Iterable[Item]:
    late = DocumentRecipient.objects.visible_to(user).overdue(now)
    if count := late.count():
        yield Item(
            title=f"{count} lượt nhận văn bản quá hạn, đơn vị chưa tiếp nhận",
            verb="Xem",
            url=reverse("units:acknowledgement_list") + "?state=late",
        )

"""Issued documents on their way: to be acknowledged by the unit, overdue for the Office."""

import datetime
from collections.abc import Iterable

from django.urls import reverse

from meetings.work.items import SHOWN, WORDS, Item
from procuracy.web.dates import screen_moment
from units.delivering import mail_is_possible
from units.models import Appointment, DocumentRecipient, OutsideRecipient, User


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


def posting(user: User) -> Iterable[Item]:
    """What went to bodies outside that no mail reaches: for the registry clerk."""
    if user.acting is None or not user.acting.keeps_register:
        return
    rows = OutsideRecipient.objects.visible_to(user).to_post(is_mailed=mail_is_possible())
    rows = rows.select_related("document").defer("document__pdf", "document__facts")
    for row in rows.order_by("released_at", "pk")[:SHOWN]:
        yield Item(
            title=f"Gửi bưu điện đến {row.name}",
            detail=row.document.subject[:WORDS],
            origin=str(row.document),
            verb="Ghi đã gửi",
            url=reverse("units:posting_list"),
            order=2,
        )


def unacknowledged(user: User, now: datetime.datetime) -> Iterable[Item]:
    late = DocumentRecipient.objects.visible_to(user).overdue(now)
    if count := late.count():
        yield Item(
            title=f"{count} lượt nhận văn bản quá hạn, đơn vị chưa tiếp nhận",
            verb="Xem",
            url=reverse("units:acknowledgement_list") + "?state=late",
        )

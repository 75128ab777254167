"""Consolidated reports that were sent to this person, until they are opened."""

from collections.abc import Iterable

from django.urls import reverse

from meetings.models import ReportDelivery
from meetings.work.items import SHOWN, Item
from procuracy.web.dates import screen_moment
from units.models import User


def unread(user: User) -> Iterable[Item]:
    rows = ReportDelivery.objects.of_person(user).waiting().order_by("pk")
    rows = rows.select_related("report__document", "report__meeting")
    rows = rows.defer("report__document__pdf", "report__document__facts")
    for row in rows[:SHOWN]:
        reminded = f", nhắc lúc {screen_moment(row.reminded_at)}" if row.reminded_at else ""
        yield Item(
            title="Mở xem báo cáo tổng hợp",
            detail=row.report.subject,
            origin=f"{row.report.document}, gửi lúc {screen_moment(row.delivered_at)}{reminded}",
            verb="Mở báo cáo",
            url=reverse("meetings:received_report", args=[row.pk]),
            order=1,
        )

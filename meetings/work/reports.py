"""Reports before a meeting: to be sent, and still silent."""

import datetime
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from meetings.models import Meeting, UnitReport
from meetings.models.reports import COMING
from meetings.work.items import SHOWN, Item
from procuracy.web.dates import screen_moment
from units.models import Appointment, Unit


def to_send(acting: Appointment) -> QuerySet[UnitReport]:
    """What the own unit owes: to be written, and what waits for its head."""
    rows = UnitReport.objects
    return (rows.to_write(acting) | rows.to_approve(acting)).distinct()


def sending(acting: Appointment) -> Iterable[Item]:
    for row in to_send(acting).select_related("meeting")[:SHOWN]:
        is_returned = row.state == UnitReport.State.RETURNED
        is_submitted = row.state == UnitReport.State.SUBMITTED
        title = f"Gửi {'lại ' if is_returned else ''}báo cáo phục vụ hội nghị"
        yield Item(
            title="Duyệt, gửi báo cáo phục vụ hội nghị" if is_submitted else title,
            detail=f"trả lại: {row.return_reason}" if is_returned else "",
            origin=row.meeting.title,
            due_at=row.due_at,
            verb="Duyệt, gửi" if is_submitted else "Viết báo cáo",
            url=reverse("meetings:unit_report_edit", args=[row.pk]),
            order=3,
        )


def received(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    """Of others: for a department to check in its field, for the Office to accept."""
    known = {
        "Kiểm tra": UnitReport.objects.to_check(acting),
        "Tiếp nhận": UnitReport.objects.to_accept(acting),
    }
    for verb, rows in known.items():
        shown = list(rows.select_related("meeting").order_by("sent_at")[:SHOWN])
        names = Unit.objects.named(today).in_bulk({row.unit_id for row in shown}) if shown else {}
        for row in shown:
            yield Item(
                title=f"{verb} báo cáo của {names[row.unit_id].short_name}",
                detail=f"gửi {screen_moment(row.sent_at)}" if row.sent_at else "",
                origin=row.meeting.title,
                verb=f"Xem, {verb.lower()}",
                url=reverse("meetings:unit_report_edit", args=[row.pk]),
                order=4,
            )


def silent(acting: Appointment) -> Iterable[Item]:
    """Meetings to come for which units still owe their reports."""
    missing = Count("reports", filter=~Q(reports__state__in=UnitReport.RECEIVED))
    rows = Meeting.objects.filter(organiser_id__in=acting.office_ids, state__in=COMING)
    for row in rows.annotate(silent=missing, all=Count("reports")).filter(silent__gt=0)[:8]:
        yield Item(
            title=f"{row.silent}/{row.all} đơn vị chưa gửi báo cáo phục vụ",
            origin=row.title,
            due_at=row.reports_due_at,
            verb="Đôn đốc",
            url=reverse("meetings:unit_report_list", args=[row.pk]),
        )

"""Targets behind: to be explained, explained again, and answered by who leads."""

import datetime
from collections.abc import Iterable

from django.urls import reverse

from meetings import facts
from meetings.models import Meeting
from meetings.work.items import SHOWN, WORDS, Item
from meetings.work.reports import COMING
from procuracy.web.dates import screen_day
from targets import explaining
from targets.models import Explanation
from units.models import Appointment, Unit


def missing(acting: Appointment, today: datetime.date, now: datetime.datetime) -> Iterable[Item]:
    """Targets behind that the next meeting will ask about, once its period is over; the cost of
    one unit's board."""
    if not acting.types_figures:
        return
    heard = Meeting.objects.filter(invited=acting.unit_id, state__in=COMING, ends_at__gte=now)
    meeting = heard.select_related("period__work_year").order_by("starts_at").first()
    period = facts.period_heard(meeting) if meeting else None
    if meeting is None or period is None or period.ends_on > today:
        return
    sent = Explanation.objects.filter(unit=acting.unit_id, period=explaining.closing_month(period))
    said = set(sent.exclude(state=Explanation.State.DRAFT).values_list("target_id", flat=True))
    behind = explaining.behind(acting.unit, period, today)
    count = sum(score.target.pk not in said for score in behind)
    if count:
        url = reverse("targets:explanation_list")
        yield Item(
            title=f"Giải trình {count} chỉ tiêu chưa đạt, nguy cơ",
            detail=f"lũy kế đến hết {period.label[0].lower()}{period.label[1:]}",
            origin=meeting.title,
            due_at=meeting.reports_due_at or meeting.starts_at,
            verb="Giải trình",
            url=f"{url}?year={period.work_year.year}&period={period.pk}&only=missing",
            order=3,
        )


def returned(acting: Appointment) -> Iterable[Item]:
    rows = Explanation.objects.returned_to(acting).select_related("target", "period")
    for row in rows.order_by("answered_at")[:SHOWN]:
        yield Item(
            title=f"Giải trình lại: {row.target.short_name}",
            detail=row.answer[:WORDS],
            origin=f"Ý kiến của lãnh đạo, {row.period.label}",
            verb="Viết lại",
            url=reverse(
                "targets:explanation_edit", args=[row.unit_id, row.target_id, row.period_id]
            ),
            order=3,
        )


def answering(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    rows = Explanation.objects.to_answer(acting, today).select_related("target", "period")
    shown = list(rows.order_by("sent_at")[:SHOWN])
    names = Unit.objects.named(today).in_bulk([row.unit_id for row in shown]) if shown else {}
    for row in shown:
        yield Item(
            title=f"Cho ý kiến về giải trình của {names[row.unit_id].short_name}",
            detail=f"{row.target.short_name}, cam kết đến {screen_day(row.promised_on)}"
            if row.promised_on
            else row.target.short_name,
            origin=f"Giải trình, cam kết, {row.period.label}",
            verb="Xem, cho ý kiến",
            url=reverse("targets:explanation_detail", args=[row.pk]),
            order=4,
        )

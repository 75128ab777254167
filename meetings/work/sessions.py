"""Sessions with one unit: to be accepted by it, and what the organiser's Office must see to."""

import datetime
from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from meetings.models import Difficulty, DirectiveTask, Meeting
from meetings.models.acceptance import requests, waiting
from meetings.models.directive_tasks import DirectiveTaskQuerySet
from meetings.sessions.requests import pending
from meetings.work.items import SHOWN, WORDS, Item
from units.models import Appointment, Unit


def own_requests(acting: Appointment) -> DirectiveTaskQuerySet:
    """Of sessions with the own unit, for those who answer for it."""
    rows = DirectiveTask.objects.filter(
        unit_id__in=acting.own_unit_ids, directive__meeting__with_unit__in=acting.own_unit_ids
    )
    return rows if acting.types_figures else rows.none()


def to_accept(acting: Appointment) -> QuerySet[Meeting]:
    """Sessions with requests in force to which the own unit has said nothing."""
    rows = own_requests(acting)
    if not acting.types_figures:
        return Meeting.objects.none()
    return Meeting.objects.filter(pk__in=waiting(requests(rows)).values("directive__meeting"))


def to_put_forward(acting: Appointment) -> QuerySet[Difficulty]:
    """The Office: wishes to change a request that no leader has answered."""
    if not acting.keeps_office:
        return Difficulty.objects.none()
    return Difficulty.objects.unanswered().filter(
        acceptance_line__isnull=False, report__meeting__organiser__in=acting.office_ids
    )


def accepting(acting: Appointment) -> Iterable[Item]:
    """One line for each of `to_accept`."""
    for one in pending(own_requests(acting))[:SHOWN]:
        yield Item(
            title="Tiếp thu kết luận vào chương trình của đơn vị",
            detail=f"{one.count} yêu cầu chưa tiếp thu",
            origin=one.meeting.title,
            due_on=one.due_on,
            verb="Tiếp thu",
            url=reverse("meetings:acceptance_edit", args=[one.meeting.pk]),
            order=2,
        )


def unaccepted(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    """The Office: units whose days to accept are over."""
    if not acting.keeps_office:
        return
    rows = DirectiveTask.objects.filter(
        directive__meeting__organiser__in=acting.office_ids,
        directive__meeting__kind__acceptance_days__isnull=False,
    ).exclude(unit__in=acting.own_unit_ids)
    late = [one for one in pending(rows) if one.due_on and one.due_on < today][:SHOWN]
    names = Unit.objects.named(today).in_bulk({one.unit_id for one in late}) if late else {}
    for one in late:
        yield Item(
            title=f"{names[one.unit_id].short_name} chưa tiếp thu kết luận",
            detail=f"{one.count} yêu cầu chưa tiếp thu",
            origin=one.meeting.title,
            due_on=one.due_on,
            verb="Đôn đốc",
            url=reverse("meetings:working_session", args=[one.meeting.pk]),
            order=3,
        )


def asked(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    shown = list(
        to_put_forward(acting).select_related("report__meeting").order_by("raised_at", "pk")[:SHOWN]
    )
    names = Unit.objects.named(today).in_bulk({row.unit_id for row in shown}) if shown else {}
    for row in shown:
        yield Item(
            title=f"{names[row.unit_id].short_name} đề nghị sửa yêu cầu: trình lãnh đạo trả lời",
            detail=row.text[:WORDS],
            origin=row.report.meeting.title,
            verb="Xem",
            url=reverse("meetings:difficulty_detail", args=[row.pk]),
            order=4,
        )

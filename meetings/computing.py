"""Targets counted from meetings: tasks of conclusions done in time, reports sent in time."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone

from meetings.models import DirectiveTask, Meeting, UnitReport
from procuracy.web.dates import screen_day, screen_moment
from procuracy.web.statements import kept
from targets.computing.sources import Counted, Item, counted
from targets.models import Target


class Conclusions:
    """Nhiệm vụ theo thông báo kết luận: reported as done by the last permitted day.

    One that was given back and is not reported anew is not done; one withdrawn is asked no more.
    """

    computation = Target.Computation.CONCLUSIONS

    def count(self, units: Collection[int], first: datetime.date, last: datetime.date) -> Counted:
        return counted(_task_counts(tuple(units), first, last))

    def items(
        self, units: Collection[int], first: datetime.date, last: datetime.date
    ) -> list[Item]:
        tasks = _tasks(units, first, last).select_related("directive")
        return [_task(task) for task in tasks.order_by("due_on", "pk")]


_DONE = (DirectiveTask.State.REPORTED, DirectiveTask.State.CONFIRMED)


@kept
def _task_counts(
    units: tuple[int, ...], first: datetime.date, last: datetime.date
) -> QuerySet[DirectiveTask, Any]:
    rows = _tasks(units, first, last).annotate(day=TruncDate("reported_at"))
    on_time = Q(state__in=_DONE, day__lte=F("due_on"))
    by_unit = rows.order_by().values_list("unit")
    return by_unit.annotate(done=Count("pk", filter=on_time), due=Count("pk"))


def _tasks(
    units: Collection[int], first: datetime.date, last: datetime.date
) -> QuerySet[DirectiveTask]:
    rows = DirectiveTask.objects.active().filter(unit__among=units, due_on__range=(first, last))
    return rows.exclude(state=DirectiveTask.State.WITHDRAWN)


def _task(task: DirectiveTask) -> Item:
    done = timezone.localdate(task.reported_at) if task.reported_at else None
    is_done = task.state in _DONE and done is not None
    assert task.due_on is not None
    return Item(
        unit=task.unit_id,
        day=task.due_on,
        title=task.directive.text,
        due=screen_day(task.due_on),
        done=screen_day(done) if is_done and done else "",
        is_on_time=is_done and done is not None and done <= task.due_on,
        link=reverse("meetings:task_detail", args=[task.pk]),
    )


class MeetingReports:
    """Báo cáo phục vụ hội nghị, by the moment of sending that counts."""

    computation = Target.Computation.REPORTS

    def count(self, units: Collection[int], first: datetime.date, last: datetime.date) -> Counted:
        return counted(_report_counts(tuple(units), first, last))

    def items(
        self, units: Collection[int], first: datetime.date, last: datetime.date
    ) -> list[Item]:
        reports = _reports(units, first, last).select_related("meeting")
        ordered = reports.order_by("deadline", "pk")  # type: ignore[misc]  # annotated
        return [_report(one) for one in ordered]


@kept
def _report_counts(
    units: tuple[int, ...], first: datetime.date, last: datetime.date
) -> QuerySet[UnitReport, Any]:
    on_time = Q(state__in=UnitReport.RECEIVED, sent_at__lte=F("deadline"))
    by_unit = _reports(units, first, last).order_by().values_list("unit")
    return by_unit.annotate(done=Count("pk", filter=on_time), due=Count("pk"))


def _reports(
    units: Collection[int], first: datetime.date, last: datetime.date
) -> QuerySet[UnitReport]:
    rows = UnitReport.objects.with_deadline().filter(unit__among=units)
    rows = rows.filter(deadline__date__range=(first, last))  # type: ignore[misc]  # annotated
    return rows.exclude(meeting__state__in=[Meeting.State.DRAFT, Meeting.State.CANCELLED])


def _report(report: UnitReport) -> Item:
    due, sent = report.due_at, report.sent_at
    is_sent = report.is_received and sent is not None
    assert due is not None
    return Item(
        unit=report.unit_id,
        day=timezone.localdate(due),
        title=f"Báo cáo phục vụ {report.meeting.title}",
        due=screen_moment(due),
        done=screen_moment(sent) if is_sent and sent else "",
        is_on_time=is_sent and sent is not None and sent <= due,
        link=reverse("meetings:unit_report_edit", args=[report.pk]),
    )

"""What was ordered: to be reported by its addressee, to be confirmed by the Office."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from meetings.models import Directive, DirectiveTask, Extension, Reclaim, TaskAnswer
from meetings.models.concerning import concerning
from meetings.models.directive_tasks import DirectiveTaskQuerySet, own_tasks
from meetings.models.task_steps import OfTaskQuerySet, Row
from meetings.tasks import following, holders
from meetings.tasks.answering import HEADS
from meetings.work.items import SHOWN, WORDS, Item
from procuracy.web.dates import screen_day
from units.models import Appointment, Delegation, Portfolio, Role, Unit


def to_answer(acting: Appointment) -> DirectiveTaskQuerySet:
    """Of the own unit for those who answer for it; whatever the person is addressed or put in
    charge of."""
    rows = DirectiveTask.objects.active().to_answer().order_by()
    # Each way by its own index; an "or" of them would look through every open task.
    own = rows.filter(appointment__person=acting.person_id).values("pk")
    own = own.union(rows.filter(in_charge__person=acting.person_id).values("pk"))
    if acting.types_figures:
        own = own.union(rows.filter(own_tasks(acting)).values("pk"))
    return DirectiveTask.objects.filter(pk__in=own)


def to_confirm(acting: Appointment) -> DirectiveTaskQuerySet:
    """Reported to this person's Office, or to the department that inspected."""
    rows = DirectiveTask.objects.active().to_confirm()
    if acting.keeps_office:
        return rows.given_by(acting.office_ids).filter(concerning(acting, "directive__"))
    if acting.types_figures or acting.role == Role.INSPECTOR:
        led = Directive.objects.filter(finding__inspection__lead_id__in=acting.own_unit_ids)
        return rows.filter(directive__in=led).exclude(unit_id__in=acting.own_unit_ids)
    return DirectiveTask.objects.none()


def reporting(acting: Appointment) -> Iterable[Item]:
    last = TaskAnswer.objects.filter(task=OuterRef("pk")).order_by("-pk")
    rows = to_answer(acting).annotate(
        answer_state=Subquery(last.values("state")[:1]),
        answer_words=Subquery(last.values("words")[:1]),
    )
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "pk")
    for row in following.told(rows)[:SHOWN]:
        yield Item(
            title=f"Báo cáo thực hiện: {row.directive.text[:WORDS]}",
            detail=_stands(row),
            origin=following.origin(row),
            due_on=row.due_on,
            due_at=_hour(row),
            due_text=row.directive.due_text,
            verb="Báo cáo",
            url=reverse("meetings:task_detail", args=[row.pk]),
            order=1,
        )


def _stands(row: Any) -> str:
    """How far it is; of a report on its way what the unit's head did with it."""
    if row.answer_state == TaskAnswer.State.WAITING:
        return "chờ thủ trưởng đơn vị duyệt báo cáo"
    if row.answer_state == TaskAnswer.State.RETURNED and row.answer_words:
        return f"thủ trưởng trả lại: {row.answer_words[:WORDS]}"
    return "" if row.state == DirectiveTask.State.NEW else row.get_state_display()


def _hour(row: DirectiveTask) -> datetime.datetime | None:
    """The moment, where the day has an hour."""
    if row.due_on is None or row.due_time is None:
        return None
    return timezone.make_aware(datetime.datetime.combine(row.due_on, row.due_time))


def to_approve(acting: Appointment) -> DirectiveTaskQuerySet:
    """With a report of the unit's clerks that waits for its head."""
    if acting.role not in HEADS:
        return DirectiveTask.objects.none()
    waiting = TaskAnswer.objects.filter(
        state=TaskAnswer.State.WAITING, task__unit__in=acting.own_unit_ids
    )
    return DirectiveTask.objects.filter(pk__in=waiting.values("task"))


def approving(acting: Appointment) -> Iterable[Item]:
    rows = to_approve(acting)
    for row in following.told(rows.order_by(F("due_on").asc(nulls_last=True), "pk"))[:SHOWN]:
        yield Item(
            title=f"Duyệt báo cáo kết quả: {row.directive.text[:WORDS]}",
            origin=following.origin(row),
            due_on=row.due_on,
            due_at=_hour(row),
            verb="Xem, duyệt",
            url=reverse("meetings:task_detail", args=[row.pk]) + "#answer",
            order=1,
        )


def to_extend(acting: Appointment, today: datetime.date) -> "OfTaskQuerySet[Extension]":
    """Requests that this person decides (permissions.tasks.may_extend_task, as a query)."""
    return _decided_by(acting, today, Extension.objects.filter(state=Extension.State.ASKED))


def to_give_back(acting: Appointment, today: datetime.date) -> "OfTaskQuerySet[Reclaim]":
    """As permissions.tasks.may_hand_over_task says: the Office's staff, too."""
    rows: OfTaskQuerySet[Reclaim] = Reclaim.objects.waiting()
    if acting.role == Role.OFFICE_STAFF:
        return rows.filter(task__directive__in=Directive.objects.given_by(acting.office_ids))
    return _decided_by(acting, today, rows)


def _decided_by(
    acting: Appointment, today: datetime.date, rows: "OfTaskQuerySet[Row]"
) -> "OfTaskQuerySet[Row]":
    rows = rows.filter(task__directive__in=Directive.objects.given_by(acting.office_ids))
    if acting.role == Role.HEAD_OF_OFFICE:
        return rows.exclude(task__unit__in=acting.own_unit_ids)
    if not acting.leads_office:
        return rows.none()
    if acting.role != Role.PROVINCE_DEPUTY:
        return rows
    held = Portfolio.objects.current(today).filter(appointment=acting)
    of_unit = held.filter(unit=OuterRef("task__unit"), field=None)
    of_work = held.filter(unit=None, field__unit=OuterRef("task__unit"))
    is_department = Q(task__unit__kind=Unit.Kind.DEPARTMENT)
    mandate = Delegation.objects.current(today).filter(delegate=acting)
    return rows.filter(
        Exists(of_unit)
        | is_department & Exists(of_work)
        | Q(task__directive__meeting__chair=acting)
        | Exists(mandate)
    )


def extending(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    rows = list(to_extend(acting, today).order_by("asked_at")[:SHOWN])
    found = following.told(DirectiveTask.objects.all()).in_bulk([row.task_id for row in rows])
    names = Unit.objects.named(today).in_bulk({task.unit_id for task in found.values()})
    for row in rows:
        task = found[row.task_id]
        yield Item(
            title=f"Quyết định gia hạn của {names[task.unit_id].short_name} "
            f"đến {screen_day(row.to_on)}",
            detail=row.reason[:WORDS],
            origin=following.origin(task),
            due_on=row.from_on,
            verb="Xem, quyết định",
            url=reverse("meetings:task_detail", args=[task.pk]) + "#extension",
            order=2,
        )


def giving_back(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    rows = list(
        to_give_back(acting, today).select_related("hand_over").order_by("asked_at")[:SHOWN]
    )
    found = following.told(DirectiveTask.objects.all()).in_bulk([row.task_id for row in rows])
    asking = {row.hand_over.from_unit_id for row in rows}
    names = Unit.objects.named(today).in_bulk(asking) if asking else {}
    for row in rows:
        task = found[row.task_id]
        yield Item(
            title=f"{names[row.hand_over.from_unit_id].short_name} đề nghị nhận lại nhiệm vụ",
            detail=row.reason[:WORDS],
            origin=following.origin(task),
            due_on=task.due_on,
            verb="Xem, quyết định",
            url=reverse("meetings:task_detail", args=[task.pk]) + "#reclaim",
            order=2,
        )


def unheld(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    """Of people who left their positions and nobody followed."""
    if count := holders.to_name(acting, today).count():
        yield Item(
            title=f"{count} nhiệm vụ không còn người thực hiện: giao lại",
            verb="Xem",
            url=reverse("meetings:task_unheld_list"),
        )


def confirming(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    rows = to_confirm(acting)
    tasks = list(following.told(rows.order_by("reported_at"))[:SHOWN])
    names = Unit.objects.named(today).in_bulk([task.unit_id for task in tasks])
    for row in tasks:
        yield Item(
            title=f"Xác nhận kết quả của {names[row.unit_id].short_name}",
            detail=row.directive.text[:WORDS],
            origin=following.origin(row),
            verb="Xem, xác nhận",
            url=reverse("meetings:task_detail", args=[row.pk]),
            order=4,
        )

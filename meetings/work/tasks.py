"""What was ordered: to be reported by its addressee, to be confirmed by the Office."""

import datetime
from collections.abc import Iterable

from django.db.models import F
from django.urls import reverse

from meetings.models import Directive, DirectiveTask
from meetings.models.concerning import concerning
from meetings.models.directives import DirectiveTaskQuerySet, own_tasks
from meetings.tasks import following
from meetings.work.items import SHOWN, WORDS, Item
from units.models import Appointment, Role, Unit


def to_answer(acting: Appointment) -> DirectiveTaskQuerySet:
    """Of the own unit for those who answer for it; whatever is addressed to the person."""
    rows = DirectiveTask.objects.active().to_answer().order_by()
    # Two ways, each by its own index; an "or" of both would look through every open task.
    own = rows.filter(appointment__person=acting.person_id).values("pk")
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
    rows = to_answer(acting)
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "pk")
    for row in following.told(rows)[:SHOWN]:
        yield Item(
            title=f"Báo cáo thực hiện: {row.directive.text[:WORDS]}",
            detail="" if row.state == DirectiveTask.State.NEW else row.get_state_display(),
            origin=following.origin(row),
            due_on=row.due_on,
            due_text=row.directive.due_text,
            verb="Báo cáo",
            url=reverse("meetings:task_detail", args=[row.pk]),
            order=1,
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

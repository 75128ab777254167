"""Chuyển giao: a task goes to another unit of the same office; its trail and its day stay."""

import datetime

from django.db import transaction

from meetings.models import DirectiveTask, HandOver
from meetings.tasks import following
from procuracy.web.errors import Refused
from units.models import Appointment, Unit, User


def takers(task: DirectiveTask, on: datetime.date) -> list[Unit]:
    """Units that may take it over: existing ones of the giver's office that do not have it yet."""
    has = DirectiveTask.objects.filter(directive=task.directive_id, occurrence=task.occurrence)
    units = Unit.objects.existing(on).filter(parent=task.directive.giver_id)
    units = units.exclude(pk__in=has.values("unit")).exclude(pk=task.unit_id)
    return list(units.named(on).order_by("order", "code"))


@transaction.atomic
def hand_over(
    task: DirectiveTask,
    *,
    to: Unit,
    reason: str,
    version: int,
    by: User,
    at: datetime.datetime,
) -> DirectiveTask:
    """Who was in charge is left behind; the new unit acknowledges it and names its own."""
    task = following.locked(task, version)
    if task.state not in DirectiveTask.WITH_ADDRESSEE:
        raise Refused("Nhiệm vụ đã báo cáo hoặc đã kết thúc: không chuyển giao được nữa.")
    if task.plan_task_id:
        raise Refused("Nhiệm vụ đã vào chương trình của đơn vị: bỏ khỏi chương trình trước.")
    others = DirectiveTask.objects.filter(directive=task.directive_id, occurrence=task.occurrence)
    if others.filter(unit=to).exists():
        raise Refused("Đơn vị này đã có nhiệm vụ từ cùng ý kiến chỉ đạo.")
    HandOver.objects.create(
        task=task, from_unit_id=task.unit_id, to_unit=to, reason=reason, by=by, at=at
    )
    task.unit, task.appointment, task.in_charge = to, None, None
    task.state = DirectiveTask.State.NEW
    task.version += 1
    task.save(update_fields=["unit", "appointment", "in_charge", "state", "version"])
    following.note(task, f"Chuyển giao cho đơn vị khác. Lý do: {reason}", by=by, at=at)
    return task


@transaction.atomic
def put_in_charge(task: DirectiveTask, *, seat: Appointment | None, version: int) -> DirectiveTask:
    """Whom the unit names; nobody: the unit's head answers."""
    task = following.locked(task, version)
    if seat is not None and seat.unit_id != task.unit_id:
        raise Refused("Chỉ giao cho người của chính đơn vị.")
    task.in_charge = seat
    task.version += 1
    task.save(update_fields=["in_charge", "version"])
    return task

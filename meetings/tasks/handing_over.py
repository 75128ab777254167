"""Chuyển giao: a task goes to another unit of the same office; its trail and its day stay."""

import datetime

from django.db import transaction
from django.utils import timezone

from meetings.models import DirectiveTask, Extension, HandOver, TaskAnswer, TaskHolding
from meetings.tasks import following
from procuracy.web.errors import Refused
from units.models import Appointment, Role, Unit, User
from units.models.organisation import UnitQuerySet
from units.models.people import AppointmentQuerySet


def takers(task: DirectiveTask, on: datetime.date) -> UnitQuerySet:
    """Units that may take it over: existing ones of the giver's office that do not have it yet."""
    has = DirectiveTask.objects.filter(directive=task.directive_id, occurrence=task.occurrence)
    units = Unit.objects.existing(on).filter(parent=task.directive.giver_id)
    units = units.exclude(pk__in=has.values("unit")).exclude(pk=task.unit_id)
    return units.named(on).order_by("order", "code")


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
        raise Refused(
            "Nhiệm vụ đang thực hiện trong chương trình của đơn vị: gỡ khỏi chương trình trước."
        )
    others = DirectiveTask.objects.filter(directive=task.directive_id, occurrence=task.occurrence)
    if others.filter(unit=to).exists():
        raise Refused("Đơn vị này đã có nhiệm vụ từ cùng ý kiến chỉ đạo.")
    HandOver.objects.create(
        task=task, from_unit_id=task.unit_id, to_unit=to, reason=reason, by=by, at=at
    )
    told = f"{_named(task.unit_id, at)} chuyển giao cho {_named(to.pk, at)}. Lý do: {reason}"
    lapse(task, by=by, at=at)
    keep_hands(task, until=at)
    task.unit, task.appointment, task.in_charge = to, None, None
    task.state = DirectiveTask.State.NEW
    task.version += 1
    task.save(update_fields=["unit", "appointment", "in_charge", "state", "version"])
    following.note(task, told, by=by, at=at)
    return task


def lapse(task: DirectiveTask, *, by: User, at: datetime.datetime) -> None:
    """What the unit before had asked or written is no more decided: the next one begins anew."""
    decided = {"decided_by": by, "decided_at": at}
    words = "Nhiệm vụ đã chuyển giao cho đơn vị khác."
    task.extensions.filter(state=Extension.State.ASKED).update(
        state=Extension.State.WITHDRAWN, words=words, **decided
    )
    task.answers.filter(state=TaskAnswer.State.WAITING).update(
        state=TaskAnswer.State.RETURNED, words=words, **decided
    )
    task.reclaims.close(words, by=by, at=at)


def keep_hands(task: DirectiveTask, *, until: datetime.datetime) -> None:
    """Before somebody else is named: in whose hands it was."""
    TaskHolding.objects.create(
        task=task,
        appointment_id=task.appointment_id,
        in_charge_id=task.in_charge_id,
        until=until,
    )


def _named(unit: int, at: datetime.datetime) -> str:
    return str(Unit.objects.named(timezone.localdate(at)).get(pk=unit).short_name)


def colleagues(task: DirectiveTask, on: datetime.date) -> AppointmentQuerySet:
    """Whom the unit may name: everybody who holds a position in it."""
    rows = Appointment.objects.current(on).filter(unit=task.unit_id)
    return rows.exclude(role=Role.ADMINISTRATOR).select_related("person")


@transaction.atomic
def put_in_charge(
    task: DirectiveTask,
    *,
    seat: Appointment | None,
    version: int,
    by: User,
    at: datetime.datetime,
) -> DirectiveTask:
    """Whom the unit names; nobody: the unit's head answers."""
    task = following.locked(task, version)
    if task.state not in DirectiveTask.WITH_ADDRESSEE:
        raise Refused("Nhiệm vụ đã báo cáo hoặc đã kết thúc: không đổi người phụ trách được nữa.")
    if seat is not None and seat.unit_id != task.unit_id:
        raise Refused("Chỉ giao cho người của chính đơn vị.")
    if task.in_charge == seat:
        return task
    keep_hands(task, until=at)
    task.in_charge = seat
    task.version += 1
    task.save(update_fields=["in_charge", "version"])
    told = f"Người phụ trách: {seat.named}." if seat else "Không còn giao riêng người phụ trách."
    following.note(task, told, by=by, at=at)
    return task

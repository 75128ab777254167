"""Chỉ đạo ngoài hội nghị: given, corrected while nobody acted on it, withdrawn with a reason.

It is given on the day on which it is written down: the count of a past day never changes.
"""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from meetings.conclusion import fields
from meetings.conclusion.directing import Order, address
from meetings.conclusion.expanding import give_tasks
from meetings.models import (
    DirectiveTask,
    Extension,
    OutsideDirective,
    Reclaim,
    TaskAnswer,
    TaskEvent,
)
from procuracy.web.errors import Refused
from units.models import Appointment, Unit, User

State = DirectiveTask.State
CHANGED = "Chỉ đạo này vừa được người khác sửa: xem lại nội dung mới rồi thực hiện."
ACTED_ON = "Đã có đơn vị nhận hoặc thực hiện: không sửa được nữa, thu hồi rồi giao chỉ đạo khác."


@dataclass(frozen=True)
class Gift:
    """An order with whose word it is, and on what occasion."""

    order: Order
    given_by: Appointment
    occasion: str = ""
    given_on: datetime.date | None = None  # None: the day it is written down


@transaction.atomic
def give(gift: Gift, *, office: Unit, by: User, at: datetime.datetime) -> OutsideDirective:
    """Numbered within the calendar year; each addressee has its task at once. Pressed twice, the
    same words of the same leader on the same day are one."""
    Unit.objects.select_for_update(no_key=True).get(pk=office.pk)
    on = gift.given_on or timezone.localdate(at)
    given = OutsideDirective.objects.filter(office=office, given_on__year=on.year)
    same = given.filter(given_on=on, text=gift.order.text, given_by=gift.given_by).last()
    if same and not same.is_withdrawn:
        return same
    last = given.exclude(nature=OutsideDirective.Nature.FINDING).aggregate(last=Max("order"))
    made = OutsideDirective(office=office, given_on=on, order=(last["last"] or 0) + 1)
    _write(made, gift)
    _expand(made, gift, by=by, at=at)
    return made


@transaction.atomic
def correct(
    directive: OutsideDirective, gift: Gift, *, version: int, by: User, at: datetime.datetime
) -> OutsideDirective:
    """Addressees are those of the day it was given on; its number and day stay."""
    present = _locked(directive, version)
    if why := correcting_refusal(present):
        raise Refused(why)
    present.version += 1
    _write(present, gift)
    present.addressees.all().delete()
    _expand(present, gift, by=by, at=at)
    return present


@transaction.atomic
def withdraw(
    directive: OutsideDirective, *, reason: str, version: int, by: User, at: datetime.datetime
) -> int:
    """Takes back every task that is with its addressee, with the reason in its trail; what was
    reported stays to be judged. What waits of them is answered. Returns how many."""
    present = _locked(directive, version)
    tasks = list(present.tasks.select_for_update().filter(state__in=DirectiveTask.WITH_ADDRESSEE))
    if not tasks:
        raise Refused(
            "Không còn nhiệm vụ nào để thu hồi: báo cáo đã gửi thì xác nhận hoặc trả lại trước."
        )
    for task in tasks:
        task.state = State.WITHDRAWN
        task.version += 1
        task.save(update_fields=["state", "version"])
        TaskEvent.objects.create(
            task=task, state=State.WITHDRAWN, text=f"Thu hồi. Lý do: {reason}", by=by, at=at
        )
    _answer_what_waits(tasks, by=by, at=at)
    OutsideDirective.objects.filter(pk=present.pk).update(version=present.version + 1)
    return len(tasks)


def correcting_refusal(directive: OutsideDirective) -> str:
    """Why it cannot be corrected any more; empty while nobody acted on it."""
    tasks = directive.tasks.all()
    if any(task.state == State.WITHDRAWN for task in tasks):
        return "Chỉ đạo đã thu hồi: giao chỉ đạo khác."
    acted = any(task.state != State.NEW for task in tasks)
    rows = (TaskEvent, TaskAnswer, Extension)
    acted = acted or any(row.objects.filter(task__in=tasks).exists() for row in rows)
    return ACTED_ON if acted or any(task.files.exists() for task in tasks) else ""


def _locked(directive: OutsideDirective, version: int) -> OutsideDirective:
    """Its row, and those of its tasks: who acknowledges one meanwhile waits, or came first."""
    present = OutsideDirective.objects.select_for_update(of=("self",)).get(pk=directive.pk)
    if present.version != version:
        raise Refused(CHANGED)
    list(present.tasks.select_for_update().order_by("pk"))
    return present


def _write(directive: OutsideDirective, gift: Gift) -> None:
    for fact in Order.FACTS:
        setattr(directive, fact, getattr(gift.order, fact))
    if directive.field is None:
        directive.field_id = fields.guessed(None, gift.order.lead)
    directive.given_by, directive.occasion = gift.given_by, gift.occasion
    directive.save()


def _expand(directive: OutsideDirective, gift: Gift, *, by: User, at: datetime.datetime) -> None:
    """Refused where no unit stands behind the names on that day."""
    address(directive, gift.order)
    assert directive.given_on
    give_tasks(directive, on=directive.given_on, by=by, at=at, why="Thu hồi do sửa chỉ đạo.")
    if not directive.tasks.exclude(state=State.WITHDRAWN).exists():
        raise Refused(
            "Nhóm đã chọn không có đơn vị hoặc người nào vào ngày giao: chọn đối tượng khác."
        )


def _answer_what_waits(tasks: list[DirectiveTask], *, by: User, at: datetime.datetime) -> None:
    words, decided = "Nhiệm vụ đã thu hồi.", {"decided_by": by, "decided_at": at}
    asked = Extension.objects.filter(task__in=tasks, state=Extension.State.ASKED)
    asked.update(state=Extension.State.REFUSED, words=words, **decided)
    waiting = TaskAnswer.objects.filter(task__in=tasks, state=TaskAnswer.State.WAITING)
    waiting.update(state=TaskAnswer.State.RETURNED, words=words, **decided)
    Reclaim.objects.filter(task__in=tasks).close(words, by=by, at=at)

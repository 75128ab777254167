"""Đề nghị nhận lại: the unit that handed a task over asks for it; who hands tasks over decides.

Task first, request second, as with a later day (`extending`): of two people at once one wins.
"""

import datetime

from django.db import transaction
from django.utils import timezone

from meetings.models import DirectiveTask, HandOver, Reclaim
from meetings.tasks import following, handing_over
from procuracy.web.errors import Refused
from units.models import Appointment, Unit, User

State = Reclaim.State


def last_from(task: DirectiveTask, acting: Appointment) -> HandOver | None:
    """How the own unit lost it; None where it has it, or never had."""
    if task.unit_id in acting.own_unit_ids:
        return None
    rows = task.hand_overs.filter(from_unit__in=acting.own_unit_ids)
    return rows.select_related("by__person").order_by("-pk").first()


@transaction.atomic
def ask(
    task: DirectiveTask, *, reason: str, version: int, by: User, at: datetime.datetime
) -> Reclaim:
    task = following.locked(task, version)
    handed = last_from(task, by.acting) if by.acting else None
    if handed is None:
        raise Refused("Chỉ đơn vị đã chuyển giao nhiệm vụ này đề nghị nhận lại.")
    if task.state not in DirectiveTask.WITH_ADDRESSEE:
        raise Refused("Nhiệm vụ đã báo cáo hoặc đã kết thúc: không nhận lại được nữa.")
    if not Unit.objects.existing(timezone.localdate(at)).filter(pk=handed.from_unit_id).exists():
        raise Refused("Đơn vị đã chuyển giao nay không còn: nhiệm vụ không trở về đó được.")
    if task.reclaims.waiting().exists():
        raise Refused("Đã có một đề nghị nhận lại đang chờ quyết định.")
    return Reclaim.objects.create(
        task=task, hand_over=handed, reason=reason, asked_by=by, asked_at=at
    )


@transaction.atomic
def grant(asked: Reclaim, *, words: str = "", by: User, at: datetime.datetime) -> DirectiveTask:
    """The task goes back like any task that is handed over, with its day."""
    task, present = _locked(asked)
    _decide(present, State.GRANTED, words, by=by, at=at)
    return handing_over.hand_over(
        task,
        to=present.hand_over.from_unit,
        reason=f"Theo đề nghị nhận lại: {present.reason}"[:2000],
        version=task.version,
        by=by,
        at=at,
    )


@transaction.atomic
def refuse(asked: Reclaim, *, words: str, by: User, at: datetime.datetime) -> Reclaim:
    _, present = _locked(asked)
    return _decide(present, State.REFUSED, words, by=by, at=at)


@transaction.atomic
def withdraw(asked: Reclaim, *, by: User, at: datetime.datetime) -> Reclaim:
    """The unit lets it go after all."""
    _, present = _locked(asked)
    return _decide(present, State.WITHDRAWN, "", by=by, at=at)


def _locked(asked: Reclaim) -> tuple[DirectiveTask, Reclaim]:
    task = DirectiveTask.objects.select_for_update().get(pk=asked.task_id)
    rows = Reclaim.objects.select_for_update(of=("self",))
    return task, rows.select_related("decided_by__person", "hand_over__from_unit").get(pk=asked.pk)


def _decide(
    asked: Reclaim, state: Reclaim.State, words: str, *, by: User, at: datetime.datetime
) -> Reclaim:
    if asked.state != State.ASKED:
        raise Refused(
            f"Đề nghị này đã được {asked.decided_by} giải quyết: {asked.get_state_display()}."
        )
    asked.state, asked.words, asked.decided_by, asked.decided_at = state, words, by, at
    asked.save(update_fields=["state", "words", "decided_by", "decided_at"])
    return asked

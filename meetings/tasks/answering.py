"""Báo cáo kết quả: by the unit's clerk, through its head where the kind of meeting says so."""

import datetime

from django.db import transaction

from meetings.models import DirectiveTask, TaskAnswer
from meetings.tasks import following
from procuracy.web.errors import Refused
from units.models import Role, User

State = TaskAnswer.State
HEADS = (Role.UNIT_HEAD, Role.UNIT_DEPUTY, Role.HEAD_OF_OFFICE)


def goes_by_head(task: DirectiveTask) -> bool:
    """Whether a clerk's report waits for the unit's head first."""
    meeting = task.directive.meeting
    return meeting is not None and meeting.kind.answers_by_head


@transaction.atomic
def answer(
    task: DirectiveTask, *, text: str, version: int, by: User, at: datetime.datetime
) -> DirectiveTask:
    """To the Office at once; a clerk's, where the kind asks for it, to the unit's head."""
    role = by.acting.role if by.acting else None
    if not goes_by_head(task) or role in HEADS:
        return following.report(task, text=text, version=version, by=by, at=at)
    task = following.locked(task, version)
    if not task.may_become(DirectiveTask.State.REPORTED):
        raise Refused(f"Nhiệm vụ {task.get_state_display()}: không báo cáo được nữa.")
    if task.answers.filter(state=State.WAITING).exists():
        raise Refused("Đã có một báo cáo đang chờ thủ trưởng đơn vị duyệt.")
    TaskAnswer.objects.create(task=task, text=text, by=by, at=at)
    task.version += 1
    task.save(update_fields=["version"])
    return task


@transaction.atomic
def send(waiting: TaskAnswer, *, text: str, by: User, at: datetime.datetime) -> DirectiveTask:
    """The head's own words may mend the clerk's; this moment is the one that counts."""
    task, present = _locked(waiting)
    _decide(present, State.SENT, "", by=by, at=at)
    return following.report(task, text=text, version=task.version, by=by, at=at)


@transaction.atomic
def give_back(waiting: TaskAnswer, *, words: str, by: User, at: datetime.datetime) -> TaskAnswer:
    _, present = _locked(waiting)
    _decide(present, State.RETURNED, words, by=by, at=at)
    return present


def _locked(waiting: TaskAnswer) -> tuple[DirectiveTask, TaskAnswer]:
    task = DirectiveTask.objects.select_for_update().get(pk=waiting.task_id)
    present = TaskAnswer.objects.select_for_update(of=("self",)).select_related(
        "decided_by__person"
    )
    return task, present.get(pk=waiting.pk)


def _decide(
    answer: TaskAnswer, state: TaskAnswer.State, words: str, *, by: User, at: datetime.datetime
) -> None:
    if answer.state != State.WAITING:
        raise Refused(
            f"{answer.decided_by} đã giải quyết báo cáo này: {answer.get_state_display()}."
        )
    answer.state, answer.words, answer.decided_by, answer.decided_at = state, words, by, at
    answer.save(update_fields=["state", "words", "decided_by", "decided_at"])

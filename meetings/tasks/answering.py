"""Báo cáo kết quả: by the unit's clerk, through its head where the kind of meeting says so."""

import datetime

from django.db import transaction

from meetings.models import DirectiveTask, TaskAnswer
from meetings.tasks import following
from procuracy.web.errors import Refused
from units.models import Role, User

State = TaskAnswer.State
HEADS = (Role.UNIT_HEAD, Role.UNIT_DEPUTY, Role.HEAD_OF_OFFICE)


def goes_by_head(task: DirectiveTask, by: User) -> bool:
    """Whether this person's report waits for the unit's head first: where the kind of meeting
    says so. A head reports himself, and so does who was addressed in person."""
    meeting = task.directive.meeting
    if meeting is None or not meeting.kind.answers_by_head or by.acting is None:
        return False
    addressed = task.appointment is not None and task.appointment.person_id == by.person_id
    return not addressed and by.acting.role not in HEADS


@transaction.atomic
def answer(
    task: DirectiveTask, *, text: str, version: int, by: User, at: datetime.datetime
) -> DirectiveTask:
    """To the Office at once; a clerk's, where the kind asks for it, to the unit's head."""
    if not goes_by_head(task, by):
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


def unfinished(task: DirectiveTask) -> TaskAnswer | None:
    """The text that was given back and is to be written on, if nothing came after it."""
    last = task.answers.select_related("by__person", "decided_by__person").order_by("-pk").first()
    if last is None or last.state != State.RETURNED or not last.decided_at:
        return None
    reports = task.events.filter(state=DirectiveTask.State.REPORTED, is_note=False)
    later = reports.filter(at__gte=last.decided_at)
    return None if later.exists() else last


@transaction.atomic
def send(waiting: TaskAnswer, *, text: str, by: User, at: datetime.datetime) -> DirectiveTask:
    """The head's own words may mend the clerk's; this moment is the one that counts."""
    task, present = _locked(waiting)
    _decide(present, State.SENT, "", by=by, at=at)
    return following.report(task, text=text, version=task.version, by=by, at=at)


@transaction.atomic
def take_back(waiting: TaskAnswer, *, by: User, at: datetime.datetime) -> TaskAnswer:
    """By the unit's clerks, to go on writing: the text waits for them as one given back does."""
    _, present = _locked(waiting)
    _decide(present, State.RETURNED, "Rút lại để viết tiếp.", by=by, at=at)
    return present


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

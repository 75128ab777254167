"""Gia hạn: the addressee asks for a later day, a leader of the giver grants it or not.

Task first, request second: whoever confirms or returns the task at the same moment waits for the
same row, and one of the two is told who came first.
"""

import datetime

from django.db import transaction
from django.utils import timezone

from meetings.models import DirectiveTask, Extension
from meetings.tasks import following
from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from units.models import User

State = Extension.State


@transaction.atomic
def ask(
    task: DirectiveTask,
    *,
    to_on: datetime.date,
    reason: str,
    version: int,
    by: User,
    at: datetime.datetime,
) -> Extension:
    task = following.locked(task, version)
    if task.state not in DirectiveTask.WITH_ADDRESSEE:
        raise Refused("Nhiệm vụ đã báo cáo hoặc đã kết thúc: không đề nghị gia hạn được nữa.")
    if task.due_on is None:
        raise Refused("Nhiệm vụ này không định hạn nên không có gì để gia hạn.")
    if to_on < timezone.localdate(at):
        raise Refused(f"Ngày {screen_day(to_on)} đã qua: đề nghị một ngày còn ở phía trước.")
    if to_on <= task.due_on:
        raise Refused(f"Hạn đề nghị phải sau hạn hiện nay ({screen_day(task.due_on)}).")
    if task.extensions.filter(state=State.ASKED).exists():
        raise Refused("Đã có một đề nghị gia hạn đang chờ quyết định.")
    return Extension.objects.create(
        task=task, from_on=task.due_on, to_on=to_on, reason=reason, asked_by=by, asked_at=at
    )


@transaction.atomic
def grant(extension: Extension, *, words: str = "", by: User, at: datetime.datetime) -> Extension:
    """The task gets the later day; its hour, where it has one, stays."""
    task, present = _locked(extension)
    if task.state in DirectiveTask.ENDED:
        raise Refused("Nhiệm vụ đã kết thúc: không còn gì để gia hạn.")
    if task.due_on != present.from_on:
        raise Refused("Hạn của nhiệm vụ đã đổi sau khi đề nghị: đơn vị đề nghị lại.")
    task.due_on = present.to_on
    task.version += 1
    task.save(update_fields=["due_on", "version"])
    return _decide(present, State.GRANTED, words, by=by, at=at)


@transaction.atomic
def refuse(extension: Extension, *, words: str, by: User, at: datetime.datetime) -> Extension:
    _, present = _locked(extension)
    return _decide(present, State.REFUSED, words, by=by, at=at)


@transaction.atomic
def withdraw(extension: Extension, *, by: User, at: datetime.datetime) -> Extension:
    """The addressee does not need it any more."""
    _, present = _locked(extension)
    return _decide(present, State.WITHDRAWN, "", by=by, at=at)


def _locked(extension: Extension) -> tuple[DirectiveTask, Extension]:
    task = DirectiveTask.objects.select_for_update().get(pk=extension.task_id)
    present = Extension.objects.select_for_update(of=("self",)).select_related("decided_by__person")
    return task, present.get(pk=extension.pk)


def _decide(
    extension: Extension, state: str, words: str, *, by: User, at: datetime.datetime
) -> Extension:
    if extension.state != State.ASKED:
        raise Refused(
            f"Đề nghị này đã được {extension.decided_by} giải quyết: "
            f"{extension.get_state_display()}."
        )
    extension.state, extension.words = State(state), words
    extension.decided_by, extension.decided_at = by, at
    extension.save(update_fields=["state", "words", "decided_by", "decided_at"])
    return extension

"""What happens to a task besides its states."""

import datetime
from typing import Any

from meetings.models import DirectiveTask, Extension, HandOver, Reclaim, TaskAnswer, TaskReminder
from tests.factories.common import NOW, TODAY
from units.models import Unit, User


def extension(task: DirectiveTask, by: User, **more: Any) -> Extension:
    """Asked for, two weeks more."""
    assert task.due_on
    return Extension.objects.create(
        task=task,
        from_on=task.due_on,
        to_on=more.pop("to_on", task.due_on + datetime.timedelta(days=14)),
        reason=more.pop("reason", "Chờ kết luận giám định"),
        asked_by=by,
        asked_at=more.pop("asked_at", NOW),
        **more,
    )


def reclaim(task: DirectiveTask, before: Unit, by: User) -> Reclaim:
    """The unit that had it before asks for it back."""
    handed = HandOver.objects.create(
        task=task, from_unit=before, to_unit=task.unit, reason="Khác lĩnh vực", by=by, at=NOW
    )
    return Reclaim.objects.create(
        task=task, hand_over=handed, reason="Đúng lĩnh vực", asked_by=by, asked_at=NOW
    )


def answer(task: DirectiveTask, by: User, text: str = "Đã rà 31/46 vụ", **more: Any) -> TaskAnswer:
    """Written by a clerk, waiting for the unit's head."""
    return TaskAnswer.objects.create(task=task, text=text, by=by, at=NOW, **more)


def reminder(task: DirectiveTask, to: User, **more: Any) -> TaskReminder:
    """Said today, of the day due."""
    assert to.person
    assert task.due_on
    facts: dict[str, Any] = {"stage": TaskReminder.Stage.ONE, "due_on": task.due_on, "on": TODAY}
    return TaskReminder.objects.create(task=task, person=to.person, **facts | more)

"""What became of a task, in words, with proof."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from procuracy.web.errors import Refused
from procuracy.web.uploads import Upload
from targets.models import Plan, PlanEvidence, PlanProgress, PlanTask
from units.models import User

Stage = PlanProgress.Stage


@transaction.atomic
def report(
    task: PlanTask,
    *,
    stage: str,
    percent: int | None = None,
    text: str = "",
    files: Iterable[Upload] = (),
    by: User,
    at: datetime.datetime,
) -> PlanProgress:
    """An entry of the task's trail; `done` also records the day it was done."""
    task = _locked(task)
    if task.done_on and stage != Stage.RESUMED:
        raise Refused("Nhiệm vụ đã hoàn thành: bấm “Chưa xong” trước khi ghi diễn biến mới.")
    entry = PlanProgress.objects.create(
        task=task,
        stage=stage,
        percent=100 if stage == Stage.DONE else percent,
        text=text,
        by=by,
        at=at,
    )
    PlanEvidence.objects.bulk_create(PlanEvidence(progress=entry, **one.columns()) for one in files)
    if stage == Stage.DONE:
        task.done_on = timezone.localtime(at).date()
    elif stage == Stage.RESUMED:
        task.done_on = None
    task.save(update_fields=["done_on"])
    return entry


@transaction.atomic
def finish_task(task: PlanTask, *, by: User, at: datetime.datetime) -> None:
    """Record the day it was done; a second time changes nothing."""
    if _locked(task).done_on is None:
        report(task, stage=Stage.DONE, by=by, at=at)


@transaction.atomic
def reopen_task(task: PlanTask, *, by: User, at: datetime.datetime) -> None:
    if _locked(task).done_on is not None:
        report(task, stage=Stage.RESUMED, by=by, at=at)


def _locked(task: PlanTask) -> PlanTask:
    rows = PlanTask.objects.select_related("plan").select_for_update(of=("self",))
    task = rows.get(pk=task.pk)
    if task.dropped_on:
        raise Refused("Nhiệm vụ đã thôi thực hiện theo bổ sung kế hoạch.")
    if task.plan.state == Plan.State.REPLACED:
        raise Refused("Kế hoạch đã được thay thế: ghi diễn biến ở kế hoạch mới.")
    return task

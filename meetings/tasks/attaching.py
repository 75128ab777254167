"""What proves how a task was carried out: files, figures, lines of the plan.

Added until it is confirmed; only a file is taken away again, while its addressee still has it.
"""

import datetime

from django.db import transaction

from meetings.models import DirectiveTask, TaskEvidence, TaskFile
from procuracy.web.dates import screen_day, screen_month
from procuracy.web.errors import Refused
from procuracy.web.numbers import format_number
from procuracy.web.uploads import Upload
from targets.models import Figure, PlanTask
from units.models import User

MOST_FILES = 20


@transaction.atomic
def attach(task: DirectiveTask, upload: Upload, *, by: User, at: datetime.datetime) -> TaskFile:
    """The same bytes handed in twice are kept once."""
    present = _locked(task)
    if present.state in DirectiveTask.ENDED:
        raise Refused(f"Nhiệm vụ {present.get_state_display()}, không gửi thêm tài liệu được.")
    columns = upload.columns()
    if same := present.files.light().filter(sha256=columns["sha256"]).first():
        return same
    if present.files.count() >= MOST_FILES:
        raise Refused(f"Một nhiệm vụ kèm nhiều nhất {MOST_FILES} tệp: gộp lại hoặc bỏ bớt tệp.")
    return TaskFile.objects.create(task=present, by=by, at=at, **columns)


@transaction.atomic
def detach(file: TaskFile) -> None:
    """What was reported with the task stays with it."""
    present = _locked(file.task)
    if present.state in (*DirectiveTask.ENDED, DirectiveTask.State.REPORTED):
        raise Refused("Đã báo cáo kèm tài liệu này: chờ trả lại rồi mới bỏ được.")
    present.files.filter(pk=file.pk).delete()


@transaction.atomic
def prove_by_figure(
    task: DirectiveTask, figure: Figure, *, by: User, at: datetime.datetime
) -> TaskEvidence:
    """A line of the unit's statistics with the number that stands there now: later corrections of
    the figure leave these words as they are."""
    present = _taking(task)
    if figure.unit_id != present.unit_id:
        raise Refused("Chỉ đưa số liệu của chính đơn vị được giao.")
    line = figure.indicator
    number = format_number(figure.value, line.decimals)
    words = f"{line.name}, {screen_month(figure.month)}: {number} {line.counted_in}".rstrip()
    return _proof(present, words, by=by, at=at, figure=figure)


@transaction.atomic
def prove_by_plan_task(
    task: DirectiveTask, line: PlanTask, *, by: User, at: datetime.datetime
) -> TaskEvidence:
    """A line of the unit's plan and how far it is."""
    present = _taking(task)
    if line.plan.unit_id != present.unit_id:
        raise Refused("Chỉ đưa nhiệm vụ trong chương trình của chính đơn vị được giao.")
    words = f"“{line.content[:300]}” ({line.plan.title[:120]}): {how_far(line)}"
    return _proof(present, words, by=by, at=at, plan_task=line)


def how_far(line: PlanTask) -> str:
    """`xong 05/2/2026`, `đang thực hiện, 60 %`, `chưa ghi diễn biến`."""
    if line.done_on:
        return f"xong {screen_day(line.done_on)}"
    if line.dropped_on:
        return f"thôi thực hiện {screen_day(line.dropped_on)}"
    last = line.progress.order_by("-pk").first()
    if last is None:
        return "chưa ghi diễn biến"
    share = "" if last.percent is None else f", {last.percent} %"
    return f"{last.get_stage_display()}{share}"


def _taking(task: DirectiveTask) -> DirectiveTask:
    present = _locked(task)
    if present.state in DirectiveTask.ENDED:
        raise Refused(f"Nhiệm vụ {present.get_state_display()}, không đưa thêm minh chứng được.")
    return present


def _proof(
    task: DirectiveTask,
    words: str,
    *,
    by: User,
    at: datetime.datetime,
    figure: Figure | None = None,
    plan_task: PlanTask | None = None,
) -> TaskEvidence:
    """The same words handed in twice are kept once."""
    words = words[:500]
    same = task.evidence.filter(figure=figure, plan_task=plan_task, words=words).first()
    return same or TaskEvidence.objects.create(
        task=task, figure=figure, plan_task=plan_task, words=words, by=by, at=at
    )


def _locked(task: DirectiveTask) -> DirectiveTask:
    rows = DirectiveTask.objects.select_related("directive__meeting__notice")
    present = rows.select_for_update(of=("self",)).get(pk=task.pk)
    if not present.is_active:
        raise Refused("Nhiệm vụ này mới là dự kiến: thông báo kết luận chưa phát hành.")
    return present

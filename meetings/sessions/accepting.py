"""Tiếp thu: a unit takes what a session asks of it into its plan, all in one go."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from meetings.models import (
    Acceptance,
    AcceptanceLine,
    Difficulty,
    DifficultyStep,
    DirectiveTask,
    Meeting,
    UnitReport,
)
from meetings.models.acceptance import requests, waiting
from meetings.tasks import following
from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from targets import plans
from targets.models import Plan, PlanTask
from units.models import Appointment, Person, Unit, User

Kind = AcceptanceLine.Kind
QUOTED = 300  # letters of a request in the wish to change it


@dataclass(frozen=True)
class Choice:
    """What the unit says to one request. New: `person` in charge and `due_on`; existing: `line`;
    a change: `reason` and, where it has one, `proposal`."""

    task: int
    kind: str
    line: PlanTask | None = None
    person: Person | None = None
    due_on: datetime.date | None = None
    reason: str = ""
    proposal: str = ""


@transaction.atomic
def accept(
    meeting: Meeting,
    choices: Iterable[Choice],
    *,
    unit: Unit,
    key: UUID,
    by: User,
    at: datetime.datetime,
    words: str = "",
) -> Acceptance:
    """All of it or, with a sentence that says why, nothing. The same `key` again changes nothing.

    `unit`, named as today, is who says it: the one of the session, or who follows it.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    if done := Acceptance.objects.filter(key=key, meeting=meeting).first():
        return done
    wanted = [one for one in choices if one.kind in Kind.values]
    if not wanted:
        raise Refused("Chưa chọn cách tiếp thu yêu cầu nào.")
    tasks = _locked(meeting, unit, wanted)
    plan = _plan_for(meeting, unit, by, at) if _adds(wanted) else None
    made = Acceptance.objects.create(
        meeting=meeting,
        unit=unit,
        key=key,
        plan=plan,
        supplement=plans.supplement_of(plan) if plan else None,
        words=words,
        by=_seat(by),
        at=at,
    )
    for one in wanted:
        _take(made, tasks[one.task], one, by=by, at=at)
    return made


def _adds(wanted: list[Choice]) -> bool:
    return any(one.kind == Kind.NEW for one in wanted)


def _locked(meeting: Meeting, unit: Unit, wanted: list[Choice]) -> dict[int, DirectiveTask]:
    """Each request as it stands now; refused where somebody was faster or it does not bind yet."""
    own = requests(DirectiveTask.objects.filter(directive__meeting=meeting, unit=unit))
    held = own.select_for_update(of=("self",)).select_related("directive").order_by("pk")
    tasks = {task.pk: task for task in held}
    free = set(waiting(own).values_list("pk", flat=True))
    for one in wanted:
        task = tasks.get(one.task)
        if task is None:
            raise Refused("Yêu cầu không thuộc buổi làm việc này với đơn vị: tải lại trang.")
        if task.pk not in free:
            raise Refused(_why_not(task))
    return tasks


def _why_not(task: DirectiveTask) -> str:
    no = task.directive.order
    last = task.acceptance_lines.select_related("acceptance__by__person").order_by("-pk").first()
    if last is not None:
        made = last.acceptance
        day = screen_day(timezone.localdate(made.at))
        return f"Yêu cầu {no} đã được {made.by.person} trả lời ngày {day}: tải lại trang để xem."
    if not task.is_active:
        return f"Yêu cầu {no} chưa có hiệu lực: thông báo kết luận chưa phát hành."
    return f"Yêu cầu {no} đã có trong chương trình hoặc đã báo cáo kết quả: tải lại trang để xem."


def _plan_for(meeting: Meeting, unit: Unit, by: User, at: datetime.datetime) -> Plan:
    """The unit's plan of the year, with a supplement open where it is approved already."""
    plan = plans.plan_of(unit, meeting.work_year, unit.short_name)
    if plan.is_live and plans.supplement_of(plan) is None:
        reason = f"Tiếp thu kết luận “{meeting.title}”"
        plans.open_supplement(plan, reason=reason[:2000], by=by, at=at)
    return plan


def _take(
    made: Acceptance, task: DirectiveTask, one: Choice, *, by: User, at: datetime.datetime
) -> None:
    if one.kind == Kind.CHANGE:
        difficulty = _ask(made, task, one)
        told = one.reason[:500]
    else:
        difficulty = None
        line = _carry(made, task, one, by=by, at=at)
        number = PlanTask.objects.numbered().get(pk=line.pk).no
        told = f"mục {number} của “{line.plan.title}”"[:500]
    AcceptanceLine.objects.create(
        acceptance=made, task=task, kind=one.kind, told=told, difficulty=difficulty
    )


def _carry(
    made: Acceptance, task: DirectiveTask, one: Choice, *, by: User, at: datetime.datetime
) -> PlanTask:
    """The line of the plan that carries the request out."""
    if one.kind == Kind.EXISTING:
        if one.line is None:
            raise Refused(
                f"Yêu cầu {task.directive.order}: chọn nhiệm vụ đã có trong chương trình."
            )
        return following.link_to_plan(task, line=one.line, version=task.version, by=by, at=at)
    if one.due_on and task.due_on and one.due_on > task.due_on:
        raise Refused(
            f"Yêu cầu {task.directive.order}: hạn trong chương trình không sau hạn được giao "
            f"({screen_day(task.due_on)}); cần thêm thời gian thì đề nghị sửa."
        )
    assert made.plan
    return following.add_to_plan(
        task,
        plan=made.plan,
        version=task.version,
        by=by,
        at=at,
        people=[one.person] if one.person else [],
        due_on=one.due_on,
    )


def _ask(made: Acceptance, task: DirectiveTask, one: Choice) -> Difficulty:
    """To the leaders of who held the session, like a difficulty raised with the unit's report."""
    if not one.reason.strip():
        raise Refused(f"Yêu cầu {task.directive.order}: ghi lý do đề nghị sửa.")
    report = UnitReport.objects.filter(meeting=made.meeting, unit=made.meeting.with_unit).first()
    if report is None:
        report = UnitReport.objects.create(meeting=made.meeting, unit=made.unit)
    quoted = task.directive.text[:QUOTED]
    row = Difficulty.objects.create(
        report=report,
        unit=made.unit,
        text=f"Đề nghị sửa yêu cầu {task.directive.order} “{quoted}”: {one.reason}"[:2000],
        proposal=one.proposal,
        raised_at=made.at,
    )
    DifficultyStep.objects.create(
        difficulty=row, kind=DifficultyStep.Kind.RAISED, by=made.by, at=made.at, text=one.reason
    )
    return row


def _seat(by: User) -> Appointment:
    assert by.acting
    return by.acting

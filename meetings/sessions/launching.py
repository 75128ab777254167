"""Triển khai chương trình: the unit's programme of the year, and the breakthrough chosen."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from meetings import states
from meetings.models import BreakthroughChoice, Meeting
from meetings.sessions.checks import plans_of
from procuracy.web.errors import Refused
from targets import plans
from targets.models import Plan, PlanTask, TargetAssignment
from targets.scores import goal_text, threshold_of
from units.models import Appointment, Unit, User

# What fits the hall's screen, readable from the last row.
TASKS_SHOWN, GOALS_SHOWN = 4, 8


@dataclass(frozen=True)
class Goal:
    """A target of the year as it was given: `≥ 90 %`, until a day of its own or the year's end."""

    assignment: TargetAssignment
    words: str


@dataclass(frozen=True)
class Programme:
    """`chosen`: what this launch chose, in that order."""

    unit: Unit
    plans: list[Plan]
    tasks: list[PlanTask]
    goals: list[Goal]
    chosen: list[BreakthroughChoice]

    @property
    def plan(self) -> Plan | None:
        return self.plans[-1] if self.plans else None

    @property
    def focus(self) -> list[PlanTask]:
        return [task for task in self.tasks if task.is_focus or task.is_breakthrough]

    @property
    def others(self) -> list[PlanTask]:
        return [task for task in self.tasks if not (task.is_focus or task.is_breakthrough)]

    @property
    def breakthroughs(self) -> list[PlanTask]:
        return [task for task in self.tasks if task.is_breakthrough]

    @property
    def chosen_ids(self) -> set[int]:
        return {one.plan_task_id for one in self.chosen}

    @property
    def screens(self) -> list["Slide"]:
        """One thing at a time: the breakthrough, tasks in focus, targets."""
        found = [Slide("Khâu đột phá", tasks=self.breakthroughs)]
        starts = range(0, len(self.focus), TASKS_SHOWN)
        parts = [self.focus[start : start + TASKS_SHOWN] for start in starts]
        found += [Slide("Nhiệm vụ trọng tâm", tasks=some) for some in parts]
        firsts = range(0, len(self.goals), GOALS_SHOWN)
        groups = [self.goals[first : first + GOALS_SHOWN] for first in firsts]
        return found + [Slide("Chỉ tiêu được giao", goals=some) for some in groups]


@dataclass(frozen=True)
class Slide:
    title: str
    tasks: list[PlanTask] | None = None
    goals: list[Goal] | None = None


def programme(meeting: Meeting, unit: Unit) -> Programme:
    """Of the meeting's work year; a fixed number of queries."""
    found = plans_of(meeting, unit)
    rows = PlanTask.objects.standing().numbered().filter(plan__in=found)
    rows = rows.select_related("plan", "leader", "serves").prefetch_related("people")
    given = TargetAssignment.objects.standing().filter(unit=unit, work_year=meeting.work_year_id)
    given = given.select_related("target__field").order_by(
        "target__field__order", "target__order", "target__code", "pk"
    )
    chosen = meeting.breakthroughs.select_related("by__person", "plan_task")
    return Programme(
        unit,
        found,
        list(rows.order_by("plan", "order", "pk")),
        [Goal(one, goal_text(one.target, threshold_of(one.target, one))) for one in given],
        list(chosen),
    )


@transaction.atomic
def choose(
    meeting: Meeting,
    *,
    by: User,
    at: datetime.datetime,
    task: PlanTask | None = None,
    content: str = "",
    solutions: str = "",
) -> BreakthroughChoice:
    """Một nhiệm vụ của chương trình, or a new one said in the hall; twice changes nothing.

    An approved plan keeps its approved version: the choice waits in a supplement.
    """
    present, unit = _in_session(meeting)
    task = _in_plan(present, unit, task, by, at) if task else _new(present, unit, content, by, at)
    done = present.breakthroughs.filter(plan_task=task).first()
    if done:
        return done
    if not task.is_breakthrough or solutions:
        _open(task.plan, present, by, at)
        task.is_breakthrough = True
        task.solutions = solutions or task.solutions
        plans.change_task(task, by=by)
    made = BreakthroughChoice.objects.create(meeting=present, plan_task=task, by=_seat(by), at=at)
    states.tell_followers(present)
    return made


@transaction.atomic
def unchoose(meeting: Meeting, task: PlanTask, *, by: User, at: datetime.datetime) -> None:
    """Not the breakthrough after all; the task itself stays in the programme."""
    present, _ = _in_session(meeting)
    row = present.breakthroughs.filter(plan_task=task).select_related("plan_task__plan").first()
    if row is None:
        raise Refused("Nhiệm vụ này không còn là khâu đột phá được chọn: tải lại trang.")
    _open(row.plan_task.plan, present, by, at)
    row.plan_task.is_breakthrough = False
    plans.change_task(row.plan_task, by=by)
    row.delete()
    states.tell_followers(present)


def _in_session(meeting: Meeting) -> tuple[Meeting, Unit]:
    present = states.locked(meeting)
    if not present.is_open:
        raise Refused(
            f"Hội nghị {present.get_state_display()}: chọn khâu đột phá khi hội nghị đang họp."
        )
    if present.with_unit is None:
        raise Refused("Hội nghị chưa ghi đơn vị có chương trình được triển khai.")
    return present, present.with_unit


def _in_plan(
    meeting: Meeting, unit: Unit, task: PlanTask, by: User, at: datetime.datetime
) -> PlanTask:
    rows = PlanTask.objects.standing().filter(plan__in=plans_of(meeting, unit))
    found = rows.select_related("plan").filter(pk=task.pk).first()
    if found is None:
        raise Refused("Nhiệm vụ này không còn trong chương trình của đơn vị: tải lại trang.")
    return found


def _new(meeting: Meeting, unit: Unit, content: str, by: User, at: datetime.datetime) -> PlanTask:
    """Said in the hall; the same words twice make no second line."""
    if not content.strip():
        raise Refused("Chọn một nhiệm vụ của chương trình, hoặc ghi khâu đột phá mới.")
    Unit.objects.select_for_update().get(pk=unit.pk)
    known = PlanTask.objects.standing().filter(plan__in=plans_of(meeting, unit), content=content)
    if same := known.select_related("plan").first():
        return same
    named = Unit.objects.named(states.day_of(meeting)).get(pk=unit.pk)
    plan = plans.plan_of(named, meeting.work_year, named.short_name)
    _open(plan, meeting, by, at)
    line = PlanTask(content=content, lead=unit, is_focus=True, is_breakthrough=True)
    return plans.add_task(line, plan=plan, by=by)


def _open(plan: Plan, meeting: Meeting, by: User, at: datetime.datetime) -> None:
    if plan.is_live and plans.supplement_of(plan) is None:
        reason = f"Chọn khâu đột phá tại “{meeting.title}”"
        plans.open_supplement(plan, reason=reason[:2000], by=by, at=at)


def _seat(by: User) -> Appointment:
    assert by.acting
    return by.acting

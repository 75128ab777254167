"""What a session asks of its unit, and what became of each request: seen from both ends."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from meetings.models import (
    AcceptanceLine,
    Difficulty,
    Directive,
    DirectiveTask,
    Meeting,
    MeetingStep,
)
from meetings.models.acceptance import requests, waiting
from meetings.models.directive_tasks import DirectiveTaskQuerySet
from targets import working_days
from targets.models import PlanTask

State = DirectiveTask.State


class Standing(Enum):
    """Value: word, and the tone it is shown in."""

    PLANNED = "chưa có hiệu lực", "none"
    WAITING = "chưa tiếp thu", "risk"
    ASKED = "đề nghị sửa", "risk"
    TAKEN = "đã tiếp thu", "good"
    ANSWERED = "đã báo cáo kết quả", "good"

    @property
    def word(self) -> str:
        return self.value[0]

    @property
    def tone(self) -> str:
        return self.value[1]


@dataclass(frozen=True)
class Request:
    """`task`: None until the meeting is concluded; `said`: what the unit said to it, newest
    first; `number`: of the line in the plan that carries it out."""

    directive: Directive
    task: DirectiveTask | None
    standing: Standing
    said: list[AcceptanceLine]
    number: int | None = None

    @property
    def line(self) -> PlanTask | None:
        return self.task.plan_task if self.task else None

    @property
    def due_on(self) -> datetime.date | None:
        return self.task.due_on if self.task else self.directive.due_on

    @property
    def difficulty(self) -> Difficulty | None:
        """The newest wish for a change, open or not."""
        return next((one.difficulty for one in self.said if one.difficulty), None)

    @property
    def last(self) -> AcceptanceLine | None:
        return self.said[0] if self.said else None


def listing(meeting: Meeting) -> list[Request]:
    """In the order of the conclusion; a fixed number of queries. Before it what was recorded."""
    tasks = list(_told(requests(DirectiveTask.objects.filter(directive__meeting=meeting))))
    if not tasks:
        rows = (
            [] if meeting.concluded_at else meeting.directives.orders().filter(gives_no_task=False)
        )
        return [Request(one, None, Standing.PLANNED, []) for one in rows]
    lines = [task.plan_task_id for task in tasks if task.plan_task_id]
    places = PlanTask.objects.numbered().filter(pk__in=lines) if lines else ()
    numbers = {line.pk: line.no for line in places}
    found = in_force_on(meeting) is not None
    return [
        Request(
            task.directive,
            task,
            _standing(task, found),
            list(task.acceptance_lines.all()),
            numbers.get(task.plan_task_id or 0),
        )
        for task in tasks
    ]


def _told(rows: DirectiveTaskQuerySet) -> DirectiveTaskQuerySet:
    said = AcceptanceLine.objects.select_related("acceptance__by__person", "difficulty")
    return (
        rows.select_related("directive", "plan_task__plan", "appointment__person", "unit")
        .prefetch_related(Prefetch("acceptance_lines", said.order_by("-pk")), "plan_task__people")
        .order_by("directive__order", "pk")
    )


def _standing(task: DirectiveTask, is_in_force: bool) -> Standing:
    if task.plan_task_id:
        return Standing.TAKEN
    if not is_in_force:
        return Standing.PLANNED
    if task.state in (State.REPORTED, State.CONFIRMED):
        return Standing.ANSWERED
    last = next((one.difficulty for one in task.acceptance_lines.all() if one.difficulty), None)
    return Standing.ASKED if last and last.is_open else Standing.WAITING


def in_force_on(meeting: Meeting) -> datetime.date | None:
    """Since when its conclusion binds: the notice's release, else the day it was closed."""
    return _binding_since([meeting.pk]).get(meeting.pk)


def _binding_since(meetings: Collection[int]) -> dict[int, datetime.date]:
    """By meeting; a notice that was not released binds nobody. One query."""
    closed = MeetingStep.objects.filter(meeting=OuterRef("pk"), state=Meeting.State.CLOSED)
    moment = Subquery(closed.order_by("-at").values("at")[:1])
    rows = Meeting.objects.filter(pk__in=meetings)
    rows = rows.annotate(came_at=Coalesce("notice__released_at", moment))
    found = rows.values_list("pk", "came_at")
    return {pk: timezone.localdate(at) for pk, at in found if at}


def accept_by(meeting: Meeting) -> datetime.date | None:
    """The last day on which the unit is to have said what it does with each request."""
    day, count = in_force_on(meeting), meeting.kind.acceptance_days
    if day is None or count is None:
        return None
    return working_days.around([day]).after(day, count)


@dataclass(frozen=True)
class Pending:
    """A session of which the unit has said nothing to `count` requests."""

    meeting: Meeting
    unit_id: int
    count: int
    due_on: datetime.date | None


def pending(tasks: DirectiveTaskQuerySet) -> list[Pending]:
    """By session and unit, the oldest first; a fixed number of queries."""
    rows = waiting(requests(tasks)).order_by()
    counted = rows.values_list("directive__meeting", "unit").annotate(n=Count("pk"))
    found = sorted(counted)
    if not found:
        return []
    known = {meeting for meeting, _, _ in found if meeting}
    meetings = Meeting.objects.select_related("kind").in_bulk(known)
    days = _binding_since(known)
    off = working_days.around(list(days.values()))
    return [
        Pending(meetings[pk], unit, n, _due(meetings[pk], days.get(pk), off))
        for pk, unit, n in found
        if pk
    ]


def _due(
    meeting: Meeting, day: datetime.date | None, off: working_days.DaysOff
) -> datetime.date | None:
    count = meeting.kind.acceptance_days
    return off.after(day, count) if day and count is not None else None


def count_of(found: Iterable[Request], standing: Standing) -> int:
    return sum(one.standing is standing for one in found)

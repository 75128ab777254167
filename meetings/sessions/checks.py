"""Kiểm tra việc thực hiện chỉ thị, kế hoạch: what the unit planned, reached and did not take up."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from meetings import facts, states
from meetings.models import Difficulty, Meeting, ReportSection, UnitReport
from meetings.reporting.prefilling import Line, lines_of
from targets import explaining
from targets.models import Instrument, Period, Plan, PlanProgress, PlanTask
from targets.plans import cascade
from targets.scores import Score
from targets.verdicts import Verdict
from units.models import Unit


@dataclass(frozen=True)
class Planned:
    """A line of the unit's plan and the last that was said of it."""

    task: PlanTask
    progress: PlanProgress | None
    is_late: bool


@dataclass(frozen=True)
class Check:
    """`scores`: of the targets assigned, as of `period`; `untaken`: lines of the plan above that
    the unit is to lead or help with and that no line of its own serves; `uncited`: what the plan
    above rests on and the unit's own plan does not name."""

    plans: list[Plan]
    tasks: list[Planned]
    period: Period | None
    scores: list[Score]
    untaken: list[PlanTask]
    uncited: list[Instrument]

    @property
    def done(self) -> int:
        return sum(one.task.done_on is not None for one in self.tasks)

    @property
    def late(self) -> int:
        return sum(one.is_late for one in self.tasks)

    @property
    def tally(self) -> list[tuple[Verdict, int]]:
        found = Counter(score.verdict for score in self.scores)
        return [(verdict, found[verdict]) for verdict in Verdict if found[verdict]]


def check(meeting: Meeting, unit: Unit, today: datetime.date) -> Check:
    """`unit` named as on the meeting day. A fixed number of queries."""
    period = facts.period_heard(meeting)
    scores = explaining.scores_of(unit, period, today) if period else []
    plans = plans_of(meeting, unit)
    return Check(
        plans,
        _tasks(plans, today),
        period,
        [score for score in scores if score.is_assigned],
        _untaken(meeting, unit),
        _uncited(meeting, unit, plans),
    )


def plans_of(meeting: Meeting, unit: Unit) -> list[Plan]:
    """Of the session's work year, but for replaced ones; the oldest first."""
    rows = Plan.objects.filter(unit=unit, work_year=meeting.work_year_id)
    rows = rows.exclude(state=Plan.State.REPLACED).select_related("work_year")
    return list(rows.prefetch_related("bases").order_by("pk"))


def _tasks(plans: list[Plan], today: datetime.date) -> list[Planned]:
    last = PlanProgress.objects.order_by("task_id", "-pk").distinct("task_id")
    rows = PlanTask.objects.standing().numbered().filter(plan__in=plans)
    rows = rows.select_related("plan", "leader").prefetch_related(
        Prefetch("progress", last, to_attr="latest"), "people"
    )
    return [
        Planned(task, next(iter(_latest(task)), None), task.is_late(today))
        for task in rows.order_by("plan", "order", "pk")
    ]


def _latest(task: PlanTask) -> list[PlanProgress]:
    return list(getattr(task, "latest", []))


def _untaken(meeting: Meeting, unit: Unit) -> list[PlanTask]:
    if unit.parent is None:
        return []
    above = cascade.tasks_above(unit.parent, meeting.work_year).filter(plan__state__in=Plan.LIVE)
    own = above.filter(Q(lead=unit) | Q(coordinating=unit), is_proposed=False).distinct()
    served = PlanTask.objects.standing().filter(plan__unit=unit, serves__isnull=False)
    served = served.exclude(plan__state=Plan.State.REPLACED)
    return list(own.exclude(pk__in=served.values("serves")).numbered().select_related("plan"))


def _uncited(meeting: Meeting, unit: Unit, plans: list[Plan]) -> list[Instrument]:
    cited = {basis.pk for plan in plans for basis in plan.bases.all()}
    above = Plan.objects.live().filter(unit=unit.parent_id, work_year=meeting.work_year_id)
    rows = Instrument.objects.issued().filter(plans__in=above).exclude(pk__in=cited)
    return list(rows.distinct().order_by("issued_on", "pk"))


@dataclass(frozen=True)
class Part:
    """A section of the unit's report: lines drawn up by the software, then the unit's words."""

    section: ReportSection
    lines: list[Line]


@dataclass(frozen=True)
class Told:
    """`report`: as it may be read: of one that was not sent only the unit itself sees `parts`."""

    report: UnitReport | None
    parts: list[Part]
    difficulties: list[Difficulty]


def told(meeting: Meeting, unit: Unit, *, is_own: bool) -> Told:
    report = meeting.reports.filter(unit=unit).select_related("meeting").first()
    if report is None:
        return Told(None, [], [])
    shown = report.is_received or is_own
    parts = [Part(one, lines_of(one.facts)) for one in report.sections.all()] if shown else []
    rows = report.difficulties.select_related("field", "answered_by__person")
    rows = rows.filter(acceptance_line__isnull=True)
    rows = rows if is_own else rows.filter(raised_at__isnull=False)
    said = [one for one in parts if one.lines or one.section.text.strip()]
    return Told(report, said, list(rows.order_by("pk")))


def unit_of(meeting: Meeting) -> Unit | None:
    """Named as on the day; the plan above is its parent's."""
    named = Unit.objects.named(states.day_of(meeting)).select_related("parent")
    return named.filter(pk=meeting.with_unit_id).first() if meeting.with_unit_id else None

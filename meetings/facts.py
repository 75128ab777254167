"""What is known of a unit before it speaks: targets behind, tasks still open."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from meetings import states
from meetings.models import DirectiveTask, Meeting
from targets import commitments, explaining, explanation_lists
from targets.commitments import Tally
from targets.explanation_lists import Due, Entry
from targets.models import Explanation, Period
from targets.scores import Score
from units.models import Unit


def period_heard(meeting: Meeting) -> Period | None:
    """The period of the meeting, else the last month that ended before it."""
    if meeting.period:
        return meeting.period
    ended = Period.objects.months().filter(ends_on__lt=states.day_of(meeting))
    return ended.select_related("work_year").order_by("-ends_on").first()


def targets_behind(meeting: Meeting, unit: Unit, today: datetime.date) -> list[Score]:
    """The unit's targets that are unmet or at risk in the period heard, beside last year.

    With what it took over from those it follows; fixed number of queries.
    """
    period = period_heard(meeting)
    return explaining.behind(unit, period, today) if period else []


@dataclass(frozen=True)
class Accounted:
    """What the unit says of its targets behind, and of what it promised before."""

    month: Period | None
    entries: list[Entry]
    due: list[Due]
    tally: Tally


def accounted(meeting: Meeting, unit: Unit, today: datetime.date) -> Accounted:
    """For the unit's report and for the desk while it speaks; a fixed number of queries."""
    period = period_heard(meeting)
    if period is None:
        return Accounted(None, [], [], Tally())
    said = explaining.known([unit.pk], period)
    scores = explaining.behind(unit, period, today)
    own = Explanation.objects.filter(unit=unit)
    due = explanation_lists.due(own.promised(), period)
    return Accounted(
        explaining.closing_month(period),
        [Entry(unit, score, said.get((unit.pk, score.target.pk))) for score in scores],
        [Due(unit.short_name, row, today) for row in due],
        commitments.tally(own, period.work_year).get(unit.pk, Tally()),
    )


def open_tasks(unit_ids: Iterable[int]) -> list[DirectiveTask]:
    """Tasks that wait for an answer of these units, the earliest due first.

    Shown to many: without what a leaders' briefing ordered for one of them alone.
    """
    tasks = DirectiveTask.objects.to_answer().common().filter(unit_id__in=unit_ids)
    sources = ("directive__meeting", "directive__finding__inspection")
    return list(tasks.select_related(*sources).order_by("due_on", "pk")[:20])

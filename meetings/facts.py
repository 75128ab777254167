"""What is known of a unit before it speaks: targets behind, tasks still open."""

import datetime
from dataclasses import dataclass

from meetings import states
from meetings.models import Difficulty, Meeting
from meetings.tasks import outstanding
from meetings.tasks.outstanding import Outstanding
from targets import commitments, explaining, explanation_lists
from targets.commitments import Tally
from targets.explanation_lists import Due, Entry
from targets.models import Explanation, Period
from targets.scores import Score
from units.models import Unit

SHOWN = 20  # of a unit's open tasks, the rest is counted


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


@dataclass(frozen=True)
class Owed:
    """What a unit owes beside its targets: open tasks and commitments, the first of them to be
    shown, and the difficulties that it raised and that are not settled."""

    tasks: list[Outstanding]
    difficulties: list[Difficulty]

    @property
    def shown(self) -> list[Outstanding]:
        return self.tasks[:SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.tasks) - SHOWN)

    @property
    def late(self) -> list[Outstanding]:
        return [one for one in self.tasks if one.is_overdue]


def owed(unit: Unit, at: datetime.datetime) -> Owed:
    """For the desk and the hall; a fixed number of queries."""
    raised = Difficulty.objects.open().filter(unit=unit).order_by("raised_at", "pk")
    return Owed(outstanding.of_unit(unit, at), list(raised[:SHOWN]))

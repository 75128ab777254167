"""What is known of a unit before it speaks: targets behind, tasks still open."""

import datetime
from collections.abc import Iterable

from meetings import planning
from meetings.models import DirectiveTask, Meeting
from targets import boards
from targets.models import Period
from targets.scores import Score
from units.models import Unit


def period_heard(meeting: Meeting) -> Period | None:
    """The period of the meeting, else the last month that ended before it."""
    if meeting.period:
        return meeting.period
    ended = Period.objects.months().filter(ends_on__lt=planning.day_of(meeting))
    return ended.select_related("work_year").order_by("-ends_on").first()


def targets_behind(meeting: Meeting, unit: Unit, today: datetime.date) -> list[Score]:
    """The unit's targets that are unmet or at risk in the period heard, beside last year.

    With what it took over from those it follows; fixed number of queries.
    """
    period = period_heard(meeting)
    if period is None:
        return []
    year = period.work_year
    board = boards.assemble(
        year=year,
        period=period,
        spans=list(year.periods.all()),
        units=boards.unit_and_before(unit, year),
        province=None,
        today=today,
        compares=True,
    )
    scores = (score for row in board.rows if row.unit == unit for score in row.scores)
    return [score for score in scores if score.verdict in boards.BEHIND]


def open_tasks(unit_ids: Iterable[int]) -> list[DirectiveTask]:
    """Tasks that wait for an answer of these units, the earliest due first."""
    tasks = DirectiveTask.objects.to_answer().filter(unit_id__in=unit_ids)
    return list(tasks.select_related("directive__meeting").order_by("due_on", "pk")[:20])

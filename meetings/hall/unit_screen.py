"""One unit on one screen: which targets it meets and which not, what is outstanding.

For the head of Office while he reports, and for the hall when the screen is turned to the unit.
"""

import datetime
from collections import Counter
from dataclasses import dataclass

from meetings import facts, matters, reporting, states
from meetings.facts import Owed
from meetings.matters import Movement
from meetings.models import Meeting, UnitReport
from procuracy.web.dates import office_day
from targets import boards, explaining
from targets.explanation_lists import Entry
from targets.models import Period
from targets.scores import Score
from targets.verdicts import Verdict
from units.models import Unit

# Counted in this order; the others say that nothing can be said.
TOLD = (Verdict.EXCEEDED, Verdict.MET, Verdict.ONGOING, Verdict.AT_RISK, Verdict.UNMET)
SHOWN = 7  # of a list, the rest is counted


@dataclass(frozen=True)
class UnitScreen:
    unit: Unit
    period: Period | None
    tally: list[tuple[Verdict, int]]
    behind: list[Entry]
    outstanding: list[Movement]
    owed: Owed
    report: UnitReport | None
    minutes_late: int

    @property
    def shown(self) -> list[Entry]:
        return self.behind[:SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.behind) - SHOWN)

    @property
    def watched(self) -> int:
        return sum(one.now for one in self.outstanding)


def unit_screen(meeting: Meeting, unit: Unit, at: datetime.datetime) -> UnitScreen:
    """`unit` named as on the meeting day. A fixed number of queries."""
    today, period = office_day(at), facts.period_heard(meeting)
    scores = explaining.scores_of(unit, period, today) if period else []
    report = meeting.reports.filter(unit=unit).select_related("meeting").first()
    return UnitScreen(
        unit=unit,
        period=period,
        tally=_tally(scores),
        behind=_behind(unit, period, scores),
        outstanding=_outstanding(meeting, unit, period),
        owed=facts.owed(unit, at),
        report=report,
        minutes_late=reporting.minutes_late(report, at) if report else 0,
    )


def _tally(scores: list[Score]) -> list[tuple[Verdict, int]]:
    found = Counter(score.verdict for score in scores)
    return [(verdict, found[verdict]) for verdict in TOLD if found[verdict]]


def _behind(unit: Unit, period: Period | None, scores: list[Score]) -> list[Entry]:
    if period is None:
        return []
    said = explaining.known([unit.pk], period)
    behind = [score for score in scores if score.verdict in boards.BEHIND]
    found = [Entry(unit, score, said.get((unit.pk, score.target.pk))) for score in behind]
    return sorted(found, key=lambda one: one.score.verdict is not Verdict.UNMET)


def _outstanding(meeting: Meeting, unit: Unit, period: Period | None) -> list[Movement]:
    """Registers in which the unit watches anything by the meeting day; the most first."""
    last = states.day_of(meeting)
    first = period.starts_on if period else last.replace(day=1)
    found = matters.movements([unit], first, last)
    return sorted((one for one in found if one.now), key=lambda one: -one.now)[:SHOWN]

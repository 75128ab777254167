"""Targets that the units of a meeting must explain, and whether they did; one board for all."""

import datetime

from meetings import facts
from meetings.models import ChairQuestion, Intervention, Meeting
from procuracy.web.dates import office_day
from targets import boards, explaining
from targets.explanation_lists import Entry

EXPLAINING = (Intervention.Kind.EXPLANATION, Intervention.Kind.ANSWER)


def entries(meeting: Meeting, at: datetime.datetime) -> list[Entry]:
    """Of the invited units, in order, those targets that are unmet or at risk in the period that
    the meeting hears. A fixed number of queries."""
    period = facts.period_heard(meeting)
    units = {unit.pk: unit for unit in meeting.invited.exclude(pk=meeting.organiser_id)}
    if period is None or not units:
        return []
    year = period.work_year
    board = boards.assemble(
        year=year,
        period=period,
        spans=list(year.periods.all()),
        units=boards.office_units(meeting.organiser, year),
        province=None,
        today=office_day(at),
    )
    said = explaining.known(list(units), period)
    return [
        Entry(row.unit, score, said.get((row.unit.pk, score.target.pk)))
        for row in board.rows
        if row.unit.pk in units
        for score in row.scores
        if score.verdict in boards.BEHIND
    ]


def silent(meeting: Meeting, at: datetime.datetime) -> list[Entry]:
    """Without an explanation: none was sent, none was given in the hall, and nobody has written
    down that there is none."""
    open_entries = [entry for entry in entries(meeting, at) if not entry.is_sent]
    if not open_entries:
        return []
    settled = _settled(meeting)
    return [one for one in open_entries if (one.unit.pk, one.score.target.pk) not in settled]


def _settled(meeting: Meeting) -> set[tuple[int, int]]:
    rows = ChairQuestion.objects.filter(meeting=meeting, kind=ChairQuestion.Kind.UNMET)
    answered = Intervention.objects.standing().filter(
        meeting=meeting, answers__question__in=rows, kind__in=EXPLAINING
    )
    pairs = rows.filter(is_unexplained=True) | rows.filter(
        intervention__in=answered.values("answers")
    )
    return {(unit, target) for unit, target in pairs.values_list("unit", "target") if target}

"""Commitments of explanations, held once against the figures of their day.

The figures of a day are those up to the end of its month, for they come by months, counted from the
beginning of the work year that was explained: what it left undone may be done in the next one. They
are looked at when the day is over and the unit has reported that month.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncMonth

from targets import verdicts
from targets.calendar import month_end
from targets.explaining import goal_of, scores_of
from targets.giving import is_alike
from targets.models import Explanation, Figure, Period, Target, WorkYear
from targets.models.explanations import ExplanationQuerySet
from targets.scores import Score
from targets.verdicts import Direction, Measure, Verdict

Outcome = Explanation.Outcome
KEPT = (Verdict.MET, Verdict.EXCEEDED)
BROKEN = (Verdict.UNMET,)
_OF_WORDS = {
    Verdict.MET: Outcome.KEPT,
    Verdict.UNMET: Outcome.BROKEN,
    Verdict.AT_RISK: Outcome.BROKEN,
}


@dataclass(frozen=True)
class Tally:
    """Commitments of a unit: kept, not kept, not yet measured."""

    kept: int = 0
    broken: int = 0
    open: int = 0

    @property
    def made(self) -> int:
        return self.kept + self.broken + self.open

    @property
    def sentence(self) -> str:
        """`đã thực hiện 2/3 cam kết đã kiểm đếm; 1 cam kết chưa kiểm đếm`; none made: empty."""
        due = self.kept + self.broken
        parts = [f"đã thực hiện {self.kept}/{due} cam kết đã kiểm đếm"] if due else []
        parts += [f"{self.open} cam kết chưa kiểm đếm"] if self.open else []
        return "; ".join(parts)


def tally(rows: ExplanationQuerySet, year: WorkYear) -> dict[int, Tally]:
    """Of the standing commitments among `rows` that fall due in a work year, by unit; one query."""
    counted = (
        rows.promised()
        .filter(promised_on__range=(year.starts_on, year.ends_on))
        .order_by()
        .values_list("unit")
        .annotate(
            kept=Count("pk", filter=Q(outcome=Outcome.KEPT)),
            broken=Count("pk", filter=Q(outcome=Outcome.BROKEN)),
            open=Count("pk", filter=Q(outcome="")),
        )
    )
    return {unit: Tally(*numbers) for unit, *numbers in counted}


def measurable(today: datetime.date) -> ExplanationQuerySet:
    """Due, and the unit has figures of the month in which the day lies."""
    reported = Figure.objects.filter(unit=OuterRef("unit"), month=OuterRef("due_month"))
    rows = Explanation.objects.unmeasured(today).annotate(due_month=TruncMonth("promised_on"))
    rows = rows.filter(Exists(reported))
    return rows.select_related("unit", "target__target_set", "period__work_year")


def measure(*, today: datetime.date, at: datetime.datetime) -> int:
    """Hold what is due against the figures; how many were decided. Repeating it changes nothing."""
    done = 0
    for (day, year), rows in _by_month(measurable(today)):
        period = _period(day)
        for row, score in _scores(rows, period, year, today) if period else ():
            done += _decide(row, score, at)
    return done


def outcome(row: Explanation, score: Score) -> str:
    """Kept or broken; "" while there is nothing to measure."""
    if row.target.measure == Measure.QUALITATIVE:
        return _OF_WORDS.get(score.verdict, "")
    verdict = verdicts.judge(
        row.target.measure,
        _direction(row),
        numerator=score.result.numerator,
        denominator=score.result.denominator,
        threshold=goal_of(row),
        judged=True,
    )
    if verdict in KEPT:
        return Outcome.KEPT
    return Outcome.BROKEN if verdict in BROKEN else ""


def _direction(row: Explanation) -> str:
    """Nothing may happen any more: no more cases than it had."""
    is_zero = row.target.direction == Direction.ZERO
    return Direction.AT_MOST if is_zero else row.target.direction


@transaction.atomic
def _decide(explanation: Explanation, score: Score, at: datetime.datetime) -> int:
    found = outcome(explanation, score)
    if not found:
        return 0
    rows = Explanation.objects.promised().filter(pk=explanation.pk, outcome="")
    return rows.update(
        outcome=found,
        measured_at=at,
        measured_numerator=score.result.numerator,
        measured_denominator=score.result.denominator,
    )


def _by_month(
    rows: Iterable[Explanation],
) -> Iterator[tuple[tuple[datetime.date, WorkYear], list[Explanation]]]:
    """By the end of the promised month and the work year that was explained."""
    found: dict[tuple[datetime.date, WorkYear], list[Explanation]] = {}
    for row in rows:
        if row.promised_on:
            key = month_end(row.promised_on), row.period.work_year
            found.setdefault(key, []).append(row)
    yield from sorted(found.items(), key=lambda one: (one[0][0], one[0][1].year))


def _period(day: datetime.date) -> Period | None:
    """The month of a work year in which the day lies, or with which it ends."""
    months = Period.objects.months().filter(starts_on__lte=day, ends_on__gte=day.replace(day=1))
    return months.select_related("work_year").order_by("ends_on").last()


def _scores(
    rows: Collection[Explanation], period: Period, year: WorkYear, today: datetime.date
) -> Iterator[tuple[Explanation, Score]]:
    """What each target's figures say at the period's end, summed up as the unit explained them."""
    for unit in {row.unit_id: row.unit for row in rows}.values():
        scores = scores_of(unit, period, today, year)
        for row in rows:
            score = _score_of(row.target, scores) if row.unit_id == unit.pk else None
            if score:
                yield row, score


def _score_of(target: Target, scores: Iterable[Score]) -> Score | None:
    """Of the target itself, else of the same one in a version that has replaced its set."""
    for score in scores:
        if score.target.pk == target.pk:
            return score
    alike = (s for s in scores if s.target.code == target.code and is_alike(s.target, target))
    return next((s for s in alike if target.target_set in s.target.target_set.lineage), None)

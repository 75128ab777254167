"""One target seen with one unit's figures: numbers, verdict, and what it would still take."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from procuracy.web.numbers import format_number, format_trimmed
from targets import calendar, formulas, verdicts
from targets.comparing import Comparison, compared
from targets.formulas import Value
from targets.models import Indicator, Period, Target, TargetAssignment, TargetTerm, WorkYear
from targets.verdicts import Direction, Measure, Verdict

# "… đã giải quyết": what has to be done with the cases that are still wanted.
_DONE = re.compile("(?:đã|được) (giải quyết|kiểm sát|truy tố|phân loại, xử lý|ký số)")


class Given(NamedTuple):
    """What an assignment says, without the row."""

    assigned_threshold: Decimal | None
    committed_threshold: Decimal | None
    due_on: datetime.date | None
    none_arose: bool


Assigned = Given | TargetAssignment


class Course:
    """Where the year stands on the last day of the figures shown, seen from today."""

    def __init__(
        self, year: WorkYear, spans: Sequence[Period], on: datetime.date, today: datetime.date
    ) -> None:
        self.year, self.spans, self.on, self.today = year, spans, on, today
        self._known: dict[datetime.date | None, tuple[bool, Fraction]] = {}

    def of(self, target: Target, due_on: datetime.date | None) -> tuple[bool, Fraction]:
        """(is it judged yet, share of the time to that day that has passed).

        A count is a goal of the whole year, so without a due date of its own it is judged at the
        year's end only; six months decide about ratios.
        """
        if due_on is None and target.measure == Measure.COUNT:
            due_on = self.year.ends_on
        if due_on not in self._known:
            self._known[due_on] = self._reckon(due_on)
        return self._known[due_on]

    def _reckon(self, due_on: datetime.date | None) -> tuple[bool, Fraction]:
        day = calendar.judging_day(self._judging, on=self.on, due_on=due_on)
        judged = calendar.is_judged(day, on=self.on, today=self.today)
        seen = min(self.on, self.today)
        return judged, calendar.elapsed_share(self.year.starts_on, day, seen)

    @cached_property
    def _judging(self) -> list[calendar.PeriodSpan]:
        spans = [
            calendar.PeriodSpan(
                calendar.PeriodKind(p.kind), p.number, p.starts_on, p.ends_on, p.label
            )
            for p in self.spans
            if p.is_judging
        ]
        kind, end = calendar.PeriodKind.YEAR, self.year.ends_on
        return spans or [calendar.PeriodSpan(kind, 1, self.year.starts_on, end, "")]


@dataclass(frozen=True)
class Formula:
    """A target with its terms, and the lines they count, for words and not for numbers."""

    target: Target
    terms: tuple[formulas.Term, ...]
    lines: Mapping[int, Indicator]

    @classmethod
    def of(cls, target: Target, terms: Iterable[TargetTerm]) -> "Formula":
        terms = list(terms)
        return cls(
            target,
            tuple(formulas.Term(t.indicator_id, t.sign, formulas.Side(t.side)) for t in terms),
            {t.indicator_id: t.indicator for t in terms},
        )

    def result(self, values: formulas.Values) -> formulas.Result:
        return formulas.evaluate(self.terms, values)

    @property
    def counted_in(self) -> str:
        first = next((t for t in self.terms if t.side == formulas.Side.NUMERATOR), None)
        return self.lines[first.indicator_id].counted_in if first else ""

    @property
    def verb(self) -> str:
        counted = (t for t in self.terms if t.side == formulas.Side.NUMERATOR)
        found = (_DONE.search(self.lines[t.indicator_id].name) for t in counted)
        return next((match[1] for match in found if match), "")


@dataclass(slots=True)
class Score:
    formula: Formula
    result: formulas.Result
    threshold: Value | None
    verdict: Verdict
    is_inherited: bool = False  # contains figures of predecessors
    note: str = ""  # why there is no threshold, after a merger
    before: formulas.Result | None = None  # the same months of last year, where they are asked for
    lacking: tuple[int, int] | None = None  # months with figures last year and now, when fewer

    @property
    def last_year(self) -> Comparison | None:
        """How it stands to the same months of last year; None where it was not asked."""
        if self.before is None:
            return None
        return compared(self.target, self.result, self.before, self.lacking)

    @property
    def is_assigned(self) -> bool:
        return self.verdict is not Verdict.UNASSIGNED

    @property
    def target(self) -> Target:
        return self.formula.target

    @property
    def shown(self) -> str:
        """A ratio as `78,57 %`, a count as `3/5`, nothing where there is nothing to show."""
        numerator, goal = self.result.numerator, self.threshold
        if numerator is None or self.verdict in (Verdict.NO_FIGURE, Verdict.UNASSIGNED):
            return ""
        if self.target.measure == Measure.RATIO:
            return verdicts.shown_percent(numerator, self.result.denominator, goal)
        if goal is None or self.target.direction == Direction.ZERO:
            return format_trimmed(numerator)
        return f"{format_trimmed(numerator)}/{format_trimmed(goal)}"

    @property
    def parts(self) -> str:
        """`44/56` of a ratio."""
        numerator, denominator = self.result.numerator, self.result.denominator
        if self.target.measure != Measure.RATIO or numerator is None or denominator is None:
            return ""
        return f"{format_trimmed(numerator)}/{format_trimmed(denominator)}"

    @property
    def advice(self) -> str:
        """What it would take, or by how much the goal is exceeded."""
        numerator, goal = self.result.numerator, self.threshold
        if numerator is None or goal is None or self.verdict in _SILENT:
            return ""
        measure, denominator = self.target.measure, self.result.denominator
        if self.target.direction == Direction.AT_LEAST:
            over = verdicts.exceeded_by(measure, numerator, denominator, goal)
            cases = verdicts.needed(measure, numerator, denominator, goal)
            wanted = verdicts.needed_sentence(
                measure, cases, self.formula.counted_in, goal, self.formula.verb
            )
            return over.sentence if over else wanted
        if self.verdict is Verdict.MET:
            return ""
        return f"yêu cầu {goal_text(self.target, goal)}"

    @property
    def warning(self) -> str:
        """A side that waits for figures of the other; which lines are still empty."""
        if not self.result.missing or len(self.result.missing) == len(self.formula.lines):
            return ""
        names = "; ".join(self.formula.lines[key].name for key in self.result.missing)
        return f"còn thiếu số liệu: {names}"


_SILENT = {Verdict.NO_FIGURE, Verdict.NONE_AROSE, Verdict.NO_THRESHOLD, Verdict.UNASSIGNED}


def score(
    formula: Formula,
    values: formulas.Values,
    assignment: Assigned | None,
    course: Course,
) -> Score:
    """A unit's target; without an assignment it is not asked of the unit."""
    threshold = threshold_of(formula.target, assignment) if assignment else None
    return judged(
        formula,
        formula.result(values),
        threshold,
        course,
        due_on=assignment.due_on if assignment else None,
        none_arose=assignment.none_arose if assignment else False,
        assigned=assignment is not None,
    )


def judged(
    formula: Formula,
    result: formulas.Result,
    threshold: Value | None,
    course: Course,
    *,
    due_on: datetime.date | None = None,
    none_arose: bool = False,
    assigned: bool = True,
) -> Score:
    is_judged, elapsed = course.of(formula.target, due_on)
    verdict = verdicts.judge(
        formula.target.measure,
        formula.target.direction,
        numerator=result.numerator,
        denominator=result.denominator,
        threshold=threshold,
        judged=is_judged,
        elapsed=elapsed,
        none_arose=none_arose,
        assigned=assigned,
    )
    return Score(formula, result, threshold, verdict)


def threshold_of(target: Target, assignment: Assigned) -> Decimal | None:
    """What counts: the threshold given to the unit, else the set's; a promise alone counts too."""
    for value in (assignment.assigned_threshold, target.threshold):
        if value is not None:
            return value
    return assignment.committed_threshold


def goal_text(target: Target, threshold: Value | None) -> str:
    """`≥ 90 %`, `100 %`, `≤ 2 %`, `0`, `≥ 5`; a threshold that each unit is given: a word."""
    if target.direction == Direction.ZERO:
        return "0"
    if target.measure == Measure.QUALITATIVE:
        return "định tính"
    if threshold is None:
        return "giao riêng"
    is_ratio = target.measure == Measure.RATIO
    number = format_trimmed(threshold) + (" %" if is_ratio else "")
    whole = is_ratio and threshold == 100
    sign = {"at_least": "" if whole else "≥ ", "at_most": "≤ ", "exactly": "= "}
    return sign[target.direction] + number


def shown_value(value: Value | None, line: Indicator) -> str:
    """A figure as it is typed: with the decimals of its line."""
    return "" if value is None else format_number(Fraction(value), line.decimals)

"""One target seen with one unit's figures: numbers, verdict, and what it would still take."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from procuracy.web.numbers import format_number, format_trimmed
from targets import formulas, verdicts
from targets.comparing import Comparison, compared
from targets.computing import lines as computing
from targets.courses import Course as Course
from targets.courses import Stand
from targets.formulas import Value
from targets.given import Given as Given
from targets.given import Later, latest
from targets.models import Indicator, Target, TargetAssignment, TargetTerm
from targets.verdicts import DIVIDED, SHARES, Direction, Measure, Verdict

# Stands behind a percentage of few cases; what it means is said below each table.
SMALL = "ⁿ"
SMALL_WORDS = f"{SMALL} số nhỏ: mẫu số ít, thêm bớt một vài việc đã đổi kết quả."
# Stands behind what was computed with a figure corrected after its acceptance.
RESTATED = "†"
# Stands behind what is held against a threshold that was given, or taken away, after the period.
REGIVEN = "‡"
REGIVEN_WORDS = f"{REGIVEN} giao, giao lại ngưỡng hoặc thôi giao sau kỳ này."
MOST_REGIVEN = 12  # beneath one table
RESTATED_WORDS = f"{RESTATED} số liệu đã điều chỉnh sau khi tiếp nhận."
SIGNS = {SMALL: SMALL_WORDS, RESTATED: RESTATED_WORDS, REGIVEN: REGIVEN_WORDS}
# As in `verdicts`: plain names are found faster than members by their class.
_NO_FIGURE, _UNASSIGNED = Verdict.NO_FIGURE, Verdict.UNASSIGNED
_PER_HEAD, _ZERO = Measure.PER_HEAD, Direction.ZERO
EACH_ITS_OWN = "giao riêng"  # instead of a threshold that is common to all
# "… đã giải quyết": what has to be done with the cases that are still wanted.
_DONE = re.compile("(?:đã|được) (giải quyết|kiểm sát|truy tố|phân loại, xử lý|ký số)")


Assigned = Given | TargetAssignment


@dataclass(frozen=True)
class Formula:
    """A target with its terms, and the lines they count, for words and not for numbers."""

    target: Target
    terms: tuple[formulas.Term, ...]
    lines: Mapping[int, Indicator]

    @classmethod
    def of(cls, target: Target, terms: Iterable[TargetTerm]) -> "Formula":
        if target.computation:
            return cls(
                target, computing.terms(target.computation), computing.lines(target.computation)
            )
        terms = list(terms)
        return cls(
            target,
            tuple(formulas.Term(t.indicator_id, t.sign, formulas.Side(t.side)) for t in terms),
            {t.indicator_id: t.indicator for t in terms},
        )

    @cached_property
    def small_below(self) -> int:
        return self.target.target_set.small_below

    @cached_property
    def counted(self) -> frozenset[int]:
        """The lines by id."""
        return frozenset(term.indicator_id for term in self.terms)

    def result(self, values: formulas.Values) -> formulas.Result:
        return formulas.evaluate(self.terms, values)

    @property
    def counted_in(self) -> str:
        first = next((t for t in self.terms if t.side == formulas.Side.NUMERATOR), None)
        return self.lines[first.indicator_id].counted_in if first else ""

    @property
    def heads_in(self) -> str:
        """What stands below: people, in the words of their line."""
        last = next((t for t in self.terms if t.side == formulas.Side.DENOMINATOR), None)
        return self.lines[last.indicator_id].counted_in if last else ""

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
    is_restated: bool = False  # contains a figure that was corrected after its acceptance
    later: Later | None = None  # what became of its threshold after the period
    note: str = ""  # why there is no threshold, after a merger
    before: formulas.Result | None = None  # the same months of last year, where they are asked for
    is_before_restated: bool = False  # as `is_restated`, of `before`
    lacking: tuple[int, int] | None = None  # months with figures last year and now, when fewer
    stand: Stand | None = None  # when it is judged, and how far the year is

    @property
    def last_year(self) -> Comparison | None:
        """How it stands to the same months of last year; None where it was not asked."""
        if self.before is None:
            return None
        found = compared(self.target, self.result, self.before, self.lacking)
        return found.restated() if self.is_before_restated else found

    @property
    def is_assigned(self) -> bool:
        return self.verdict is not _UNASSIGNED

    @property
    def target(self) -> Target:
        return self.formula.target

    @property
    def shown(self) -> str:
        """A ratio as `78,57 %`, a count as `3/5`, nothing where there is nothing to show."""
        numerator, denominator, _ = self.result
        verdict, target = self.verdict, self.formula.target
        if numerator is None or verdict is _NO_FIGURE or verdict is _UNASSIGNED:
            return ""
        if target.measure in SHARES:
            return verdicts.shown_percent(numerator, denominator, self.threshold)
        goal = self.goal
        if goal is None or target.direction == _ZERO:
            return format_trimmed(numerator)
        return f"{format_trimmed(numerator)}/{format_trimmed(goal)}"

    @property
    def goal(self) -> Value | None:
        """What a count is held against: the threshold, for each person times the head count."""
        if self.formula.target.measure != _PER_HEAD or self.threshold is None:
            return self.threshold
        heads = self.result.denominator
        return None if heads is None else self.threshold * heads

    @property
    def parts(self) -> str:
        """`44/56` of a ratio; `15 kiểm sát viên` whose work a count is."""
        numerator, denominator, _ = self.result
        if self.target.measure not in DIVIDED or numerator is None or denominator is None:
            return ""
        if self.target.measure == Measure.PER_HEAD:
            return f"{format_trimmed(denominator)} {self.formula.heads_in}"
        return f"{format_trimmed(numerator)}/{format_trimmed(denominator)}"

    @property
    def is_small(self) -> bool:
        if self.verdict in _SILENT:
            return False
        formula = self.formula
        return verdicts.is_small(
            formula.target.measure, self.result.denominator, formula.small_below
        )

    @property
    def mark(self) -> str:
        signs = RESTATED if self.is_restated else ""
        if self.later is not None:
            signs += REGIVEN
        return f"{SMALL}{signs}" if self.is_small else signs

    @property
    def regiven(self) -> str:
        """`ngưỡng giao lại ngày 05/5/2026, lý do: thụ lý giảm`; "" for most."""
        return self.later.words if self.later else ""

    @property
    def small(self) -> str:
        """`số nhỏ: mẫu số 7`; a percentage of many says nothing."""
        denominator = self.result.denominator
        if denominator is None or not self.is_small:
            return ""
        return f"số nhỏ: mẫu số {format_trimmed(denominator)}"

    @property
    def pace(self) -> str:
        """Why it is at risk, or in progress: the whole cases an even pace would have brought."""
        numerator, denominator, _ = self.result
        if numerator is None or self.threshold is None or self.stand is None:
            return ""
        if self.verdict not in (Verdict.ONGOING, Verdict.AT_RISK):
            return ""
        if self.target.direction != Direction.AT_LEAST:
            return ""
        goal = verdicts.whole_goal(self.target.measure, denominator or 0, self.threshold)
        return self.stand.pace(goal, numerator, self.formula.counted_in, is_late=self._is_late)

    @property
    def _is_late(self) -> bool:
        """A ratio in the last quarter of its time: at risk whatever its pace."""
        is_ratio = self.target.measure == Measure.RATIO
        return is_ratio and self.stand is not None and self.stand.elapsed >= verdicts.LATE

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
        """A side that waits for figures of the other, and which lines are still empty; or cases
        out of none, which is a slip of the pen."""
        numerator, denominator, _ = self.result
        if self.target.measure in DIVIDED and denominator == 0 and numerator:
            return "mẫu số bằng 0 mà tử số khác 0: xem lại số liệu"
        if not self.result.missing or len(self.result.missing) == len(self.formula.lines):
            return ""
        names = "; ".join(self.formula.lines[key].name for key in self.result.missing)
        return f"còn thiếu số liệu: {names}"


_SILENT = {Verdict.NO_FIGURE, Verdict.NONE_AROSE, Verdict.NO_THRESHOLD, Verdict.UNASSIGNED}


def score(
    formula: Formula,
    values: formulas.Values,
    assignment: Given | None,
    course: Course,
    fulfilled: bool | None = None,
) -> Score:
    """A unit's target; without an assignment it is not asked of the unit.

    `fulfilled`: the answer to a qualitative target that stands in the period, None without one.
    """
    if assignment is None:
        return judged(formula, formula.result(values), None, course, assigned=False)
    found = judged(
        formula,
        formulas.evaluate(formula.terms, values),
        threshold_of(formula.target, assignment),
        course,
        due_on=assignment.due_on,
        none_arose=assignment.none_arose,
        fulfilled=fulfilled,
    )
    found.later = assignment.later
    return found


def judged(
    formula: Formula,
    result: formulas.Result,
    threshold: Value | None,
    course: Course,
    *,
    due_on: datetime.date | None = None,
    none_arose: bool = False,
    fulfilled: bool | None = None,
    assigned: bool = True,
) -> Score:
    target = formula.target
    stand = course.of(target, due_on)
    verdict = verdicts.judge(
        target.measure,
        target.direction,
        numerator=result.numerator,
        denominator=result.denominator,
        threshold=threshold,
        judged=stand.judged,
        elapsed=stand.elapsed,
        none_arose=none_arose,
        fulfilled=fulfilled,
        assigned=assigned,
    )
    return Score(formula, result, threshold, verdict, stand=stand)


def regiven_notes(scores: Iterable[Score]) -> list[str]:
    """`‡ ngưỡng giao lại ngày 05/5/2026, sau kỳ này, lý do: thụ lý giảm.`; nothing for most."""
    found = sorted({one.later for one in scores if one.later})
    notes = [f"{REGIVEN} {later.note}." for later in found[:MOST_REGIVEN]]
    if more := len(found) - len(notes):
        notes.append(f"{REGIVEN} và {more} lần giao lại, thôi giao khác: xem từng ô.")
    return notes


def later_of(target: Target, own: Given | None, of_units: Iterable[Given]) -> Later | None:
    """Why the threshold of a sum is not the one of its period: its own, else the units' where it
    is made of theirs."""
    if own is not None and (own.later or own.assigned_threshold is not None):
        return own.later
    is_of_units = target.measure == Measure.COUNT or target.threshold is None
    return latest(of_units) if is_of_units else None


def threshold_of(target: Target, assignment: Assigned) -> Value | None:
    """What counts: the threshold given to the unit, else the set's; a promise alone counts too."""
    if assignment.assigned_threshold is not None:
        return assignment.assigned_threshold
    return assignment.committed_threshold if target.threshold is None else target.threshold


def goal_text(target: Target, threshold: Value | None) -> str:
    """`≥ 90 %`, `100 %`, `≤ 2 %`, `0`, `≥ 5`; a threshold that each unit is given: a word."""
    if target.direction == Direction.ZERO:
        return "0"
    if target.measure == Measure.QUALITATIVE:
        return "định tính"
    if threshold is None:
        return EACH_ITS_OWN
    is_share = target.measure in SHARES
    number = format_trimmed(threshold) + (" %" if is_share else "")
    if target.measure == Measure.PER_HEAD:
        number += "/người"
    whole = is_share and threshold == 100
    sign = {"at_least": "" if whole else "≥ ", "at_most": "≤ ", "exactly": "= "}
    return sign[target.direction] + number


def own_goal(score: Score) -> str:
    """`≥ 90 %`, of a unit by itself: what each unit is given it was given, or not yet."""
    text = goal_text(score.target, score.threshold)
    return "chưa giao" if text == EACH_ITS_OWN else text


def shown_value(value: Value | None, line: Indicator) -> str:
    """A figure as it is typed: with the decimals of its line."""
    return "" if value is None else format_number(Fraction(value), line.decimals)

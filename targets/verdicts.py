"""What a figure says about its target: verdict, percentages and what it would still take.

Comparisons are of exact numbers, 100·a against t·b, never of rounded percentages. Thresholds of
ratios are in percent, of counts in their unit of count, of counts for each person in that unit too.
"""

import math
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from procuracy.web.numbers import (
    Number,
    format_number,
    format_percent,
    format_scaled,
    format_trimmed,
    half_up,
)

Value = Decimal | int

# From here on a ratio below its threshold is at risk whatever its pace.
LATE = Fraction(3, 4)


class Measure(StrEnum):
    """What is compared with the threshold t, a being the numerator and b the denominator.

    ratio        a / b in percent; b grows with the year: what is solved of what came in
    coverage     a / b in percent of a whole that is known beforehand: bodies inspected of all
                 bodies; a goal of the whole year, like a count
    count        a
    per_head     a / b in cases: what each of b people has to do, by the head count in force at
                 the period's end; the goal is t·b cases
    qualitative  an answer, yes or no
    """

    RATIO = "ratio"
    COVERAGE = "coverage"
    COUNT = "count"
    PER_HEAD = "per_head"
    QUALITATIVE = "qualitative"


# In percent.
SHARES = frozenset({Measure.RATIO, Measure.COVERAGE})
# Nothing to divide by means that nothing arose.
DIVIDED = SHARES | {Measure.PER_HEAD}
COUNTED = frozenset({Measure.COUNT, Measure.PER_HEAD})
# Goals of a whole year: judged at its end, unless they have a due date of their own.
OF_THE_YEAR = COUNTED | {Measure.COVERAGE}


class Direction(StrEnum):
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"
    ZERO = "zero"


class Verdict(StrEnum):
    """The value is the key for style sheets and data; glyph and word are what people see."""

    EXCEEDED = "exceeded"
    MET = "met"
    ONGOING = "ongoing"
    AT_RISK = "at_risk"
    UNMET = "unmet"
    NONE_AROSE = "none_arose"
    NO_FIGURE = "no_figure"
    NO_THRESHOLD = "no_threshold"
    UNASSIGNED = "unassigned"

    @property
    def glyph(self) -> str:
        return _LOOKS[self][0]

    @property
    def word(self) -> str:
        return _LOOKS[self][1]


_LOOKS = {
    Verdict.EXCEEDED: ("▲", "vượt"),
    Verdict.MET: ("✓", "đạt"),
    Verdict.ONGOING: ("", "đang thực hiện"),
    Verdict.AT_RISK: ("!", "nguy cơ"),
    Verdict.UNMET: ("✕", "chưa đạt"),
    Verdict.NONE_AROSE: ("–", "không phát sinh"),
    Verdict.NO_FIGURE: ("?", "chưa có số liệu"),
    Verdict.NO_THRESHOLD: ("", "chưa giao ngưỡng"),
    Verdict.UNASSIGNED: ("", ""),
}

# Members as plain names: Python 3.11 takes longer to find one by its class than to compare it, and
# a board judges thousands of cells.
_MET, _UNMET, _AT_RISK = Verdict.MET, Verdict.UNMET, Verdict.AT_RISK
_EXCEEDED, _ONGOING, _UNASSIGNED = Verdict.EXCEEDED, Verdict.ONGOING, Verdict.UNASSIGNED
_NONE_AROSE, _NO_FIGURE = Verdict.NONE_AROSE, Verdict.NO_FIGURE
_NO_THRESHOLD = Verdict.NO_THRESHOLD
_AT_LEAST, _EXACTLY, _ZERO = Direction.AT_LEAST, Direction.EXACTLY, Direction.ZERO
_RATIO, _QUALITATIVE = Measure.RATIO, Measure.QUALITATIVE
_LATE_TOP, _LATE_BOTTOM = LATE.as_integer_ratio()


def judge(
    measure: Measure | str,
    direction: Direction | str,
    *,
    numerator: Value | None,
    denominator: Value | None = None,
    threshold: Value | None = None,
    judged: bool,
    elapsed: Fraction | None = None,
    none_arose: bool = False,
    fulfilled: bool | None = None,
    assigned: bool = True,
) -> Verdict:
    """The verdict of design rule 4.

    `judged`: the judging date is reached. `elapsed`: the share of the time to it that has passed,
    None when pace is not looked at. `none_arose`: the clerk's tick on a count with nothing to
    count; a figure above 0 outweighs it. `fulfilled`: the answer to a qualitative target.
    """
    if not assigned:
        return _UNASSIGNED
    if measure == _QUALITATIVE:
        return _quality(fulfilled, judged)
    if threshold is None and direction != _ZERO:
        return _NO_THRESHOLD
    if none_arose and measure in COUNTED and not numerator:
        return _NONE_AROSE
    base = denominator if measure in DIVIDED else 1
    if direction == _ZERO and numerator is not None and numerator > 0:
        return _UNMET  # the first case is one too many, of however many
    if numerator is None or base is None or base < 0:
        # A sum below 0 is a typing error that the balance check reports; it makes no ratio.
        return _NO_FIGURE
    if base == 0:
        return _NONE_AROSE  # cases out of none are a typing error, which the score warns of
    if direction == _ZERO or threshold is None:
        return _MET
    margin = _margin(measure, numerator, base, threshold)
    if direction == _AT_LEAST:
        if margin >= 0:
            return _EXCEEDED if margin > 0 else _MET
        goal = whole_goal(measure, base, threshold)
        return _below(judged, is_behind(measure, numerator, goal, elapsed))
    inside = margin == 0 if direction == _EXACTLY else margin <= 0
    return _MET if inside else _outside(judged)


def is_behind(
    measure: Measure | str, numerator: Value, goal: int, elapsed: Fraction | None
) -> bool:
    """Pace of an "at least" target below its threshold: at risk, or still in progress?

    Behind is who has fewer than the whole cases that an even pace would have brought by now:
    with a goal of 6 and three quarters of the time gone, fewer than 4. For a ratio the goal is the
    whole cases its present denominator asks for. As denominators grow with the year, in its last
    quarter any ratio below the threshold is at risk.
    """
    if elapsed is None:
        return False
    passed, whole = elapsed.as_integer_ratio()
    if measure == _RATIO and passed * _LATE_BOTTOM >= _LATE_TOP * whole:
        return True
    return numerator < goal * passed // whole


def due_by_now(goal: int, elapsed: Fraction) -> int:
    """Whole cases that an even pace has brought once `elapsed` of the time is gone."""
    return goal * elapsed.numerator // elapsed.denominator


def whole_goal(measure: Measure | str, denominator: Value, threshold: Value) -> int:
    """The smallest whole numerator that meets the threshold: 90 % of 56 → 51; 1.5 × 7 → 11."""
    top, bottom = threshold.as_integer_ratio()
    if measure in DIVIDED:
        cases, parts = denominator.as_integer_ratio()
        top, bottom = top * cases, bottom * parts * _scale(measure)
    return -(-top // bottom)


def needed(
    measure: Measure | str, numerator: Value, denominator: Value | None, threshold: Value
) -> int:
    """Whole cases still wanted for an "at least" target: 44 of 56 at 90 % → 7; met → 0.

    For a ratio with the denominator as it stands, so of cases that are in it already.
    """
    goal = whole_goal(measure, denominator or 0, threshold)
    return max(0, math.ceil(goal - Fraction(numerator)))


def needed_sentence(
    measure: Measure | str, cases: int, counted_in: str, threshold: Value, verb: str = ""
) -> str:
    """`cần giải quyết thêm 7 tin để đạt 90 %`, `cần thêm 2 cuộc để đạt 36 cuộc`, of a count by
    head `cần thêm 5 phiên tòa để đạt 1 phiên tòa/người`; none: empty."""
    if cases <= 0:
        return ""
    sign = "%" if measure in SHARES else counted_in
    if measure == Measure.PER_HEAD:
        sign += "/người"
    act = f"{verb} thêm" if verb else "thêm"
    return (
        f"cần {act} {format_number(cases)} {counted_in} để đạt {format_trimmed(threshold)} {sign}"
    )


def is_small(measure: Measure | str, denominator: Value | None, small_below: int) -> bool:
    """A percentage of so few cases says little: one more or less would turn it over."""
    return measure in SHARES and denominator is not None and 0 < denominator < small_below


def percent(numerator: Value | None, denominator: Value | Fraction | None) -> Fraction | None:
    """Exact percentage, also above 100; None without figures or with nothing to divide by."""
    if numerator is None or denominator is None or denominator <= 0:
        return None
    return Fraction(numerator) * 100 / Fraction(denominator)


def shown_percent(
    numerator: Value | None, denominator: Value | None, threshold: Value | None = None
) -> str:
    """Two decimals (`78,57 %`), more where two would hide the verdict: `89,996 %` against 90."""
    if numerator is None or denominator is None or denominator <= 0:
        return ""
    if numerator < 0:
        return format_percent(Fraction(numerator) * 100 / Fraction(denominator))
    top, top_parts = numerator.as_integer_ratio()
    bottom, bottom_parts = denominator.as_integer_ratio()
    return _percent_text(100 * top * bottom_parts, bottom * top_parts, threshold)


@dataclass(frozen=True)
class Excess:
    """Both in percent. A ratio's `over` is in points above its threshold; a count's is measured in
    its goal, so that `over` is `reached` less 100."""

    measure: Measure
    reached: Fraction
    over: Fraction

    @property
    def sentence(self) -> str:
        """`đạt 96,50 %, vượt 6,50 điểm phần trăm`; of a count `đạt 283,33 %, vượt 183,33 %`."""
        reached, over = _shown(self.reached, self.reached - self.over), _shown(self.over, 0)
        if self.measure in SHARES:
            over = over.replace("%", "điểm phần trăm")
        return f"đạt {reached}, vượt {over}"


def exceeded_by(
    measure: Measure | str, numerator: Value | None, denominator: Value | None, threshold: Value
) -> Excess | None:
    """By how much an "at least" target is exceeded; None when it is not, or has no percentage."""
    is_share = measure in SHARES
    whole = Fraction(threshold)
    if measure == Measure.PER_HEAD:
        whole *= Fraction(denominator or 0)
    reached = percent(numerator, denominator if is_share else whole)
    goal = Fraction(threshold) if is_share else Fraction(100)
    if reached is None or reached <= goal:
        return None
    return Excess(Measure(measure), reached, reached - goal)


def _quality(fulfilled: bool | None, judged: bool) -> Verdict:
    if fulfilled is None:
        return _NO_FIGURE
    return _MET if fulfilled else _outside(judged)


def _below(judged: bool, behind: bool) -> Verdict:
    if judged:
        return _UNMET
    return _AT_RISK if behind else _ONGOING


def _outside(judged: bool) -> Verdict:
    return _UNMET if judged else _AT_RISK


def _margin(measure: Measure | str, numerator: Value, base: Value, threshold: Value) -> int:
    """100·a - t·b of a ratio, a - t·b for each person, a - t of a count, times a positive number
    that makes it whole: only its sign matters, and whole numbers are compared fast."""
    scale = _scale(measure)
    t, t_parts = threshold.as_integer_ratio()
    if isinstance(numerator, int) and isinstance(base, int):
        return scale * numerator * t_parts - t * base
    a, a_parts = numerator.as_integer_ratio()
    b, b_parts = base.as_integer_ratio()
    return scale * a * b_parts * t_parts - t * b * a_parts


def _scale(measure: Measure | str) -> int:
    return 100 if measure in SHARES else 1


def _shown(value: Fraction, against: Number | None) -> str:
    return _percent_text(value.numerator, value.denominator, against)


# The same ratios are shown at every look at a board.
@lru_cache(maxsize=8192)
def _percent_text(top: int, bottom: int, against: Number | None) -> str:
    """`top / bottom`, of at least 0, with as few decimals from two on as leave it on its own side
    of `against`."""
    decimals = 2
    scaled = half_up(top * 10**decimals, bottom)
    if against is not None:
        goal, parts = against.as_integer_ratio()
        side = _sign(top * parts - goal * bottom)
        while _sign(scaled * parts - goal * 10**decimals) != side:
            decimals += 1
            scaled = half_up(top * 10**decimals, bottom)
    return f"{format_scaled(scaled, decimals)} %"


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)

"""Sums of some units: those of a kind, those of a leader's portfolio, a whole province.

The ratio of sums, never a mean of ratios (design, rule 3). A group is nobody's assignment, so a
count is measured by the sum of its units' thresholds, and adds up what those units did; anything
else is measured by the set's threshold or, without one, by the one threshold that all its units
were given. Across a reform a stock that a successor has taken over does not count twice.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TypeVar

from targets import answering, formulas, inheriting, nil_results
from targets.formulas import Value
from targets.goals import Goals
from targets.inheriting import Amounts
from targets.models import Target
from targets.scores import Course, Formula, Score, judged, later_of, threshold_of
from targets.sights import Found, Sight, Values
from targets.verdicts import Direction, Measure, Verdict
from units.models import Unit

Covers = Callable[[int, int], bool]  # of a unit and a field, by id
Lines = dict[int, Value | None]
T = TypeVar("T")
KINDS = {
    Unit.Kind.DEPARTMENT: "Các phòng",
    Unit.Kind.REGION: "VKSND khu vực",
    Unit.Kind.DISTRICT: "VKSND cấp huyện",
}


@dataclass(frozen=True)
class Source:
    """What the rows of a board were judged from. `goals`: of each unit in the year, whenever it
    lived; `heads`: of whom something is asked; `covers`: what its reader may read of it, None:
    everything."""

    found: Found
    goals: Goals
    course: Course
    sight: Sight
    heads: Sequence[int]
    covers: Covers | None = None

    def of(self, units: Iterable[int], group: "Group", field: int) -> list[int]:
        """Those of the group, as far as the reader may read this field of them."""
        may = self.covers
        return [u for u in units if group.covers(u, field) and (may is None or may(u, field))]

    def outside(self, formula: Formula) -> set[int]:
        """Units with figures of a count that has no goal for them: goals are added up, and what
        others did would fill the goals of those they were given to."""
        target, goals = formula.target, self.goals
        if target.measure != Measure.COUNT or target.direction == Direction.ZERO:
            return set()
        lines = {term.indicator_id for term in formula.terms}
        rows = self.found.values.items()
        told = [u for u, of in rows if any(of.get(line) is not None for line in lines)]
        without = {unit for unit in told if not goals.counts(unit, target)}
        return without if len(without) < len(told) else set()


@dataclass(frozen=True)
class Group:
    name: str
    covers: Covers


def by_kind(units: Iterable[Unit]) -> list[Group]:
    """The kinds that occur among some units."""
    kinds: dict[str, set[int]] = {}
    for unit in units:
        kinds.setdefault(unit.kind, set()).add(unit.pk)
    return [Group(name, _members(kinds[kind])) for kind, name in KINDS.items() if kind in kinds]


def _members(units: Collection[int]) -> Covers:
    return lambda unit, field: unit in units


class Sums:
    """Groups of one board's units, target by target; each set of units is added up once.

    Nothing is added that the reader of the board may not read, so that a sum tells him no more
    than the cells do.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self._now: dict[tuple[int, ...], Lines] = {}
        self._before: dict[tuple[int, ...], Lines] = {}

    def of(self, group: Group, formulas_asked: Iterable[Formula]) -> list[Score]:
        return [self._score(group, formula) for formula in formulas_asked]

    def _score(self, group: Group, formula: Formula) -> Score:
        found, target = self.source.found, formula.target
        outside = self.source.outside(formula)
        among = (unit for unit in found.values if unit not in outside)
        units = tuple(self.source.of(among, group, target.field_id))
        asked = self.source.of(self.source.heads, group, target.field_id)
        given = [one for unit in asked if (one := self.source.goals.of(unit, target))]
        answers = found.answers
        score = judged(
            formula,
            formula.result(self._values(units)),
            self._threshold(target, asked),
            self.source.course,
            due_on=common([one.due_on for one in given]),
            none_arose=bool(given) and all(one.none_arose for one in given),
            fulfilled=answering.of_all(answers, asked, target.pk) if answers else None,
            assigned=bool(given),
        )
        score.later = later_of(target, None, given)
        if found.nil:
            asked = [unit for unit in asked if self.source.goals.of(unit, target)]
            nil_results.mark([score], nil_results.shared(found.nil, asked))
        if score.verdict is Verdict.NO_THRESHOLD:
            score.note = "các đơn vị được giao ngưỡng khác nhau"
        lines = {term.indicator_id for term in formula.terms}
        score.is_restated = any(lines & set(found.restated.get(unit, ())) for unit in units)
        if found.before is not None:
            score.before = formula.result(self._last_year(units))
            then = found.restated_before
            score.is_before_restated = any(lines & set(then.get(unit, ())) for unit in units)
            score.lacking = self._lacking(lines, units)
        return score

    def _threshold(self, target: Target, asked: Sequence[int]) -> Value | None:
        goals = self.source.goals
        if target.measure == Measure.COUNT:
            return formulas.add_up(goals.of_units(asked, target))
        if target.threshold is not None:
            return target.threshold
        given = [one for unit in asked if (one := goals.of(unit, target))]
        return common([threshold_of(target, one) for one in given])

    def _values(self, units: tuple[int, ...]) -> Lines:
        if units not in self._now:
            found = self.source.found
            self._now[units] = self._added(units, found.values, found.amounts)
        return self._now[units]

    def _last_year(self, units: tuple[int, ...]) -> Lines:
        """Of the same units and those they follow; rows that only last year had count too."""
        found = self.source.found
        if units not in self._before:
            self._before[units] = self._added(units, found.before or {}, found.amounts_before)
        return self._before[units]

    def _added(self, units: Iterable[int], values: Values, amounts: Amounts) -> Lines:
        known = self.source.sight.inheritance
        return formulas.add_units(
            {
                line: value
                for line, value in values.get(unit, {}).items()
                if not inheriting.is_counted_later(known, amounts, unit, line)
            }
            for unit in units
        )

    def _lacking(self, lines: Iterable[int], units: Collection[int]) -> tuple[int, int] | None:
        """As `Found.lacking`, of some of its rows."""
        found = self.source.found
        pairs = [
            (_months(found.amounts_before, line, units), _months(found.amounts, line, units))
            for line in lines
        ]
        return min(((then, now) for then, now in pairs if then < now), default=None)


def _months(amounts: Amounts, line: int, units: Iterable[int]) -> int:
    rows = (amounts.get(unit, {}) for unit in units)
    return reduce(or_, (of[line].months for of in rows if line in of), 0).bit_count()


def by_field(rows: Iterable[Sequence[Score]]) -> dict[int, Counter[Verdict]]:
    """Verdicts by field, of the rows of a board."""
    counted: dict[int, Counter[Verdict]] = {}
    for scores in rows:
        for score in scores:
            if score.is_assigned:
                counted.setdefault(score.target.field_id, Counter())[score.verdict] += 1
    return counted


def common(values: Sequence[T]) -> T | None:
    return values[0] if values and all(value == values[0] for value in values) else None

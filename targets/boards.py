"""The board: units × targets for a work year, as of the end of a period.

`Board.of` reads everything with a fixed number of queries; a cell is a small dict that the template
prints as it stands, for a board has more than a thousand of them.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import cast

from django.db.models import Q
from django.utils.functional import SimpleLazyObject

from targets import calendar, formulas, sums
from targets.models import (
    Indicator,
    Period,
    Target,
    TargetAssignment,
    TargetSet,
    TargetTerm,
    WorkYear,
)
from targets.scores import Course, Formula, Given, Score, goal_text, judged, score
from targets.templatetags.verdicts import tone
from targets.verdicts import Measure, Verdict
from units.models import Appointment, Unit

BEHIND = {Verdict.UNMET, Verdict.AT_RISK}
# The order of the strip above the board and of its bar.
STRIP = (
    Verdict.EXCEEDED,
    Verdict.MET,
    Verdict.ONGOING,
    Verdict.AT_RISK,
    Verdict.UNMET,
    Verdict.NONE_AROSE,
    Verdict.NO_FIGURE,
    Verdict.NO_THRESHOLD,
)
LEGEND = [v for v in STRIP if v.glyph]


@dataclass(frozen=True)
class Column:
    formula: Formula
    goal: str

    @property
    def target(self) -> Target:
        return self.formula.target


@dataclass
class Row:
    unit: Unit
    scores: list[Score]
    cells: list[dict[str, str] | None] = field(default_factory=list)


@dataclass
class Board:
    year: WorkYear
    period: Period
    columns: list[Column]
    rows: list[Row]
    total: Row | None

    @property
    def groups(self) -> list[tuple[str, int]]:
        """(field, number of its columns), in order."""
        fields = (column.target.field.short_name for column in self.columns)
        return [(name, len(list(same))) for name, same in groupby(fields)]

    def counts(self) -> list[tuple[Verdict, int]]:
        counted = Counter(score.verdict for row in self.rows for score in row.scores)
        return [(verdict, counted[verdict]) for verdict in STRIP if counted[verdict]]

    def behind_only(self) -> "Board":
        """Rows and columns in which something is unmet or at risk."""
        kept = [
            at
            for at in range(len(self.columns))
            if any(row.scores[at].verdict in BEHIND for row in self.rows)
        ]
        rows = [row for row in self.rows if any(s.verdict in BEHIND for s in row.scores)]
        total = _kept(self.total, kept) if self.total else None
        columns = [self.columns[at] for at in kept]
        return Board(self.year, self.period, columns, [_kept(r, kept) for r in rows], total)

    def drawn(self, query: str) -> "Board":
        """With the cells that the template prints; `query` is carried into their links."""
        for row in [*self.rows, *([self.total] if self.total else [])]:
            row.cells = [_cell(row.unit.pk, score, query) for score in row.scores]
        return self


def _kept(row: Row, at: Sequence[int]) -> Row:
    return Row(row.unit, [row.scores[i] for i in at])


def _cell(unit_id: int, score: Score, query: str) -> dict[str, str] | None:
    verdict = score.verdict
    if verdict is Verdict.UNASSIGNED:
        return None
    shown = score.shown.removesuffix(" %")
    return {
        "tone": tone(verdict),
        "glyph": verdict.glyph if shown else "",
        "text": shown or verdict.glyph,
        "word": verdict.word,
        "link": f"{unit_id}/{score.formula.target.pk}/{query}",
    }


def reporting_units(acting: Appointment, year: WorkYear) -> list[Unit]:
    """Units that existed in the year and whose figures the holder may read; provinces report none.

    Named as at the year's end. Predecessors stand in their own rows, for as long as they lived.
    """
    lived = Q(valid_from__isnull=True) | Q(valid_from__lte=year.ends_on)
    lived &= Q(valid_to__isnull=True) | Q(valid_to__gte=year.starts_on)
    seen = Unit.objects.filter(lived, pk__in=acting.seen_unit_ids)
    return list(seen.exclude(kind=Unit.Kind.PROVINCE).named(year.ends_on).order_by("order"))


def province_of(acting: Appointment, on: datetime.date) -> Unit | None:
    """The province whose total its own readers see, as it was on a day; None for one unit's board.

    For a merged province that looks back, the first of its predecessors stands for the year.
    """
    if acting.office.kind != Unit.Kind.PROVINCE or not acting.office_ids <= acting.seen_unit_ids:
        return None
    mine = Unit.objects.filter(pk__in=acting.office_ids).named(on)
    lived = [unit for unit in mine if unit.exists_on(on)]
    return lived[0] if lived else mine.get(pk=acting.office.pk)


def columns(target_sets: Iterable[TargetSet], field_code: str = "") -> list[Column]:
    """The sets' targets with their terms, ordered by field; lines are read when one is named."""
    rows = Target.objects.filter(target_set__in=target_sets).select_related("field")
    if field_code:
        rows = rows.filter(field__code=field_code)
    targets = list(rows.order_by("field__order", "order", "code"))
    terms = _terms(targets)
    used = {term.indicator_id for own in terms.values() for term in own}
    lines = _lazy(lambda: Indicator.objects.in_bulk(used))
    return [
        Column(
            _formula(target, terms.get(target.pk, []), lines), goal_text(target, target.threshold)
        )
        for target in targets
    ]


def _formula(target: Target, terms: list[formulas.Term], lines: Mapping[int, Indicator]) -> Formula:
    own = _lazy(lambda: {term.indicator_id: lines[term.indicator_id] for term in terms})
    return Formula(target, tuple(terms), own)


def _lazy(read: Callable[[], Mapping[int, Indicator]]) -> Mapping[int, Indicator]:
    """Read when first asked for; it stands for the mapping itself."""
    return cast(Mapping[int, Indicator], SimpleLazyObject(read))


def _terms(targets: list[Target]) -> dict[int, list[formulas.Term]]:
    rows = TargetTerm.objects.filter(target__in=targets).order_by("pk")
    terms: dict[int, list[formulas.Term]] = {}
    for target, line, sign, side in rows.values_list("target", "indicator", "sign", "side"):
        terms.setdefault(target, []).append(formulas.Term(line, sign, formulas.Side(side)))
    return terms


def assemble(
    *,
    year: WorkYear,
    period: Period,
    spans: Sequence[Period],
    units: list[Unit],
    province: Unit | None,
    field_code: str = "",
    today: datetime.date,
) -> Board:
    """`province` gives the total row; None leaves it out."""
    course = Course(year, spans, period.ends_on, today)
    wanted = columns(TargetSet.objects.valid(period.ends_on), field_code)
    assigned = _assignments(year, [*units, *([province] if province else [])], wanted)
    given = {target for _, target in assigned}
    wanted = [column for column in wanted if column.target.pk in given]
    lines = {term.indicator_id for column in wanted for term in column.formula.terms}
    first = calendar.first_of_month(year.starts_on)
    values = sums.by_unit([unit.pk for unit in units], lines, first, period.month)
    rows = [_row(unit, wanted, values[unit.pk], assigned, course) for unit in units]
    total = _total(province, wanted, values, assigned, course, rows) if province else None
    return Board(year, period, wanted, rows, total)


Assigned = dict[tuple[int, int], Given]  # by unit and target


def _assignments(year: WorkYear, units: list[Unit], columns: list[Column]) -> Assigned:
    rows = TargetAssignment.objects.filter(
        work_year=year, unit__in=[u.pk for u in units], target__in=[c.target.pk for c in columns]
    )
    found = rows.values_list("unit_id", "target_id", *Given._fields)
    return {(unit, target): Given(*given) for unit, target, *given in found}


def _row(
    unit: Unit,
    columns: list[Column],
    values: dict[int, Decimal],
    assigned: Assigned,
    course: Course,
) -> Row:
    scores = [
        score(column.formula, values, assigned.get((unit.pk, column.target.pk)), course)
        for column in columns
    ]
    return Row(unit, scores)


def _total(
    province: Unit,
    columns: list[Column],
    values: sums.Sums,
    assigned: Assigned,
    course: Course,
    rows: list[Row],
) -> Row:
    """The ratio of sums, measured by the province's own threshold where it has one."""
    added = formulas.add_units(values.values())
    scores = [
        total_score(
            column.formula,
            added,
            assigned.get((province.pk, column.target.pk)),
            [s.threshold for s in (row.scores[at] for row in rows) if s.is_assigned],
            course,
        )
        for at, column in enumerate(columns)
    ]
    return Row(province, scores)


def total_score(
    formula: Formula,
    added: formulas.Values,
    own: Given | None,
    of_units: Sequence[formulas.Value | None],
    course: Course,
) -> Score:
    """`of_units`: the thresholds of the units the target was assigned to."""
    target = formula.target
    threshold = formulas.province_threshold(
        own=own.assigned_threshold if own else None,
        of_set=target.threshold,
        of_units=of_units,
        is_count=target.measure == Measure.COUNT,
    )
    return judged(
        formula,
        formula.result(added),
        threshold,
        course,
        due_on=own.due_on if own else None,
        assigned=own is not None or bool(of_units),
    )

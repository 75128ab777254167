"""The board: units × targets for a work year, as of the end of a period.

`Board.of` reads everything with a fixed number of queries; a cell is a small dict that the template
prints as it stands, for a board has more than a thousand of them.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import cast

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Q
from django.utils.functional import SimpleLazyObject

from targets import answering, calendar, formulas, nil_results
from targets.computing import adding as computing
from targets.computing.lines import is_typed
from targets.goals import Goals
from targets.models import (
    Indicator,
    Period,
    Target,
    TargetAssignment,
    TargetSet,
    TargetTerm,
    View,
    WorkYear,
)
from targets.rollups import Group, Source, Sums
from targets.scores import Course, Formula, Given, Score, goal_text, judged, score
from targets.sights import Found, Sight, look, row_note
from targets.templatetags.verdicts import tone
from targets.verdicts import Measure, Verdict
from units.models import Appointment, Field, Unit, UnitName
from units.models.organisation import UnitQuerySet, lineage
from units.overseeing import Overseen
from units.reach import Reach, reach

Assigned = dict[tuple[int, int], Given]  # by unit and target
Past = Callable[[Sight, Found, Assigned], tuple[Found, Assigned]]
Covers = Callable[[int, int], bool]  # of a unit and a field, by id

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
# Tone, glyph and word, looked up once for each cell.
LOOKS = {verdict: (tone(verdict), verdict.glyph, verdict.word) for verdict in Verdict}


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
    note: str = ""  # what of its predecessors the row contains, or that it cannot be divided


@dataclass
class Board:
    year: WorkYear
    period: Period
    columns: list[Column]
    rows: list[Row]
    total: Row | None
    sight: Sight
    total_name: str = "Toàn tỉnh"
    source: Source | None = None  # for sums of some of the rows
    heads: list[dict[str, str]] = field(default_factory=list)  # as the template prints them

    @property
    def groups(self) -> list[tuple[Field, int]]:
        """(field, number of its columns), in order."""
        columns = groupby(self.columns, key=lambda column: column.target.field_id)
        groups = [list(same) for _, same in columns]
        return [(same[0].target.field, len(same)) for same in groups]

    @property
    def is_restated(self) -> bool:
        """Some result contains a figure that was corrected after its acceptance."""
        shown = [*self.rows, *([self.total] if self.total else [])]
        return any(score.is_restated for row in shown for score in row.scores)

    def counts(self) -> list[tuple[Verdict, int]]:
        counted = Counter(score.verdict for row in self.rows for score in row.scores)
        return [(verdict, counted[verdict]) for verdict in STRIP if counted[verdict]]

    def holding(self, verdicts: Container[Verdict]) -> "Board":
        """Rows and columns in which one of these verdicts stands."""
        kept = [
            at
            for at in range(len(self.columns))
            if any(row.scores[at].verdict in verdicts for row in self.rows)
        ]
        rows = [row for row in self.rows if any(one.verdict in verdicts for one in row.scores)]
        return self._of(rows, kept, self.total)

    def readable(self, scope: Reach) -> "Board":
        """Of units not read wholly the fields that may be read; what is empty then is left out."""
        total = _read(self.total, scope.covers) if self.total else None
        return self._covered(scope.covers, scope.whole, total)

    def overseen(self, held: Overseen) -> "Board":
        """What a leader oversees; its total in place of the province's."""
        part = self._covered(held.covers_figures, held.unit_ids, None)
        if self.total is None or self.source is None:
            return part
        group = Group("Khối phụ trách", held.covers_figures)
        scores = Sums(self.source).of(group, [column.formula for column in part.columns])
        return replace(part, total=Row(self.total.unit, scores), total_name=group.name)

    def _covered(self, covers: Covers, whole: Container[int], total: "Row | None") -> "Board":
        rows = [_read(row, covers) for row in self.rows]
        rows = [row for row in rows if row.unit.pk in whole or _is_filled(row)]
        return self._of(rows, self._asked_of(rows), total)

    def only(self, unit_id: int) -> "Board":
        """One unit's row, with the targets that it was assigned."""
        rows = [row for row in self.rows if row.unit.pk == unit_id]
        return self._of(rows, self._asked_of(rows), None)

    def of_target(self, target_id: int) -> "Board":
        """One column; none where it is asked of nobody."""
        kept = [at for at, one in enumerate(self.columns) if one.target.pk == target_id]
        return self._of(self.rows if kept else [], kept, self.total if kept else None)

    def _asked_of(self, rows: Sequence[Row]) -> list[int]:
        return [
            at for at in range(len(self.columns)) if any(row.scores[at].is_assigned for row in rows)
        ]

    def _of(self, rows: list[Row], kept: list[int], total: "Row | None") -> "Board":
        columns = [self.columns[at] for at in kept]
        shown = [_kept(row, kept) for row in rows]
        return replace(self, columns=columns, rows=shown, total=total and _kept(total, kept))

    def drawn(self, query: str) -> "Board":
        """With the cells that the template prints; `query` is carried into their links."""
        told = self.sight.is_choice or self.sight.compares
        ends = [f"/{column.target.pk}/{query}" for column in self.columns]
        self.heads = [_head(column, query) for column in self.columns]
        for row in [*self.rows, *([self.total] if self.total else [])]:
            unit = str(row.unit.pk)
            cells = zip(row.scores, ends, strict=True)
            row.cells = [_cell(score, unit + end, told) for score, end in cells]
        return self


def _head(column: Column, query: str) -> dict[str, str]:
    target = column.target
    return {
        "code": target.code,
        "name": target.name,
        "short": target.short_name,
        "goal": column.goal,
        "link": f"targets/{target.pk}/{query}",
    }


def _kept(row: Row, at: Sequence[int]) -> Row:
    return replace(row, scores=[row.scores[i] for i in at], cells=[])


def _read(row: Row, covers: Covers) -> Row:
    """With blanks for what may not be read, or is not asked for."""
    scores = [
        one
        if covers(row.unit.pk, one.target.field_id)
        else Score(one.formula, one.formula.result({}), None, Verdict.UNASSIGNED)
        for one in row.scores
    ]
    return replace(row, scores=scores)


def _is_filled(row: Row) -> bool:
    return any(score.is_assigned for score in row.scores)


def _cell(score: Score, link: str, told: bool) -> dict[str, str] | None:
    """`told`: with what a reform, or last year, adds."""
    if not score.is_assigned:
        return None
    color, glyph, word = LOOKS[score.verdict]
    if score.is_restated:
        word += ", số liệu đã điều chỉnh"
    shown = score.shown.removesuffix(" %")
    cell = {
        "tone": color,
        "glyph": glyph if shown else "",
        "text": shown + score.mark or glyph,
        "word": word,
        "link": link,
    }
    return _told(cell, score) if told else cell


def _told(cell: dict[str, str], score: Score) -> dict[str, str]:
    if score.is_inherited:
        cell["tone"] += " inherited"
        cell["word"] += ", gồm số liệu của đơn vị trước"
    if score.note:
        cell["word"] += f"; {score.note}"
    if found := score.last_year:
        cell["change"] = found.change
        cell["word"] += f"; {found.sentence}"
    return cell


def seen_units(acting: Appointment, year: WorkYear) -> list[Unit]:
    """Whose figures the holder may read, with their provinces: all that lived in the year, in the
    one before (for the comparison) or after it (who follows); named as at the year's end."""
    since = calendar.add_months(year.starts_on, -12)
    seen = Unit.objects.filter(pk__in=reach(acting).unit_ids)
    return _named(seen.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=since)), year.ends_on)


def unit_and_before(unit: Unit, year: WorkYear) -> list[Unit]:
    """One unit with all that it follows."""
    return _named(Unit.objects.filter(pk__in=lineage(unit)[0]), year.ends_on)


def _named(units: UnitQuerySet, on: datetime.date) -> list[Unit]:
    """In order; who began after the day has the name that it began with."""
    found = list(units.named(on).order_by("order", "code"))
    later = [unit for unit in found if not unit.short_name]
    names = UnitName.objects.filter(unit__in=later).order_by(F("valid_from").desc())
    first = {name.unit_id: name for name in names} if later else {}
    for unit in later:
        unit.name, unit.short_name = first[unit.pk].name, first[unit.pk].short_name
    return found


def province_of(acting: Appointment) -> Unit | None:
    """The province whose total its own readers see, also of one field; None for a unit's board."""
    is_read = acting.office_ids <= reach(acting).unit_ids
    return acting.office if is_read and acting.office.kind == Unit.Kind.PROVINCE else None


def columns(target_sets: Iterable[TargetSet], field_code: str = "") -> list[Column]:
    """The sets' targets with their terms, ordered by field; lines are read when one is named."""
    rows = Target.objects.filter(target_set__in=target_sets).select_related("field", "target_set")
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
    if target.computation:
        return Formula.of(target, ())
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
    view: View = View.AUTO,
    compares: bool = False,
    past: Past | None = None,
) -> Board:
    """`units` as `seen_units` gives them; `province` gives the total row, None leaves it out.

    `past`: puts figures and assignments back to what they were.
    """
    sight = look(units, year, period, view=view, compares=compares, today=today)
    course = Course(year, spans, period.ends_on, today)
    wanted = columns(TargetSet.objects.valid(period.ends_on), field_code)
    assigned = assignments(
        year, [*units, *([province] if province else [])], [c.target for c in wanted]
    )
    given = {target for _, target in assigned}
    wanted = [column for column in wanted if column.target.pk in given]
    found = read(sight, [column.formula for column in wanted], province, today)
    if past:
        found, assigned = past(sight, found, assigned)
    goals = Goals(assigned, sight.inheritance if sight.is_successor else None)
    rows = [row_of(unit, wanted, found, goals, course) for unit in sight.rows(found)]
    board = Board(year, period, wanted, rows, None, sight)
    for row in rows if sight.is_choice or compares else []:
        row.note = row_note(sight, row.unit)
    known = Goals(assigned, sight.inheritance if sight.is_choice else None)
    heads = sight.heads if known.inheritance else sight.reporting
    board.source = Source(found, known, course, sight, heads)
    if province:
        board.total = _total(province, board, found, known, course)
    return board


def read(
    sight: Sight, formulas_read: Sequence[Formula], province: Unit | None, today: datetime.date
) -> Found:
    """Figures, what is counted instead of typed, and answers; queries only for what occurs."""
    lines = {t.indicator_id for f in formulas_read for t in f.terms if is_typed(t.indicator_id)}
    targets = [formula.target for formula in formulas_read]
    found = computing.added(sight.read(lines), sight, targets, today)
    units = [*sight.reporting, *([province.pk] if province else [])]
    answers = answering.standing(targets, units, *sight.months)
    return replace(found, answers=answers, restated=sight.restated(), nil=sight.nil())


def assignments(year: WorkYear, units: list[Unit], targets: list[Target]) -> Assigned:
    """Read by what was given, for most of the thousands were given the same."""
    rows = TargetAssignment.objects.filter(
        work_year=year, unit__in=[unit.pk for unit in units], target__in=[t.pk for t in targets]
    )
    alike = rows.values_list(*Given._fields).annotate(
        units=ArrayAgg("unit_id"), targets=ArrayAgg("target_id")
    )
    found: Assigned = {}
    for *given, of_units, of_targets in alike:
        found |= dict.fromkeys(zip(of_units, of_targets, strict=True), Given(*given))
    return found


def row_of(unit: Unit, columns: list[Column], found: Found, goals: Goals, course: Course) -> Row:
    unit_id, given, answers = unit.pk, goals.of, found.answers
    values = found.values.get(unit_id, {})
    scores = [
        score(
            formula,
            values,
            given(unit_id, formula.target),
            course,
            answers.get((unit_id, formula.target.pk)) if answers else None,
        )
        for formula in (column.formula for column in columns)
    ]
    inherited = found.inherited.get(unit.pk)
    before = found.before.get(unit.pk, {}) if found.before is not None else None
    for one in scores if inherited or before is not None or goals.inheritance else []:
        if inherited:
            one.is_inherited = any(t.indicator_id in inherited for t in one.formula.terms)
        if before is not None:
            one.before = one.formula.result(before)
            one.lacking = found.lacking({t.indicator_id for t in one.formula.terms}, unit.pk)
        if one.verdict is Verdict.NO_THRESHOLD:
            one.note = goals.conflict(unit.pk, one.target)
    if restated := found.restated.get(unit_id):
        _mark_restated(scores, restated)
    if nil := found.nil.get(unit_id):
        nil_results.mark(scores, nil)
    return Row(unit, scores)


def _mark_restated(scores: Iterable[Score], lines: Container[int]) -> None:
    for one in scores:
        one.is_restated = any(term.indicator_id in lines for term in one.formula.terms)


def _total(province: Unit, board: Board, found: Found, goals: Goals, course: Course) -> Row:
    """The ratio of sums, measured by the province's own threshold where it has one."""
    heads = board.sight.heads if goals.inheritance else None
    scores = []
    for at, column in enumerate(board.columns):
        if heads is None:
            own = [row.scores[at] for row in board.rows]
            of_units: list[formulas.Value | None] = [s.threshold for s in own if s.is_assigned]
        else:
            of_units = [*goals.of_units(heads, column.target)]
        given = goals.of_province(province.pk, column.target)
        fulfilled = _total_answer(province, board, found, at) if found.answers else None
        one = total_score(column.formula, found.total, given, of_units, course, fulfilled)
        if one.verdict is Verdict.NO_THRESHOLD:
            one.note = goals.conflict(province.pk, column.target)
        if found.total_before is not None:
            one.before = column.formula.result(found.total_before)
            one.lacking = found.lacking({t.indicator_id for t in column.formula.terms})
        if found.nil:
            asked = [row.unit.pk for row in board.rows if row.scores[at].is_assigned]
            nil_results.mark([one], nil_results.shared(found.nil, asked))
        scores.append(one)
    if found.restated:
        _mark_restated(scores, {line for lines in found.restated.values() for line in lines})
    return Row(province, scores)


def _total_answer(province: Unit, board: Board, found: Found, at: int) -> bool | None:
    """Its own answer, else what those answered of whom it is asked."""
    target = board.columns[at].target.pk
    own = found.answers.get((province.pk, target))
    asked = [row.unit.pk for row in board.rows if row.scores[at].is_assigned]
    return own if own is not None else answering.of_all(found.answers, asked, target)


def total_score(
    formula: Formula,
    added: formulas.Values,
    own: Given | None,
    of_units: Sequence[formulas.Value | None],
    course: Course,
    fulfilled: bool | None = None,
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
        fulfilled=fulfilled,
        assigned=own is not None or bool(of_units),
    )

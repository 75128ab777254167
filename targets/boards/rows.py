"""Scores of a row, and of the row beneath all."""

from collections.abc import Container, Iterable, Sequence

from targets import answering, formulas, nil_results
from targets.boards.grid import Board, Row
from targets.boards.heads import Column
from targets.goals import Goals
from targets.scores import Course, Formula, Given, Score, judged, score
from targets.sights import Found, fewest
from targets.verdicts import Measure, Verdict
from units.models import Unit


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
    shorter = found.shorter(unit_id) if before is not None else {}
    for one in scores if inherited or before is not None or goals.inheritance else []:
        if inherited:
            one.is_inherited = any(t.indicator_id in inherited for t in one.formula.terms)
        if before is not None:
            one.before = one.formula.result(before)
            one.lacking = fewest(shorter, one.formula.counted) if shorter else None
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


def total_row(province: Unit, board: Board, found: Found, goals: Goals, course: Course) -> Row:
    """The ratio of sums, measured by the province's own threshold where it has one."""
    heads = board.sight.heads if goals.inheritance else None
    shorter = found.shorter() if found.total_before is not None else {}
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
            one.lacking = fewest(shorter, column.formula.counted)
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

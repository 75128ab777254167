"""Scores of a row, and of the row beneath all."""

from collections.abc import Container, Iterable, Sequence

from targets import answering, formulas, nil_results
from targets.boards.grid import Board, Row
from targets.boards.heads import Column
from targets.goals import Goals
from targets.rollups import Group, Sums, common
from targets.scores import (
    Course,
    Formula,
    Given,
    Score,
    judged,
    later_of,
    score,
    threshold_of,
)
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
    if restated_before := found.restated_before.get(unit_id):
        _mark_restated_before(scores, restated_before)
    if nil := found.nil.get(unit_id):
        nil_results.mark(scores, nil)
    return Row(unit, scores)


def _mark_restated(scores: Iterable[Score], lines: Container[int]) -> None:
    for one in scores:
        one.is_restated = any(term.indicator_id in lines for term in one.formula.terms)


def _mark_restated_before(scores: Iterable[Score], lines: Container[int]) -> None:
    for one in scores:
        one.is_before_restated = any(t.indicator_id in lines for t in one.formula.terms)


def total_row(province: Unit, board: Board, found: Found, goals: Goals, course: Course) -> Row:
    """The ratio of sums, measured by the province's own threshold where it has one; else as any
    group of units."""
    assert board.source
    sums, heads = Sums(board.source), board.source.heads
    everyone = Group(board.total_name, lambda unit, field: True)
    shorter = found.shorter() if found.total_before is not None else {}
    scores, measured = [], []
    for at, column in enumerate(board.columns):
        target = column.target
        given = goals.of_province(province.pk, target)
        is_own = given is not None and given.assigned_threshold is not None
        if not is_own and board.source.outside(column.formula):
            scores += sums.of(everyone, [column.formula])
            continue
        asked = [of_unit for unit in heads if (of_unit := goals.of(unit, target))]
        of_units = goals.of_units(heads, target) if goals.inheritance else None
        if of_units is None:
            of_units = [threshold_of(target, of_unit) for of_unit in asked]
        fulfilled = _total_answer(province, board, found, at) if found.answers else None
        one = total_score(column.formula, found.total, given, of_units, course, asked, fulfilled)
        if one.verdict is Verdict.NO_THRESHOLD:
            one.note = goals.conflict(province.pk, column.target)
        if found.total_before is not None:
            one.before = column.formula.result(found.total_before)
            one.lacking = fewest(shorter, column.formula.counted)
        if found.nil:
            ticked = [row.unit.pk for row in board.rows if row.scores[at].is_assigned]
            nil_results.mark([one], nil_results.shared(found.nil, ticked))
        scores.append(one)
        measured.append(one)
    # What a group adds up says itself whose corrected figures are in it.
    if found.restated:
        _mark_restated(measured, {line for lines in found.restated.values() for line in lines})
    if then := found.restated_before:
        _mark_restated_before(measured, {line for lines in then.values() for line in lines})
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
    asked: Sequence[Given] = (),
    fulfilled: bool | None = None,
) -> Score:
    """`of_units`: the thresholds of the units the target was assigned to; `asked`: all that they
    were given, of which the common due date counts and a tick that everybody set."""
    target = formula.target
    threshold = formulas.province_threshold(
        own=own.assigned_threshold if own else None,
        of_set=target.threshold,
        of_units=of_units,
        is_count=target.measure == Measure.COUNT,
    )
    found = judged(
        formula,
        formula.result(added),
        threshold,
        course,
        due_on=own.due_on if own else common([one.due_on for one in asked]),
        none_arose=bool(asked) and all(one.none_arose for one in asked),
        fulfilled=fulfilled,
        assigned=own is not None or bool(of_units),
    )
    found.later = None if threshold is None else later_of(target, own, asked)
    return found

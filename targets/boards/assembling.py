"""Boards put together from what was assigned, entered and counted, in a fixed number of queries."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import QuerySet

from procuracy.web.statements import kept
from targets import answering, remembered
from targets.boards.grid import Board
from targets.boards.heads import Column, columns
from targets.boards.rows import row_of, total_row
from targets.computing import adding as computing
from targets.computing.lines import is_typed
from targets.given import COLUMNS, Given, as_of
from targets.goals import Goals
from targets.models import Period, Target, TargetAssignment, TargetSet, View, WorkYear
from targets.remembered import Catalogue
from targets.rollups import Source
from targets.scores import Course, Formula
from targets.sights import Found, Sight, look, row_note
from units.models import Unit

Assigned = dict[tuple[int, int], Given]  # by unit and target
Past = Callable[[Sight, Found, Assigned], tuple[Found, Assigned]]


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
    catalogue: Catalogue | None = None,
) -> Board:
    """`units` as `seen_units` gives them; `province` gives the total row, None leaves it out.

    `past`: puts figures and assignments back to what they were.
    """
    sight = look(units, year, period, view=view, compares=compares, today=today)
    course = Course(year, spans, period.ends_on, today)
    wanted = _columns(catalogue or remembered.now(), period.ends_on, field_code)
    assigned = assignments(
        year,
        [*units, *([province] if province else [])],
        [c.target for c in wanted],
        on=period.ends_on,
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
        board.total = total_row(province, board, found, known, course)
    return board


def _columns(catalogue: Catalogue, on: datetime.date, field_code: str) -> list[Column]:
    """Remembered: nothing of the catalogue changes from one look at a board to the next."""
    key = ("columns", on, field_code)
    return catalogue.once(key, lambda: columns(TargetSet.objects.valid(on), field_code))


def read(
    sight: Sight, formulas_read: Sequence[Formula], province: Unit | None, today: datetime.date
) -> Found:
    """Figures, what is counted instead of typed, and answers; queries only for what occurs."""
    lines = {t.indicator_id for f in formulas_read for t in f.terms if is_typed(t.indicator_id)}
    targets = [formula.target for formula in formulas_read]
    found = computing.added(sight.read(lines), sight, targets, today)
    units = [*sight.reporting, *([province.pk] if province else [])]
    answers = answering.standing(targets, units, *sight.months)
    return replace(
        found,
        answers=answers,
        restated=sight.restated(),
        restated_before=sight.restated_before(),
        nil=sight.nil(),
    )


def assignments(
    year: WorkYear, units: list[Unit], targets: list[Target], *, on: datetime.date
) -> Assigned:
    """Read by what was given, for most of the thousands were given the same; as it stands for a
    period that ends on the day."""
    alike = _alike(year.pk, tuple(u.pk for u in units), tuple(t.pk for t in targets))
    found: Assigned = {}
    for *stored, of_units, of_targets in alike:
        if given := as_of(on, *stored):
            found |= dict.fromkeys(zip(of_units, of_targets, strict=True), given)
    return found


@kept
def _alike(
    year: int, units: tuple[int, ...], targets: tuple[int, ...]
) -> QuerySet[TargetAssignment, Any]:
    rows = TargetAssignment.objects.filter(work_year=year, unit__among=units, target__among=targets)
    return rows.values_list(*COLUMNS).annotate(
        units=ArrayAgg("unit_id"), targets=ArrayAgg("target_id")
    )

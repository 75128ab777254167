"""Behind one cell of the board: its months, who typed them, the formula, what is wanted."""

import datetime
from dataclasses import dataclass
from typing import Any

from targets import boards, calendar, formulas
from targets.choices import AsOf
from targets.models import Figure, Indicator, Target, TargetAssignment, TargetTerm
from targets.scores import Course, Formula, Score, goal_text, score, shown_value
from units.models import Unit

SIDE_WORDS = {"numerator": "tử số", "denominator": "mẫu số"}


@dataclass(frozen=True)
class Line:
    """One indicator of the formula: its figure of each month, and its value for the period."""

    indicator: Indicator
    sides: str
    figures: list[Figure | None]
    value: str


def of_unit(unit: Unit, target: Target, chosen: AsOf, today: datetime.date) -> dict[str, Any]:
    """Context of the cell's page for a unit that reports."""
    terms = list(TargetTerm.objects.filter(target=target).select_related("indicator"))
    formula = Formula.of(target, terms)
    months = calendar.months_between(chosen.first_month, chosen.period.month)
    figures = _figures(unit, formula, chosen.period.month)
    assignment = TargetAssignment.objects.filter(
        unit=unit, target=target, work_year=chosen.year
    ).first()
    course = Course(chosen.year, chosen.spans, chosen.period.ends_on, today)
    lines = [_line(line, terms, figures, months) for line in formula.lines.values()]
    values = {line: accumulated(formula.lines[line], figures, months) for line in formula.lines}
    result = score(formula, values, assignment, course)
    return {
        "months": months,
        "lines": lines,
        "assignment": assignment,
        "score": result,
        "goal": goal_text(target, result.threshold),
    }


def total(board: boards.Board, target: Target) -> dict[str, Any]:
    """Context of the cell's page for the total: each unit's part in the sums."""
    at = next((i for i, c in enumerate(board.columns) if c.target.pk == target.pk), None)
    if at is None or board.total is None:
        return {"score": None, "parts": []}
    result = board.total.scores[at]
    parts: list[tuple[Unit, Score]] = [(row.unit, row.scores[at]) for row in board.rows]
    shown = [(unit, part) for unit, part in parts if part.is_assigned or part.result.numerator]
    return {"score": result, "parts": shown, "goal": goal_text(target, result.threshold)}


def accumulated(
    line: Indicator, figures: dict[tuple[int, datetime.date], Figure], months: list[datetime.date]
) -> formulas.Value | None:
    by_month = {month: figure.value for (key, month), figure in figures.items() if key == line.pk}
    return formulas.accumulate(line.nature, by_month, months)


def _figures(
    unit: Unit, formula: Formula, last: datetime.date
) -> dict[tuple[int, datetime.date], Figure]:
    """All months up to `last`, for a level may be older than the year."""
    rows = Figure.objects.filter(unit=unit, indicator__in=formula.lines, month__lte=last)
    return {(f.indicator_id, f.month): f for f in rows.select_related("entered_by__person")}


def _line(
    line: Indicator,
    terms: list[TargetTerm],
    figures: dict[tuple[int, datetime.date], Figure],
    months: list[datetime.date],
) -> Line:
    sides = [
        SIDE_WORDS[t.side] + (" (trừ)" if t.sign < 0 else "")
        for t in terms
        if t.indicator_id == line.pk
    ]
    return Line(
        line,
        ", ".join(sides),
        [figures.get((line.pk, month)) for month in months],
        shown_value(accumulated(line, figures, months), line),
    )

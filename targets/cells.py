"""Behind one cell of the board: months, who typed them, the formula, what is wanted, last year."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from targets import boards, calendar, correcting, formulas
from targets.choices import AsOf
from targets.comparing import compared
from targets.computing.adding import items
from targets.computing.lines import is_typed
from targets.computing.sources import Item
from targets.goals import Goals
from targets.inheriting import Inheritance
from targets.models import (
    Figure,
    FigureCorrection,
    Indicator,
    Target,
    TargetAnswer,
    TargetAssignment,
    TargetTerm,
    View,
)
from targets.scores import RESTATED, RESTATED_WORDS, Course, Formula, goal_text, shown_value
from targets.sights import Sight, look, row_note
from targets.verdicts import Measure
from units.models import Unit

SIDE_WORDS = {"numerator": "tử số", "denominator": "mẫu số"}


@dataclass(frozen=True)
class Part:
    """What one unit reported of a line, month by month."""

    unit: Unit
    figures: list[Figure | None]


@dataclass(frozen=True)
class Line:
    """One indicator of the formula; `value` and `before`: for the period, and a year earlier."""

    indicator: Indicator
    sides: str
    parts: list[Part]
    value: str
    before: str
    sign: str = ""  # behind the value, and behind last year's: one of its figures was corrected
    sign_before: str = ""

    @property
    def months(self) -> list[formulas.Value | None]:
        """All parts added, of flows only: a stock is nobody's sum of months."""
        by_month = zip(*(part.figures for part in self.parts), strict=True)
        if len(self.parts) > 1 and self.indicator.nature != Indicator.Nature.FLOW:
            return [None for _ in by_month]
        return [formulas.add_up(f and f.value for f in figures) for figures in by_month]


def of_unit(unit: Unit, target: Target, chosen: AsOf, today: datetime.date) -> dict[str, Any]:
    """Context of the cell's page for a unit that reports, with those it follows."""
    terms = list(TargetTerm.objects.filter(target=target).select_related("indicator"))
    formula = Formula.of(target, terms)
    units = boards.unit_and_before(unit, chosen.year)
    sight = look(units, chosen.year, chosen.period, view=chosen.view, today=today)
    assigned = boards.assignments(chosen.year, units, [target], on=chosen.period.ends_on)
    course = Course(chosen.year, chosen.spans, chosen.period.ends_on, today)
    found = boards.read(sight, [formula], None, today)
    goals = Goals(assigned, sight.inheritance if sight.is_successor else None)
    result = boards.row_of(unit, [boards.Column(formula, "")], found, goals, course).scores[0]
    aside = _beside_last_year(sight, chosen.view, today)
    then = boards.read(aside, [formula], None, today)
    before = (then.before or {}).get(unit.pk, {})
    comparison = compared(
        target,
        formula.result(then.values.get(unit.pk, {})),
        formula.result(before),
        then.lacking(set(formula.lines), unit.pk),
    )
    was_restated = set(formula.lines) & set(then.restated_before.get(unit.pk, ()))
    months = calendar.months_between(*sight.months)
    parts = _parts(unit, sight, formula, months)
    lines = [
        replace(
            _line(line, terms, parts, found.values.get(unit.pk, {}), before),
            sign=RESTATED if line.pk in found.restated.get(unit.pk, ()) else "",
            sign_before=RESTATED if line.pk in then.restated_before.get(unit.pk, ()) else "",
        )
        for line in formula.lines.values()
        if is_typed(line.pk)
    ]
    return {
        "months": months,
        "lines": lines,
        "restated_words": RESTATED_WORDS if any(x.sign or x.sign_before for x in lines) else "",
        "items": _items(target, unit, sight, today),
        "answers": _answers(target, unit, sight),
        "assignment": TargetAssignment.objects.filter(
            unit=unit, target=target, work_year=chosen.year
        ).first(),
        "score": result,
        "corrections": _corrections(unit, sight, formula) if result.is_restated else [],
        "goal": goal_text(target, result.threshold),
        "sight": sight,
        "note": row_note(sight, unit),
        "comparison": comparison.restated() if was_restated else comparison,
        "months_before": aside.months_before,
    }


def _items(target: Target, unit: Unit, sight: Sight, today: datetime.date) -> list[Item]:
    if not target.computation:
        return []
    units = [unit.pk, *(step.predecessor for step in sight.inheritance.inherited(unit.pk))]
    return items(target.computation, units if sight.is_successor else [unit.pk], sight, today)


def _corrections(unit: Unit, sight: Sight, formula: Formula) -> list[FigureCorrection]:
    """Of the unit's own months, and of those it follows as far as they count."""
    units = _members(unit, sight.inheritance) if sight.is_successor else {unit.pk: None}
    rows = correcting.counting(units, *sight.months).filter(indicator__in=formula.lines)
    return list(rows.select_related("submission", "indicator").order_by("decided_at", "pk"))


def _answers(target: Target, unit: Unit, sight: Sight) -> list[TargetAnswer]:
    if target.measure != Measure.QUALITATIVE:
        return []
    rows = TargetAnswer.objects.filter(target=target, unit=unit, month__range=sight.months)
    return list(rows.select_related("answered_by__person"))


def _beside_last_year(sight: Sight, view: View, today: datetime.date) -> Sight:
    """Now and then as successor, by the units of the period's end, unless as reported is asked."""
    known = sight.inheritance.at(min(today, sight.period.ends_on))
    is_successor = view != View.REPORTED
    return replace(sight, inheritance=known, is_successor=is_successor, compares=True)


def _parts(
    unit: Unit, sight: Sight, formula: Formula, months: list[datetime.date]
) -> dict[int, list[Part]]:
    """By line: the unit's own figures, then those of each that it follows, as far as they count."""
    until = _members(unit, sight.inheritance) if sight.is_successor else {unit.pk: None}
    rows = Figure.objects.filter(unit__in=until, indicator__in=formula.lines)
    rows = rows.between(months[0], months[-1]).select_related("entered_by__person")
    known = {(f.unit_id, f.indicator_id, f.month): f for f in rows if _counts(f, until)}
    reported = {key[0] for key in known} | {unit.pk}
    names = sight.inheritance.units
    return {
        line: [
            Part(names[one], [known.get((one, line, month)) for month in months])
            for one in until
            if one in reported
        ]
        for line in formula.lines
    }


def _members(unit: Unit, known: Inheritance) -> dict[int, datetime.date | None]:
    """Unit → the day on which it was followed."""
    inherited = [step for step in known.inherited(unit.pk) if step.predecessor in known.units]
    return {unit.pk: None} | {step.predecessor: step.on for step in inherited}


def _counts(figure: Figure, until: Mapping[int, datetime.date | None]) -> bool:
    day = until[figure.unit_id]
    return day is None or figure.month < day


def _line(
    line: Indicator,
    terms: list[TargetTerm],
    parts: dict[int, list[Part]],
    values: formulas.Values,
    before: formulas.Values,
) -> Line:
    sides = [
        SIDE_WORDS[t.side] + (" (trừ)" if t.sign < 0 else "")
        for t in sorted(terms, key=lambda term: term.side, reverse=True)  # numerators first
        if t.indicator_id == line.pk
    ]
    return Line(
        line,
        ", ".join(sides),
        parts[line.pk],
        shown_value(values.get(line.pk), line),
        shown_value(before.get(line.pk), line),
    )

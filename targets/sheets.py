"""The entry grid of a unit's month: lines with last month, this month and the year so far, and the
targets they feed."""

import dataclasses
import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import Count, Max, Q, QuerySet

from targets import calendar, formulas
from targets.models import (
    Figure,
    Indicator,
    Period,
    Target,
    TargetAssignment,
    TargetTerm,
    WorkYear,
)
from targets.scores import Course, Formula, Score, goal_text, score, shown_value
from units.models import Field, Unit

Known = dict[int, dict[datetime.date, Decimal]]  # by line and month


@dataclass
class Line:
    indicator: Indicator
    previous: str
    total: str
    figure: Figure | None
    # Of a refused or contested input: what was typed, and why it did not go in.
    typed: str | None = None
    error: str = ""
    theirs: Figure | None = None
    is_contested: bool = False

    @property
    def shown(self) -> str:
        if self.typed is not None:
            return self.typed
        return shown_value(self.figure.value if self.figure else None, self.indicator)

    @property
    def seen(self) -> str:
        """What the clerk sees as stored, sent back with the next input."""
        return str(self.figure.value) if self.figure else ""

    @property
    def theirs_shown(self) -> str:
        return shown_value(self.theirs.value, self.indicator) if self.theirs else ""

    @property
    def theirs_seen(self) -> str:
        return str(self.theirs.value) if self.theirs else ""


@dataclass
class Card:
    score: Score
    goal: str


@dataclass
class Section:
    field: Field
    lines: list[Line]
    cards: list[Card] = dataclasses.field(default_factory=list)

    @property
    def entered(self) -> int:
        return sum(line.figure is not None for line in self.lines)


def lines_of(unit: Unit, month: datetime.date) -> list[Indicator]:
    return list(wanted(unit, month).select_related("field"))


def wanted(unit: Unit, month: datetime.date) -> QuerySet[Indicator]:
    """A department's own fields; a district or region has all of them."""
    rows = Indicator.objects.valid(month)
    if unit.kind == Unit.Kind.DEPARTMENT:
        rows = rows.filter(field__in=unit.fields.all())
    return rows


def entered(
    units: Collection[Unit], month: datetime.date
) -> dict[int, tuple[int, datetime.datetime]]:
    """Unit → (number of its lines that have a figure for the month, when the last was typed)."""
    rows = Figure.objects.filter(unit__in=units, month=month).values("unit")
    counted = rows.annotate(lines=Count("pk"), last=Max("entered_at"))
    return {row["unit"]: (row["lines"], row["last"]) for row in counted}


def sections(
    unit: Unit,
    month: datetime.date,
    year: WorkYear,
    indicators: Collection[Indicator],
    today: datetime.date,
) -> list[Section]:
    """The given lines by field, with the unit's assigned targets that read any of them."""
    months = calendar.months_between(calendar.first_of_month(year.starts_on), month)
    formulas_ = assigned_formulas(unit, year, indicators)
    needed = {i.pk: i for i in indicators} | {
        key: line for formula, _ in formulas_ for key, line in formula.lines.items()
    }
    known = _known(unit, needed, months)
    totals = {
        key: formulas.accumulate(line.nature, known.get(key, {}), months)
        for key, line in needed.items()
    }
    course = _course(year, month, today)
    cards = [_card(formula, totals, row, course) for formula, row in formulas_]
    figures = _figures(unit, month, indicators)
    lines = [_line(i, known.get(i.pk, {}), totals[i.pk], figures, month) for i in indicators]
    return _by_field(lines, cards)


def assigned_formulas(
    unit: Unit, year: WorkYear, indicators: Collection[Indicator]
) -> list[tuple[Formula, TargetAssignment]]:
    fed = Target.objects.filter(terms__indicator__in=indicators).distinct()
    rows = TargetAssignment.objects.filter(unit=unit, work_year=year, target__in=fed)
    rows = rows.select_related("target__field", "target__target_set").order_by(
        "target__field__order", "target__order"
    )
    terms: dict[int, list[TargetTerm]] = {}
    for term in TargetTerm.objects.filter(target__in=fed).select_related("indicator"):
        terms.setdefault(term.target_id, []).append(term)
    return [(Formula.of(row.target, terms[row.target_id]), row) for row in rows]


def _known(unit: Unit, lines: Iterable[int], months: list[datetime.date]) -> Known:
    """The year's figures and last month's, and levels from before."""
    earliest = min(months[0], calendar.add_months(months[-1], -1))
    rows = Figure.objects.filter(
        Q(month__gte=earliest) | Q(indicator__nature=Indicator.Nature.LEVEL),
        unit=unit,
        indicator__in=list(lines),
        month__lte=months[-1],
    )
    known: Known = {}
    for line, month, value in rows.values_list("indicator_id", "month", "value"):
        known.setdefault(line, {})[month] = value
    return known


def _figures(unit: Unit, month: datetime.date, lines: Collection[Indicator]) -> dict[int, Figure]:
    rows = Figure.objects.filter(unit=unit, month=month, indicator__in=lines)
    return {f.indicator_id: f for f in rows.select_related("entered_by__person")}


def _line(
    indicator: Indicator,
    by_month: dict[datetime.date, Decimal],
    total: formulas.Value | None,
    figures: dict[int, Figure],
    month: datetime.date,
) -> Line:
    previous = by_month.get(calendar.add_months(month, -1))
    return Line(
        indicator,
        shown_value(previous, indicator),
        shown_value(total, indicator),
        figures.get(indicator.pk),
    )


def _course(year: WorkYear, month: datetime.date, today: datetime.date) -> Course:
    end = min(calendar.month_end(month), year.ends_on)
    judging = [Period.Kind.HALF, Period.Kind.YEAR]
    return Course(year, list(year.periods.filter(kind__in=judging)), end, today)


def _card(
    formula: Formula,
    totals: dict[int, formulas.Value | None],
    assignment: TargetAssignment,
    course: Course,
) -> Card:
    result = score(formula, totals, assignment, course)
    return Card(result, goal_text(formula.target, result.threshold))


def _by_field(lines: list[Line], cards: list[Card]) -> list[Section]:
    """A target that reads lines of another field too stands with its own field."""
    made = {
        key: Section(group[0].indicator.field, group)
        for key, group in (
            (key, list(members))
            for key, members in groupby(lines, lambda line: line.indicator.field_id)
        )
    }
    for card in cards:
        home = made.get(card.score.target.field_id)
        if home:
            home.cards.append(card)
    return list(made.values())

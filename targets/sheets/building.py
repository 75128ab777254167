"""The grid from what is stored: a fixed number of queries, however many lines and targets."""

import datetime
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q

from targets import (
    balances,
    calendar,
    carrying,
    cumulative,
    deviations,
    formulas,
    nil_results,
    outliers,
)
from targets.balances import Checked
from targets.carrying import Carried
from targets.models import (
    BalanceTerm,
    CheckedFigure,
    Figure,
    Indicator,
    NoneArose,
    Period,
    Target,
    TargetAssignment,
    TargetTerm,
    WorkYear,
)
from targets.scores import Course, Formula, goal_text, score, shown_value
from targets.sheets.grid import Card, Line, Opening, Row, Section, Sheet
from units.models import Succession, Unit

ByMonth = dict[datetime.date, Decimal]
Known = dict[int, ByMonth]  # by line


@dataclass
class Month:
    """What is stored of a unit around a month."""

    month: datetime.date
    months: list[datetime.date]  # of the work year, up to this one
    began_on: datetime.date | None  # the unit
    known: Known
    figures: dict[int, Figure]
    sums: set[int]  # lines typed as the year's sum
    checked: dict[int, CheckedFigure]
    nil: dict[int, NoneArose]  # by field
    nil_of_year: Collection[int]  # fields ticked in some month of the year up to this one
    last_year: Mapping[int, Decimal] = field(default_factory=dict)
    carried: Mapping[int, Carried] = field(default_factory=dict)

    @property
    def before(self) -> datetime.date:
        return calendar.add_months(self.month, -1)

    def total(self, line: Indicator) -> formulas.Value | None:
        return formulas.accumulate(line.nature, self.known.get(line.pk, {}), self.months)

    def is_nil(self, line: Indicator) -> bool:
        """As `NoneArose.objects.lines` says it: a level holds whatever arises."""
        return line.nature != Indicator.Nature.LEVEL and line.field_id in self.nil_of_year

    def at(self, month: datetime.date) -> dict[int, Decimal]:
        return {line: of[month] for line, of in self.known.items() if month in of}


def sheet(
    unit: Unit,
    month: datetime.date,
    year: WorkYear,
    indicators: Collection[Indicator],
    today: datetime.date,
    sums: set[int] | None = None,
) -> Sheet:
    """The given lines by field, with the targets and balances that read any of them.

    `sums`: lines that the unit types as the year's sum, if the caller has asked already.
    """
    if sums is None:
        sums = cumulative.typed_so(unit, indicators)
    formulas_ = assigned_formulas(unit, year, indicators)
    rules = balances.rules_for(month, lines=[line.pk for line in indicators])
    needed = {i.pk: i for i in indicators} | {
        key: line for formula, _ in formulas_ for key, line in formula.lines.items()
    }
    for rule in rules:
        needed |= {term.indicator_id: term.indicator for term in rule.terms}
    stored = _stored(unit, month, year, needed, sums, today)
    totals = {key: stored.total(line) for key, line in needed.items()}
    course = _course(year, month, today)
    nil = {key for key, line in needed.items() if stored.is_nil(line)}
    cards = [_card(formula, totals, row, course, nil) for formula, row in formulas_]
    checks = balances.check(rules, stored.at(month), stored.carried, stored.nil)
    return Sheet(_sections(indicators, stored, cards, checks), cards, checks)


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


def _stored(
    unit: Unit,
    month: datetime.date,
    year: WorkYear,
    lines: Mapping[int, Indicator],
    sums: set[int],
    today: datetime.date,
) -> Month:
    months = calendar.months_between(calendar.first_of_month(year.starts_on), month)
    known = _known(unit, lines, min(months[0], calendar.add_months(month, -12)), month)
    checked = CheckedFigure.objects.filter(unit=unit, month=month, indicator__in=lines)
    nil = NoneArose.objects.between(months[0], month).filter(unit=unit)
    ticked = list(nil.select_related("ticked_by__person"))
    stored = Month(
        month,
        months,
        unit.valid_from,
        known,
        _figures(unit, month, lines),
        sums,
        {row.indicator_id: row for row in checked.select_related("checked_by__person")},
        {row.field_id: row for row in ticked if row.month == month},
        {row.field_id for row in ticked},
    )
    _look_back(stored, unit, lines, today)
    return stored


def _look_back(
    stored: Month, unit: Unit, lines: Mapping[int, Indicator], today: datetime.date
) -> None:
    """What predecessors reported stands beside, too. One query for a unit that followed nobody."""
    month, year_before = stored.month, calendar.add_months(stored.month, -12)
    rows = Succession.objects.filter(
        successor=unit, on__gt=year_before, on__lte=calendar.month_end(month)
    )
    followed = list(rows.values_list("on", flat=True))
    stocks = [pk for pk, line in lines.items() if line.nature == Indicator.Nature.STOCK]
    is_new = any(on > stored.before for on in followed)
    earlier = carrying.predecessors(unit, stocks, month) if is_new else []
    own = stored.at(stored.before)
    stored.carried = {pk: carrying.opening(pk, own.get(pk), earlier, month) for pk in stocks}
    stored.last_year = stored.at(year_before)
    if followed:
        found = deviations.last_year([unit], list(lines), year_before, today)
        stored.last_year = found.get(unit.pk, {})


def _known(unit: Unit, lines: Iterable[int], first: datetime.date, last: datetime.date) -> Known:
    """Figures of the months `first` to `last`, and levels from before."""
    rows = Figure.objects.filter(
        Q(month__gte=first) | Q(indicator__nature=Indicator.Nature.LEVEL),
        unit=unit,
        indicator__in=list(lines),
        month__lte=last,
    )
    known: Known = {}
    for line, month, value in rows.values_list("indicator_id", "month", "value"):
        known.setdefault(line, {})[month] = value
    return known


def _figures(unit: Unit, month: datetime.date, lines: Iterable[int]) -> dict[int, Figure]:
    rows = Figure.objects.filter(unit=unit, month=month, indicator__in=list(lines))
    return {f.indicator_id: f for f in rows.select_related("entered_by__person")}


def _course(year: WorkYear, month: datetime.date, today: datetime.date) -> Course:
    end = min(calendar.month_end(month), year.ends_on)
    judging = [Period.Kind.HALF, Period.Kind.YEAR]
    return Course(year, list(year.periods.filter(kind__in=judging)), end, today)


def _card(
    formula: Formula,
    totals: dict[int, formulas.Value | None],
    assignment: TargetAssignment,
    course: Course,
    nil: Container[int],
) -> Card:
    result = score(formula, totals, assignment, course)
    nil_results.mark([result], nil)
    return Card(result, goal_text(formula.target, result.threshold))


def _sections(
    indicators: Collection[Indicator], stored: Month, cards: list[Card], checks: list[Checked]
) -> list[Section]:
    """A target or balance that reads lines of another field too stands with its own field."""
    made: dict[int, Section] = {}
    rows: dict[int, Row] = {}
    for indicator in _firsts_first(indicators):
        section = made.setdefault(indicator.field_id, Section(indicator.field, []))
        line = _line(indicator, stored)
        if beside := rows.get(indicator.beside_id or 0):
            beside.lines.append(line)
            continue
        rows[indicator.pk] = row = Row([line])
        section.rows.append(row)
    for pk, section in made.items():
        section.cards = [card for card in cards if card.score.target.field_id == pk]
        section.checks = [one for one in checks if one.balance.field_id == pk]
        section.nil = stored.nil.get(pk)
        _put_openings(section, stored)
    return list(made.values())


def _firsts_first(indicators: Collection[Indicator]) -> list[Indicator]:
    """The second line of a pair may stand before its first one in the catalogue."""
    return sorted(indicators, key=lambda line: (line.field.order, line.beside_id is not None))


def _put_openings(section: Section, stored: Month) -> None:
    """Before the first line of each balance that carries a stock over."""
    for one in section.checks:
        place = next(
            (
                at
                for at, row in enumerate(section.rows)
                if isinstance(row, Row)
                and {line.indicator.pk for line in row.lines} & one.rule.lines
            ),
            0,
        )
        section.rows[place:place] = [
            Opening(term.indicator, stored.carried[term.indicator_id])
            for term in one.rule.terms
            if term.moment == BalanceTerm.Moment.PREVIOUS
        ]


def _line(indicator: Indicator, stored: Month) -> Line:
    pk, by_month = indicator.pk, stored.known.get(indicator.pk, {})
    figure, then = stored.figures.get(pk), stored.last_year.get(pk)
    previous = by_month.get(stored.before)
    if indicator.nature == Indicator.Nature.STOCK:
        previous = stored.carried[pk].value
    line = Line(
        indicator,
        figure,
        shown_value(previous, indicator),
        shown_value(then, indicator),
        shown_value(stored.total(indicator), indicator),
        checked=stored.checked.get(pk),
        is_nil=figure is None
        and indicator.nature == Indicator.Nature.FLOW
        and indicator.field_id in stored.nil,
    )
    if pk in stored.sums:
        first = calendar.first_of_month(stored.began_on or stored.months[0])
        before = [at for at in stored.months[:-1] if at >= first or at in by_month]
        line.earlier = sum((by_month[at] for at in before if at in by_month), Decimal(0))
        line.gaps = cumulative.missing(before, by_month) if figure else []
    if figure:
        line.unlike = outliers.reason(indicator, stored.month, figure.value, by_month, then)
    return line

"""The grid from what is stored: a fixed number of queries, however many lines and targets."""

import datetime
from collections.abc import Collection, Container, Mapping
from decimal import Decimal

from targets import balances, calendar, cumulative, formulas, nil_results, outliers, remembered
from targets.balances import Checked
from targets.models import BalanceTerm, CheckedFigure, Figure, Indicator, WorkYear
from targets.remembered import Catalogue
from targets.scores import Course, Formula, Given, goal_text, score, shown_value
from targets.sheets import reading
from targets.sheets.grid import Card, Line, Opening, Row, Section, Sheet
from targets.sheets.reading import Month
from units.models import Unit


def sheet(
    unit: Unit,
    month: datetime.date,
    year: WorkYear,
    indicators: Collection[Indicator],
    today: datetime.date,
    *,
    catalogue: Catalogue | None = None,
    sums: set[int] | None = None,
    figures: Mapping[int, Figure] | None = None,
) -> Sheet:
    """The given lines by field, with the targets and balances that read any of them.

    What the caller knows already is not asked again: `sums`: lines that the unit types as the
    year's sum; `figures`: of the month, by line.
    """
    shown = [line.pk for line in indicators]
    catalogue = catalogue or remembered.now()
    if sums is None:
        sums = cumulative.typed_so(unit, indicators)
    if figures is None:
        figures = reading.figures(unit, month, shown)
    end = min(calendar.month_end(month), year.ends_on)
    formulas_ = _assigned(unit, year, catalogue.formulas(shown), end)
    rules = catalogue.rules(month, shown)
    needed = {i.pk: i for i in indicators} | {
        key: line for formula, _ in formulas_ for key, line in formula.lines.items()
    }
    for rule in rules:
        needed |= {term.indicator_id: term.indicator for term in rule.terms}
    stored = reading.read(unit, month, year, needed, today, figures=figures, sums=sums)
    totals = {key: stored.total(line) for key, line in needed.items()}
    course = Course(year, catalogue.judging(year), end, today)
    nil = {key for key, line in needed.items() if stored.is_nil(line)}
    cards = [_card(formula, totals, given, course, nil) for formula, given in formulas_]
    checks = balances.check(rules, stored.at(month), stored.carried, stored.nil)
    made = Sheet(_sections(indicators, stored, cards, checks), cards, checks)
    _put_checked(made, unit, month)
    return made


def _assigned(
    unit: Unit, year: WorkYear, known: Collection[Formula], on: datetime.date
) -> list[tuple[Formula, Given]]:
    given = reading.given(unit, year, [formula.target.pk for formula in known], on)
    return [(formula, given[formula.target.pk]) for formula in known if formula.target.pk in given]


def _put_checked(made: Sheet, unit: Unit, month: datetime.date) -> None:
    """Who looked at an unusual figure; most months have none, and cost no query."""
    unlike = {line.indicator.pk: line for line in made.lines if line.unlike}
    if not unlike:
        return
    rows = CheckedFigure.objects.filter(unit=unit, month=month, indicator__in=unlike)
    for row in rows.select_related("checked_by__person"):
        unlike[row.indicator_id].checked = row


def _card(
    formula: Formula,
    totals: dict[int, formulas.Value | None],
    given: Given,
    course: Course,
    nil: Container[int],
) -> Card:
    result = score(formula, totals, given, course)
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

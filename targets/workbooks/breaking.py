"""Balances that a loaded workbook would leave broken, said before anything is written."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from targets import balances, calendar, carrying
from targets.balances import Checked, Rule
from targets.models import Figure, NoneArose
from targets.workbooks.differences import Found
from targets.workbooks.grids import Key
from units.models import Succession, Unit


@dataclass(frozen=True)
class Broken:
    month: datetime.date
    checked: Checked


def would_break(unit: Unit, found: Found) -> list[Broken]:
    """Of the months that change and of those that take a stock over from them; conflicts stay as
    they are stored. Five queries, two more in the month of a merger."""
    changed = {(one.line, one.month): one.new for one in found.changes}
    if not changed:
        return []
    rules = balances.rules_for(None, lines={line for line, _ in changed})
    months = {month for _, month in changed}
    months |= {calendar.add_months(month, 1) for month in months}
    figures = _figures(unit, rules, months) | changed
    around = _Around(unit, months)
    return [
        Broken(month, one)
        for month in sorted(months)
        for one in _checked(around, _touched(rules, month, changed), month, figures)
        if one.is_broken
    ]


def _touched(rules: Collection[Rule], month: datetime.date, changed: Collection[Key]) -> list[Rule]:
    before = calendar.add_months(month, -1)
    return [
        rule
        for rule in rules
        if rule.balance.is_valid(month)
        and any(
            (term.indicator_id, before if term.is_carried else month) in changed
            for term in rule.terms
        )
    ]


def _figures(
    unit: Unit, rules: Collection[Rule], months: Collection[datetime.date]
) -> dict[Key, Decimal]:
    rows = Figure.objects.filter(
        unit=unit,
        indicator__in={line for rule in rules for line in rule.lines},
        month__range=(calendar.add_months(min(months), -1), max(months)),
    )
    columns = rows.values_list("indicator_id", "month", "value")
    return {(line, month): value for line, month, value in columns}


class _Around:
    """What was ticked and who was followed in those months."""

    def __init__(self, unit: Unit, months: Collection[datetime.date]) -> None:
        self.unit = unit
        ticked = NoneArose.objects.between(min(months), max(months)).filter(unit=unit)
        self._nil = set(ticked.values_list("field_id", "month"))
        since = calendar.add_months(min(months), -1)
        rows = Succession.objects.filter(successor=unit, on__gt=since)
        self._followed = list(rows.values_list("on", flat=True))

    def nil(self, month: datetime.date) -> set[int]:
        return {field for field, at in self._nil if at == month}

    def opening(
        self, rules: Collection[Rule], month: datetime.date, before: Mapping[int, Decimal]
    ) -> dict[int, carrying.Carried]:
        since, until = calendar.add_months(month, -1), calendar.month_end(month)
        if any(since < on <= until for on in self._followed):
            return balances.carried(self.unit, rules, month, before)
        lines = {line for rule in rules for line in rule.lines}
        return {line: carrying.opening(line, before.get(line), [], month) for line in lines}


def _checked(
    around: _Around, rules: list[Rule], month: datetime.date, figures: Mapping[Key, Decimal]
) -> list[Checked]:
    if not rules:
        return []
    earlier = calendar.add_months(month, -1)
    now, before = (
        {line: value for (line, at), value in figures.items() if at == one}
        for one in (month, earlier)
    )
    return balances.check(rules, now, around.opening(rules, month, before), around.nil(month))

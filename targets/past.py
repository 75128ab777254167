"""Figures and assignments as they stood at a moment, from the record of changes (decision 7).

What a command on the server loaded (an import of past years, say) is taken as having been there: it
is no news of anybody's work.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_date

from procuracy.web.models import Change
from targets import formulas, inheriting, monthly
from targets.boards import Assigned
from targets.given import COLUMNS, as_of
from targets.inheriting import Amounts, Inheritance
from targets.models import Figure, Indicator, TargetAssignment
from targets.monthly import Months
from targets.sights import Found, Sight

FIGURES, ASSIGNMENTS = Figure._meta.db_table, TargetAssignment._meta.db_table
OF_COMMANDS = "manage.py"

Place = tuple[int, int, datetime.date]  # unit, line, month
Pair = tuple[int, int]
Stored = tuple[Any, ...]  # `given.COLUMNS` of an assignment


@dataclass(frozen=True)
class Typed:
    """What became of one figure since: `before` None: there was none; `after` None: it is gone."""

    place: Place
    before: Decimal | None
    after: Decimal | None
    user_id: int | None
    at: datetime.datetime


@dataclass(frozen=True)
class Past:
    """Called by `boards.assemble` to put back what has changed since."""

    since: datetime.datetime
    lines: Mapping[int, Indicator]
    typed: Mapping[Place, Typed]
    given: Mapping[Pair, Stored | None]  # None: nothing

    def __call__(self, sight: Sight, found: Found, assigned: Assigned) -> tuple[Found, Assigned]:
        was = {key: given for key, given in assigned.items() if key not in self.given}
        on = sight.period.ends_on
        for key, stored in self.given.items():
            if stored is not None and (given := as_of(on, *stored)):
                was[key] = given
        return self._put_back(sight, found), was

    def _put_back(self, sight: Sight, found: Found) -> Found:
        if not self.typed:
            return found
        first, last = sight.months
        known = sight.inheritance if sight.is_successor else Inheritance(sight.units, [], sight.day)
        members = monthly.rows(known, sight.reporting)
        figures = monthly.read(monthly.members_of(members), self.lines, first, last)
        then = monthly.Monthly(figures.natures, self._rolled_back(figures.figures))
        amounts = then.amounts(known, sight.reporting, first, last)
        values = _replaced(found.values, amounts, self.lines)
        told = _told(found.amounts, amounts, self.lines) if found.amounts else {}
        total = (
            {**found.total, **_only(inheriting.total(known, told), self.lines)}
            if told
            else {**found.total, **_only(formulas.add_units(values.values()), self.lines)}
        )
        return replace(found, values=values, total=total, amounts=told)

    def _rolled_back(self, figures: Mapping[Pair, Months]) -> dict[Pair, Months]:
        then = {key: dict(months) for key, months in figures.items()}
        for (unit, line, month), one in self.typed.items():
            months = then.setdefault((unit, line), {})
            if one.before is None:
                months.pop(month, None)
            else:
                months[month] = one.before
        return then


def read(units: Collection[int], since: datetime.datetime) -> Past:
    """Four queries at most."""
    rows = Change.objects.filter(
        unit_id__in=list(units), table__in=[FIGURES, ASSIGNMENTS], at__gt=since
    ).exclude(source__startswith=OF_COMMANDS)
    changes = list(rows.order_by("at", "pk"))
    typed = _typed([one for one in changes if one.table == FIGURES])
    lines = {line for _, line, _ in typed}
    return Past(
        since,
        Indicator.objects.in_bulk(lines) if lines else {},
        typed,
        _given([one for one in changes if one.table == ASSIGNMENTS]),
    )


def _typed(changes: Iterable[Change]) -> dict[Place, Typed]:
    """The first change of each place tells what stood there, the last one what stands there now."""
    changes = list(changes)
    keys = {one.record for one in changes if one.kind == Change.Kind.UPDATE}
    rows = Figure.objects.filter(pk__in=keys).values_list("pk", "unit_id", "indicator_id", "month")
    places: dict[str, Place] = {str(r[0]): (r[1], r[2], r[3]) for r in rows} if keys else {}
    found: dict[Place, Typed] = {}
    for one in changes:
        place = _place(one) or places.get(one.record)
        if place is None or "value" not in {**(one.before or {}), **(one.after or {})}:
            continue
        before = found[place].before if place in found else _decimal(one.before)
        found[place] = Typed(place, before, _decimal(one.after), one.user_id, one.at)
    return {key: one for key, one in found.items() if one.before != one.after}


def _place(change: Change) -> tuple[int, int, datetime.date] | None:
    """Only a whole row names its place."""
    facts = change.after if change.kind == Change.Kind.INSERT else change.before
    month = parse_date(facts["month"]) if facts and "month" in facts else None
    if not facts or month is None or "unit_id" not in facts or "indicator_id" not in facts:
        return None
    return int(facts["unit_id"]), int(facts["indicator_id"]), month


def _decimal(facts: Mapping[str, Any] | None) -> Decimal | None:
    value = (facts or {}).get("value")
    return None if value is None else Decimal(str(value))


def _given(changes: Iterable[Change]) -> dict[Pair, Stored | None]:
    """By unit and target what was given then; None: nothing."""
    first: dict[str, Change] = {}
    older: dict[str, dict[str, Any]] = {}
    for one in changes:
        first.setdefault(one.record, one)
        kept = older.setdefault(one.record, {})
        for name, value in (one.before or {}).items():
            kept.setdefault(name, value)
    rows = TargetAssignment.objects.filter(pk__in=list(first)) if first else []
    now = {str(row.pk): row for row in rows}
    found: dict[Pair, Stored | None] = {}
    for record, change in first.items():
        row, was = now.get(record), older[record]
        if change.kind == Change.Kind.INSERT:
            if row:
                found[(row.unit_id, row.target_id)] = None
        elif row:
            found[(row.unit_id, row.target_id)] = _stored(row, was)
        elif "unit_id" in was and "target_id" in was:
            found[(int(was["unit_id"]), int(was["target_id"]))] = _stored(None, was)
    return found


def _stored(row: TargetAssignment | None, was: Mapping[str, Any]) -> Stored:
    """What a column held then, else holds now; the record writes numbers and days as texts."""
    values = [was.get(name, getattr(row, name, None)) for name in COLUMNS]
    return tuple(_read(name, value) for name, value in zip(COLUMNS, values, strict=True))


def _read(name: str, value: Any) -> Any:
    if value is not None and name.endswith("_threshold"):
        return Decimal(str(value))
    if isinstance(value, str) and name.endswith(("_on", "_since")):
        return parse_date(value)
    return value


def _replaced(
    values: Mapping[int, formulas.Values], amounts: Amounts, lines: Collection[int]
) -> dict[int, formulas.Values]:
    """Every row as it is, but for the lines that were put back."""
    then: dict[int, formulas.Values] = {}
    for row, now in values.items():
        kept = {line: value for line, value in now.items() if line not in lines}
        then[row] = {**kept, **inheriting.values(amounts.get(row, {}))}
    return then


def _told(now: Amounts, then: Amounts, lines: Collection[int]) -> Amounts:
    return {
        row: {**{k: v for k, v in of.items() if k not in lines}, **then.get(row, {})}
        for row, of in now.items()
    }


def _only(values: Mapping[int, Any], lines: Collection[int]) -> dict[int, Any]:
    return {line: values.get(line) for line in lines}

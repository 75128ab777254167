"""What is stored of a unit around a month, in plain statements.

They run at every figure that is saved, where composing them took longer than their work.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection

from targets import calendar, carrying, deviations, formulas
from targets.carrying import Carried
from targets.given import COLUMNS, Given, as_of
from targets.models import Figure, Indicator, NoneArose, WorkYear
from units.models import Unit

ByMonth = dict[datetime.date, Decimal]
Known = dict[int, ByMonth]  # by line

_KNOWN = """
SELECT indicator_id, month, value FROM targets_figure
WHERE unit_id = %(unit)s AND indicator_id = ANY(%(lines)s) AND month BETWEEN %(first)s AND %(last)s
"""
# A level is in force until it changes, however long ago it was typed.
_OLDER = """
UNION ALL SELECT indicator_id, month, value FROM targets_figure
WHERE unit_id = %(unit)s AND indicator_id = ANY(%(levels)s) AND month < %(first)s
"""
_GIVEN = f"""
SELECT target_id, {", ".join(COLUMNS)} FROM targets_targetassignment
WHERE unit_id = %s AND work_year_id = %s AND target_id = ANY(%s)
"""
# Was a field ticked since the year began; whom did the unit follow within a year.
_BESIDE = """
SELECT EXISTS (
    SELECT FROM targets_nonearose
    WHERE unit_id = %(unit)s AND month BETWEEN %(since)s AND %(month)s
), ARRAY(
    SELECT "on" FROM units_succession
    WHERE successor_id = %(unit)s AND "on" > %(before)s AND "on" <= %(end)s
)
"""


@dataclass
class Month:
    """What is stored of a unit around a month."""

    month: datetime.date
    months: list[datetime.date]  # of the work year, up to this one
    began_on: datetime.date | None  # the unit
    known: Known
    figures: Mapping[int, Figure]  # of the lines that are shown
    sums: set[int]  # lines typed as the year's sum
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


def read(
    unit: Unit,
    month: datetime.date,
    year: WorkYear,
    lines: Mapping[int, Indicator],
    today: datetime.date,
    *,
    figures: Mapping[int, Figure],
    sums: set[int],
) -> Month:
    months = calendar.months_between(calendar.first_of_month(year.starts_on), month)
    known = _known(unit, lines, min(months[0], calendar.add_months(month, -12)), month)
    is_ticked, followed = _beside(unit, months[0], month)
    ticked = _ticked(unit, months[0], month) if is_ticked else []
    stored = Month(
        month,
        months,
        unit.valid_from,
        known,
        figures,
        sums,
        {row.field_id: row for row in ticked if row.month == month},
        {row.field_id for row in ticked},
    )
    _look_back(stored, unit, lines, followed, today)
    return stored


def figures(unit: Unit, month: datetime.date, lines: Collection[int]) -> dict[int, Figure]:
    rows = Figure.objects.filter(unit=unit, month=month, indicator__in=lines)
    return {f.indicator_id: f for f in rows.select_related("entered_by__person")}


def given(
    unit: Unit, year: WorkYear, targets: Collection[int], on: datetime.date
) -> dict[int, Given]:
    """What the unit was assigned of the targets, as it stands on the day."""
    with connection.cursor() as cursor:
        cursor.execute(_GIVEN, [unit.pk, year.pk, list(targets)])
        stored = {target: as_of(on, *row) for target, *row in cursor}
    return {target: given for target, given in stored.items() if given}


def _known(
    unit: Unit, lines: Mapping[int, Indicator], first: datetime.date, last: datetime.date
) -> Known:
    """Figures of the months `first` to `last`, and levels from before."""
    levels = [pk for pk, line in lines.items() if line.nature == Indicator.Nature.LEVEL]
    asked: dict[str, Any] = {"unit": unit.pk, "lines": list(lines), "first": first, "last": last}
    known: Known = {}
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN + (_OLDER if levels else ""), asked | {"levels": levels})
        for line, month, value in cursor:
            known.setdefault(line, {})[month] = value
    return known


def _beside(
    unit: Unit, since: datetime.date, month: datetime.date
) -> tuple[bool, list[datetime.date]]:
    asked: dict[str, Any] = {"unit": unit.pk, "since": since, "month": month}
    asked |= {"before": calendar.add_months(month, -12), "end": calendar.month_end(month)}
    with connection.cursor() as cursor:
        cursor.execute(_BESIDE, asked)
        is_ticked, followed = cursor.fetchone()
    return is_ticked, followed


def _ticked(unit: Unit, since: datetime.date, month: datetime.date) -> list[NoneArose]:
    rows = NoneArose.objects.between(since, month).filter(unit=unit)
    return list(rows.select_related("ticked_by__person"))


def _look_back(
    stored: Month,
    unit: Unit,
    lines: Mapping[int, Indicator],
    followed: Iterable[datetime.date],
    today: datetime.date,
) -> None:
    """What predecessors reported stands beside, too."""
    month, year_before = stored.month, calendar.add_months(stored.month, -12)
    stocks = [pk for pk, line in lines.items() if line.nature == Indicator.Nature.STOCK]
    is_new = any(on > stored.before for on in followed)
    earlier = carrying.predecessors(unit, stocks, month) if is_new else []
    own = stored.at(stored.before)
    stored.carried = {pk: carrying.opening(pk, own.get(pk), earlier, month) for pk in stocks}
    stored.last_year = stored.at(year_before)
    if followed:
        found = deviations.last_year([unit], list(lines), year_before, today)
        stored.last_year = found.get(unit.pk, {})

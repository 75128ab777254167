"""Which numbers of a loaded workbook are unlike the unit's own past, as its entry page says it."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from targets import calendar, deviations, outliers
from targets.models import Figure, Indicator
from targets.workbooks.differences import Change
from targets.workbooks.grids import Key
from units.models import Succession, Unit

MONTHS = outliers.MONTHS
ByLine = Mapping[int, Mapping[datetime.date, Decimal]]


def reasons(
    unit: Unit,
    changes: Collection[Change],
    lines: Mapping[int, Indicator],
    today: datetime.date,
) -> dict[Key, str]:
    """Held against what would be stored with them. Two queries, some more for each month that
    is within a year of a merger."""
    if not changes:
        return {}
    stored, then = _stored(unit, changes), _last_year(unit, changes, today)
    found = {}
    for one in changes:
        if one.line not in lines:
            continue
        known = stored[one.line]
        year_before = then.get(one.month, {}).get(one.line)
        if one.month not in then:
            year_before = known.get(calendar.add_months(one.month, -MONTHS))
        words = outliers.reason(lines[one.line], one.month, one.new, known, year_before)
        if words:
            found[one.line, one.month] = f"khác thường: {words}"
    return found


def _stored(unit: Unit, changes: Iterable[Change]) -> ByLine:
    new = {(one.line, one.month): one.new for one in changes}
    months = [month for _, month in new]
    rows = Figure.objects.filter(
        unit=unit,
        indicator__in={line for line, _ in new},
        month__range=(calendar.add_months(min(months), -MONTHS), max(months)),
    )
    known = {(r[0], r[1]): r[2] for r in rows.values_list("indicator_id", "month", "value")}
    found: dict[int, dict[datetime.date, Decimal]] = {}
    for (line, month), value in (known | new).items():
        found.setdefault(line, {})[month] = value
    return found


def _last_year(
    unit: Unit, changes: Iterable[Change], today: datetime.date
) -> dict[datetime.date, Mapping[int, Decimal]]:
    """By month, where predecessors reported a year before; else the unit's own figure stands."""
    days = list(Succession.objects.filter(successor=unit).values_list("on", flat=True))
    found: dict[datetime.date, Mapping[int, Decimal]] = {}
    for month in {one.month for one in changes} if days else ():
        before = calendar.add_months(month, -MONTHS)
        if any(before < day <= calendar.month_end(month) for day in days):
            lines = {one.line for one in changes if one.month == month}
            found[month] = deviations.last_year([unit], lines, before, today).get(unit.pk, {})
    return found

"""Figures added up in the database: one query whatever the number of units, lines and years.

Read from the summary of years (decision 9). Flow: the months' sum. Stock: the last month's within
the period. Level: the one in force, also from before the period; found one by one by index, for
old levels may lie years back.
"""

import datetime
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any

from django.db import connection

from targets import figure_years
from targets.figure_years import Span
from targets.formulas import Value

# A unit's lines in two pieces, which are read in a third of the time of as many rows. The line's
# number is joined as a sum, so that a unit's year is read as one stretch and not line by line.
SUMS = """
WITH line AS MATERIALIZED (
    SELECT id, nature = 'flow' AS is_added FROM targets_indicator
    WHERE nature <> 'level' AND id = ANY(%(lines)s::bigint[])
)
{years}
UNION ALL
SELECT {last.year}, u.id, false, array_agg(i.id), string_agg(f.value::text, ',')
FROM targets_indicator i CROSS JOIN unnest(%(units)s::bigint[]) AS u(id)
CROSS JOIN LATERAL (
    SELECT CASE WHEN f.year = {last.year} THEN {last.latest} ELSE {whole.latest} END AS value
    FROM targets_figureyear f
    WHERE f.unit_id = u.id AND f.indicator_id = i.id AND f.year <= {last.year}
      AND (f.year < {last.year} OR {last.is_filled})
    ORDER BY f.year DESC LIMIT 1
) f
WHERE i.nature = 'level' AND i.id = ANY(%(lines)s::bigint[]) GROUP BY u.id
ORDER BY year
"""
OF_YEAR = """
SELECT {span.year} AS year, f.unit_id, line.is_added, array_agg(line.id),
    string_agg(CASE WHEN line.is_added THEN {span.added} ELSE {span.latest} END::text, ',')
FROM targets_figureyear f JOIN line ON line.id = f.indicator_id + 0
WHERE f.unit_id = ANY(%(units)s::bigint[]) AND f.year = {span.year} AND {span.is_filled}
GROUP BY f.unit_id, line.is_added
"""

LATEST = """
SELECT max(f.month) FROM unnest(%(units)s) AS u(id) CROSS JOIN LATERAL (
    SELECT month FROM targets_figure
    WHERE unit_id = u.id AND month BETWEEN %(first)s AND %(last)s ORDER BY month DESC LIMIT 1
) f
"""

Sums = dict[int, dict[int, Value]]


def by_unit(
    units: Collection[int], lines: Collection[int], first: datetime.date, last: datetime.date
) -> Sums:
    """Unit → line → value for the months `first` to `last` (by their first day); none: no key."""
    found: dict[int, dict[int, int]] = {unit: {} for unit in units}
    with connection.cursor() as cursor:
        cursor.execute(_statement(first, last), {"units": list(units), "lines": list(lines)})
        for _, unit, is_added, of_lines, listed in cursor:
            _put(found[unit], zip(of_lines, map(int, listed.split(",")), strict=True), is_added)
    return {unit: figure_years.amounts(values) for unit, values in found.items()}


def _put(values: dict[int, int], of_year: Iterable[tuple[int, int]], is_added: bool) -> None:
    """Years come in order, so that of a stock the last one stays."""
    if not is_added:
        values.update(of_year)
        return
    for line, value in of_year:
        values[line] = values.get(line, 0) + value


@lru_cache(maxsize=256)
def _statement(first: datetime.date, last: datetime.date) -> str:
    spans = figure_years.spans(first, last)
    final = spans[0]._replace(first=1)  # a level counts from the year's start
    years = figure_years.union(spans, lambda span: OF_YEAR.format(span=span))
    return SUMS.format(years=years, last=final, whole=Span(0, 1, 12))


def latest_month(
    units: Collection[int], first: datetime.date, last: datetime.date
) -> datetime.date | None:
    """The last month between `first` and `last` for which one of the units has a figure."""
    with connection.cursor() as cursor:
        cursor.execute(LATEST, _asked(units, first, last))
        row = cursor.fetchone()
    return row[0] if row else None


def _asked(units: Collection[int], first: datetime.date, last: datetime.date) -> dict[str, Any]:
    return {"units": list(units), "first": first, "last": last}

"""Figures added up in the database: one query whatever the number of units, lines and years.

Read from the summary of years (decision 9). Flow: the months' sum. Stock: the last month's within
the period. Level: the one in force, also from before the period; found one by one by index, for
old levels may lie years back.
"""

import datetime
from collections.abc import Collection
from functools import lru_cache
from typing import Any

from django.db import connection

from targets import figure_years
from targets.figure_years import Span
from targets.formulas import Value

# A unit's lines in two pieces, which are read in a third of the time of as many rows. The lines are
# compared as a sum, so that a unit's year is read as one stretch and not line by line.
SUMS = """
SELECT unit_id, array_agg(indicator_id), string_agg(trim_scale(value / 100.00)::text, ',') FROM (
    SELECT f.unit_id, f.indicator_id, CASE f.nature
        WHEN 'flow' THEN sum(f.value) ELSE coalesce({by_year}) END AS value
    FROM ({years}) f GROUP BY f.unit_id, f.indicator_id, f.nature
    UNION ALL
    SELECT u.id, i.id, f.value
    FROM targets_indicator i CROSS JOIN unnest(%(units)s) AS u(id)
    CROSS JOIN LATERAL (
        SELECT CASE WHEN f.year = {last.year} THEN {last.latest} ELSE {whole.latest} END AS value
        FROM targets_figureyear f
        WHERE f.unit_id = u.id AND f.indicator_id = i.id AND f.year <= {last.year}
          AND (f.year < {last.year} OR {last.is_filled})
        ORDER BY f.year DESC LIMIT 1
    ) f
    WHERE i.nature = 'level' AND i.id = ANY(%(lines)s)
) found GROUP BY unit_id
"""
OF_YEAR = """
SELECT f.unit_id, f.indicator_id, i.nature, {span.year} AS year,
    CASE i.nature WHEN 'flow' THEN {span.added} ELSE {span.latest} END AS value
FROM targets_figureyear f JOIN targets_indicator i ON i.id = f.indicator_id
WHERE f.unit_id = ANY(%(units)s) AND f.year = {span.year} AND i.nature <> 'level'
  AND f.indicator_id + 0 = ANY(%(lines)s) AND {span.is_filled}
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
    found: Sums = {unit: {} for unit in units}
    with connection.cursor() as cursor:
        cursor.execute(_statement(first, last), {"units": list(units), "lines": list(lines)})
        for unit, of_lines, values in cursor:
            found[unit] = dict(zip(of_lines, figure_years.amounts(values), strict=True))
    return found


@lru_cache(maxsize=256)
def _statement(first: datetime.date, last: datetime.date) -> str:
    spans = figure_years.spans(first, last)
    final = spans[0]._replace(first=1)  # a level counts from the year's start
    by_year = ", ".join(f"max(f.value) FILTER (WHERE f.year = {span.year})" for span in spans)
    years = figure_years.union(spans, lambda span: OF_YEAR.format(span=span))
    return SUMS.format(years=years, by_year=by_year, last=final, whole=Span(0, 1, 12))


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

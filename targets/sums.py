"""Figures added up in the database: one query whatever the number of units, lines and years."""

import datetime
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.db import connection

# Flow: the months' sum. Stock: the last month's within the period. Level: the one in force, also
# from before the period; found one by one by index, for old levels may lie years back.
SUMS = """
SELECT f.unit_id, f.indicator_id, sum(f.value)
FROM targets_figure f JOIN targets_indicator i ON i.id = f.indicator_id
WHERE i.nature = 'flow' AND i.id = ANY(%(lines)s)
  AND f.unit_id = ANY(%(units)s) AND f.month BETWEEN %(first)s AND %(last)s
GROUP BY f.unit_id, f.indicator_id
UNION ALL
(SELECT DISTINCT ON (f.unit_id, f.indicator_id) f.unit_id, f.indicator_id, f.value
FROM targets_figure f JOIN targets_indicator i ON i.id = f.indicator_id
WHERE i.nature = 'stock' AND i.id = ANY(%(lines)s)
  AND f.unit_id = ANY(%(units)s) AND f.month BETWEEN %(first)s AND %(last)s
ORDER BY f.unit_id, f.indicator_id, f.month DESC)
UNION ALL
SELECT u.id, i.id, f.value
FROM targets_indicator i CROSS JOIN unnest(%(units)s) AS u(id)
CROSS JOIN LATERAL (
    SELECT value FROM targets_figure
    WHERE unit_id = u.id AND indicator_id = i.id AND month <= %(last)s
    ORDER BY month DESC LIMIT 1
) f
WHERE i.nature = 'level' AND i.id = ANY(%(lines)s)
"""

LATEST = """
SELECT max(f.month) FROM unnest(%(units)s) AS u(id) CROSS JOIN LATERAL (
    SELECT month FROM targets_figure
    WHERE unit_id = u.id AND month BETWEEN %(first)s AND %(last)s ORDER BY month DESC LIMIT 1
) f
"""

Sums = dict[int, dict[int, Decimal]]


def by_unit(
    units: Collection[int], lines: Collection[int], first: datetime.date, last: datetime.date
) -> Sums:
    """Unit → line → value for the months `first` to `last` (by their first day); none: no key."""
    found: Sums = {unit: {} for unit in units}
    with connection.cursor() as cursor:
        cursor.execute(SUMS, _asked(units, first, last) | {"lines": list(lines)})
        for unit, line, value in cursor:
            found[unit][line] = value
    return found


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

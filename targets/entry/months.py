"""Saving a unit's month at once: a workbook that was filled offline, or another system's answer."""

import datetime
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from procuracy.web.errors import Refused
from procuracy.web.numbers import LIMIT
from targets import holding
from targets.entry.rules import check_removable, untick
from targets.models import Figure, Indicator
from units.models import Unit, User

# Writes when a cell is new, or differs and is what was seen. Without `checked` it writes over
# whatever is there.
UPSERT_MANY = """
INSERT INTO targets_figure AS f (indicator_id, unit_id, month, value, entered_by_id, entered_at)
SELECT n.line, %(unit)s, %(month)s, n.value, %(by)s, %(at)s
FROM unnest(%(lines)s::bigint[], %(values)s::numeric[], %(seen)s::numeric[])
    AS n(line, value, seen)
WHERE NOT %(checked)s OR n.seen IS NULL OR EXISTS (
    SELECT FROM targets_figure
    WHERE unit_id = %(unit)s AND month = %(month)s AND indicator_id = n.line
)
ON CONFLICT (unit_id, month, indicator_id) DO UPDATE
SET value = EXCLUDED.value, entered_by_id = EXCLUDED.entered_by_id, entered_at = EXCLUDED.entered_at
WHERE f.value <> EXCLUDED.value AND (NOT %(checked)s OR f.value = (
    SELECT s.value FROM unnest(%(lines)s::bigint[], %(seen)s::numeric[]) AS s(line, value)
    WHERE s.line = f.indicator_id
))
RETURNING f.indicator_id
"""
REMOVE_MANY = """
DELETE FROM targets_figure f
USING unnest(%(lines)s::bigint[], %(seen)s::numeric[]) AS s(line, value)
WHERE f.unit_id = %(unit)s AND f.month = %(month)s AND f.indicator_id = s.line
  AND (NOT %(checked)s OR f.value = s.value)
RETURNING f.indicator_id
"""


class Outdated(Refused):
    """Of many lines some were changed by others meanwhile; nothing was written."""

    def __init__(self, lines: Collection[Indicator]) -> None:
        names = "; ".join(line.name for line in lines)
        super().__init__(f"Số liệu vừa được người khác sửa: {names}. Xem lại rồi lưu lần nữa.")
        self.lines = list(lines)


@transaction.atomic
def save_many(
    unit: Unit,
    month: datetime.date,
    values: Mapping[Indicator, Decimal | None],
    *,
    by: User,
    at: datetime.datetime,
    seen: Mapping[Indicator, Decimal | None] | None = None,
) -> set[Indicator]:
    """Store the figures of many lines of a unit's month, all or none; None takes one back.

    Returns the lines that changed: the same values again change nothing. `seen`: what stood there
    when somebody decided on `values`; without it whatever is there is written over. The caller
    has asked `check_month` and whether the user may. Raises Refused (also of an accepted month);
    Outdated where `seen` is old.
    """
    for line, value in values.items():
        _check_value(line, value)
    lines = {line.pk: line for line in sorted(values, key=lambda line: line.pk)}
    given = {pk: value for pk, line in lines.items() if (value := values[line]) is not None}
    held = holding.check_open(unit, month)
    asked = {"unit": unit.pk, "month": month, "by": by.pk, "checked": seen is not None}
    asked["at"] = holding.typed_moment(held, at)
    before = {line.pk: value for line, value in (seen or {}).items()}
    changed = _write(UPSERT_MANY, asked, given, before)
    if taken_back := {pk: None for pk in lines if pk not in given}:
        rows = Figure.objects.filter(unit=unit, month=month, indicator__in=taken_back)
        check_removable(month, at, rows.exists())
        if rows:
            holding.check_removable(held)
        changed |= _write(REMOVE_MANY, asked, taken_back, before)
    _check_stored(unit, month, {pk: lines[pk] for pk in lines if pk not in changed}, given)
    if positive := [pk for pk in changed if given.get(pk)]:
        untick(unit, month, positive)
    return {lines[pk] for pk in changed}


def _check_value(line: Indicator, value: Decimal | None) -> None:
    if value is None:
        return
    if not value.is_finite() or value < 0:
        raise Refused(f"{line.name}: số liệu phải là số không âm.")
    if value != round(value, line.decimals):
        raise Refused(f"{line.name}: nhiều nhất {line.decimals} chữ số sau dấu phẩy.")
    if value >= LIMIT:
        raise Refused(f"{line.name}: số quá lớn.")


def _write(
    statement: str,
    asked: dict[str, Any],
    values: Mapping[int, Decimal | None],
    seen: Mapping[int, Decimal | None],
) -> set[int]:
    """Lines that it changed."""
    if not values:
        return set()
    columns = {
        "lines": list(values),
        "values": list(values.values()),
        "seen": [seen.get(pk) for pk in values],
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, asked | columns)
        return {pk for (pk,) in cursor}


def _check_stored(
    unit: Unit,
    month: datetime.date,
    lines: Mapping[int, Indicator],
    wanted: Mapping[int, Decimal],
) -> None:
    """Of lines that were not written: they held the value already, or somebody changed them."""
    if not lines:
        return
    rows = Figure.objects.filter(unit=unit, month=month, indicator__in=lines)
    stored = dict(rows.values_list("indicator", "value"))
    if differing := [line for pk, line in lines.items() if stored.get(pk) != wanted.get(pk)]:
        raise Outdated(differing)

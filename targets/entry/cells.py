"""Saving one figure, in one statement, and never over somebody else's newer one."""

import datetime
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import connection, transaction

from procuracy.web.numbers import is_empty, parse_decimal
from targets import cumulative, holding
from targets.entry.rules import check_removable
from targets.models import Figure, Indicator, Submission
from units.models import Unit, User

# Writes when the cell is new, or differs and is what the clerk saw; one's own older figure may
# always be replaced, so that two quick keystrokes do not quarrel with each other.
# A number typed for what arises says more than an older tick "không phát sinh" (as `rules.untick`).
UPSERT = """
WITH written AS (
INSERT INTO targets_figure AS f (indicator_id, unit_id, month, value, entered_by_id, entered_at)
SELECT %(line)s, %(unit)s, %(month)s, %(value)s, %(by)s, %(at)s
WHERE %(seen)s::numeric IS NULL OR EXISTS (
    SELECT FROM targets_figure
    WHERE unit_id = %(unit)s AND month = %(month)s AND indicator_id = %(line)s
)
ON CONFLICT (unit_id, month, indicator_id) DO UPDATE
SET value = EXCLUDED.value, entered_by_id = EXCLUDED.entered_by_id, entered_at = EXCLUDED.entered_at
WHERE f.value <> EXCLUDED.value AND (f.value = %(seen)s OR f.entered_by_id = %(by)s)
RETURNING f.id, f.value
), unticked AS (
DELETE FROM targets_nonearose n USING targets_indicator i, written w
WHERE n.unit_id = %(unit)s AND n.month = %(month)s AND n.field_id = i.field_id
  AND i.nature = 'flow' AND i.id = %(line)s AND w.value > 0
)
SELECT id, value FROM written
"""
REMOVE = """
DELETE FROM targets_figure
WHERE unit_id = %(unit)s AND month = %(month)s AND indicator_id = %(line)s
  AND (value = %(seen)s OR entered_by_id = %(by)s)
RETURNING id, value
"""

LARGEST = 16  # digits before the comma that the column holds


class Conflict(Exception):
    """Somebody else changed the cell meanwhile; `stored` is theirs, None when it was removed."""

    def __init__(self, stored: Figure | None) -> None:
        super().__init__("Người khác vừa sửa ô này.")
        self.stored = stored


@dataclass(frozen=True)
class Cell:
    unit: Unit
    month: datetime.date
    indicator: Indicator

    @property
    def key(self) -> dict[str, Any]:
        return {"unit": self.unit.pk, "month": self.month, "line": self.indicator.pk}

    def figure(self, pk: int, value: Decimal, *, by: User, at: datetime.datetime) -> Figure:
        """As it was just written."""
        key = {"unit": self.unit, "month": self.month, "indicator": self.indicator}
        return Figure(pk=pk, value=value, entered_by=by, entered_at=at, **key)

    def stored(self) -> Figure | None:
        rows = Figure.objects.filter(unit=self.unit, month=self.month, indicator=self.indicator)
        return rows.select_related("entered_by__person").first()


@transaction.atomic
def save(
    cell: Cell,
    *,
    typed: str,
    seen: str,
    by: User,
    at: datetime.datetime,
    since: datetime.date | None = None,
) -> Figure | None:
    """Store what was typed; an empty cell removes its figure. Returns what now stands there.

    `seen`: the stored value the clerk saw, as a plain decimal, "" for none. The same value again
    writes nothing. `since`: what was typed is the sum of the months from there on. Raises
    NumberRefused (what was typed), Refused (an accepted month, removing too late, a sum too
    small) and Conflict.
    """
    held = holding.check_open(cell.unit, cell.month)
    asked = cell.key | {"by": by.pk, "seen": _seen(seen)}
    if is_empty(typed):
        _remove(cell, asked, at, held)
        return None
    value = parse_decimal(typed, cell.indicator.decimals)
    if since is not None:
        value = cumulative.month_value(cell.unit, cell.indicator, since, cell.month, value)
    at = holding.typed_moment(held, at)
    if written := _wrote(UPSERT, asked | {"value": value, "at": at}):
        return cell.figure(*written, by=by, at=at)
    stored = cell.stored()
    if stored is None or stored.value != value:
        raise Conflict(stored)
    return stored


def _remove(
    cell: Cell, asked: dict[str, Any], at: datetime.datetime, held: Submission | None
) -> None:
    stored = cell.stored()
    if stored is None:
        return
    holding.check_removable(held)
    check_removable(cell.month, at, True)
    if not _wrote(REMOVE, asked):
        raise Conflict(stored)


def _wrote(statement: str, values: dict[str, Any]) -> tuple[int, Decimal] | None:
    """Key and value of the figure that was written, or removed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[int, Decimal] | None = cursor.fetchone()
        return row


def _seen(text: str) -> Decimal | None:
    """What the page said it showed; anything unreadable counts as nothing."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and value.adjusted() < LARGEST else None

"""How a row of a workbook differs from the unit it is about, and how that is said."""

import datetime
from typing import Any

from procuracy.web.dates import screen_day
from units import unit_sheets as columns
from units.actions.names import Names
from units.models import Field, UnitName
from units.unit_rules import DatedNames, UnitFacts

# Where a rule of `unit_rules` finds its field in the sheet.
HEADINGS = {
    "kind": columns.KIND,
    "parent": columns.PARENT,
    "code": columns.CODE,
    "number": columns.NUMBER,
    "is_secretariat": columns.SECRETARIAT,
    "valid_from": columns.FIRST,
    "valid_to": columns.LAST,
    "fields": columns.FIELDS,
    "source": columns.SOURCE,
    "is_assumed": columns.ASSUMED,
    "order": columns.ORDER,
    "name": columns.NAME,
    "short_name": columns.SHORT_NAME,
    "name_from": columns.NAME_FIRST,
    "name_to": columns.NAME_LAST,
}


def paired(
    known: list[UnitName], wanted: list[DatedNames]
) -> list[tuple[UnitName | None, DatedNames]]:
    """As many names as are known: in their order. Else by the day from which they are used."""
    if len(known) == len(wanted):
        ordered = sorted(wanted, key=lambda one: one.valid_from or datetime.date.min)
        return [*zip(known, ordered, strict=True)]
    by_day = {row.valid_from: row for row in known}
    return [(by_day.get(one.valid_from), one) for one in wanted]


def differs(row: UnitName | None, wanted: DatedNames) -> bool:
    return row is None or wanted != DatedNames(Names.of(row), row.valid_from, row.valid_to)


def shrinks(row: UnitName | None, wanted: DatedNames) -> bool:
    if row is None:
        return False
    starts_in = row.valid_from is None or bool(
        wanted.valid_from and wanted.valid_from >= row.valid_from
    )
    return starts_in and (
        row.valid_to is None or bool(wanted.valid_to and wanted.valid_to <= row.valid_to)
    )


def named(one: DatedNames) -> str:
    first = f" từ {screen_day(one.valid_from)}" if one.valid_from else ""
    last = f" đến hết {screen_day(one.valid_to)}" if one.valid_to else ""
    return f"“{one.names.short_name}”{first}{last}"


def change(name: str, before: UnitFacts, after: UnitFacts, fields: list[Field]) -> str:
    """`Số: 9 → 10`."""
    old, new = (_worded(getattr(facts, name), fields) for facts in (before, after))
    return f"{HEADINGS[name]}: {old} → {new}"


def _worded(value: Any, fields: list[Field]) -> str:
    if isinstance(value, frozenset):
        named = [one.short_name for one in fields if one.pk in value]
        return columns.SEPARATOR.join(named) or "tất cả"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime.date):
        return screen_day(value)
    return str(value) if value not in (None, "") else "(trống)"

"""Units, fields and successions as known from public sources, in the CSV files beside this module.

`load` adds what is missing and changes nothing that is there: after the first loading the rows
belong to the offices, which correct what is marked `is_assumed` and date new names themselves.
Rows are matched by code, successions by their pair; a register is opened for an office without any.
"""

import csv
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from units.models import Field, Register, Succession, Unit, UnitName
from units.models.registry import DocumentKind

FOLDER = Path(__file__).parent
REGISTER_NAME = "Sổ văn bản đi"
# One row of numbers for these kinds together; a công văn has its own.
SHARED_NUMBERS = [
    DocumentKind.NOTICE,
    DocumentKind.PLAN,
    DocumentKind.REPORT,
    DocumentKind.PROGRAMME,
    DocumentKind.INVITATION,
    DocumentKind.MINUTES,
]


@dataclass(frozen=True)
class Loaded:
    """How many rows were added."""

    fields: int
    units: int
    successions: int
    registers: int


@transaction.atomic
def load() -> Loaded:
    """Safe to repeat."""
    return Loaded(
        fields=_load_fields(),
        units=_load_units(),
        successions=_load_successions(),
        registers=_open_registers(),
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _load_fields() -> int:
    known = set(Field.objects.values_list("code", flat=True))
    new = [
        Field(code=row["code"], name=row["name"], short_name=row["short_name"], order=order)
        for order, row in enumerate(_rows("fields.csv"), 1)
        if row["code"] not in known
    ]
    return len(Field.objects.bulk_create(new))


def _load_units() -> int:
    units = {unit.code: unit for unit in Unit.objects.all()}
    fields = {field.code: field for field in Field.objects.all()}
    added = 0
    for order, row in enumerate(_rows("units.csv"), 1):  # a parent stands above its children
        if row["code"] not in units:
            units[row["code"]] = _add_unit(row, order, units, fields)
            added += 1
    return added


def _add_unit(
    row: dict[str, str], order: int, units: dict[str, Unit], fields: dict[str, Field]
) -> Unit:
    unit = Unit.objects.create(
        code=row["code"],
        kind=row["kind"],
        number=row["number"] or None,
        parent=units[row["parent"]] if row["parent"] else None,
        is_secretariat=row["is_secretariat"] == "1",
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        source=row["source"],
        is_assumed=row["is_assumed"] == "1",
        order=order,
    )
    UnitName.objects.create(
        unit=unit,
        name=row["name"],
        short_name=row["short_name"],
        place_name=row["place_name"],
        symbol=row["symbol"],
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
    )
    unit.fields.set(fields[code] for code in row["fields"].split())
    return unit


def _load_successions() -> int:
    units = {unit.code: unit for unit in Unit.objects.all()}
    added = 0
    for row in _rows("successions.csv"):
        _, is_new = Succession.objects.get_or_create(
            predecessor=units[row["predecessor"]],
            successor=units[row["successor"]],
            defaults={
                "on": datetime.date.fromisoformat(row["on"]),
                "is_assumed": row["is_assumed"] == "1",
                "source": row["source"],
            },
        )
        added += is_new
    return added


def _open_registers() -> int:
    offices = Unit.objects.offices().filter(registers__isnull=True)
    new = [
        Register(office=office, name=REGISTER_NAME, document_kinds=SHARED_NUMBERS)
        for office in offices
    ]
    return len(Register.objects.bulk_create(new))

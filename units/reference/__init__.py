"""Units, fields and successions as known from public sources, in the CSV files beside this module.

`load` adds what is missing and changes nothing that is there: after the first loading the rows
belong to the offices, which correct what is marked `is_assumed` and date new names themselves.
Rows are matched by code, successions by their pair; registers are opened for an office without any.
"""

import csv
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import transaction

from units.models import Field, Register, RoleSetting, Succession, Unit, UnitName

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Loaded:
    """How many rows were added."""

    fields: int
    units: int
    successions: int
    registers: int
    roles: int


@transaction.atomic
def load() -> Loaded:
    """Safe to repeat."""
    return Loaded(
        fields=_load_fields(),
        units=_load_units(),
        successions=_load_successions(),
        registers=_open_registers(),
        roles=_describe_roles(),
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def unit_codes() -> frozenset[str]:
    """Codes that every loading looks for: a unit that lost its own would be added again."""
    return frozenset(row["code"] for row in _rows("units.csv"))


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
    known = set(Unit.objects.values_list("code", flat=True))
    new = {
        row["code"]: (order, row)
        for order, row in enumerate(_rows("units.csv"), 1)
        if row["code"] not in known
    }
    # Provinces first: the others stand below them.
    for is_province in (True, False):
        parents = {unit.code: unit for unit in Unit.objects.filter(parent=None)}
        Unit.objects.bulk_create(
            _unit(order, row, parents.get(row["parent"]))
            for order, row in new.values()
            if (row["parent"] == "") is is_province
        )
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=new)}
    UnitName.objects.bulk_create(_name(units[code], row) for code, (_, row) in new.items())
    _give_fields(units, [row for _, row in new.values()])
    return len(new)


def _unit(order: int, row: dict[str, str], parent: Unit | None) -> Unit:
    return Unit(
        code=row["code"],
        kind=row["kind"],
        number=row["number"] or None,
        parent=parent,
        is_secretariat=row["is_secretariat"] == "1",
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        source=row["source"],
        is_assumed=row["is_assumed"] == "1",
        order=order,
    )


def _name(unit: Unit, row: dict[str, str]) -> UnitName:
    return UnitName(
        unit=unit,
        name=row["name"],
        short_name=row["short_name"],
        place_name=row["place_name"],
        symbol=row["symbol"],
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
    )


def _give_fields(units: dict[str, Unit], rows: list[dict[str, str]]) -> None:
    fields = {field.code: field for field in Field.objects.all()}
    link = Unit.fields.through
    link.objects.bulk_create(
        link(unit_id=units[row["code"]].pk, field_id=fields[code].pk)
        for row in rows
        for code in row["fields"].split()
    )


def _load_successions() -> int:
    units = {unit.code: unit for unit in Unit.objects.all()}
    known = set(Succession.objects.values_list("predecessor__code", "successor__code"))
    new = [
        Succession(
            predecessor=units[row["predecessor"]],
            successor=units[row["successor"]],
            on=datetime.date.fromisoformat(row["on"]),
            is_assumed=row["is_assumed"] == "1",
            source=row["source"],
        )
        for row in _rows("successions.csv")
        if (row["predecessor"], row["successor"]) not in known
    ]
    return len(Succession.objects.bulk_create(new))


def _open_registers() -> int:
    offices = Unit.objects.offices().filter(registers__isnull=True)
    new = [register for office in offices for register in usual_registers(office)]
    return len(Register.objects.bulk_create(new))


def usual_registers(office: Unit) -> list[Register]:
    """Not stored yet: those that every office keeps, in the way that is known of this one."""
    common = {row["name"]: row for row in _rows("registers.csv") if not row["office"]}
    own = {row["name"]: row for row in _rows("registers.csv") if row["office"] == office.code}
    return [
        Register(
            office=office,
            name=name,
            document_kinds=row["document_kinds"].split(),
            symbol_template=row["symbol_template"],
        )
        for name, row in (common | own).items()
    ]


def _describe_roles() -> int:
    """An office's own words stay."""
    known = set(RoleSetting.objects.values_list("role", flat=True))
    new = [
        RoleSetting(
            role=row["role"],
            name=row["name"],
            description=row["description"],
            needs_second_factor=row["needs_second_factor"] == "1",
            order=order,
        )
        for order, row in enumerate(_rows("roles.csv"), 1)
        if row["role"] not in known
    ]
    return len(RoleSetting.objects.bulk_create(new))

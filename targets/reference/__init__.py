"""Work years, holidays, instruments, lines of statistics and a sample set of targets, from the CSV
files beside this module.

`load` adds what is missing and changes nothing that is there: the lines and targets are a sample,
not an official annex, and belong to the office once they are loaded. Units' fields come first
(`units.reference`). Lines and targets are matched by code, instruments by code and day.
"""

import csv
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from targets.models import (
    Holiday,
    Indicator,
    Instrument,
    Target,
    TargetSet,
    TargetTerm,
    WorkYear,
)
from targets.reference.balances import load_balances, load_pairs
from targets.years import derive_periods
from units.models import Field

FOLDER = Path(__file__).parent
SET_NAME = "Bộ chỉ tiêu mẫu (để chỉnh sửa)"
SIDES = [TargetTerm.Side.NUMERATOR, TargetTerm.Side.DENOMINATOR]


@dataclass(frozen=True)
class Loaded:
    """How many rows were added."""

    work_years: int
    periods: int
    instruments: int
    indicators: int
    balances: int
    targets: int


@transaction.atomic
def load() -> Loaded:
    """Safe to repeat."""
    years, periods = _load_years()
    _load_holidays()
    return Loaded(
        work_years=years,
        periods=periods,
        instruments=_load_instruments(),
        indicators=_load_indicators(),
        balances=load_balances(),
        targets=_load_targets(),
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _load_years() -> tuple[int, int]:
    years = periods = 0
    for row in _rows("work_years.csv"):
        days = {"starts_on": row["starts_on"], "ends_on": row["ends_on"]}
        year, is_new = WorkYear.objects.get_or_create(
            year=row["year"],
            defaults={key: datetime.date.fromisoformat(day) for key, day in days.items()},
        )
        years += is_new
        if is_new:
            periods += derive_periods(year)
    return years, periods


def _load_holidays() -> None:
    """Holidays of the labour code, with the days off in exchange that were decided."""
    Holiday.objects.bulk_create(
        (
            Holiday(
                on=datetime.date.fromisoformat(row["on"]),
                name=row["name"],
                is_worked=row["is_worked"] == "1",
                is_assumed=row["is_assumed"] == "1",
            )
            for row in _rows("holidays.csv")
        ),
        ignore_conflicts=True,
    )


def _load_instruments() -> int:
    """`bases` cites earlier rows by code, or by code and day where a code occurs every year."""
    known: dict[str, Instrument] = {}
    added = 0
    for row in _rows("instruments.csv"):
        named = {key: row[key] for key in ("kind", "issuer", "subject")}
        made, is_new = Instrument.objects.get_or_create(
            code=row["code"], issued_on=row["issued_on"], defaults=named
        )
        known[row["code"]] = known[f"{row['code']} {row['issued_on']}"] = made
        if is_new:
            made.bases.set(known[name.strip()] for name in row["bases"].split(";") if name)
        added += is_new
    return added


def _load_indicators() -> int:
    fields = {field.code: field for field in Field.objects.all()}
    known = set(Indicator.objects.values_list("code", flat=True))
    new = [
        Indicator(
            code=row["code"],
            field=fields[row["field"]],
            name=row["name"],
            counted_in=row["counted_in"],
            nature=row["nature"],
            decimals=int(row["decimals"]),
            source=row["source"],
            order=order,
        )
        for order, row in enumerate(_rows("indicators.csv"), 1)
        if row["code"] not in known
    ]
    made = Indicator.objects.bulk_create(new)
    load_pairs({line.code for line in made})
    return len(made)


def _load_targets() -> int:
    sample, _ = TargetSet.objects.get_or_create(name=SET_NAME, version=1)
    fields = {field.code: field for field in Field.objects.all()}
    known = set(sample.targets.values_list("code", flat=True))
    rows = [row for row in _rows("targets.csv") if row["code"] not in known]
    made = Target.objects.bulk_create([_target(sample, fields, row) for row in rows])
    indicators = {line.code: line for line in Indicator.objects.all()}
    TargetTerm.objects.bulk_create(
        term
        for target, row in zip(made, rows, strict=True)
        for term in _terms(target, row, indicators)
    )
    return len(made)


def _target(sample: TargetSet, fields: dict[str, Field], row: dict[str, str]) -> Target:
    copied = (
        "code",
        "name",
        "short_name",
        "measure",
        "direction",
        "computation",
        "origin",
        "layer",
    )
    texts = ("numerator_text", "denominator_text", "source")
    return Target(
        target_set=sample,
        field=fields[row["field"]],
        threshold=row["threshold"] or None,
        is_assumed=row["is_assumed"] == "1",
        is_proactive=row["is_proactive"] == "1",
        order=int(row["code"].removeprefix("T")),
        **{key: row[key] for key in copied + texts},
    )


def _terms(
    target: Target, row: dict[str, str], indicators: dict[str, Indicator]
) -> Iterator[TargetTerm]:
    """Codes of a side are parted by spaces; one that begins with a minus is taken away."""
    for side in SIDES:
        for code in row[side].split():
            yield TargetTerm(
                target=target,
                side=side,
                indicator=indicators[code.removeprefix("-")],
                sign=-1 if code.startswith("-") else 1,
            )

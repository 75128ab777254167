"""Which lines stand in one row and what must hold between them, for the lines of the sample."""

import csv
from collections.abc import Iterator
from pathlib import Path

from targets.balance_sides import parse_side, terms_of
from targets.models import Balance, BalanceTerm, Indicator
from units.models import Field

FOLDER = Path(__file__).parent


def load_pairs(new: set[str]) -> None:
    """Of lines that were added just now; an office may have parted older ones."""
    known = {line.code: line for line in Indicator.objects.all()}
    for row in _rows("pairs.csv"):
        if row["line"] in new:
            Indicator.objects.filter(code=row["line"]).update(beside=known[row["beside"]])


def load_balances() -> int:
    """Matched by code; how many were added."""
    known = set(Balance.objects.values_list("code", flat=True))
    fields = {field.code: field for field in Field.objects.all()}
    lines = {line.code: line for line in Indicator.objects.all()}
    rows = [(n, row) for n, row in enumerate(_rows("balances.csv"), 1) if row["code"] not in known]
    made = Balance.objects.bulk_create(
        Balance(
            order=order,
            field=fields[row["field"]],
            # Sums that must agree; what is part of a whole, or goes with it, may have its reasons.
            is_strict=row["relation"] == Balance.Relation.EQUAL,
            **_texts(row),
        )
        for order, row in rows
    )
    BalanceTerm.objects.bulk_create(
        term
        for balance, (_, row) in zip(made, rows, strict=True)
        for side in BalanceTerm.Side
        for term in terms_of(balance.pk, side, parse_side(row[side]), lines)
    )
    return len(made)


def _texts(row: dict[str, str]) -> dict[str, str]:
    names = ("code", "name", "relation", "left_text", "right_text", "source")
    return {name: row[name] for name in names}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)

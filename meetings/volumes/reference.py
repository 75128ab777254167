"""Terms of retention and index words that offices begin with, from the CSV files beside this
module; rows of the common lists that somebody changed stay as they are."""

import csv
from pathlib import Path

from meetings.models import IndexTerm, RetentionRule

HERE = Path(__file__).parent


def load() -> None:
    """Each list only while it has no common row."""
    if not RetentionRule.objects.filter(office=None).exists():
        RetentionRule.objects.bulk_create(
            RetentionRule(
                document_kind=row["kind"],
                rhythm=row["rhythm"],
                years=int(row["years"]) if row["years"] else None,
                source=row["source"],
            )
            for row in _rows("retention.csv")
        )
    if not IndexTerm.objects.filter(office=None).exists():
        IndexTerm.objects.bulk_create(
            IndexTerm(term=row["term"], variants=parted(row["variants"]))
            for row in _rows("keywords.csv")
        )


def parted(variants: str) -> list[str]:
    """Other ways of writing, parted by semicolons."""
    return [word.strip() for word in variants.split(";") if word.strip()]


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

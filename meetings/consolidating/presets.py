"""Outlines that offices begin with, from the CSV file beside this module; editable rows.

A row: how deep it stands (nothing: a paragraph of the line above it), its source and what that
reads, the sentence, and `only`: p or r for a province or a region alone, q from the quarter on, w
weekly alone, m not weekly. Figures are those of months: a weekly line says of which one it tells.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from meetings.models import MatterRegister, MeetingKind, OutlineLine
from meetings.models.outlines import OutlineSource as Source
from units.models import Unit

FILE = Path(__file__).with_name("presets.csv")
LONGER = ("giao-ban-quy", "so-ket-6-thang", "tong-ket-nam")
WEEKLY = "giao-ban-tuan"
KINDS = (WEEKLY, "giao-ban-thang", *LONGER)
OFFICES = {Unit.Kind.PROVINCE: "p", Unit.Kind.REGION: "r"}

Row = dict[str, str]


def load() -> None:
    """For kinds and offices that have no outline yet; what an office has changed stays."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    registers = {row.code: row for row in MatterRegister.objects.all()}
    kinds = {kind.code: kind for kind in MeetingKind.objects.filter(code__in=KINDS)}
    known = set(OutlineLine.objects.values_list("kind", "office_kind").distinct())
    for code in KINDS:
        for office, letter in OFFICES.items():
            kind = kinds.get(code)
            if kind and (kind.pk, office) not in known:
                _load(kind, office, list(_wanted(rows, code, letter)), registers)


def _wanted(rows: list[Row], code: str, letter: str) -> Iterator[Row]:
    of_kind = {"q": code in LONGER, "w": code == WEEKLY, "m": code != WEEKLY}
    for row in rows:
        if all(of_kind.get(one, one == letter) for one in row["only"]):
            yield row | {"template": _dated(row)} if code == WEEKLY else row


def _dated(row: Row) -> str:
    if row["source"] != Source.FIGURES:
        return row["template"]
    return f"{row['template'].removesuffix('.')} (số liệu {{ky_so_lieu}})."


def _load(
    kind: MeetingKind, office: str, rows: list[Row], registers: dict[str, MatterRegister]
) -> None:
    """A level at a time, so that parents are stored before what belongs to them."""
    lines: list[tuple[int, OutlineLine]] = []
    open_at: dict[int, OutlineLine] = {}
    depth = 0
    for order, row in enumerate(rows, start=1):
        depth = int(row["level"]) if row["level"] else depth
        level = depth if row["level"] else depth + 1
        line = _line(row, registers)
        line.kind, line.office_kind, line.order = kind, office, order
        line.parent = open_at.get(level - 1)
        if row["level"]:
            open_at[level] = line
        lines.append((level, line))
    for level in sorted({level for level, _ in lines}):
        made = [line for at, line in lines if at == level]
        for line in made:
            line.parent = line.parent  # its key is known by now
        OutlineLine.objects.bulk_create(made)


def _line(row: Row, registers: dict[str, MatterRegister]) -> OutlineLine:
    source, what = row["source"], row["what"]
    return OutlineLine(
        source=source,
        title=row["title"],
        template=row["template"],
        indicators=what.split() if source == Source.FIGURES else [],
        target=what if source == Source.TARGET else "",
        register=registers[what] if source == Source.REGISTER else None,
        section=what if source == Source.SECTION else "",
    )

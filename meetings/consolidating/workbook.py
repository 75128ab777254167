"""The numbers of a consolidated report as a workbook, from the facts that are printed.

A sheet with every line, then one for each part (of a long part for each field, its headings of the
second level) with a column for each unit and their total: the numbers at the foot of the page.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from meetings.consolidating.wording import footnote
from procuracy.web.xlsx import Cell, Look, Spread
from procuracy.web.xlsx.looks import Plain

Facts = Mapping[str, Any]
Line = Mapping[str, Any]
Cells = list[Cell | Plain]

PART, FIELD = 1, 2  # levels of headings
LONG = 15  # numbers; a part of more is divided
WHOLE = "Báo cáo"
TOTAL = "Tổng số"
NONE, UNKNOWN = "Ô để trống: không phát sinh.", "chưa có số liệu"
NOTES = [NONE, f"“{UNKNOWN}”: đơn vị chưa nhập số liệu của dòng này."]


def spreads(facts: Facts, state: str) -> Iterator[Spread]:
    """`state`: how the numbers stand, below each title."""
    lines, units = facts["lines"], facts["units"]
    told = [one for one in (facts["subject"], state) if one]
    yield Spread(
        WHOLE,
        f"{facts['kind_name'].capitalize()}: nội dung và số liệu theo đơn vị",
        [["TT", "Mục", "Nội dung", "Theo đơn vị"]],
        (_whole(line) for line in lines),
        told,
        ["Chữ đậm: đề mục."],
        [7, 34, 70, 60],
        2,
    )
    for name, rows in _fields(lines):
        entries = [(line, entry) for line in rows for entry in line["entries"]]
        shown = [unit for unit in units if any(_knows(entry, unit) for _, entry in entries)]
        yield Spread(
            name,
            name,
            [["TT", "Mục", "Nội dung", TOTAL, *shown]],
            (_numbers(line, entry, shown) for line, entry in entries),
            told,
            NOTES,
            [7, 34, 40, 12, *[11] * len(shown)],
            4,
        )


def _whole(line: Line) -> Cells:
    text = "\n".join("".join(run["text"] for run in one) for one in line["paragraphs"])
    heading = Look(is_strong=True)
    notes = [note for entry in line["entries"] if (note := footnote(entry))]
    number, title = Cell(line["number"], heading), Cell(line["title"], heading)
    return [number, title, text, "\n".join(notes)]


def _fields(lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    """(name of the sheet, its lines that count something), in reading order."""
    for name, part in _below(lines, PART):
        counted = sum(len(line["entries"]) for line in part)
        for below, some in _below(part, FIELD) if counted > LONG else [(name, part)]:
            if found := [line for line in some if line["entries"]]:
                yield below or name, found


def _below(lines: Sequence[Line], level: int) -> Iterator[tuple[str, list[Line]]]:
    """(a heading of that level, it and the lines below it)."""
    name, found = "", list[Line]()
    for line in lines:
        if line["title"] and line["level"] == level:
            yield name, found
            name, found = f"{line['number']} {line['title']}".strip(), []
        found.append(line)
    yield name, found


def _knows(entry: Mapping[str, Any], unit: str) -> bool:
    parts = entry.get("parts") or []
    return unit in (entry.get("missing") or []) or any(part[0] == unit for part in parts)


def _numbers(line: Line, entry: Mapping[str, Any], units: Sequence[str]) -> Cells:
    """The same unit's numbers, should it stand twice, one below the other."""
    by_unit: dict[str, list[Any]] = {}
    for part in entry.get("parts") or []:
        by_unit.setdefault(part[0], []).append(part[1])
    missing = set(entry.get("missing") or [])
    cells: Cells = [
        Cell(line["number"]),
        line["title"],
        entry.get("label") or "",
        _amount(entry.get("total"), is_strong=True),
    ]
    for unit in units:
        values = by_unit.get(unit, [])
        if len(values) == 1:
            cells.append(_amount(values[0]))
        elif values:
            cells.append(Cell("\n".join(map(str, values))))
        else:
            cells.append(Cell(UNKNOWN, Look(is_right=True)) if unit in missing else None)
    return cells


def _amount(value: Any, *, is_strong: bool = False) -> Cell:
    if isinstance(value, int | float | Decimal):
        exact = Decimal(str(value))
        places = max(0, -int(exact.normalize().as_tuple().exponent))
        return Cell(exact, Look("", places, "", is_strong))
    return Cell(str(value or ""), Look(is_strong=is_strong, is_right=True))


def file_name(facts: Facts, on: datetime.date) -> str:
    number = f"{facts['number']:02}-" if facts.get("number") else ""
    return f"bao-cao-tong-hop-{number}{on:%Y-%m-%d}.xlsx"

"""The differences of a loaded workbook as a page and a sheet show them."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from procuracy.web.dates import screen_moment
from procuracy.web.numbers import format_number
from procuracy.web.xlsx import Cell, Look, Spread
from procuracy.web.xlsx.looks import Plain
from targets.models import Indicator, Submission, WorkbookLoad
from targets.submitting import held_words
from targets.workbooks import breaking, unlike
from targets.workbooks.breaking import Broken
from targets.workbooks.differences import Change, Conflict, Found, Refusal
from targets.workbooks.grids import Key
from units.models import Unit

# Rows of a table on the page; all of them stand in the sheet.
SHOWN = 400
HEADS = ["Trang tính", "Ô", "Dòng thống kê", "Tháng", "Số đang lưu", "Số trong tệp", "Ghi chú"]
WIDTHS = [18, 8, 58, 10, 14, 14, 60]


@dataclass(frozen=True)
class Shown:
    """A row of the page; `at`: a conflict's place in the list, sent back when it is taken.
    `unlike`: why the number in the file is unlike the unit's own past."""

    sheet: str
    cell: str
    line: str
    month: datetime.date | None
    old: str
    new: str
    at: int = 0
    stood: str = ""
    by: str = ""
    moment: datetime.datetime | None = None
    sentence: str = ""
    unlike: str = ""


def facts(load: WorkbookLoad, today: datetime.date) -> dict[str, Any]:
    """What the page says of a load; before it was read only whose it is."""
    unit = Unit.objects.named(load.last_month).get(pk=load.unit_id)
    context: dict[str, Any] = {"unit": unit}
    if not load.found:
        return context
    found = Found.unpacked(load.found)
    lines = _lines(found)
    odd = _unlike(unit, found, lines, today)
    return context | {
        "made_at": datetime.datetime.fromisoformat(load.found["made_at"]),
        "found": found,
        "odd": len(odd),
        "changes": [_shown(one, lines, odd) for one in found.changes[:SHOWN]],
        "conflicts": [_shown(c, lines, odd, at) for at, c in enumerate(found.conflicts[:SHOWN])],
        "refusals": [_refused(one, lines) for one in found.refusals[:SHOWN]],
        "more": max(0, len(found.changes) - SHOWN),
        "failed": [
            (datetime.date.fromisoformat(month), count, why)
            for month, count, why in load.found.get("failed", [])
        ],
        "broken": _broken(load, unit, found),
        "is_same": not (found.changes or found.conflicts or found.refusals),
    }


def _broken(load: WorkbookLoad, unit: Unit, found: Found) -> list[tuple[Broken, str]]:
    """Until it is written; afterwards the entry page says it. With what it keeps the month from."""
    if load.state != WorkbookLoad.State.READ:
        return []
    broken = breaking.would_break(unit, found)[:SHOWN]
    rows = Submission.objects.filter(unit=unit, month__in={one.month for one in broken})
    states = dict(rows.values_list("month", "state")) if broken else {}
    return [
        (one, held_words(states.get(one.month)) if one.checked.is_blocking else "")
        for one in broken
    ]


def _unlike(
    unit: Unit, found: Found, lines: dict[int, Indicator], today: datetime.date
) -> dict[Key, str]:
    return unlike.reasons(unit, [*found.changes, *found.conflicts], lines, today)


def spreads(load: WorkbookLoad, today: datetime.date) -> Iterator[Spread]:
    unit = Unit.objects.named(load.last_month).get(pk=load.unit_id)
    found = Found.unpacked(load.found) if load.found else Found()
    yield Spread(
        "Khác biệt",
        f"Khác biệt giữa sổ đã nạp và số liệu đang lưu: {unit.name}",
        [list(HEADS)],
        _rows(unit, found, today),
        [f"Nạp lúc {screen_moment(load.asked_at)}."],
        widths=WIDTHS,
        frozen=2,
    )


def _rows(unit: Unit, found: Found, today: datetime.date) -> Iterator[list[Cell | Plain]]:
    lines = _lines(found)
    odd = _unlike(unit, found, lines, today)
    for change in found.changes:
        yield _row(change, lines, odd, "Sẽ ghi số trong tệp.")
    for conflict in found.conflicts:
        who = f"{conflict.by}, {screen_moment(_moment(conflict.at))}" if conflict.at else "đã bỏ số"
        yield _row(conflict, lines, odd, f"Đã được sửa sau khi lập sổ: {who}.")
    for refusal in found.refusals:
        one = _refused(refusal, lines)
        yield [one.sheet, one.cell, one.line, None, None, None, one.sentence]


def _row(
    change: Change, lines: dict[int, Indicator], odd: Mapping[Key, str], note: str
) -> list[Cell | Plain]:
    one, line = _shown(change, lines, odd), lines.get(change.line)
    if one.unlike:
        note = f"{note} {one.unlike.capitalize()}."
    look = Look("", line.decimals if line else 0)
    month = f"{change.month.month}/{change.month.year}"
    figures = [Cell(change.old, look), Cell(change.new, look)]
    return [one.sheet, one.cell, one.line, month, *figures, note]


def _lines(found: Found) -> dict[int, Indicator]:
    of: Iterable[Change | Refusal] = (*found.changes, *found.conflicts, *found.refusals)
    return Indicator.objects.in_bulk({one.line for one in of})


def _shown(
    change: Change, lines: dict[int, Indicator], odd: Mapping[Key, str], at: int = 0
) -> Shown:
    line = lines.get(change.line)
    more: dict[str, Any] = {}
    if isinstance(change, Conflict):
        more = {"stood": _figure(change.stood, line), "by": change.by}
        more["moment"] = _moment(change.at) if change.at else None
    return Shown(
        change.place.sheet,
        f"{change.place.letter}{change.place.row}",
        line.name if line else "",
        change.month,
        _figure(change.old, line),
        _figure(change.new, line),
        at,
        unlike=odd.get((change.line, change.month), ""),
        **more,
    )


def _refused(refusal: Refusal, lines: dict[int, Indicator]) -> Shown:
    place, line = refusal.place, lines.get(refusal.line)
    cell, name = f"{place.letter}{place.row}", line.name if line else ""
    return Shown(place.sheet, cell, name, None, "", "", sentence=refusal.sentence)


def _figure(value: Decimal | None, line: Indicator | None) -> str:
    return "" if value is None else format_number(value, line.decimals if line else 0)


def _moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)

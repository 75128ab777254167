"""Assignments as a workbook: one line for each unit and target, filled in and loaded back."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from procuracy.web import xlsx
from procuracy.web.errors import Refused
from procuracy.web.xlsx import Column, Fault, Row, Sheet, Table
from targets import assigning, given, promises
from targets.assigning import Change
from targets.formula_words import Words
from targets.models import Target, TargetAssignment, TargetSet, WorkYear
from targets.promises import Aspect
from targets.scores import goal_text
from units.models import Unit

SHEET = "Giao chỉ tiêu"
UNIT, UNIT_NAME = "Mã đơn vị", "Đơn vị"
CODE, NAME, GOAL = "Mã chỉ tiêu", "Chỉ tiêu", "Ngưỡng chung"
FORMULA, NUMERATOR, DENOMINATOR, SOURCE = "Cách tính", "Tử số", "Mẫu số", "Nguồn"
REGIVEN = "Giao lại, thôi giao"
COLUMNS = [
    Column(UNIT, longest=40, is_required=True, width=14),
    Column(UNIT_NAME, longest=200, width=26),
    Column(CODE, longest=20, is_required=True, width=12),
    Column(NAME, longest=300, width=48),
    Column(GOAL, longest=60, width=14),
    Column(Aspect.ASSIGNED.label, longest=40, width=14),
    Column(Aspect.COMMITTED.label, longest=40, width=14),
    Column(Aspect.DUE.label, longest=40, width=14),
    Column(FORMULA, longest=1000, width=44),
    Column(NUMERATOR, longest=300, width=36),
    Column(DENOMINATOR, longest=300, width=36),
    Column(SOURCE, longest=300, width=30),
    Column(REGIVEN, longest=600, width=36),
]
LINES = (
    "Ngưỡng giao: x là giao theo ngưỡng chung, số là ngưỡng giao riêng, để trống là không giao.",
    "Nhập lại tệp này vào phần mềm: chỉ ba cột Ngưỡng giao, Ngưỡng đăng ký, Hạn riêng được đọc.",
)


def written(
    year: WorkYear, target_set: TargetSet, units: Sequence[Unit], words: Sequence[Words]
) -> bytes:
    """Every unit × target, given or not."""
    known = assigning.all_rows(year, [unit.pk for unit in units], [one.target for one in words])
    rows = (
        (
            unit.code,
            unit.short_name,
            one.target.code,
            one.target.name,
            goal_text(one.target, one.target.threshold),
            *(promises.shown(known.get((unit.pk, one.target.pk)), aspect) for aspect in Aspect),
            one.formula,
            one.numerator,
            one.denominator,
            one.source,
            _told(known.get((unit.pk, one.target.pk))),
        )
        for unit in units
        for one in words
    )
    heading = f"{target_set}, năm công tác {year.year}"
    return xlsx.write([Table(SHEET, COLUMNS, rows, lines=(heading, *LINES))])


def _told(row: TargetAssignment | None) -> str:
    later = given.told(row) if row else None
    return later.words if later else ""


@dataclass
class Loaded:
    """Differences from what is stored, and what is wrong with the sheet."""

    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read(
    sheet: Sheet,
    year: WorkYear,
    units: Iterable[Unit],
    targets: Iterable[Target],
    aspects: Sequence[Aspect],
) -> Loaded:
    """Lines that are missing from the sheet stay as they are; so do aspects without a column."""
    by_code = {unit.code: unit for unit in units}
    by_target = {target.code: target for target in targets}
    keys = [unit.pk for unit in by_code.values()]
    known = assigning.stored_rows(year, keys, list(by_target.values()))
    loaded, met = Loaded(faults=list(sheet.faults)), set[assigning.Key]()
    told = [aspect for aspect in aspects if aspect.label in sheet.letters]
    for row in sheet.rows:
        unit, target = by_code.get(row.text(UNIT)), by_target.get(row.text(CODE))
        if fault := _unknown(sheet, row, unit, target):
            loaded.faults.append(fault)
        elif unit and target and (unit.pk, target.pk) in met:
            loaded.faults.append(Fault(row.number, "Đơn vị và chỉ tiêu này đã có ở dòng trên."))
        elif unit and target:
            met.add((unit.pk, target.pk))
            stored = known.get((unit.pk, target.pk))
            for aspect in told:
                _compare(
                    sheet, row, aspect, target, unit, promises.shown(stored, aspect), loaded, year
                )
    return loaded


def _unknown(sheet: Sheet, row: Row, unit: Unit | None, target: Target | None) -> Fault | None:
    if unit is None:
        return sheet.fault(row.number, UNIT, f"Không có đơn vị mang mã “{row.text(UNIT)}”.")
    if target is None:
        return sheet.fault(row.number, CODE, f"Bộ này không có chỉ tiêu “{row.text(CODE)}”.")
    return None


def _compare(
    sheet: Sheet,
    row: Row,
    aspect: Aspect,
    target: Target,
    unit: Unit,
    seen: str,
    loaded: Loaded,
    year: WorkYear,
) -> None:
    typed = _as_typed(row.text(aspect.label), aspect)
    if typed == seen:
        return
    try:
        typed = promises.written(promises.read(typed, aspect, target, year), aspect)
    except Refused as refused:
        loaded.faults.append(sheet.fault(row.number, aspect.label, refused.message))
        return
    if typed != seen:
        loaded.changes.append(Change(unit.pk, target, aspect, typed, seen))


_POINT = re.compile(r"([0-9]{1,6})\.([0-9]{1,2})")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?: 00:00:00)?")


def _as_typed(text: str, aspect: Aspect) -> str:
    """Excel hands over its own numbers with a point and its days from the year on."""
    if aspect is Aspect.DUE and (day := _DATE.fullmatch(text)):
        return f"{int(day[3])}/{int(day[2])}/{day[1]}"
    if number := _POINT.fullmatch(text):
        return f"{number[1]},{number[2]}"
    return text

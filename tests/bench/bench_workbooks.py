"""Workbooks: a province-year written, a unit's ten years loaded back.

Goals (issue 4): the XLSX of one province-year within 3 s and in constant memory, that is with no
more memory for three times the units; an import of 10,000 rows within 5 s. Floor for writing: the
same cells through XlsxWriter alone.
"""

import datetime
import io
import sys
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import openpyxl
import xlsxwriter

from procuracy.web.xlsx.looks import AS_TYPED
from targets.models import Indicator, Period, Workbook, WorkbookLoad
from targets.workbooks import grids, loading, loads, making, unit_books
from tests import factories as f
from tests.bench.decade import filled
from units.models import Role, Unit, User

T = TypeVar("T")

UNITS = 60
ROWS = 10_000
TODAY = datetime.date(2026, 11, 22)
LINE = "{:<58}{:>10}{:>10}{:>8}\n"


def main() -> None:
    with filled("workbooks", units=UNITS) as (_, (province,)):
        sys.stdout.write(LINE.format("", "seconds", "goal", "MiB"))
        write_year(province.head)
        load_rows(Unit.objects.get(pk=province.unit_ids[0]))


def write_year(head: User) -> None:
    """A work year of all units, added up and then month by month with eight times the cells, which
    must not take more memory; then the floor."""
    head.act_on(TODAY, None)
    period = Period.objects.get(work_year__year=2026, kind=Period.Kind.YEAR)
    cells = 0
    for layout in (Workbook.Layout.TO_DATE, Workbook.Layout.EACH_MONTH):
        asked = Workbook(
            user=head, acting=head.acting, kind="consolidated", layout=layout, period=period
        )
        content, seconds = timed(partial(written, asked))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        cells = sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows())
        words = f"province-year, {layout}: {UNITS} units, {cells} cells"
        report(words, seconds, 3, held(partial(written, asked)))
    alone = partial(floor, cells, UNITS + 5)
    _, seconds = timed(alone)
    report("  floor: the same cells through XlsxWriter alone", seconds, None, held(alone))


def written(asked: Workbook) -> bytes:
    with making.written(asked, at=f.NOW, progress=lambda _: None) as file:
        return file.read()


def floor(cells: int, width: int) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, AS_TYPED) as book:
        sheet, style = book.add_worksheet(), book.add_format({"num_format": "#,##0"})
        for row in range(cells // width):
            for place in range(width):
                sheet.write_number(row, place, row, style)
    return target.getvalue()


def load_rows(unit: Unit) -> None:
    """A unit's months, a row for each line and month, all of them typed anew."""
    lines = Indicator.objects.count()
    months = -(-ROWS // lines)
    last = datetime.date(2026, 9, 1)
    first = datetime.date(last.year - months // 12 - 1, last.month, 1)
    grid = grids.grid(Unit.objects.named(last).get(pk=unit.pk), first, last)
    while grid.size - lines >= ROWS:
        grid.years.pop(grid.months[0])
    clerk = f.user(Role.UNIT_CLERK, unit)
    clerk.act_on(TODAY, None)
    with unit_books.write(grid, "months", at=f.NOW, progress=lambda _: None) as file:
        content = typed(file.read())
    load, taking = timed(lambda: loads.take_in(content, by=clerk, at=f.NOW))
    _, reading = timed(lambda: loading.read(load.pk, at=f.NOW))
    _, writing = timed(lambda: confirmed(load.pk))
    load.refresh_from_db()
    report(f"import of {load.written} rows: looked at in the request", taking, None)
    report("  read and compared by the worker", reading, None)
    report("  written by the worker", writing, None)
    report("  all of it", taking + reading + writing, 5)


def confirmed(pk: int) -> None:
    load = WorkbookLoad.objects.get(pk=pk)
    loads.confirm(load, taken=[], at=f.NOW)
    loading.write(pk, at=f.NOW)


def typed(content: bytes) -> bytes:
    """Every open cell one more than it was, as a spreadsheet program saves it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=unit_books.FIRST_ROW + 1):
            for cell in row:
                if not cell.protection.locked:
                    cell.value = (cell.value or 0) + 1
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def timed(act: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    result = act()
    return result, time.perf_counter() - started


def held(act: Callable[[], Any]) -> float:
    """The most memory that Python held at a time, in MiB."""
    tracemalloc.start()
    act()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20


def report(words: str, seconds: float, goal: float | None, memory: float = 0.0) -> None:
    sys.stdout.write(
        LINE.format(words, f"{seconds:.2f}", goal or "", f"{memory:.1f}" if memory else "")
    )

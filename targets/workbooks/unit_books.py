"""A unit's workbook to be filled in offline: a sheet for each month or for each work year."""

import datetime
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import IO

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from procuracy.web.dates import screen_moment
from procuracy.web.numbers import LIMIT
from procuracy.web.xlsx.looks import Cell, Look, Looks, Plain, as_text, put
from procuracy.web.xlsx.spreads import HEAD, new_book, on_paper, sheet_name
from targets import calendar
from targets.models import Indicator, Workbook
from targets.workbooks import marks
from targets.workbooks.grids import Grid
from units.models import Field

Progress = Callable[[int], None]

KEY_ROW, HEAD_ROW, FIRST_ROW = 3, 4, 5
NUMBER, NAME, COUNTED_IN, FIRST_COLUMN = 1, 2, 3, 4  # columns; the first holds the line's key
WIDTHS = {0: 4, NUMBER: 5, NAME: 58, COUNTED_IN: 11}
HOW = (
    "Chỉ nhập vào các ô nền vàng: không phát sinh thì nhập 0, để trống là chưa có số liệu. "
    "Nạp lại tệp này tại trang Sổ số liệu Excel."
)


@dataclass(frozen=True)
class Column:
    """`month`: whose figures stand in it, in cells that may be typed in if `is_input`; None for
    the running total up to the months typed in."""

    heading: str
    month: datetime.date | None
    is_input: bool = False


@dataclass(frozen=True)
class Page:
    name: str
    title: str
    columns: list[Column]

    @property
    def inputs(self) -> list[tuple[int, datetime.date]]:
        """(place, month)."""
        numbered = enumerate(self.columns, FIRST_COLUMN)
        return [(at, column.month) for at, column in numbered if column.is_input and column.month]


def write(grid: Grid, layout: str, *, at: datetime.datetime, progress: Progress) -> IO[bytes]:
    """Rows are written one by one; the figures of the grid are all that is held."""
    target: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  (whoever asked closes it)
    pages = by_month(grid) if layout == Workbook.Layout.MONTHS else by_year(grid)
    with new_book(target) as book:
        looks, taken = Looks(book), set[str]()
        for done, page in enumerate(pages, 1):
            _sheet(book.add_worksheet(sheet_name(page.name, taken)), page, grid, looks, at)
            progress(100 * done // len(pages))
        _marks(book, grid, at)
    target.seek(0)
    return target


def by_month(grid: Grid) -> list[Page]:
    return [_month_page(month) for month in grid.months]


def _month_page(month: datetime.date) -> Page:
    before = calendar.add_months(month, -1)
    columns = [
        Column(f"Tháng {_short(before)}", before),
        Column(f"Tháng {_short(month)}", month, is_input=True),
        Column("Lũy kế năm", None),
    ]
    return Page(f"Tháng {month:%m-%Y}", f"SỐ LIỆU THÁNG {_short(month)}", columns)


def by_year(grid: Grid) -> list[Page]:
    pages = []
    for year, months in groupby(grid.months, lambda month: grid.years[month].year):
        inputs = [Column(_short(month), month, is_input=True) for month in months]
        columns = [*inputs, Column("Lũy kế năm", None)]
        pages.append(Page(f"Năm {year}", f"SỐ LIỆU CÁC THÁNG, NĂM CÔNG TÁC {year}", columns))
    return pages


def _short(month: datetime.date) -> str:
    return f"{month.month}/{month.year}"


def _sheet(sheet: Worksheet, page: Page, grid: Grid, looks: Looks, at: datetime.datetime) -> None:
    _top(sheet, page, grid, looks, at)
    row = FIRST_ROW
    for of_field, lines in groupby(grid.lines, lambda line: line.field):
        blank = Cell(None, Look("group"))
        said = [_nil(of_field, column, grid) for column in page.columns]
        cells = [blank, Cell(of_field.name, Look("group")), blank, *said]
        _row(sheet, row, [None, *cells], looks)
        row += 1
        for number, line in enumerate(lines, 1):
            _line(sheet, row, number, line, page, grid, looks)
            row += 1
    _validate(sheet, page, grid.lines)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _top(sheet: Worksheet, page: Page, grid: Grid, looks: Looks, at: datetime.datetime) -> None:
    for place in range(FIRST_COLUMN + len(page.columns)):
        width, hidden = WIDTHS.get(place, 11), {"hidden": place == 0}
        sheet.set_column(place, place, width, None, hidden)
    title = f"{page.title} · {grid.unit.name}"
    sheet.write_string(0, NUMBER, as_text(title), looks.line(bold=True, font_size=14))
    sheet.write_string(1, NUMBER, HOW, looks.line(italic=True))
    made = f"Sổ lập lúc {screen_moment(at)}."
    sheet.write_string(2, NUMBER, made, looks.line(italic=True))
    sheet.set_row(KEY_ROW, None, None, {"hidden": True})
    keys = {0: marks.KEYS} | {place: f"{month:%Y-%m}" for place, month in page.inputs}
    for place, key in keys.items():
        sheet.write_string(KEY_ROW, place, key)
    headings = ["TT", "Dòng thống kê", "Đơn vị tính", *(c.heading for c in page.columns)]
    for place, heading in enumerate(headings, NUMBER):
        sheet.write_string(HEAD_ROW, place, heading, looks.of("text", HEAD))
    sheet.freeze_panes(FIRST_ROW, FIRST_COLUMN)
    sheet.repeat_rows(HEAD_ROW)
    on_paper(sheet)


def _line(
    sheet: Worksheet,
    row: int,
    number: int,
    line: Indicator,
    page: Page,
    grid: Grid,
    looks: Looks,
) -> None:
    cells: list[Cell | Plain] = [str(line.pk), number, line.name, line.counted_in]
    for column in page.columns:
        cells.append(_figure(line, column, grid))
    _row(sheet, row, cells, looks)
    if line.nature == Indicator.Nature.FLOW:
        _running_total(sheet, row, line, page, grid, looks)


def _nil(of_field: Field, column: Column, grid: Grid) -> Cell:
    """What the unit ticked stands in the field's own row; it is no figure and is not read back."""
    is_nil = column.month is not None and (of_field.pk, column.month) in grid.nil
    return Cell("không phát sinh" if is_nil else None, Look("group"))


def _figure(line: Indicator, column: Column, grid: Grid) -> Cell:
    if column.month is None:
        return Cell(None, Look("off"))
    value = grid.figures.get((line.pk, column.month))
    if not column.is_input:
        return Cell(value, Look("", line.decimals))
    if grid.is_open(line, column.month):
        return Cell(value, Look("input", line.decimals, is_open=True))
    return Cell(value, Look("off", line.decimals))


def _running_total(
    sheet: Worksheet, row: int, line: Indicator, page: Page, grid: Grid, looks: Looks
) -> None:
    """Ours, of cells beside it and a number: adds up what is typed; empty while nothing is."""
    place, months = FIRST_COLUMN + len(page.columns) - 1, page.inputs
    before = grid.total_before(line, months[0][1])
    figures = [before, *(grid.figures.get((line.pk, month)) for _, month in months)]
    known = [value for value in figures if value is not None]
    area = ":".join(xl_rowcol_to_cell(row, at) for at in (months[0][0], months[-1][0]))
    formula = f"={before or 0}+SUM({area})"
    if before is None:
        formula = f'=IF(COUNT({area})=0,"",SUM({area}))'
    style = looks.of("number", Look("", line.decimals))
    sheet.write_formula(row, place, formula, style, sum(known) if known else "")


def _row(sheet: Worksheet, row: int, cells: Sequence[Cell | Plain], looks: Looks) -> None:
    for place, cell in enumerate(cells):
        put(sheet, row, place, cell, looks)


def _validate(sheet: Worksheet, page: Page, lines: Iterable[Indicator]) -> None:
    """A rule for each run of rows that take the same decimals."""
    row = FIRST_ROW
    places = [place for place, _ in page.inputs]
    for _, of_field in groupby(lines, lambda line: line.field_id):
        row += 1  # the field's own row
        for decimals, alike in groupby(of_field, lambda line: line.decimals):
            count = len(list(alike))
            area = (row, places[0], row + count - 1, places[-1])
            sheet.data_validation(*area, _allowed(decimals))
            row += count


def _allowed(decimals: int) -> dict[str, object]:
    part = f", tối đa {decimals} chữ số sau dấu phẩy" if decimals else ""
    return {
        "validate": "decimal" if decimals else "integer",
        "criteria": "between",
        "minimum": 0,
        "maximum": LIMIT - 1,
        "error_title": "Số liệu chưa đúng",
        "error_message": f"Chỉ nhập số {'' if decimals else 'nguyên '}không âm{part}.",
    }


def _marks(book: xlsxwriter.Workbook, grid: Grid, at: datetime.datetime) -> None:
    sheet = book.add_worksheet(marks.SHEET)
    for row, piece in enumerate(marks.packed(grid, at)):
        sheet.write_string(row, 0, piece)
    sheet.protect()
    sheet.very_hidden()

"""Writing: rows one by one in constant memory; a text stays a text, whatever it begins with."""

import datetime
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

from procuracy.web.xlsx.columns import Column, Kind, Value
from procuracy.web.xlsx.looks import AS_TYPED, EXCEL_BEGINS, FIRST_SIGNS, as_text
from procuracy.web.xlsx.spreads import CONTENT_TYPE

LIST_HOLDS = 255  # letters of a list of allowed words


@dataclass(frozen=True)
class Table:
    """A sheet: `lines` of text, then headings, then rows in the order of the columns.

    `room`: how many empty rows take only the allowed words, for a form to be filled in.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    lines: Sequence[str] = ()
    room: int = 0


def write(tables: Iterable[Table]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, AS_TYPED) as book:
        # The same rows give the same bytes on every day.
        book.set_properties({"created": datetime.datetime(2000, 1, 1)})
        styles = _Styles(book)
        for table in tables:
            _sheet(book, table, styles)
    return target.getvalue()


def response(content: bytes, file_name: str) -> HttpResponse:
    """A download; `file_name` may have Vietnamese letters."""
    answer = HttpResponse(content, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file_name)}"
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


class _Styles:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        plain = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
        framed = plain | {"border": 1, "border_color": "#BFBFBF", "text_wrap": True}
        self.heading = book.add_format(framed | {"bold": True, "bg_color": "#E8EEF4"})
        self.text = book.add_format(framed | {"num_format": "@"})
        # The sign that tells Excel, also when the cell is edited later: this is a text.
        self.quoted = book.add_format(framed | {"num_format": "@", "quote_prefix": True})
        self.day = book.add_format(framed | {"num_format": "dd/mm/yyyy", "align": "center"})
        self.number = book.add_format(framed | {"num_format": "0"})
        self.line = book.add_format(plain)


def _sheet(book: xlsxwriter.Workbook, table: Table, styles: _Styles) -> None:
    sheet = book.add_worksheet(table.name)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
    for number, line in enumerate(table.lines):
        sheet.write_string(number, 0, as_text(line), styles.line)
    top = len(table.lines)
    for place, column in enumerate(table.columns):
        sheet.write_string(top, place, column.heading, styles.heading)
    last = top
    for last, row in enumerate(table.rows, top + 1):
        for place, value in enumerate(row):
            _cell(sheet, last, place, value, styles)
    _furnish(sheet, table, top, last)


def _cell(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, place: int, value: Value, styles: _Styles
) -> None:
    if value is None or value == "":
        sheet.write_blank(row, place, None, styles.text)
    elif isinstance(value, datetime.date) and value >= EXCEL_BEGINS:
        moment = datetime.datetime(value.year, value.month, value.day)
        sheet.write_datetime(row, place, moment, styles.day)
    elif isinstance(value, int) and not isinstance(value, bool):
        sheet.write_number(row, place, value, styles.number)
    else:
        text = as_text(value)
        style = styles.quoted if text.startswith(FIRST_SIGNS) else styles.text
        sheet.write_string(row, place, text, style)


def _furnish(sheet: xlsxwriter.worksheet.Worksheet, table: Table, top: int, last: int) -> None:
    """Fixed headings, filter, A4 lying across, and the allowed words of each column."""
    right = len(table.columns) - 1
    sheet.freeze_panes(top + 1, 1)
    if last > top:
        sheet.autofilter(top, 0, last, right)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    for place, column in enumerate(table.columns):
        words = list(column.words)
        if words and len(",".join(words)) <= LIST_HOLDS:
            allowed = {
                "validate": "list",
                "source": words,
                "error_message": "Chọn trong danh sách.",
            }
            sheet.data_validation(top + 1, place, last + table.room + 1, place, allowed)
        elif column.kind is Kind.DAY and table.room:
            asked = {"validate": "any", "input_title": "Ngày", "input_message": "dd/mm/yyyy"}
            sheet.data_validation(top + 1, place, last + table.room + 1, place, asked)

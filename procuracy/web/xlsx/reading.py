"""Reading a table: every cell is looked at before use, and every fault is named by its place."""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import openpyxl
from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries

from procuracy.web import secrecy
from procuracy.web.errors import Refused
from procuracy.web.numbers import format_number
from procuracy.web.xlsx.cells import judged, same, shown_as, value_of
from procuracy.web.xlsx.columns import Column, Fault, Row, Sheet, Value
from procuracy.web.xlsx.opening import MOST_BYTES, MOST_ROWS, opened

MOST_COLUMNS = 60
MOST_FAULTS = 200
HEADING_WITHIN = 10  # rows from the top


def read(file: BinaryIO, columns: Sequence[Column], *, name: str = "") -> Sheet:
    """The sheet `name`, or the first one. Refused when the file as a whole cannot be taken."""
    content = file.read(MOST_BYTES + 1)
    with opened(content) as book:
        return _read(book, content, columns, name)


def _read(book: openpyxl.Workbook, content: bytes, columns: Sequence[Column], name: str) -> Sheet:
    page = book[name] if name in book.sheetnames else book.worksheets[0]
    merged = _merged(content, page._worksheet_path)
    page.reset_dimensions()  # the file may lie about them
    lines = enumerate(page.iter_rows(max_col=MOST_COLUMNS), 1)
    first, sheet = _headings(lines, columns)
    sheet.digest = digest(content)
    _note_merged(sheet, merged, first)
    _rows(lines, columns, sheet)
    return sheet


_MERGE = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"'
)


def _merged(content: bytes, path: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [found.decode() for found in _MERGE.findall(archive.read(path))]


def _note_merged(sheet: Sheet, merged: list[str], heading_row: int) -> None:
    for area in merged:
        column, top, _, bottom = range_boundaries(area)
        if bottom < heading_row:  # a title above the table
            continue
        letter = get_column_letter(column)
        sentence = f"Ô {area} bị gộp: bỏ gộp và ghi từng ô."
        heading = next((h for h, at in sheet.letters.items() if at == letter), "")
        sheet.faults.append(Fault(top, sentence, letter, heading))


Lines = Iterator[tuple[int, Sequence[Any]]]


def _headings(lines: Lines, columns: Sequence[Column]) -> tuple[int, Sheet]:
    """The row that names the columns. Raises Refused with what is missing, unknown or twice."""
    wanted = {same(column.heading): column.heading for column in columns}
    for number, cells in lines:
        found = [shown_as(cell.value) for cell in cells]
        known = [wanted[same(text)] for text in found if same(text) in wanted]
        if len(known) >= max(2, len(wanted) // 3) or len(known) == len(wanted):
            _check_headings(number, found, known, columns, wanted)
            letters = {
                wanted[same(text)]: get_column_letter(at)
                for at, text in enumerate(found, 1)
                if text
            }
            return number, Sheet("", letters)
        if number >= HEADING_WITHIN:
            break
    raise Refused(
        "Không tìm thấy dòng tiêu đề của bảng trong 10 dòng đầu. Bảng cần các cột: "
        + ", ".join(column.heading for column in columns if column.is_required)
        + ". Tải tệp mẫu để xem cách ghi."
    )


def _check_headings(
    number: int,
    found: Sequence[str],
    known: Sequence[str],
    columns: Sequence[Column],
    wanted: Mapping[str, str],
) -> None:
    missing = [c.heading for c in columns if c.is_required and c.heading not in known]
    if missing:
        raise Refused(f"Dòng tiêu đề ({number}) thiếu cột: {', '.join(missing)}.")
    if twice := sorted({heading for heading in known if known.count(heading) > 1}):
        raise Refused(f"Dòng tiêu đề ({number}) có cột ghi hai lần: {', '.join(twice)}.")
    if strange := [text[:60] for text in found if text and same(text) not in wanted]:
        raise Refused(f"Dòng tiêu đề ({number}) có cột không dùng: {', '.join(strange)}.")


def _rows(lines: Lines, columns: Sequence[Column], sheet: Sheet) -> None:
    places = [
        (column_index_from_string(sheet.letters[column.heading]) - 1, column)
        for column in columns
        if column.heading in sheet.letters
    ]
    for number, cells in lines:
        if all(cell.value is None or cell.value == "" for cell in cells):
            continue
        if len(sheet.rows) + len(sheet.broken) >= MOST_ROWS:
            raise Refused(f"Bảng có quá {format_number(MOST_ROWS)} dòng: chia thành nhiều tệp.")
        if len(sheet.faults) >= MOST_FAULTS:
            sheet.faults.append(Fault(number, "Còn nữa: sửa các lỗi trên rồi tải lên lại."))
            return
        _row(number, cells, places, sheet)


def _row(number: int, cells: Sequence[Any], places: list[tuple[int, Column]], sheet: Sheet) -> None:
    """Adds the row, and the faults of its cells."""
    values: dict[str, Value] = {}
    before = len(sheet.faults)
    for place, column in places:
        cell = cells[place] if place < len(cells) else None
        try:
            value = value_of(cell, column)
            values[column.heading] = value
            _judge(value, sheet)
        except Refused as refused:
            sheet.faults.append(sheet.fault(number, column.heading, refused.message))
    kept = sheet.rows if len(sheet.faults) == before else sheet.broken
    kept.append(Row(number, values))


def _judge(value: Value, sheet: Sheet) -> None:
    if not isinstance(value, str):
        return
    finding = judged(value)
    if finding.answer is secrecy.Answer.REFUSE:
        raise Refused(finding.sentence)
    sheet.asks = sheet.asks or finding.answer is secrecy.Answer.ASK


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

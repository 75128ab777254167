"""A unit's workbook that comes back: its mark, and every cell that may hold a figure, untouched."""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils import get_column_letter

from procuracy.web import secrecy
from procuracy.web.errors import Refused
from procuracy.web.numbers import LIMIT, NumberRefused, format_number, is_empty, parse_decimal
from procuracy.web.xlsx import opened, texts
from procuracy.web.xlsx.cells import judged
from targets.models import Indicator
from targets.workbooks import marks
from targets.workbooks.marks import Mark

Progress = Callable[[int], None]

KEYS_WITHIN = 12  # rows from the top
MOST_COLUMNS = 40
MOST_PIECES = 200
MOST_CELLS = 40_000
_MONTH = re.compile(r"[1-9][0-9]{3}-(?:0[1-9]|1[0-2])")
_FINE = Decimal("1e-9")  # Excel's own noise lies below it


class Place(NamedTuple):
    sheet: str
    row: int
    letter: str

    @property
    def words(self) -> str:
        """`Trang Tháng 10-2025, ô F12`."""
        return f"Trang {self.sheet}, ô {self.letter}{self.row}"


class Typed(NamedTuple):
    """A cell as the file holds it; `kind`: openpyxl's letter for what it is."""

    place: Place
    line: int
    month: datetime.date
    raw: Any
    kind: str


def check_texts(content: bytes, known: set[str]) -> None:
    """A workbook of figures needs no words but its own; refuses secrets before anything is kept."""
    for text in texts(content):
        finding = judged(text)
        if finding.answer is secrecy.Answer.REFUSE:
            raise Refused(finding.sentence)
        if finding.answer is secrecy.Answer.ASK and text.strip() not in known:
            raise Refused(
                f"Trong tệp có dòng chữ gợi đến độ mật: “{text.strip()[:60]}”. "
                "Tệp chỉ cần số liệu: xóa dòng chữ đó rồi nạp lại."
            )


def mark_of(content: bytes) -> Mark:
    """Whose workbook it is. Refused when it is none of ours."""
    with opened(content) as book:
        pieces = _pieces(book)
    return marks.unpacked(pieces)


def _pieces(book: openpyxl.Workbook) -> list[str]:
    if marks.SHEET not in book.sheetnames:
        return []
    rows = book[marks.SHEET].iter_rows(max_row=MOST_PIECES, max_col=1, values_only=True)
    return [text for (text,) in rows if isinstance(text, str)]


def cells(content: bytes, progress: Progress) -> tuple[Mark, list[Typed]]:
    """With the mark, every cell in the row of a line and the column of a month, filled or not."""
    found: list[Typed] = []
    with opened(content) as book:
        pieces = _pieces(book)
        pages = [page for page in book.worksheets if page.title != marks.SHEET]
        for done, page in enumerate(pages, 1):
            page.reset_dimensions()  # the file may lie about them
            found += _page(page.title, page.iter_rows(max_col=MOST_COLUMNS))
            if len(found) > MOST_CELLS:
                raise Refused(f"Tệp có quá {format_number(MOST_CELLS)} ô số liệu.")
            progress(100 * done // len(pages))
    return marks.unpacked(pieces), found


def _page(name: str, rows: Iterator[Sequence[Any]]) -> Iterator[Typed]:
    months: dict[int, datetime.date] = {}
    for number, row in enumerate(rows, 1):
        first = row[0].value if row else None
        if not months:
            if first == marks.KEYS:
                months = _months(row)
            elif number >= KEYS_WITHIN:
                return  # a sheet of the clerk's own
        elif (line := _key(first)) is not None:
            for at, month in months.items():
                cell = row[at] if at < len(row) else None
                raw, kind = (cell.value, cell.data_type) if cell is not None else (None, "n")
                place = Place(name, number, get_column_letter(at + 1))
                yield Typed(place, line, month, raw, kind)


def _months(row: Sequence[Any]) -> dict[int, datetime.date]:
    """By place; a heading that is no month of ours is not read."""
    return {
        at: datetime.date.fromisoformat(f"{cell.value}-01")
        for at, cell in enumerate(row)
        if at and isinstance(cell.value, str) and _MONTH.fullmatch(cell.value)
    }


def _key(value: Any) -> int | None:
    text = str(value if value is not None else "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 12 else None


def value_of(typed: Typed, line: Indicator) -> Decimal | None:
    """The figure; None for an empty cell. NumberRefused and Refused say what to type instead."""
    raw = typed.raw
    if typed.kind == "f":
        raise Refused("Ô chứa công thức: sao chép rồi dán giá trị (Paste Values).")
    if typed.kind == "e":
        raise Refused(f"Ô bị lỗi {str(raw)[:20]}: ghi lại số.")
    if raw is None or (isinstance(raw, str) and is_empty(raw)):
        return None
    if isinstance(raw, str):
        return parse_decimal(raw, line.decimals)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise Refused("Ô không phải là số: đổi định dạng ô thành số rồi ghi lại.")
    return _number(raw, line.decimals)


def _number(raw: int | float, decimals: int) -> Decimal:
    value = Decimal(repr(raw))
    if not value.is_finite() or abs(value) >= LIMIT:
        raise NumberRefused("Số quá lớn: chỉ nhập số dưới 1.000.000.000.000.000.")
    if value < 0:
        raise NumberRefused("Số liệu không được âm: bỏ dấu trừ hoặc kiểm tra lại số.")
    rounded = round(value, decimals)
    if abs(value - rounded) > _FINE:
        shown = format_number(round(value, 6).normalize())
        if not decimals:
            raise NumberRefused(f"Dòng này chỉ nhận số nguyên: “{shown}” có phần lẻ.")
        raise NumberRefused(f"Chỉ nhập tối đa {decimals} chữ số sau dấu phẩy.")
    return rounded

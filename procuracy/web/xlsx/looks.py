"""How cells look: one format for each look, and the one way a value goes into a cell."""

import datetime
from decimal import Decimal
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

EXCEL_BEGINS = datetime.date(1900, 3, 1)  # before it Excel counts a day that never was
CELL_HOLDS = 32_767
FIRST_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")

# Nothing typed becomes a formula, a link or a number by itself.
AS_TYPED = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}

Plain = str | int | Decimal | datetime.date | None

# The stylesheet's words for what a cell means, in the colours of static/css/app.css.
TONES: dict[str, dict[str, Any]] = {
    "more": {"font_color": "#0E5A8A", "bg_color": "#E2F0F9"},
    "good": {"font_color": "#14693F"},
    "going": {"font_color": "#51606F"},
    "risk": {"font_color": "#8A5300", "bg_color": "#FDF1DC"},
    "bad": {"font_color": "#A4221B", "bg_color": "#FBE6E4", "bold": True},
    "none": {"font_color": "#6B7884"},
    "off": {"bg_color": "#F0F2F4"},
    "head": {"bg_color": "#E8EEF4", "bold": True, "align": "center", "valign": "vcenter"},
    "group": {"bg_color": "#F4F6F8", "bold": True},
    "input": {"bg_color": "#FFFDE7"},
}


class Look(NamedTuple):
    """`decimals`, `suffix`: of a number (`" %"`, `"*"`); `is_open`: may be typed in where the sheet
    is protected; `is_right`: words that stand as numbers do (`3/8`); `tone`: one of TONES."""

    tone: str = ""
    decimals: int = 0
    suffix: str = ""
    is_strong: bool = False
    is_open: bool = False
    is_right: bool = False


class Cell(NamedTuple):
    value: Plain
    look: Look = Look()


class Looks:
    """The formats of one workbook, each made when first wanted."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, Look], Format] = {}
        self._frame = {"border": 1, "border_color": "#BFBFBF", "text_wrap": True, "valign": "top"}

    def line(self, **more: Any) -> Format:
        """For words outside of a table."""
        return self._book.add_format({"font_name": "Times New Roman", "font_size": 11} | more)

    def of(self, kind: str, look: Look) -> Format:
        """`kind`: text, quoted, number or day."""
        found = self._made.get((kind, look))
        if found is None:
            found = self._made[kind, look] = self._format(kind, look)
        return found

    def _format(self, kind: str, look: Look) -> Format:
        own: dict[str, Any] = {"text": {"num_format": "@"}}.get(kind, {})
        if kind == "quoted":
            # The sign that tells Excel, also when the cell is edited later: this is a text.
            own = {"num_format": "@", "quote_prefix": True}
        elif kind == "number":
            own = {"num_format": _number_format(look), "align": "right"}
        elif kind == "day":
            own = {"num_format": "dd/mm/yyyy", "align": "center"}
        own = self._frame | own | TONES.get(look.tone, {})
        own |= {"bold": True} if look.is_strong else {}
        own |= {"align": "right"} if look.is_right else {}
        return self.line(**own, locked=not look.is_open)


def _number_format(look: Look) -> str:
    whole = "#,##0" + ("." + "0" * look.decimals if look.decimals else "")
    return whole + (f'"{look.suffix}"' if look.suffix else "")


def put(sheet: Worksheet, row: int, place: int, cell: Cell | Plain, looks: Looks) -> None:
    """A number is a number, a day a day, and every text a text, whatever it begins with."""
    value, look = cell if isinstance(cell, Cell) else (cell, PLAIN)
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        sheet.write_number(row, place, value, looks.of("number", look))
    elif value is None or value == "":
        kind = "number" if look.is_open else "text"
        sheet.write_blank(row, place, None, looks.of(kind, look))
    elif isinstance(value, datetime.date) and value >= EXCEL_BEGINS:
        moment = datetime.datetime(value.year, value.month, value.day)
        sheet.write_datetime(row, place, moment, looks.of("day", look))
    else:
        text = as_text(value)
        kind = "quoted" if text.startswith(FIRST_SIGNS) else "text"
        sheet.write_string(row, place, text, looks.of(kind, look))


def as_text(value: object) -> str:
    """What fits a cell. The writer takes `<r>…</r>` for markup of its own: a space ends that."""
    text = str(value)[: CELL_HOLDS - 1]
    return text + " " if text.startswith("<r>") and text.endswith("</r>") else text


PLAIN = Look()

"""A board read as people read it: on the screen, in a workbook, on paper."""

import re
from dataclasses import dataclass
from decimal import Decimal
from html.parser import HTMLParser
from io import BytesIO
from typing import Any, NamedTuple

from openpyxl import load_workbook

from procuracy.web.numbers import format_number
from targets.scores import RESTATED, SMALL
from targets.verdicts import Verdict

GLYPHS = {verdict.glyph for verdict in Verdict if verdict.glyph}
WORDS = {verdict.word: verdict.glyph for verdict in Verdict}


class Seen(NamedTuple):
    """`78,57`, its marks and its glyph; all empty for a cell that is not asked for."""

    glyph: str = ""
    shown: str = ""
    marks: str = ""


Cells = dict[tuple[str, str], Seen]  # by unit and target


def seen(text: str) -> Seen:
    """`! 78,57 %ⁿ*`, `– không phát sinh`, `102/36 ▲`; the star of inherited figures is left out."""
    bare = text.partition(". ")[0].replace("*", "").strip()  # a sentence after it tells more
    glyph = next((sign for sign in GLYPHS if bare.startswith(sign) or bare.endswith(sign)), "")
    bare = bare.removeprefix(glyph).removesuffix(glyph).strip()
    marks = "".join(sign for sign in (SMALL, RESTATED) if sign in bare)
    for sign in marks:
        bare = bare.replace(sign, "")
    bare = bare.removesuffix("%").strip()
    return Seen(glyph, "" if bare in WORDS else bare, marks)


@dataclass
class Table:
    """Rows of (text, attributes) cells; `kind`: its classes."""

    kind: str
    rows: list[list[tuple[str, dict[str, str]]]]


class Tables(HTMLParser):
    """Every table of a page; `row` among a cell's attributes: the classes of its row."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: list[Table] = []
        self._row, self._cell = "", False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "table":
            self.tables.append(Table(said.get("class", ""), []))
        elif tag == "tr" and self.tables:
            self.tables[-1].rows.append([])
            self._row = said.get("class", "")
        elif tag in ("th", "td") and self.tables:
            self.tables[-1].rows[-1].append(("", said | {"row": self._row}))
            self._cell = True
        elif self._cell and "title" in said:
            self._last()[1]["word"] = said["title"]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self._cell = False

    def handle_data(self, data: str) -> None:
        if self._cell:
            text, said = self._last()
            self.tables[-1].rows[-1][-1] = (text + data, said)

    def _last(self) -> tuple[str, dict[str, str]]:
        return self.tables[-1].rows[-1][-1]


def on_screen(page: str) -> tuple[Cells, dict[tuple[str, str], str]]:
    """Cells, and the words that tell their verdicts."""
    (table,) = (t for t in Tables(page).tables if "matrix" in t.kind.split())
    names = next(row for row in table.rows if row and row[0][1]["row"] == "name")
    cells, words = Cells(), {}
    for row in table.rows[3:]:
        unit = row[0][0].strip()
        for (name, _), (text, said) in zip(names[1:], row[1:], strict=True):
            key = unit.split("gồm")[0].split("kết thúc")[0].strip(), name.strip()
            found = seen(text)
            cells[key] = found._replace(glyph=said.get("data-g") or found.glyph)
            words[key] = re.split("[,;]", said.get("word", ""))[0]
    return cells, words


def on_paper(page: str) -> Cells:
    cells = Cells()
    for table in (t for t in Tables(page).tables if "board" in t.kind.split()):
        names = [text.strip() for text, said in table.rows[1] if said.get("class") == "target"]
        for row in table.rows[3:]:
            for name, (text, _) in zip(names, row[1:], strict=True):
                cells[row[0][0].strip(), name] = seen(text)
    return cells


def in_workbook(content: bytes) -> tuple[Cells, dict[tuple[str, str], tuple[str, str]]]:
    """Cells of the matrix; verdict's word and what it would take, from the list of numbers."""
    book = load_workbook(BytesIO(content))
    rows = [[displayed(cell) for cell in row] for row in book["Bảng chỉ tiêu"].iter_rows()]
    return of_matrix(rows), _told(book["Số liệu"])


def of_matrix(rows: list[list[str]]) -> Cells:
    """Of the first sheet's texts."""
    top = heading_of(rows)
    cells = Cells()
    for row in rows[top + 3 :]:
        if not row or not row[0]:
            break
        for name, text in zip(rows[top + 1][1:], row[1:], strict=False):
            cells[row[0], name] = seen(text)
    return cells


def heading_of(rows: list[list[str]]) -> int:
    """The first of three rows above the units: fields, targets, what is asked for."""
    return next(at for at, row in enumerate(rows) if row and row[0] == "Đơn vị")


def _told(sheet: Any) -> dict[tuple[str, str], tuple[str, str]]:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    top = next(at for at, row in enumerate(rows) if row[0] == "Đơn vị")
    at = {name: place for place, name in enumerate(rows[top])}
    return {
        (row[0], row[at["Mã"]]): (row[at["Mức"]] or "", row[at["Cần làm"]] or "")
        for row in rows[top + 1 :]
        if row[0]
    }


def displayed(cell: Any) -> str:
    """As a spreadsheet shows it: `#,##0.00" %ⁿ !"` of 78.57."""
    if cell.value is None or isinstance(cell.value, str):
        return cell.value or ""
    found = re.fullmatch(r'#,##0(?:\.(0+))?(?:"(.*)")?', cell.number_format)
    assert found, cell.number_format
    decimals = len(found[1] or "")
    return format_number(Decimal(str(cell.value)), decimals) + (found[2] or "")

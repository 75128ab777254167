"""Tables of a Word file: with lines, as an annex has them, and without, as a header has."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docx.enum.table import (
    WD_CELL_VERTICAL_ALIGNMENT,
    WD_ROW_HEIGHT_RULE,
    WD_TABLE_ALIGNMENT,
)
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from procuracy.web.docx.lines import CENTRE, stack

STAMP = RGBColor(0xFF, 0, 0)  # as print.css
SMALL = 2.3  # mm, a letter of a table's size 13 at its widest


def framed(made: Any, table: Mapping[str, Any], width: float) -> None:
    columns = table["columns"]
    widths = _widths([[column["label"] for column in columns], *_texts(table["rows"])], width)
    grid = made.add_table(rows=0, cols=len(columns), style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    heads = [{"text": column["label"], "centred": True} for column in columns]
    for place, cells in enumerate([heads, *table["rows"]]):
        row = grid.add_row()
        _mark_row(row, "w:cantSplit", *(["w:tblHeader"] if place == 0 else []))
        for cell, one in zip(row.cells, cells, strict=True):
            align = CENTRE if one["centred"] else WD_ALIGN_PARAGRAPH.LEFT
            stack(cell, str(one["text"]).split("\n"), 13, align, bold=place == 0)
            if one.get("mark"):
                stack(cell, [f"({one['mark']})"], 13, align, bold=True)
    _set_widths(grid, widths)


def _texts(rows: Iterable[Sequence[Mapping[str, Any]]]) -> list[list[str]]:
    return [[str(cell["text"]) for cell in row] for row in rows]


def _widths(rows: Sequence[Sequence[str]], width: float) -> list[float]:
    """In mm: each column holds its longest word, what is left is shared by the longest texts."""
    columns = list(zip(*rows, strict=True))
    words = [
        max(len(word) for text in column for word in text.split() or [""]) for column in columns
    ]
    least = [min(length, 16) * SMALL + 5 for length in words]
    texts = [min(max(map(len, column)), 120) for column in columns]
    left = max(0, width - sum(least))
    return [low + left * text / max(1, sum(texts)) for low, text in zip(least, texts, strict=True)]


def bare_row(made: Any, *widths: float, before: float = 0) -> list[Any]:
    """Cells of a table of one row without lines, kept whole; `before` in pt."""
    space = made.add_paragraph()
    space.paragraph_format.line_spacing = Pt(max(before, 1))
    space.paragraph_format.keep_with_next = True
    table = made.add_table(rows=1, cols=len(widths))
    table.autofit = False
    _mark_row(table.rows[0], "w:cantSplit")
    _bare(table)
    _set_widths(table, widths)
    return list(table.rows[0].cells)


def _bare(table: Any) -> None:
    """Cells without the space that Word leaves at their sides."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), "0")
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    table._tbl.tblPr.append(margins)


def _set_widths(table: Any, widths: Iterable[float]) -> None:
    """Word reads the cells, others the columns."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def boxed(cell: Any, text: str, width: float, height: float) -> None:
    """A red stamp in the middle of a cell, of that many mm."""
    cell.paragraphs[-1].paragraph_format.space_after = Pt(6)
    box = cell.add_table(rows=1, cols=1)
    box.style, box.alignment, box.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    row, inner = box.rows[0], box.rows[0].cells[0]
    row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.EXACTLY
    inner.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    stack(inner, [text], 13, bold=True)
    inner.paragraphs[0].runs[0].font.color.rgb = STAMP
    _frame(box)
    _set_widths(box, [width])
    # A cell of Word ends with a paragraph; this one takes no room.
    cell.paragraphs[-1].paragraph_format.line_spacing = Pt(1)


def _frame(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "8"), ("space", "0"), ("color", "FF0000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _mark_row(row: Any, *names: str) -> None:
    for name in names:
        row._tr.get_or_add_trPr().append(OxmlElement(name))

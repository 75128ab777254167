"""A document of Nghị định 30/2020/NĐ-CP as a Word file: a draft for offices that sign elsewhere.

Takes what the print templates take (`paper.letterhead`, `bases`, `blocks`, `annex`), so that draft
and paper say the same. The only module that knows python-docx.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Times New Roman"
SHORT, LONG = 210, 297  # mm, A4
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 20  # mm, margins
NAMES, NATION = 70, 90  # mm, the two columns of the header
MOTTO = 58  # mm, the line below the motto is as long as its text
INDENT, GAP, LEADING = 12.7, 6, 1.2  # mm, pt, of the single line
LETTER = 2.7  # mm, a bold letter of size 14 on average
SMALL = 2.3  # mm, a letter of a table's size 13 at its widest
BLANK = "\N{NO-BREAK SPACE}" * 8
CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def document(context: Mapping[str, Any]) -> bytes:
    made = Document()
    _base(made, context)
    _page(made.sections[0], context)
    _head(made, context)
    _title(made, context)
    for text in context.get("bases") or []:
        _body(made, text).runs[0].italic = True
    for block in context["blocks"]:
        paragraph = _body(made, block["text"])
        if block["kind"] == "heading":
            paragraph.runs[0].bold = paragraph.paragraph_format.keep_with_next = True
    made.paragraphs[-1].paragraph_format.keep_with_next = True  # no signature stands alone
    _close(made, context)
    if context.get("annex"):
        _annex(made, context)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def download(content: bytes, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(True, f"{name}.docx") or "attachment",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


def _base(made: Any, context: Mapping[str, Any]) -> None:
    """One face for every script, no space that nobody asked for, nobody named as the author."""
    style = made.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        style.element.rPr.rFonts.set(qn(script), FONT)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    properties = made.core_properties
    properties.title, properties.author = context["document_title"][:250], ""
    properties.language, properties.comments = "vi-VN", ""


def _page(section: Any, context: Mapping[str, Any], *, is_wide: bool = False) -> None:
    """A4 with the decree's margins; a number above every page but the first."""
    width, height = (LONG, SHORT) if is_wide else (SHORT, LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    for part in (section.header, section.footer):
        part.is_linked_to_previous = False
    _field(section.header.paragraphs[0], "PAGE", 13)
    if context["illustrative"]:
        for footer in (section.footer, section.first_page_footer):
            footer.is_linked_to_previous = False
            _write(footer.paragraphs[0], "BẢN MINH HỌA", 10, CENTRE, bold=True)


def _head(made: Any, context: Mapping[str, Any]) -> None:
    names, nation = _row(made, NAMES, NATION)
    _lines(names, context["superior_lines"], 12)
    _lines(names, context["issuer_lines"], 12, bold=True)
    _rule(names, 27, NAMES)
    _lines(nation, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], 12, bold=True)
    _lines(nation, ["Độc lập - Tự do - Hạnh phúc"], 13, bold=True)
    _rule(nation, MOTTO, NATION)
    number, place = _row(made, NAMES, NATION)
    _lines(number, [f"Số: {context['number'] or BLANK}/{context['symbol']}"], 13)
    if context["place"]:
        _lines(place, [f"{context['place']}, {_day(context)}"], 13, italic=True)


def _day(context: Mapping[str, Any]) -> str:
    day, month = context["day"] or BLANK, context["month"] or BLANK
    return f"ngày {day} tháng {month} năm {context['year']}"


def _title(made: Any, context: Mapping[str, Any]) -> None:
    first = _write(made.add_paragraph(), context["kind_name"], 14, CENTRE, bold=True)
    first.paragraph_format.space_before = Pt(16)
    for line in context["subject_lines"]:
        _write(made.add_paragraph(), line, 14, CENTRE, bold=True)
    width = SHORT - LEFT - RIGHT
    longest = max(map(len, context["subject_lines"]), default=20) * LETTER
    _rule(made, min(longest, width) * 0.4, width).paragraph_format.space_after = Pt(12)


def _body(made: Any, text: str) -> Any:
    paragraph = _write(made.add_paragraph(), text, 14, JUSTIFY)
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.space_after = Mm(INDENT), Pt(GAP)
    shape.line_spacing, shape.widow_control = LEADING, True
    return paragraph


def _close(made: Any, context: Mapping[str, Any]) -> None:
    """Recipients left, signature right, whole on one page with room for the pen; where a secretary
    signs, he stands left and the recipients below."""
    left, right = _row(made, 80, 80, before=12)
    if context.get("secretary_name"):
        _signature(left, context["secretary_lines"], context["secretary_name"])
        _signature(right, context["signer_lines"], context["signer_name"])
        left, _ = _row(made, 80, 80, before=12)
    else:
        _signature(right, context["signer_lines"], context["signer_name"])
    _lines(left, ["Nơi nhận:"], 12, WD_ALIGN_PARAGRAPH.LEFT, bold=True, italic=True)
    recipients = [*context["recipients"], *context["further_recipients"]]
    _lines(left, recipients, 11, WD_ALIGN_PARAGRAPH.LEFT)


def _signature(cell: Any, lines: Iterable[str], name: str) -> None:
    _lines(cell, lines, 14, bold=True)
    _lines(cell, [""] * 4, 14)
    _lines(cell, [name], 14, bold=True)


def _annex(made: Any, context: Mapping[str, Any]) -> None:
    """Its own pages, numbered from 1; the table repeats its head and keeps its rows whole."""
    annex = context["annex"]
    section = made.add_section(WD_SECTION.NEW_PAGE)
    _page(section, context, is_wide=annex["wide"])
    restart = OxmlElement("w:pgNumType")
    restart.set(qn("w:start"), "1")
    section._sectPr.append(restart)
    for line in ("PHỤ LỤC", annex["title"]):
        _write(made.add_paragraph(), line, 14, CENTRE, bold=True)
    number = context["number"] or BLANK
    source = (
        f"(Kèm theo {context['kind_in_sentence']} số {number}/{context['symbol']} "
        f"{_day(context)} của {context['office_in_sentence']})"
    )
    under = _write(made.add_paragraph(), source, 14, CENTRE, italic=True)
    under.paragraph_format.space_after = Pt(12)
    _grid(made, annex, (LONG if annex["wide"] else SHORT) - LEFT - RIGHT)


def _grid(made: Any, table: Mapping[str, Any], width: float) -> None:
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
            _lines(cell, str(one["text"]).split("\n"), 13, align, bold=place == 0)
            if one.get("mark"):
                _lines(cell, [f"({one['mark']})"], 13, align, bold=True)
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


def _row(made: Any, *widths: float, before: float = 0) -> list[Any]:
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


def _mark_row(row: Any, *names: str) -> None:
    for name in names:
        row._tr.get_or_add_trPr().append(OxmlElement(name))


def _lines(
    cell: Any, lines: Iterable[str], size: float, align: Any = CENTRE, **faces: bool
) -> None:
    """A paragraph each; the empty one that a new cell holds is used first."""
    for line in lines:
        last = cell.paragraphs[-1]
        is_free = len(cell.paragraphs) == 1 and not last.runs
        _write(last if is_free else cell.add_paragraph(), line, size, align, **faces)


def _write(paragraph: Any, text: str, size: float, align: Any, **faces: bool) -> Any:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    for name, value in faces.items():
        setattr(run, name, value)
    paragraph.alignment = align
    return paragraph


def _rule(where: Any, length: float, width: float) -> Any:
    """A line of that many mm in the middle of `width`, as the border of a low paragraph."""
    paragraph = where.add_paragraph()
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm((width - length) / 2)
    shape.line_spacing = Pt(3)
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:spacing", "w:ind", "w:jc"
    )
    return paragraph


def _field(paragraph: Any, name: str, size: float) -> None:
    run = _write(paragraph, "", size, CENTRE).runs[0]
    for part in ("begin", name, "end"):
        element = OxmlElement("w:instrText" if part == name else "w:fldChar")
        if part == name:
            element.text = name
        else:
            element.set(qn("w:fldCharType"), part)
        run._r.append(element)

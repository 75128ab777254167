"""A document of Nghị định 30/2020/NĐ-CP as a Word file: a draft for offices that sign elsewhere.

Takes what the print templates take (`paper.letterhead`, `bases`, `blocks`, `annexes`),
so that draft and paper say the same. The only package that knows python-docx.

A block is {kind: heading | paragraph, text}. It may hold `runs` in place of its text, {text,
changed, note}: changed words are red, a note stands at the foot of the page; `is_slanted`.
"""

import io
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from procuracy.web.docx.footnotes import Footnotes
from procuracy.web.docx.lines import CENTRE, field, rule, stack, write
from procuracy.web.docx.tables import bare_row, boxed, framed

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Times New Roman"
SHORT, LONG = 210, 297  # mm, A4
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 20  # mm, margins
NAMES, NATION = 70, 90  # mm, the two columns of the header
MOTTO = 58  # mm, the line below the motto is as long as its text
INDENT, GAP, LEADING = 12.7, 6, 1.13  # mm, pt, of the single line: 1.3 of the size on paper
LETTER = 2.7  # mm, a bold letter of size 14 on average
STAMPS = {"KHẨN": 20, "HỎA TỐC": 30, "THƯỢNG KHẨN": 40}  # mm
STAMP_HEIGHT = 8  # mm
BLANK = "\N{NO-BREAK SPACE}" * 8
CHANGED = RGBColor(0xC0, 0, 0)  # as print.css
JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY
LEFT_ALIGNED = WD_ALIGN_PARAGRAPH.LEFT


def document(context: Mapping[str, Any]) -> bytes:
    made = Document()
    _base(made, context)
    _page(made.sections[0], context)
    _head(made, context)
    _about(made, context) if "about_lines" in context else _title(made, context)
    for text in context.get("bases") or []:
        _body(made, text).runs[0].italic = True
    _blocks(made, context["blocks"])
    made.paragraphs[-1].paragraph_format.keep_with_next = True  # no signature stands alone
    _close(made, context)
    for annex in context.get("annexes") or []:
        _annex(made, annex, context)
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
    field(section.header.paragraphs[0], "PAGE", 13)
    if context["illustrative"]:
        for footer in (section.footer, section.first_page_footer):
            footer.is_linked_to_previous = False
            write(footer.paragraphs[0], "BẢN MINH HỌA", 10, CENTRE, bold=True)


def _head(made: Any, context: Mapping[str, Any]) -> None:
    names, nation = bare_row(made, NAMES, NATION)
    stack(names, context["superior_lines"], 12)
    stack(names, context["issuer_lines"], 12, bold=True)
    rule(names, 27, NAMES)
    stack(nation, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], 12, bold=True)
    stack(nation, ["Độc lập - Tự do - Hạnh phúc"], 13, bold=True)
    rule(nation, MOTTO, NATION)
    number, place = bare_row(made, NAMES, NATION)
    stack(number, [f"Số: {context['number'] or BLANK}/{context['symbol']}"], 13)
    if "about_lines" not in context:
        _urgency(number, context)
    if context["place"]:
        stack(place, [f"{context['place']}, {_day(context)}"], 13, italic=True)


def _urgency(cell: Any, context: Mapping[str, Any]) -> None:
    """The stamp, as the decree measures it."""
    if urgency := context.get("urgency"):
        boxed(cell, urgency, STAMPS[urgency], STAMP_HEIGHT)


def _day(context: Mapping[str, Any]) -> str:
    day, month = context["day"] or BLANK, context["month"] or BLANK
    return f"ngày {day} tháng {month} năm {context['year']}"


def _title(made: Any, context: Mapping[str, Any]) -> None:
    first = write(made.add_paragraph(), context["kind_name"], 14, CENTRE, bold=True)
    first.paragraph_format.space_before = Pt(16)
    for line in context["subject_lines"]:
        write(made.add_paragraph(), line, 14, CENTRE, bold=True)
    width = SHORT - LEFT - RIGHT
    longest = max(map(len, context["subject_lines"]), default=20) * LETTER
    rule(made, min(longest, width) * 0.4, width).paragraph_format.space_after = Pt(12)


def _about(made: Any, context: Mapping[str, Any]) -> None:
    """A công văn has no title: what it is about stands below its number, then who it is sent to."""
    about, _ = bare_row(made, NAMES, NATION, before=GAP)
    stack(about, context["about_lines"], 12)
    _urgency(about, context)
    names = context["addressed"]
    is_one = len(names) == 1
    lines = [f"Kính gửi: {names[0]}"] if is_one else ["Kính gửi:", *names]
    for at, line in enumerate(lines):
        written = write(made.add_paragraph(), line, 14, CENTRE if is_one else LEFT_ALIGNED)
        written.paragraph_format.space_before = Pt(0 if at else 18)
        written.paragraph_format.left_indent = Mm(0 if is_one else NAMES * (0.8 if at else 0.7))
    made.paragraphs[-1].paragraph_format.space_after = Pt(12)


def _body(made: Any, text: str) -> Any:
    paragraph = write(made.add_paragraph(), text, 14, JUSTIFY)
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.space_after = Mm(INDENT), Pt(GAP)
    shape.line_spacing, shape.widow_control = LEADING, True
    return paragraph


def _blocks(made: Any, blocks: Iterable[Mapping[str, Any]]) -> None:
    notes: Footnotes | None = None
    for block in blocks:
        paragraph = _body(made, "" if "runs" in block else block["text"])
        if "runs" in block:
            notes = notes or Footnotes(made)
            _mark(paragraph, block["runs"], notes)
        is_heading = block["kind"] == "heading"
        paragraph.paragraph_format.keep_with_next = is_heading
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if is_heading else JUSTIFY
        for run in paragraph.runs:
            run.bold, run.italic = is_heading, bool(block.get("is_slanted"))


def _mark(paragraph: Any, runs: Iterable[Mapping[str, Any]], notes: Footnotes) -> None:
    for one in runs:
        run = paragraph.add_run(one["text"])
        run.font.size = Pt(14)
        if one["changed"]:
            run.font.color.rgb = CHANGED
        if one["note"]:
            notes.refer(paragraph, one["note"])


def _close(made: Any, context: Mapping[str, Any]) -> None:
    """Recipients left, signature right, whole on one page with room for the pen; where a secretary
    signs, he stands left and the recipients below."""
    left, right = bare_row(made, 80, 80, before=12)
    if context.get("secretary_name"):
        _signature(left, context["secretary_lines"], context["secretary_name"])
        _signature(right, context["signer_lines"], context["signer_name"])
        left, _ = bare_row(made, 80, 80, before=12)
    else:
        _signature(right, context["signer_lines"], context["signer_name"])
    stack(left, ["Nơi nhận:"], 12, LEFT_ALIGNED, bold=True, italic=True)
    stack(left, context["recipients"], 11, LEFT_ALIGNED)
    for line in context["further_recipients"]:  # below the row, which would not fit a page
        further = write(made.add_paragraph(), line, 11, LEFT_ALIGNED)
        further.paragraph_format.right_indent = Mm(80)


def _signature(cell: Any, lines: Iterable[str], name: str) -> None:
    stack(cell, lines, 14, bold=True)
    stack(cell, [""] * 4, 14)
    stack(cell, [name], 14, bold=True)


def _annex(made: Any, annex: Mapping[str, Any], context: Mapping[str, Any]) -> None:
    """Its own pages, numbered from 1; the table repeats its head and keeps its rows whole."""
    section = made.add_section(WD_SECTION.NEW_PAGE)
    _page(section, context, is_wide=annex["wide"])
    restart = OxmlElement("w:pgNumType")
    restart.set(qn("w:start"), "1")
    section._sectPr.append(restart)
    head = f"PHỤ LỤC {annex.get('numeral', '')}".strip()
    for line in (head, annex["title"]):
        write(made.add_paragraph(), line, 14, CENTRE, bold=True)
    number = context["number"] or BLANK
    source = (
        f"(Kèm theo {context['kind_in_sentence']} số {number}/{context['symbol']} "
        f"{_day(context)} của {context['office_in_sentence']})"
    )
    under = write(made.add_paragraph(), source, 14, CENTRE, italic=True)
    under.paragraph_format.space_after = Pt(12)
    if annex.get("note"):
        _body(made, annex["note"])
    if "blocks" in annex:
        _blocks(made, annex["blocks"])
        return
    framed(made, annex, (LONG if annex["wide"] else SHORT) - LEFT - RIGHT)

"""Lines of text in a Word file: a face, a rule below them, the number of the page."""

from collections.abc import Iterable
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def stack(cell: Any, lines: Iterable[str], size: float, align: Any = CENTRE, **faces: bool) -> None:
    """A paragraph each; the empty one that a new cell holds is used first."""
    for line in lines:
        last = cell.paragraphs[-1]
        is_free = len(cell.paragraphs) == 1 and not last.runs
        write(last if is_free else cell.add_paragraph(), line, size, align, **faces)


def write(paragraph: Any, text: str, size: float, align: Any, **faces: bool) -> Any:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    for name, value in faces.items():
        setattr(run, name, value)
    paragraph.alignment = align
    return paragraph


def rule(where: Any, length: float, width: float) -> Any:
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


def field(paragraph: Any, name: str, size: float) -> None:
    run = write(paragraph, "", size, CENTRE).runs[0]
    for part in ("begin", name, "end"):
        element = OxmlElement("w:instrText" if part == name else "w:fldChar")
        if part == name:
            element.text = name
        else:
            element.set(qn("w:fldCharType"), part)
        run._r.append(element)

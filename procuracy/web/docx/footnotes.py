"""Footnotes of a Word file, which python-docx cannot write: the part that holds them, the styles
they are drawn in, and the references in the text (ECMA-376, 17.11)."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
NAME = PackURI("/word/footnotes.xml")
SIZE = 11  # pt
TEXT_STYLE, MARK_STYLE = "footnote text", "footnote reference"
# The line above the notes, and above those that go on from the page before: both must be there.
SEPARATORS = {"-1": "separator", "0": "continuationSeparator"}


class Footnotes:
    """Those of one document, numbered from 1 as they are referred to."""

    def __init__(self, made: Any) -> None:
        self._count = 0
        self._styles = _styles(made)
        self._notes: Any = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        for key, mark in SEPARATORS.items():
            self._notes.append(_separator(key, mark))
        part = XmlPart(NAME, CONTENT_TYPE, self._notes, made.part.package)
        made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        _name_separators(made.settings.element)

    def refer(self, paragraph: Any, text: str) -> None:
        """A mark at the end of the paragraph as it is by now, and the note that it leads to."""
        self._count += 1
        run = paragraph.add_run()
        run.style = self._styles[1]
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(self._count))
        run._r.append(mark)
        self._notes.append(self._note(text))

    def _note(self, text: str) -> Any:
        note, paragraph = OxmlElement("w:footnote"), OxmlElement("w:p")
        note.set(qn("w:id"), str(self._count))
        properties, style = OxmlElement("w:pPr"), OxmlElement("w:pStyle")
        style.set(qn("w:val"), self._styles[0].style_id)
        properties.append(style)
        words = _run()
        words.append(_text(f" {text}"))
        for element in (properties, _run(self._styles[1].style_id, "w:footnoteRef"), words):
            paragraph.append(element)
        note.append(paragraph)
        return note


def _styles(made: Any) -> tuple[Any, Any]:
    """Of a note's paragraph, and of the raised number."""
    text = made.styles.add_style(TEXT_STYLE, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.base_style = made.styles["Normal"]
    text.font.size, text.hidden = Pt(SIZE), False
    mark = made.styles.add_style(MARK_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.font.superscript = True
    return text, mark


def _separator(key: str, mark: str) -> Any:
    note, paragraph, run = OxmlElement("w:footnote"), OxmlElement("w:p"), _run()
    note.set(qn("w:type"), mark)
    note.set(qn("w:id"), key)
    run.append(OxmlElement(f"w:{mark}"))
    paragraph.append(run)
    note.append(paragraph)
    return note


def _name_separators(settings: Any) -> None:
    """Word looks here for which notes are only lines; its place among the settings is fixed."""
    names = OxmlElement("w:footnotePr")
    for key in SEPARATORS:
        one = OxmlElement("w:footnote")
        one.set(qn("w:id"), key)
        names.append(one)
    compat = settings.find(qn("w:compat"))
    compat.addprevious(names) if compat is not None else settings.append(names)


def _run(style_id: str = "", *names: str) -> Any:
    run = OxmlElement("w:r")
    if style_id:
        properties, style = OxmlElement("w:rPr"), OxmlElement("w:rStyle")
        style.set(qn("w:val"), style_id)
        properties.append(style)
        run.append(properties)
    for name in names:
        run.append(OxmlElement(name))
    return run


def _text(words: str) -> Any:
    element = OxmlElement("w:t")
    element.text = words
    element.set(qn("xml:space"), "preserve")
    return element

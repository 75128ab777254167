"""Footnotes and marked words of a Word file, read back as Word and LibreOffice read them."""

import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx as reader
from docx.shared import RGBColor

from procuracy.web import docx, paper
from tests.libreoffice import converted

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FACTS: dict[str, Any] = {
    "kind_name": "BÁO CÁO",
    "superior_name": "Viện kiểm sát nhân dân tối cao",
    "office_name": "Viện kiểm sát nhân dân tỉnh Quảng Trị",
    "number": None,
    "symbol": "BC-VKS",
    "place": "Quảng Trị",
    "year": 2026,
    "subject": "Kết quả công tác tháng 3 năm 2026",
    "recipients": ["Lãnh đạo Viện"],
    "signer": {"authority": "", "position": "Viện trưởng", "name": "Nguyễn Văn Một"},
}


def run(text: str, note: str = "", *, changed: bool = False) -> dict[str, Any]:
    return {"text": text, "changed": changed, "note": note}


BLOCKS: list[dict[str, Any]] = [
    {"kind": "heading", "text": "I. Án hình sự"},
    {"kind": "heading", "text": "1.1. Khởi tố", "is_slanted": True},
    {
        "kind": "paragraph",
        "text": "",
        "runs": [
            run("Thụ lý "),
            run("37 vụ", "KV1 - 30; Phòng 2 - 7.", changed=True),
            run(", 100 bị can", "KV1 - 90; Phòng 2 - 10; <KV3> & chưa có số liệu."),
            run("."),
        ],
    },
]


def made(blocks: list[dict[str, Any]] = BLOCKS) -> bytes:
    return docx.document(paper.letterhead(FACTS) | {"blocks": blocks})


def parts(content: bytes) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        names = [name for name in book.namelist() if name.endswith((".xml", ".rels"))]
        return {name: ElementTree.fromstring(book.read(name)) for name in names}


def said(element: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t")).strip()


def test_each_reference_leads_to_its_note() -> None:
    found = parts(made())
    notes = {one.get(f"{W}id"): one for one in found["word/footnotes.xml"]}
    assert [notes[key].get(f"{W}type") for key in ("-1", "0")] == [
        "separator",
        "continuationSeparator",
    ]
    assert [said(notes[key]) for key in ("1", "2")] == [
        "KV1 - 30; Phòng 2 - 7.",
        "KV1 - 90; Phòng 2 - 10; <KV3> & chưa có số liệu.",
    ]
    references = [
        one.get(f"{W}id") for one in found["word/document.xml"].iter(f"{W}footnoteReference")
    ]
    assert references == ["1", "2"]
    named = found["word/settings.xml"].findall(f"{W}footnotePr/{W}footnote")
    assert [one.get(f"{W}id") for one in named] == ["-1", "0"]
    relations = [one.get("Target") for one in found["word/_rels/document.xml.rels"]]
    assert relations.count("footnotes.xml") == 1
    kinds = {one.get("PartName"): one.get("ContentType") for one in found["[Content_Types].xml"]}
    assert str(kinds["/word/footnotes.xml"]).endswith("footnotes+xml")
    styles = {one.get(f"{W}styleId") for one in found["word/styles.xml"].iter(f"{W}style")}
    used = [
        one.get(f"{W}val") for one in notes["1"].iter() if one.tag in (f"{W}pStyle", f"{W}rStyle")
    ]
    assert len(used) == 2
    assert styles.issuperset(used)


def test_changed_words_are_red_and_the_others_black() -> None:
    (paragraph,) = (p for p in reader.Document(io.BytesIO(made())).paragraphs if "Thụ lý" in p.text)
    colours = {one.text: one.font.color.rgb for one in paragraph.runs if one.text.strip()}
    assert colours == {
        "Thụ lý ": None,
        "37 vụ": RGBColor(0xC0, 0, 0),
        ", 100 bị can": None,
        ".": None,
    }


def test_slanted_heading_is_bold_too() -> None:
    found = {p.text: p.runs[0] for p in reader.Document(io.BytesIO(made())).paragraphs if p.runs}
    first, third = found["I. Án hình sự"], found["1.1. Khởi tố"]
    assert (first.bold, bool(first.italic)) == (True, False)
    assert (third.bold, third.italic) == (True, True)


def test_document_without_notes_has_no_part_for_them() -> None:
    assert "word/footnotes.xml" not in parts(made([{"kind": "paragraph", "text": "Không."}]))


def test_libreoffice_puts_the_notes_at_the_foot(tmp_path: Path) -> None:
    pdf = converted({"bao-cao.docx": made()}, "pdf", tmp_path)["bao-cao.pdf"]
    shown = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    text = "".join(shown.stdout.decode().split())
    assert "Thụlý37vụ1,100bịcan2." in text
    assert text.endswith("1KV1-30;Phòng2-7.2KV1-90;Phòng2-10;<KV3>&chưacósốliệu.")

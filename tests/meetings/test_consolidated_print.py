"""The consolidated report on paper and in Word: footnotes, what is red, the end, the annex."""

import io
import re
import zipfile
from functools import cache
from typing import Any

import docx as reader
import pytest
from docx.shared import RGBColor

from meetings.consolidating import printing
from meetings.consolidating.wording import paragraphs
from tests.meetings.measuring import Sheet, sheets

# Drawn once, by one of the parallel runners.
pytestmark = pytest.mark.xdist_group("printed report")
RED = (0.753, 0.0, 0.0)


def entry(number: int) -> dict[str, Any]:
    return {
        "label": "Số vụ",
        "parts": [["KV1", number], ["Phòng 2", 1]],
        "missing": ["KV3"] if number % 7 == 0 else [],
        "total": number + 1,
    }


def line(number: str, title: str, text: str = "", **more: Any) -> dict[str, Any]:
    entries = more.pop("entries", [])
    words = paragraphs(text, more.pop("previous", None), entries)
    said = [
        [{"text": run.text, "changed": run.is_changed, "note": run.note} for run in one]
        for one in words
    ]
    return {
        "number": number,
        "title": title,
        "level": 2,
        "source": "figures",
        "paragraphs": said,
        "entries": entries,
    } | more


def facts(count: int = 1, **changes: Any) -> dict[str, Any]:
    counted = [
        line(
            f"{no}.",
            f"Lĩnh vực {no}",
            f"Thụ lý {no + 1} vụ[1], mới {no + 2} vụ[2].",
            previous=f"Thụ lý {no + 1} vụ[1], mới 99 vụ[2].",
            entries=[entry(no), entry(no + 1)],
        )
        for no in range(1, count + 1)
    ]
    lines = [line("I.", "Tình hình tội phạm", level=1), *counted]
    return {
        "kind_name": "BÁO CÁO",
        "superior_name": "VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO",
        "office_name": "VIỆN KIỂM SÁT NHÂN DÂN TỈNH QUẢNG TRỊ",
        "number": None,
        "symbol": "BC-VKS",
        "place": "Quảng Trị",
        "dated_on": None,
        "year": 2026,
        "subject": "Kết quả công tác (từ ngày 26/10/2026 đến ngày 25/11/2026)",
        "opening": ["Báo cáo kết quả công tác như sau:"],
        "lines": lines,
        "units": ["KV1", "KV3", "Phòng 2"],
        "closing": ["Trên đây là báo cáo công tác tháng 11"],
        "recipients": ["Lãnh đạo Viện"],
        "filing": "VT, VP",
        "signer": {"authority": "", "position": "VIỆN TRƯỞNG", "name": "Nguyễn Văn Một"},
    } | changes


@cache
def printed() -> list[Sheet]:
    return sheets(printing.report_pdf(facts(24)))


def test_every_note_stands_once_on_the_page_of_its_number_and_in_order() -> None:
    """Also where the notes of a page fill half of it."""
    found: list[int] = []
    for page in printed():
        body = page.text.partition("KV1 - ")[0]
        marks = [int(mark) for mark in re.findall(r"vụ(\d+)[,.]", body)]
        assert page.text.count("KV1 - ") == len(marks)
        found += marks
    assert found == list(range(1, 49))
    assert len(printed()) > 2


def test_notes_stand_below_the_text_in_smaller_type() -> None:
    page = printed()[1]
    notes = [span for span in page.lines() if "KV1 - " in span.text]
    others = [span for span in page.lines() if "vụ" in span.text]
    assert {max(span.sizes) for span in notes} == {11.0}
    assert min(span.baseline for span in notes) > max(span.baseline for span in others)
    assert max(span.baseline for span in notes) < page.height - 19.9


def test_what_changed_is_red_and_told_so() -> None:
    page = printed()[0]
    red = "".join(char["text"] for char in page.chars if _is_red(char))
    assert red.startswith(printing.MARKED.replace("\n", " "))
    assert red.removeprefix(printing.MARKED)[:3] == "345"


def _is_red(char: dict[str, Any]) -> bool:
    colour = char["non_stroking_color"]
    return len(colour) == 3 and all(abs(a - b) < 0.01 for a, b in zip(colour, RED, strict=True))


def test_first_report_has_nothing_marked() -> None:
    first = facts(lines=[line("1.", "Án", "Thụ lý 2 vụ[1].", entries=[entry(1)])])
    assert printing.MARKED not in printing.report_html(first)
    assert 'class="changed"' not in printing.report_html(first)


@pytest.mark.parametrize("closing", [["Trên đây là báo cáo"], []])
def test_text_ends_with_the_closing_sign(closing: list[str]) -> None:
    blocks = printing.report_context(facts(closing=closing))["blocks"]
    last = blocks[-1]
    shown = "".join(run["text"] for run in last["runs"]) if "runs" in last else last["text"]
    assert shown.endswith("./.")
    assert sum("./." in block["text"] for block in blocks) == 1


def test_typed_text_is_escaped_and_an_empty_line_keeps_its_heading() -> None:
    html = printing.report_html(
        facts(lines=[line("1.", "Án <b>", "<i>x</i>"), line("2.", "Trống")])
    )
    assert "Án &lt;b&gt;" in html
    assert "&lt;i&gt;x" in html
    assert "2. Trống" in html


def test_targets_stand_in_an_annex_with_each_units_result() -> None:
    target = {"label": "", "total": "95,2 %", "parts": [["KV1", "98,1 %"]], "missing": ["KV3"]}
    said = line("3.", "Tỷ lệ giải quyết", "Đạt 95,2 %[1].", entries=[target], source="target")
    (annex,) = printing.report_context(facts(lines=[said]))["annexes"]
    assert [[str(cell["text"]) for cell in row] for row in annex["rows"]] == [
        ["1", "Tỷ lệ giải quyết", "Đạt 95,2 %.", "KV1 - 98,1 %; chưa có số liệu: KV3."]
    ]
    assert printing.report_context(facts())["annexes"] == []


def test_word_file_says_the_same_with_its_own_footnotes() -> None:
    content = printing.report_docx(facts(3))
    document = reader.Document(io.BytesIO(content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "(từ ngày 26/10/2026 đến ngày 25/11/2026)" in texts
    assert "Thụ lý 2 vụ, mới 3 vụ." in texts
    red = [
        run.text
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run.font.color.rgb == RGBColor(0xC0, 0, 0)
    ]
    assert red == [printing.MARKED, "3", "4", "5"]
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        notes = book.read("word/footnotes.xml").decode()
    assert re.findall(r"KV1 - \d; Phòng 2 - 1\.", notes) == [
        f"KV1 - {number}; Phòng 2 - 1." for number in (1, 2, 2, 3, 3, 4)
    ]


def test_equal_facts_give_equal_bytes() -> None:
    assert printing.report_pdf(facts(2)) == printing.report_pdf(facts(2))

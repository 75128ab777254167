"""Annexes that a clerk writes, the stamp of urgency and the copies, on every kind of paper."""

import io
import re
from typing import Any

import docx as reader
import pdfplumber
import pytest
from django.test import Client
from django.urls import reverse

from meetings.papers import amending
from meetings.papers.letter_printing import letter_docx, letter_pdf
from meetings.papers.notice_editing import digest
from meetings.papers.notice_facts import facts as notice_facts
from meetings.papers.notice_facts import notice_register
from meetings.papers.printing import notice_pdf
from procuracy.web import annexes
from tests.meetings import offices
from tests.meetings.measuring import PT, sheets
from tests.meetings.notice_facts import province_facts
from tests.meetings.offices import TODAY, Office
from tests.meetings.stage import signed_in, words
from tests.units.issuing import PDF, issued
from units.models import AmendingPaper, DocumentRecipient, Register
from units.register_book import lines
from units.register_printing import cells

RED = (1.0, 0.0, 0.0)
TABLE = "TT\tĐơn vị\tSố vụ\n1\tPhòng 1\t12\n2\tPhòng 9, kiêm nhiệm công tác thanh tra\t7"
WRITTEN = [
    {"title": "Danh sách đơn vị", "text": TABLE, "is_table": True},
    {"title": "Nội dung báo cáo", "text": "I. Tình hình\nNêu số liệu.", "is_table": False},
]
MARKED = {"urgency": "khẩn", "copies": 5, "annexes": WRITTEN}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22T10:00:00+07:00")


def letter_facts(**more: Any) -> dict[str, Any]:
    return province_facts() | {"kind_name": "CÔNG VĂN", "addressed": ["Phòng 1"]} | more


def frame(content: bytes) -> tuple[float, float]:
    """Width and height in mm of the red frame on the first page."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        outer = max(
            (rect for rect in document.pages[0].rects if rect["non_stroking_color"] == RED),
            key=lambda rect: rect["width"],
        )
    return outer["width"] * PT, outer["height"] * PT


@pytest.mark.parametrize(("urgency", "wide"), [("khẩn", 20), ("hỏa tốc", 30), ("thượng khẩn", 40)])
def test_stamp_stands_below_the_number_as_large_as_the_decree_says(urgency: str, wide: int) -> None:
    content = notice_pdf(province_facts() | {"urgency": urgency})
    assert frame(content) == pytest.approx((wide, 8), abs=0.1)
    page = sheets(content)[0]
    stamp, number = page.find(urgency.upper()), page.find("Số: 05/TB-VKS")
    assert number.baseline < stamp.baseline < page.find("THÔNG BÁO").baseline
    assert stamp.centre == pytest.approx(number.centre, abs=1)
    assert (stamp.sizes, stamp.faces) == ({13}, {"Bold"})


def test_stamp_of_a_letter_stands_below_what_it_is_about() -> None:
    page = sheets(letter_pdf(letter_facts(urgency="hỏa tốc")))[0]
    lines = [line.text for line in page.lines()]
    about = next(at for at, line in enumerate(lines) if line.startswith("V/v"))
    stamp = lines.index("HỎA TỐC")
    assert about < stamp < next(at for at, line in enumerate(lines) if "Kính gửi" in line)


def test_paper_without_urgency_has_no_stamp() -> None:
    page = sheets(notice_pdf(province_facts()))[0]
    assert "KHẨN" not in page.text
    assert "HỎA TỐC" not in page.text


def test_copies_stand_in_the_last_line_of_the_recipients() -> None:
    page = sheets(letter_pdf(letter_facts(copies=5)))[0]
    assert page.find("(05 bản).").sizes == {11}


def test_written_annexes_follow_the_drawn_ones_and_take_roman_numbers() -> None:
    facts = province_facts(annex={"title": "Phân công nhiệm vụ", "rows": [{"no": 1}]})
    pages = sheets(notice_pdf(facts | {"annexes": WRITTEN}))
    heads = [page.text for page in pages if page.text.startswith("PHỤ LỤC")]
    assert [head.partition("(")[0] for head in heads] == [
        "PHỤ LỤC IPHÂN CÔNG NHIỆM VỤ",
        "PHỤ LỤC IIDANH SÁCH ĐƠN VỊ",
        "PHỤ LỤC IIINỘI DUNG BÁO CÁO",
    ]
    assert all("(Kèm theo Thông báo số" in head for head in heads)
    text = next(page for page in pages if "PHỤ LỤC III" in page.text)
    assert text.find("I. Tình hình").faces == {"Bold"}


def test_single_annex_has_no_number() -> None:
    pages = sheets(letter_pdf(letter_facts(annexes=WRITTEN[:1])))
    assert pages[-1].text.startswith("PHỤ LỤCDANH SÁCH ĐƠN VỊ(Kèm theo Công văn số")


def test_pasted_cells_with_breaks_and_short_rows_make_one_table() -> None:
    drawn = annexes.written_annex(
        {"title": "x", "text": 'A\tB\n"một\nhai"\t\n\n3', "is_table": True}
    )
    assert [[cell["text"] for cell in row] for row in drawn["rows"]] == [
        ["một\nhai", ""],
        ["3", ""],
    ]


def test_word_file_carries_stamp_copies_and_annexes() -> None:
    made = reader.Document(io.BytesIO(letter_docx(letter_facts(**MARKED))))
    cells = [cell for table in made.tables for row in table.rows for cell in row.cells]
    (stamp,) = [box for cell in cells for box in cell.tables]
    assert stamp.cell(0, 0).text == "KHẨN"
    assert any("(05 bản)." in cell.text for cell in cells)
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert texts[texts.index("PHỤ LỤC I") + 1] == "DANH SÁCH ĐƠN VỊ"
    assert texts[texts.index("PHỤ LỤC II") + 3] == "I. Tình hình"
    assert made.tables[-1].cell(2, 1).text.startswith("Phòng 9")


@pytest.fixture
def office() -> Office:
    made = offices.province()
    Register.objects.create(office=made.unit, name="Sổ công văn đi", document_kinds=["CV"])
    return made


def annexed(*written: tuple[str, str], **more: str) -> dict[str, Any]:
    said = {"annex-TOTAL_FORMS": len(written), "annex-INITIAL_FORMS": 0} | more
    for at, (title, text) in enumerate(written):
        said |= {f"annex-{at}-title": title, f"annex-{at}-text": text}
    return said


def drafted(office: Office) -> tuple[Client, AmendingPaper, dict[str, Any]]:
    """A draft, who writes it, and what its form sends."""
    document = offices.released(office).document
    assert document
    unit = office.doers[0]
    DocumentRecipient.objects.create(document=document, unit=unit, delivered_at=offices.NOW)
    paper = amending.prepare(document, "corrects", by=office.clerk, at=offices.NOW)
    said = {
        "edition": paper.edition,
        "subject": paper.subject,
        "reason": "Sai ngày",
        "content": "Nay đính chính ngày.",
        "signer": paper.signer_id,
        "filing": "VT",
        "urgency": "urgent",
        "copies": "5",
        "recipients_text": "Như trên",
        "recipients": [unit.pk],
    }
    return signed_in(office.clerk), paper, said


@pytest.mark.django_db
def test_clerk_annexes_a_pasted_table_and_a_text(office: Office) -> None:
    clerk, paper, said = drafted(office)
    url = reverse("meetings:amending_paper_edit", args=[paper.pk])
    order = {"annex-0-ORDER": "2", "annex-1-ORDER": "1"}
    written = annexed(("Nội dung", "Một dòng."), ("Danh  sách", TABLE), **order)
    assert clerk.post(url, said | written).status_code == 302
    paper.refresh_from_db()
    assert (paper.urgency, paper.copies) == ("urgent", 5)
    assert [(one["title"], one["is_table"]) for one in paper.annexes] == [
        ("Danh sách", True),
        ("Nội dung", False),
    ]
    facts = amending.facts(paper, on=TODAY, register=amending.letter_register(paper))
    assert (facts["urgency"], facts["copies"], len(facts["annexes"])) == ("khẩn", 5, 2)
    shown = words(clerk.get(reverse("meetings:amending_paper_detail", args=[paper.pk])))
    assert "Phụ lục viết thêm" in shown
    assert "khẩn" in shown
    # What says nothing of annexes leaves them; what drops one drops it.
    again = said | {"edition": paper.edition}
    assert clerk.post(url, again).status_code == 302
    paper.refresh_from_db()
    assert len(paper.annexes) == 2
    dropped = annexed(("Danh sách", TABLE), ("Nội dung", "x")) | {"annex-0-DELETE": "on"}
    clerk.post(url, again | {"edition": paper.edition} | dropped)
    paper.refresh_from_db()
    assert [one["title"] for one in paper.annexes] == ["Nội dung"]


@pytest.mark.django_db
def test_faults_of_annexes_are_said_and_nothing_is_lost(office: Office) -> None:
    clerk, paper, said = drafted(office)
    url = reverse("meetings:amending_paper_edit", args=[paper.pk])
    faults = {
        "A\tB\n1\t2\n1\t2\t3": "Dòng 3 có 3 ô, dòng đầu chỉ có 2 cột.",
        "A\tB": "Bảng mới có dòng tên cột, chưa có nội dung.",
        "": "Ghi nội dung phụ lục",
        "TỐI MẬT\nx": "bí mật",
    }
    for text, why in faults.items():
        answer = clerk.post(url, said | annexed(("Phụ lục giữ lại", text)))
        assert (answer.status_code, why in answer.content.decode()) == (422, True), text
        assert "Phụ lục giữ lại" in answer.content.decode()
    paper.refresh_from_db()
    assert paper.annexes == []
    assert clerk.post(url, said | {"copies": "0"}).status_code == 422


@pytest.mark.django_db
def test_second_writer_of_a_notices_annexes_is_shown_both(office: Office) -> None:
    notice = offices.drafted(office)
    clerk = signed_in(office.clerk)
    url = reverse("meetings:notice_parties_edit", args=[notice.pk])
    said = {"signer": notice.signer_id, "recipients": [unit.pk for unit in office.doers]}
    first = said | {"annex_base": digest("")} | annexed(("Một", "Lời một."))
    assert clerk.post(url, first).status_code == 302
    stale = said | {"annex_base": digest("")} | annexed(("Hai", "Lời hai."))
    answer = clerk.post(url, stale)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Lời một." in page
    assert "Lời hai." in page
    notice.refresh_from_db()
    assert [one["title"] for one in notice.annexes] == ["Một"]
    over = re.search(r'name="annex_base" value="(\w+)"', page)
    assert over
    assert clerk.post(url, stale | {"annex_base": over[1]}).status_code == 302
    notice.refresh_from_db()
    assert [one["title"] for one in notice.annexes] == ["Hai"]


@pytest.mark.django_db
def test_register_says_how_many_copies_went_out(office: Office) -> None:
    notice = offices.drafted(office)
    notice.copies, notice.urgency = 12, "express"
    notice.save()
    register = notice_register(notice)
    said = notice_facts(notice, on=TODAY, register=register)
    issued(register, render=lambda number, code: (said, PDF))
    (line,) = lines(register, TODAY.year, TODAY)
    assert cells(line)[6] == "12"

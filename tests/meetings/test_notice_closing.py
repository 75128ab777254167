"""Signature and recipients: side by side, and whole however long they are (test_paper_signature
tries them at the end of a page)."""

from itertools import pairwise

import pytest

from tests.meetings.measuring import Sheet
from tests.meetings.notice_facts import directives
from tests.meetings.printed import printed_with

SIGNER = {"authority": "KT. VIỆN TRƯỞNG", "position": "PHÓ VIỆN TRƯỞNG", "name": "Nguyễn Văn A"}
LINE = "Văn phòng theo dõi việc thực hiện"


def notice_of(lines: int, **changes: object) -> list[Sheet]:
    """A notice whose text is `lines` paragraphs of one line each."""
    return printed_with(
        opening=[f"{LINE} {number}" for number in range(lines)],
        assessment=[],
        directives_intro="",
        directives=[],
        organisation=[],
        **changes,
    )


def test_recipients_and_signature_stand_side_by_side() -> None:
    page = notice_of(3, signer=SIGNER)[0]
    heading, authority = page.find("Nơi nhận:"), page.find("KT. VIỆN TRƯỞNG")
    position, name = page.find("PHÓ VIỆN TRƯỞNG"), page.find("Nguyễn Văn A")
    assert heading.left == pytest.approx(30, abs=0.3)
    assert heading.baseline == pytest.approx(authority.baseline, abs=1.5)
    assert authority.left > page.find("- Lãnh đạo VKSND tỉnh (để b/c);").right
    assert authority.centre == pytest.approx(position.centre, abs=0.3)
    assert authority.centre == pytest.approx(name.centre, abs=0.3)
    assert 25 <= name.baseline - position.baseline <= 40


def test_three_lines_of_a_deputy_of_the_office_stand_above_one_another() -> None:
    lines = ["TL. VIỆN TRƯỞNG", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]
    page = notice_of(3, signer=SIGNER | {"authority": "\n".join(lines[:2]), "position": lines[2]})[
        0
    ]
    found = [page.find(line) for line in (*lines, "Nguyễn Văn A")]
    for above, below in pairwise(found):
        assert above.centre == pytest.approx(below.centre, abs=0.3)
        assert above.baseline < below.baseline
    assert 25 <= found[3].baseline - found[2].baseline <= 40
    assert max(line.right for line in found) <= 210 - 15


@pytest.mark.parametrize("words", [130, 150, 170, 190])
def test_long_last_paragraph_gives_two_lines_to_the_signature(words: int) -> None:
    pages = printed_with(
        opening=["Mở đầu"] * 10,
        assessment=[],
        directives=[],
        directives_intro="",
        organisation=["thực hiện " * words],
    )
    last = [line for line in pages[-1].lines() if "thực hiện" in line.text]
    assert len(last) >= 2
    assert max(line.baseline for line in last) < pages[-1].find("Nơi nhận:").baseline


def test_recipients_of_several_pages_leave_the_signature_with_the_text() -> None:
    pages = printed_with(recipients=[f"Đơn vị thứ {number}" for number in range(120)])
    signed = [page for page in pages if "Nguyễn Văn A" in page.text]
    assert len(signed) == 1
    assert "thực hiện./." in signed[0].text
    listed = "".join(page.text for page in pages)
    assert all(f"- Đơn vị thứ {number};" in listed for number in range(120))
    assert "- Lưu: VT, VP." in pages[-1].text


def test_sixty_directives_print_in_order_over_many_pages() -> None:
    pages = printed_with(directives=directives(60))
    text = " ".join(page.text for page in pages)
    places = [text.index(f"{number}. Rà soát") for number in range(1, 61)]
    assert places == sorted(places)
    assert len(pages) > 6


def test_unsigned_notice_without_a_name_keeps_the_room() -> None:
    unsigned = {"number": None, "dated_on": None, "subject": "Kết luận"}
    page = notice_of(1, signer=SIGNER | {"name": ""}, **unsigned)[0]
    assert page.find("PHÓ VIỆN TRƯỞNG").baseline + 27 < 277
    assert page.find("/TB-VKS").left - page.find("Số: ").right > 7
    assert page.find(" tháng ").left - page.find("Quảng Trị, ngày ").right > 7
    assert page.find(" năm 2026").left - page.find(" tháng ").right > 7


def test_extremely_long_word_stays_inside_the_margins() -> None:
    pages = printed_with(organisation=["x" * 3000], subject="y" * 300, signer=SIGNER)
    lines = [line for page in pages for line in page.lines()]
    assert max(line.right for line in lines) <= 190.3
    assert "".join(page.text for page in pages).count("x") >= 3000

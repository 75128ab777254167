"""Sổ đăng ký văn bản đi (Nghị định 30/2020/NĐ-CP, Phụ lục IV) and phiếu giao việc, measured: as a
province's and as a regional office's, of one line and with all that is awkward at once."""

import pytest

from tests.meetings.paper_kinds import AWKWARD
from tests.meetings.side_papers import BOOK, SLIPS, UNITS, cases, elements, printed
from units.register_printing import COLUMNS

each = pytest.mark.parametrize("case", cases(), ids=" - ".join)


@each
def test_heads_titles_and_tables_have_their_sizes_and_faces(case: tuple[str, str, str]) -> None:
    kind, office, _ = case
    found = list(elements(kind, office, printed(*case)[0]))
    assert [(one.name, one.span.sizes, one.span.faces) for one in found if not one.is_right] == []


@each
def test_pages_are_a4_within_their_margins(case: tuple[str, str, str]) -> None:
    pages = printed(*case)
    sides = (297, 210) if case[0] == BOOK else (210, 297)
    assert (len(pages) > 2) == (case[2] == AWKWARD)
    for page in pages:
        assert (round(page.width), round(page.height)) == sides
        lines = [line for line in page.lines() if line.baseline > 19.9]
        assert min(line.left for line in lines) >= 29.9
        assert max(line.right for line in lines) <= page.width - 19.8
        assert max(line.baseline for line in lines) <= page.height - 20


@each
def test_tables_repeat_their_heads_and_number_their_columns(case: tuple[str, str, str]) -> None:
    for page in printed(*case):
        if case[0] == SLIPS:
            assert page.find("Nội dung giao")
            continue
        assert page.find(COLUMNS[3].heading)
        places = [page.find(f"({no})").centre for no in range(1, 9)]
        assert places == sorted(places)


def test_every_number_stands_in_the_book_in_order_and_each_gap_with_its_reason() -> None:
    for kind, office, text in cases():
        if (kind, text) == (BOOK, AWKWARD):
            said = "".join(page.text for page in printed(kind, office, text))
            places = [said.find(f"{no:02d}/TB-VKS") for no in range(1, 25)]
            assert -1 not in places
            assert places == sorted(places)
            assert said.find("25–52") > places[-1]
            assert "Cộng 52 số" in said


def test_slip_of_each_unit_begins_a_page_and_bears_nothing_of_a_document() -> None:
    for kind, office, text in cases():
        if kind == SLIPS:
            pages = printed(kind, office, text)
            heads = [page for page in pages if "PHIẾU GIAO VIỆC" in page.text]
            assert len(heads) == (len(UNITS) if text == AWKWARD else 1)
            said = "".join(page.text for page in pages)
            for formal in ("CỘNG HÒA XÃ HỘI", "Số:", "Nơi nhận"):
                assert formal not in said

"""The annex: its own page numbers, its reference, a table that repeats its head."""

import re

import pytest

from tests.meetings.measuring import Sheet
from tests.meetings.notice_facts import annex
from tests.meetings.printed import page_number, printed, printed_with, squeezed

# Drawn once, by one of the parallel runners.
pytestmark = pytest.mark.xdist_group("printed notices")
SOURCE = "Kèm theo Thông báo số 05/TB-VKS ngày 05 tháng 02 năm 2026"


def annex_pages(case: str) -> list[Sheet]:
    pages = printed(case)
    start = next(index for index, page in enumerate(pages) if "PHỤ LỤC" in page.text)
    return pages[start:]


def test_single_annex_has_no_roman_number_and_names_its_notice() -> None:
    first = annex_pages("province, three pages")[0]
    heading, title = first.find("PHỤ LỤC"), first.find("PHÂN CÔNG NHIỆM VỤ")
    source = first.find(SOURCE)
    assert "PHỤ LỤC I" not in first.text
    assert heading.faces == title.faces == {"Bold"}
    assert heading.sizes == {14.0}
    assert source.faces == {"Italic"}
    assert heading.baseline < title.baseline < source.baseline
    assert "của Viện kiểm sát nhân dân tỉnh Quảng Trị)" in first.text


def test_unnumbered_annex_leaves_room_for_the_pen() -> None:
    first = annex_pages("region, unsigned, illustrative")[0]
    assert first.find("/TB-VKSKV5 ngày").left - first.find("Kèm theo Thông báo số").right > 7
    assert "của Viện kiểm sát nhân dân khu vực 5)" in first.text


def test_page_numbers_start_again() -> None:
    pages = annex_pages("province, three pages")
    assert [page_number(page) for page in pages] == ["", "2"]


def test_table_repeats_its_head_and_keeps_rows_whole() -> None:
    pages = printed_with(annex=annex(40))
    tables = [page for page in pages if "TTNội dung nhiệm vụ" in page.text]
    assert len(tables) > 3
    rows = squeezed("Rà soát toàn bộ"), squeezed("chủ động thực hiện được")
    for page in tables:
        text = squeezed(page.text)
        assert text.count(rows[0]) == text.count(rows[1]) > 0
        assert text.index("TTNộidung") < text.index(rows[0])


def test_annex_lies_across_only_when_it_has_many_columns() -> None:
    upright = annex_pages("province, three pages")[0]
    across = annex_pages("region, unsigned, illustrative")[0]
    assert upright.width < upright.height
    assert across.width > across.height
    assert "Lãnh đạo phụ trách" in re.sub(r"\s+", " ", across.text.replace("phụtrách", "phụ trách"))


@pytest.mark.parametrize("case", ["province, three pages", "region, unsigned, illustrative"])
def test_table_stays_inside_the_margins(case: str) -> None:
    for page in annex_pages(case):
        lines = [line for line in page.lines() if 19.9 < line.baseline < page.height - 20]
        assert min(line.left for line in lines) >= 30
        assert max(line.right for line in lines) <= page.width - 20


def test_notice_without_rows_has_no_annex() -> None:
    assert all("PHỤ LỤC" not in page.text for page in printed_with(annex=annex(0)))


def test_row_longer_than_a_page_is_still_printed_in_full() -> None:
    pages = printed_with(annex=annex(2, content="thực hiện " * 1500))
    assert squeezed("".join(page.text for page in pages)).count("thựchiện") >= 3000

"""The notice measured in the PDF against Nghị định 30/2020/NĐ-CP, Phụ lục I.

`python -m tests.meetings.measured` prints what these tests measure.
"""

import pytest

from tests.meetings.elements import CLOSING, ELEMENTS, Element, located
from tests.meetings.printed import CASES, body, page_number, printed, printed_with

pytestmark = [
    pytest.mark.parametrize("case", CASES),
    # Drawn once, by one of the parallel runners.
    pytest.mark.xdist_group("printed notices"),
]


@pytest.mark.parametrize("element", ELEMENTS + CLOSING, ids=lambda element: element.name)
def test_element_has_its_size_and_face(case: str, element: Element) -> None:
    page = body(case)[-1 if element in CLOSING else 0]
    span = located(page, element, case)
    assert span.faces == {element.face}
    assert all(element.smallest <= size <= element.largest for size in span.sizes)


def test_every_text_page_is_upright_a4_inside_its_margins(case: str) -> None:
    for page in body(case):
        assert (round(page.width, 1), round(page.height, 1)) == (210.0, 297.0)
        lines = [line for line in page.lines() if 19.9 < line.baseline < 277.1]
        left, right = min(line.left for line in lines), max(line.right for line in lines)
        assert 29.9 <= left <= 35
        assert 15 <= 210 - right <= 20.1
        assert all(line.baseline - 3 > 20 for line in lines)


def test_text_fills_the_width_to_both_margins(case: str) -> None:
    lines = [
        line for page in body(case) for line in page.lines() if "toàn bộ chỉ tiêu" in line.text
    ]
    assert lines
    assert all(line.right == pytest.approx(190, abs=0.2) for line in lines)


def test_first_page_has_no_number_and_others_are_centred_on_top(case: str) -> None:
    first, *others = body(case)
    assert page_number(first) == ""
    for number, page in enumerate(others, start=2):
        assert page_number(page) == str(number)
        span = next(line for line in page.lines() if line.baseline < 20)
        assert span.sizes <= {13.0, 14.0}
        assert span.faces == {"Regular"}
        assert span.centre == pytest.approx(30 + 160 / 2, abs=0.3)


def test_number_and_place_stand_on_one_baseline(case: str) -> None:
    first = printed(case)[0]
    assert first.find("Số: ").baseline == pytest.approx(
        first.find("Quảng Trị, ngày ").baseline, abs=0.02
    )


def test_header_stands_in_two_columns_that_do_not_touch(case: str) -> None:
    first = printed(case)[0]
    nation, motto = first.find(ELEMENTS[0].province), first.find(ELEMENTS[1].province)
    issuer = located(first, ELEMENTS[3], case)
    names = [line for line in first.lines() if line.baseline <= issuer.baseline]
    assert nation.centre == pytest.approx(motto.centre, abs=0.3)
    assert issuer.centre < 70 < nation.left
    assert max(line.right for line in names if line.centre < 100) < nation.left - 3


def test_rule_below_the_motto_is_as_long_as_its_text(case: str) -> None:
    first = printed(case)[0]
    motto = first.find("Độc lập - Tự do - Hạnh phúc")
    rule = first.rule_below(motto)
    assert rule.width == pytest.approx(motto.width, abs=0.3)
    assert rule.centre == pytest.approx(motto.centre, abs=0.2)


def test_rule_below_the_issuing_body_is_a_third_to_a_half(case: str) -> None:
    first = printed(case)[0]
    last = located(first, ELEMENTS[3], case)
    longest = next(
        line for line in first.lines() if line.faces == {"Bold"} and "NHÂN DÂN" in line.text
    )
    rule = first.rule_below(last)
    assert 1 / 3 <= rule.width / longest.width <= 1 / 2
    assert rule.centre == pytest.approx(last.centre, abs=0.2)


def test_rule_below_the_subject_is_a_third_to_a_half(case: str) -> None:
    first = printed(case)[0]
    last = first.find("tại Hội nghị giao ban công tác tháng 11 năm 2026")
    rule = first.rule_below(last)
    assert 1 / 3 <= rule.width / last.width <= 1 / 2
    assert rule.centre == pytest.approx(30 + 160 / 2, abs=0.3)


def test_paragraphs_are_indented_and_headings_too(case: str) -> None:
    first = printed(case)[0]
    for text in ("Ngày 20/11/2026, Viện", "I. Đánh giá tình hình", "1. Rà soát toàn bộ"):
        assert first.find(text).left == pytest.approx(30 + 12.7, abs=0.4)
    assert first.find("nghị giao ban công tác tháng 11 năm 2026 theo").left == pytest.approx(
        30, abs=0.4
    )


def test_lines_and_paragraphs_keep_the_prescribed_distance(case: str) -> None:
    first = printed(case)[0]
    one = first.find("Ngày 20/11/2026, Viện").baseline
    two = first.find("nghị giao ban công tác tháng 11 năm 2026 theo").baseline
    end, next_start = first.find("cầu, do đồng chí").baseline, first.find("Sau khi nghe").baseline
    line = (two - one) / 25.4 * 72
    assert 14 * 1.149 <= line <= 14 * 1.149 * 1.5  # single for this face is 1.149 of the size
    assert (next_start - end) / 25.4 * 72 - line >= 6 - 0.01


def test_illustration_is_marked_outside_the_text_on_every_page(case: str) -> None:
    marked = "illustrative" in case
    for page in printed(case):
        assert ("BẢN MINH HỌA" in page.text) == marked
        if marked:
            assert page.find("BẢN MINH HỌA").baseline - 3 > page.height - 20


def test_office_name_too_long_for_a_line_wraps_before_its_place(case: str) -> None:
    first = printed_with(office_name="VIỆN KIỂM SÁT NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH")[0]
    last = first.find("THÀNH PHỐ HỒ CHÍ MINH")
    longest = max(last.width, first.lines()[2].width)
    assert 1 / 3 <= first.rule_below(last).width / longest <= 1 / 2

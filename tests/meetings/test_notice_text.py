"""What a notice says: numbers, dates, sections, orders, endings; typed text stays text."""

import pytest

from meetings.papers.printing import blocks, notice_html, order_sentence
from tests.meetings.notice_facts import province_facts, region_facts
from tests.meetings.printed import printed_with


def texts(**changes: object) -> list[str]:
    return [block["text"] for block in blocks(province_facts(**changes))]


@pytest.mark.parametrize(
    ("number", "dated_on", "shown"),
    [
        (5, "2026-02-05", ["Số: 05/TB-VKS", "ngày 05 tháng 02 năm 2026"]),
        (10, "2026-01-31", ["Số: 10/TB-VKS", "ngày 31 tháng 01 năm 2026"]),
        (9, "2026-03-09", ["Số: 09/TB-VKS", "ngày 09 tháng 3 năm 2026"]),
        (142, "2026-12-10", ["Số: 142/TB-VKS", "ngày 10 tháng 12 năm 2026"]),
    ],
)
def test_leading_zeros(number: int, dated_on: str, shown: list[str]) -> None:
    html = notice_html(province_facts(number=number, dated_on=dated_on))
    assert all(text in html for text in shown)


def test_region_stands_below_its_province_with_its_own_symbol() -> None:
    html = notice_html(region_facts())
    order = ["TỈNH QUẢNG TRỊ", "KHU VỰC 5", "Số: 12/TB-VKSKV5"]
    assert [html.index(text) for text in order] == sorted(html.index(text) for text in order)
    assert "TỐI CAO" not in html


def test_sections_close_up_when_one_is_empty() -> None:
    headings = [
        block["text"]
        for block in blocks(province_facts(assessment=["  "]))
        if block["kind"] == "heading"
    ]
    assert headings == ["I. Nhiệm vụ, giải pháp", "II. Tổ chức thực hiện"]


def test_single_section_has_no_heading() -> None:
    kinds = {b["kind"] for b in blocks(province_facts(assessment=[], organisation=[]))}
    assert kinds == {"paragraph"}


@pytest.mark.parametrize("typed", ["Hết", "Hết.", "Hết./.", "Hết ./. ", "Hết;", "Hết...", "Hết.\n"])
def test_text_ends_once_with_its_mark(typed: str) -> None:
    found = texts(organisation=["Giữa chừng./.", typed])
    assert found[-1] == "Hết./."
    assert "".join(found).count("./.") == 1


def test_mark_stands_after_the_last_order_when_nothing_follows() -> None:
    directive = {"no": 1, "text": "Rà soát chỉ tiêu.", "addressees": "Phòng 1", "due": ""}
    found = texts(organisation=[], directives=[directive])
    assert found[-1] == "1. Rà soát chỉ tiêu. Giao Phòng 1 thực hiện./."


@pytest.mark.parametrize(
    ("addressees", "due", "sentence"),
    [
        ("", "", ""),
        ("Phòng 9", "", "Giao Phòng 9 thực hiện."),
        (
            "Các phòng nghiệp vụ; VKSND khu vực",
            "trước ngày 15/12/2026",
            "Giao các phòng nghiệp vụ và VKSND khu vực thực hiện,"
            " hoàn thành trước ngày 15/12/2026.",
        ),
        (
            "Phòng 1; Phòng 2; Văn phòng.",
            "hằng tháng",
            "Giao Phòng 1, Phòng 2 và Văn phòng thực hiện, thời hạn: hằng tháng.",
        ),
        ("VKSND khu vực 1, 2; Phòng 9", "", "Giao VKSND khu vực 1, 2; Phòng 9 thực hiện."),
        ("", "Trong tháng 10/2026.", "Hoàn thành trong tháng 10/2026."),
        ("", "thường xuyên", "Thời hạn: thường xuyên."),
    ],
)
def test_order_is_phrased(addressees: str, due: str, sentence: str) -> None:
    assert order_sentence("Rà soát chỉ tiêu", addressees, due) == sentence


def test_order_does_not_repeat_what_the_text_says() -> None:
    text = "Yêu cầu các phòng nghiệp vụ rà soát, xong trước ngày 15/12/2026"
    assert order_sentence(text, "Các phòng nghiệp vụ", "trước ngày 15/12/2026") == ""


def test_line_breaks_in_a_directive_part_paragraphs() -> None:
    directive = {"no": 4, "text": "Một;\n\nHai", "addressees": "Phòng 1", "due": ""}
    found = texts(directives=[directive], directives_intro="")
    assert "4. Một;" in found
    assert "Hai. Giao Phòng 1 thực hiện." in found


ATTACKS = [
    "<script>alert(1)</script>",
    '<img src="file:///etc/passwd">',
    '<img src="http://example.com/logo.png">',
    "<style>@page { margin: 0 }</style>",
    "</body></html>{{ facts }}{% now 'Y' %}",
]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("field", ["subject", "place", "symbol", "office_name", "filing"])
def test_markup_in_a_field_is_printed_as_text(field: str, attack: str) -> None:
    html = notice_html(province_facts(**{field: attack}))
    assert "<script" not in html.lower()
    assert "<img" not in html.lower()
    assert "<style" not in html.lower()
    assert html.count("</body>") == 1


def test_markup_in_the_text_is_readable_on_paper() -> None:
    pages = printed_with(opening=ATTACKS, recipients=ATTACKS)
    text = "".join(page.text for page in pages)
    for attack in ATTACKS:
        assert text.count(attack) == 2 or text.replace(" ", "").count(attack.replace(" ", "")) >= 2


def test_invisible_characters_do_not_reach_the_paper() -> None:
    html = notice_html(
        province_facts(subject="Kết\u202e luận\x0b\x00 \u200bX", place="Ho\u00e0\u0300")
    )
    assert "Kết luận X" in html
    assert "\u0300" not in html.replace("\u00e0\u0300", "")

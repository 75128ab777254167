"""Lines and words of an issued paper."""

import pytest

from procuracy.web import paper


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Phòng 9", ["PHÒNG 9"]),
        (
            "VIỆN KIỂM SÁT NHÂN DÂN TỈNH QUẢNG TRỊ",
            ["VIỆN KIỂM SÁT NHÂN DÂN", "TỈNH QUẢNG TRỊ"],
        ),
        ("VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO", ["VIỆN KIỂM SÁT NHÂN DÂN", "TỐI CAO"]),
        ("VIỆN KIỂM SÁT NHÂN DÂN KHU VỰC 5", ["VIỆN KIỂM SÁT NHÂN DÂN", "KHU VỰC 5"]),
        ("", []),
    ],
)
def test_office_breaks_before_its_place(name: str, lines: list[str]) -> None:
    assert paper.office_lines(name) == lines


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("VIỆN KIỂM SÁT NHÂN DÂN TỈNH QUẢNG TRỊ", "Viện kiểm sát nhân dân tỉnh Quảng Trị"),
        (
            "VIỆN KIỂM SÁT NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH",
            "Viện kiểm sát nhân dân thành phố Hồ Chí Minh",
        ),
        ("VIỆN KIỂM SÁT NHÂN DÂN KHU VỰC 5", "Viện kiểm sát nhân dân khu vực 5"),
        ("VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO", "Viện kiểm sát nhân dân tối cao"),
        ("VIỆN KIỂM SÁT NHÂN DÂN HUYỆN ĐAKRÔNG", "Viện kiểm sát nhân dân huyện Đakrông"),
    ],
)
def test_office_inside_a_sentence(name: str, shown: str) -> None:
    assert paper.office_in_sentence(name) == shown


def test_heading_breaks_where_the_sense_allows() -> None:
    subject = "Kết luận của đồng chí Viện trưởng tại Hội nghị giao ban công tác tháng 11 năm 2026"
    assert paper.heading_lines(subject) == [
        "Kết luận của đồng chí Viện trưởng",
        "tại Hội nghị giao ban công tác tháng 11 năm 2026",
    ]


def test_heading_keeps_typed_breaks_and_every_word() -> None:
    words = " ".join(f"chữ{number}" for number in range(40))
    lines = paper.heading_lines(f"Dòng một\n{words}")
    assert lines[0] == "Dòng một"
    assert " ".join(lines[1:]) == words
    assert max(map(len, lines)) <= paper.SUBJECT_LINE


def test_recipients_end_as_prescribed_whatever_was_typed() -> None:
    lines = paper.recipient_lines(["- Các phòng;", "VKSND khu vực.", " "], "Lưu: VT, VP.")
    assert lines == ["- Các phòng;", "- VKSND khu vực;", "- Lưu: VT, VP."]


def test_recipients_without_filing_end_with_the_last_name() -> None:
    assert paper.recipient_lines(["Phòng 1", "Phòng 1"], "") == ["- Phòng 1;", "- Phòng 1."]


@pytest.mark.parametrize(
    ("value", "below", "shown"),
    [(None, 10, ""), (1, 10, "01"), (10, 10, "10"), (2, 3, "02"), (3, 3, "3")],
)
def test_leading_zero(value: int | None, below: int, shown: str) -> None:
    assert paper.padded(value, below=below) == shown


def test_paragraphs_part_lines_and_finish_them() -> None:
    typed = ["Một\n\nHai (2)", "như sau:", "Ba ./.", "Bốn;"]
    assert paper.paragraphs(typed) == ["Một.", "Hai (2).", "như sau:", "Ba.", "Bốn;"]

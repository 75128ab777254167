"""Words of a copy against the issued ones: what counts as the same, and how the rest is shown."""

import pytest

from units.comparing import Text, compare

HEAD = "VIỆN KIỂM SÁT NHÂN DÂN Số: 05/TB-VKS Quảng Trị, ngày 20 tháng 11 năm 2026 THÔNG BÁO"
FIRST = f"{HEAD} Phòng 1 rà soát tin báo quá hạn"
SECOND = "2 Phòng 9 báo cáo trước ngày 30/11/2026./."
ISSUED = [FIRST, SECOND]
BLANKS = {"20", "11", "05/TB-VKS"}


@pytest.mark.parametrize(
    ("copy", "text"),
    [
        (ISSUED, Text.SAME),
        ([FIRST.replace(" ", "\n"), SECOND.replace(" ", "  ")], Text.SAME),
        ([FIRST.replace("KIỂM", "KIE\u0302\u0309M"), SECOND], Text.SAME),  # another coding
        ([FIRST.replace("KIỂM", "KI ỂM"), SECOND], Text.SAME),  # a word drawn in two pieces
        ([f"{FIRST} Phòng 9 báo cáo", "2 trước ngày 30/11/2026./."], Text.REFLOWED),
        ([f"{FIRST} {SECOND[2:]}"], Text.REFLOWED),
        ([FIRST, f"{SECOND} Ký bởi: Nguyễn Văn A 20/11/2026"], Text.STAMPED),
        (
            [FIRST.replace("05/", "/").replace(" 20 ", " ").replace(" 11 ", " "), SECOND],
            Text.STAMPED,
        ),
        (["", ""], Text.NONE),
        ([], Text.NONE),
        ([FIRST.replace("rà soát", "không rà soát"), SECOND], Text.DIFFERENT),
        ([FIRST, SECOND.replace("30/11", "30/12")], Text.DIFFERENT),
        ([FIRST], Text.DIFFERENT),
        ([FIRST.replace(" 20 ", " 21 "), SECOND], Text.DIFFERENT),  # not blank: another day
        ([FIRST, SECOND.replace("9", "")], Text.DIFFERENT),
        (["Văn bản khác"], Text.DIFFERENT),
        (["không " * 50_000], Text.DIFFERENT),
    ],
)
def test_same_words_are_told_from_others(copy: list[str], text: Text) -> None:
    assert compare(ISSUED, copy, BLANKS)[0] is text


def test_difference_is_shown_with_its_page_and_the_words_before() -> None:
    _, found = compare(ISSUED, [FIRST, SECOND.replace("30/11", "30/12")])
    (one,) = found
    assert (one.page, one.after) == (2, "báo cáo trước ngày")
    assert (one.issued, one.copy) == ("30/11/2026./.", "30/12/2026./.")


def test_page_left_out_is_shown_as_missing() -> None:
    (one,) = compare(ISSUED, [FIRST])[1]
    assert (one.page, one.copy) == (2, "")
    assert one.issued.startswith("Phòng 9 báo cáo")

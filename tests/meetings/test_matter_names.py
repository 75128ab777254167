"""No suspect is named in a matter; officers, places and offices may be."""

import pytest

from meetings.matters.names import accused, likely


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tạm giam bị can Nguyễn Văn A từ ngày 05/8", ["Nguyễn Văn A"]),
        ("các bị can: Lê Thị Bưởi, Trần B.", ["Lê Thị Bưởi"]),
        ("bị cáo tên là Đỗ Hữu Đức kháng cáo", ["Đỗ Hữu Đức"]),
        ("Đối tượng Y Thuyên Êban bỏ trốn", ["Y Thuyên Êban"]),
        ("Bị can trong vụ án số 12/2026 đã bị bắt theo lệnh truy nã", []),
        ("Đã khởi tố 02 bị can. Viện kiểm sát đã phê chuẩn", []),
        ("bị can Nguyễn Văn A".replace("ễ", "e\u0302\u0303"), ["Nguyễn Văn A"]),
    ],
)
def test_name_behind_a_word_for_the_accused_is_found(text: str, found: list[str]) -> None:
    assert accused(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vụ Trần Văn Tám cùng đồng bọn", ["Trần Văn Tám"]),
        ("đồng chí Lê Minh Hải trực tiếp kiểm sát", []),
        ("UBND phường Nam Đông Hà chưa trả lời kiến nghị", []),
        ("Viện kiểm sát nhân dân tối cao trả hồ sơ", []),
    ],
)
def test_what_reads_like_a_name_is_asked_about_unless_an_officers(
    text: str, found: list[str]
) -> None:
    assert likely(text, officers=["Lê Minh Hải"]) == found

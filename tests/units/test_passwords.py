"""Which passwords are too common to be taken, beside Django's own English list."""

import pytest

from units import passwords


@pytest.mark.parametrize(
    "password",
    [
        "Quảng Trị @2026",
        "matkhau12345",
        "Vienkiemsat2026!",
        "viện kiểm sát nhân dân",
        "1q2w3e4r5t6y",
        "qwertyuiop123",
        "0987654321poiuyt",
        "anhyeuem123456",
        "VanPhongTongHop",
        "abc123abc123abc123",
        "Đà Nẵng 2025",
    ],
)
def test_what_everybody_would_try_is_common(password: str) -> None:
    assert passwords.is_common(password)


@pytest.mark.parametrize(
    "password",
    ["trời hôm nay rất đẹp", "con mèo leo cây cau", "k7fm-3xqe-zz9a-bh2w", "Sông Hiếu mùa lũ 1999"],
)
def test_a_sentence_of_ones_own_is_not(password: str) -> None:
    assert not passwords.is_common(password)


def test_list_is_read_whole() -> None:
    assert len(passwords.common()) > 50_000
    assert {"words", "ends", "rows"} == {n for n in ("words", "ends", "rows") if passwords.parts(n)}

"""What the registry checks with a ruler on the notice that left the printer."""

import re
from itertools import takewhile

from tests.meetings.measuring import Sheet, face, sheets
from tests.meetings.printed import page_number, squeezed

A4 = (210, 297)


def check_print(pdf: bytes, *, superior: str, office: str, number: str | None) -> list[Sheet]:
    """Measures the header, number, page numbers, fonts and end; `number` None: left blank.

    Annexes follow the notice, on sheets that may lie across.
    """
    pages = sheets(pdf)
    body = list(takewhile(lambda page: "PHỤ LỤC" not in page.text, pages))
    for page in pages:
        size = (round(page.width), round(page.height))
        assert size == A4 or (page not in body and size == A4[::-1])
        assert {face(char["fontname"]) for char in page.chars}  # fails on a foreign font
    check_header(pages[0], superior, office)
    check_number(pages[0], number)
    numbers = [re.sub(r"\D", "", page_number(page)) for page in body]
    assert numbers == ["", *(str(no) for no in range(2, len(body) + 1))]
    assert "./." in squeezed(body[-1].text)
    assert "BẢNMINHHỌA" in squeezed(pages[0].text)
    return pages


def check_header(page: Sheet, superior: str, office: str) -> None:
    """Two columns: the office under its superior on the left, the national heading on the right."""
    left, own = page.find(superior), page.find(office)
    nation = page.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    motto = page.find("Độc lập - Tự do - Hạnh phúc")
    assert left.faces == {"Regular"}
    assert own.faces == nation.faces == motto.faces == {"Bold"}
    assert left.baseline < own.baseline
    assert left.right < nation.left
    assert 12 <= min(nation.sizes) <= max(nation.sizes) <= 13
    ruled = page.rule_below(motto)
    assert abs(ruled.width - motto.width) < 1
    third = page.rule_below(own)
    assert abs(third.centre - own.centre) < 1


def check_number(page: Sheet, number: str | None) -> None:
    """Number and place on one baseline; before numbering both are left open."""
    place = page.find("Quảng Trị, ngày ")
    if number is None:
        assert re.search(r"Số:\s*/TB-VKS", page.text)
        return
    printed = page.find(f"Số: {number}")
    assert abs(printed.baseline - place.baseline) < 0.2
    assert printed.sizes == {13}

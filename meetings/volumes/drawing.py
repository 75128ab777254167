"""A volume as one PDF: the stored bytes between a cover, contents, indexes and a certificate."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.template.loader import render_to_string

from procuracy.web import paper, pdf
from procuracy.web.binding import Book, roman
from procuracy.web.dates import printed_short
from procuracy.web.pdf_lists import Column, Listing, pages

Facts = Mapping[str, Any]
CONTENTS = (
    Column("TT", 10, centred=True),
    Column("Số, ký hiệu", 24),
    Column("Ngày tháng", 21, centred=True),
    Column("Tên loại và trích yếu nội dung", 54),
    Column("Tác giả", 19),
    Column("Trang", 14, centred=True),
    Column("Ghi chú", 18),
)
WHERE = "số, ký hiệu (trang)"
NAMES = (Column("Tra theo", 58), Column("Văn bản: " + WHERE, 102))
NUMBERS = (Column("Số, ký hiệu", 110), Column("Trang", 50, centred=True))
DIGESTS = (Column("TT", 10, centred=True), Column("Số, ký hiệu", 30), Column("SHA-256", 120))
NOBODY = "Không có"


def contents(facts: Facts) -> list[bytes]:
    rows = [
        [
            str(one["no"]),
            one["code"],
            one["dated_on"],
            one["words"],
            facts["author"],
            str(one["first"]),
            one["note"],
        ]
        for one in facts["documents"]
    ]
    return pages([Listing("Mục lục văn bản", CONTENTS, rows, span(facts))])


def indexes(facts: Facts) -> list[tuple[str, list[bytes]]]:
    """(words of the outline, pages) of each list behind the documents."""
    units = "Đơn vị được giao nhiệm vụ; văn bản không giao nhiệm vụ thì đơn vị nhận văn bản"
    digests = [[str(one["no"]), one["code"], one["sha256"]] for one in facts["documents"]]
    found = [
        Listing("Tra cứu theo đơn vị", NAMES, facts["by_unit"] or [[NOBODY, ""]], units),
        Listing("Tra cứu theo lĩnh vực", NAMES, facts["by_field"] or [[NOBODY, ""]]),
        Listing("Tra cứu theo số văn bản", NUMBERS, facts["by_number"]),
        Listing(
            "Tra cứu theo từ khóa",
            NAMES,
            facts["by_keyword"] or [[NOBODY, ""]],
            "Số trang là trang có từ khóa",
        ),
        Listing(
            "Danh mục mã kiểm tra",
            DIGESTS,
            digests,
            "Mã SHA-256 của từng bản in đã lưu khi cấp số",
            size=9,
        ),
    ]
    return [(one.title, pages([one])) for one in found]


def bound(
    facts: Facts,
    stored: Iterable[bytes],
    front: list[bytes],
    back: list[tuple[str, list[bytes]]],
    progress: Callable[[int], None] = lambda percent: None,
) -> tuple[bytes, int]:
    """The file and its number of pages; `facts` hold the volume's number by now."""
    told = [f"{one['code']} ngày {one['dated_on']}" for one in facts["documents"]]
    total = sum(one["pages"] for one in facts["documents"])
    listed = sum(len(made) for _, made in back)
    cover = pdf.render(cover_html(facts, front=len(front), pages=total, listed=listed))
    code = f"{facts['number']:02d}/{facts['year']}"
    book = Book(cover, lambda number: f"Tập {code} · trang {number}")
    book.add_lists(front, "Mục lục văn bản", in_front=True)
    for at, (words, one) in enumerate(zip(told, stored, strict=True), start=1):
        book.add(one, words)
        progress(at * 100 // len(told))
    for words, made in back:
        book.add_lists(made, words)
    return book.bound(last="Chứng từ kết thúc"), 2 + len(front) + total + listed


def cover_html(facts: Facts, *, front: int, pages: int, listed: int) -> str:
    """Cover and closing certificate: the first and the last page."""
    facts = pdf.printable(dict(facts))
    closed_on = datetime.date.fromisoformat(facts["closed_on"])
    until = facts["keep_until"]
    context = {
        "title": f"Tập {facts['kind_name'].lower()}".upper(),
        "number": f"{facts['number']:02d}",
        "year": facts["year"],
        "document_title": f"Tập số {facts['number']:02d}/{facts['year']}: {facts['kind_name']}",
        "illustrative": facts["illustrative"],
        "superior_lines": paper.office_lines(facts["superior_name"]),
        "issuer_lines": paper.office_lines(facts["office_name"]),
        "span": span(facts),
        "count": len(facts["documents"]),
        "pages": pages,
        "front": front,
        "front_last": roman(front) if front else "",
        "listed_from": pages + 1,
        "listed_to": pages + listed,
        "late": sum(one["is_late"] for one in facts["documents"]),
        "keep": f"đến hết ngày {printed_short(_day(until))}" if until else "vĩnh viễn",
        "keep_basis": facts.get("keep_basis", ""),
        "place": facts["place"],
        "day": paper.padded(closed_on.day, below=10),
        "month": paper.padded(closed_on.month, below=3),
        "closed_year": closed_on.year,
        "closed_by": facts["closed_by"],
    }
    return render_to_string("print/volume.html", context)


def span(facts: Facts) -> str:
    starts, ends = _day(facts["starts_on"]), _day(facts["ends_on"])
    return f"Từ ngày {printed_short(starts)} đến hết ngày {printed_short(ends)}"


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)

"""What is printed beside the papers and bears no number of its own: the register of what went out
and the slips of tasks. Drawn from what they say, without a database."""

import datetime
from collections.abc import Callable, Iterator
from functools import cache
from types import SimpleNamespace
from typing import Any

from meetings.papers import slips
from procuracy.web import pdf
from procuracy.web.paper import office_lines
from tests.factories import NOW
from tests.meetings.kind_elements import Found
from tests.meetings.measuring import Sheet, sheets
from tests.meetings.paper_kinds import AWKWARD, LINE, LONG, OFFICES, ONE_LINE, head
from units.models import Document
from units.register_book import Line
from units.register_printing import COLUMNS, book_html

BOOK, SLIPS = "sổ văn bản đi", "phiếu giao việc"
DAY = datetime.date(2026, 2, 5)
UNITS = ("Phòng 9", "Viện kiểm sát nhân dân khu vực 5")


def cases() -> list[tuple[str, str, str]]:
    return [(k, o, t) for k in DRAWN for o in OFFICES for t in (ONE_LINE, AWKWARD)]


@cache
def printed(kind: str, office: str, text: str) -> list[Sheet]:
    return sheets(pdf.render(DRAWN[kind](head(office, "", "TB"), text)))


def book(said: dict[str, Any], text: str) -> str:
    """Awkward: long subjects, many recipients, and a gap that is told of."""
    count = 1 if text == ONE_LINE else 24
    lines = [Line(no, no, _entry(no, text)) for no in range(1, count + 1)]
    if text == AWKWARD:
        lines.append(Line(25, 52, remarks=[LONG]))
    facts = said | {"register": "Sổ thông báo", "year": DAY.year}
    return book_html(facts, lines, DAY)


def _entry(no: int, text: str) -> Any:
    """As the register gives it: an entry with its document."""
    names = ["Phòng 1"] if text == ONE_LINE else [f"Viện kiểm sát khu vực {n}" for n in range(12)]
    document = SimpleNamespace(
        code=f"{no:02d}/TB-VKS",
        dated_on=DAY,
        get_kind_display=lambda: "Thông báo",
        subject=LINE if text == ONE_LINE else LONG,
        signer_name="Nguyễn Văn A",
        said_recipients=names,
        said_filing="VT, VP",
        said_copies=8,
    )
    return SimpleNamespace(document=document, dated_on=DAY)


def task_slips(said: dict[str, Any], text: str) -> str:
    """Awkward: two units, twelve long tasks each, put off since."""
    units, count = (UNITS[:1], 1) if text == ONE_LINE else (UNITS, 12)
    words = LINE if text == ONE_LINE else LONG
    since = "" if text == ONE_LINE else "đến hết ngày 31/12/2026"
    line = {"text": words, "part": "chủ trì", "holder": "", "due": "trước ngày 15/12/2026"}
    more = {"since": since, "product": "Báo cáo", "paragraph": 1}
    lines = [line | more | {"number": no} for no in range(1, count + 1)]
    around = {"title": "Phiếu giao việc", "opening": [LINE], "closing": ["Đơn vị thực hiện."]}
    document = Document(kind="TB", code="05/TB-VKS", dated_on=DAY, subject=LINE)
    told = [said | around | {"unit": unit, "lines": lines} for unit in units]
    return slips.said_html(document, told, at=NOW, illustrative=False)


DRAWN: dict[str, Callable[[dict[str, Any], str], str]] = {BOOK: book, SLIPS: task_slips}


def elements(kind: str, office: str, page: Sheet) -> Iterator[Found]:
    """Of heads and titles the sizes of Phụ lục I; in tables what can still be read."""
    said = head(office, "", "")
    yield _found(
        "Cơ quan chủ quản", 12, 13, "Regular", page, office_lines(said["superior_name"])[0]
    )
    yield _found("Cơ quan lập", 12, 13, "Bold", page, office_lines(said["office_name"])[-1])
    if kind == BOOK:
        yield _found("Tên sổ", 13, 14, "Bold", page, "SỔ ĐĂNG KÝ VĂN BẢN ĐI")
        yield _found("Tiêu đề cột", 10, 13, "Bold", page, COLUMNS[3].heading)
        yield _found("Số, ký hiệu", 10, 13, "Regular", page, "01/TB-VKS")
    else:
        yield _found("Tên phiếu", 13, 14, "Bold", page, "PHIẾU GIAO VIỆC")
        yield _found("Đơn vị", 13, 14, "Bold", page, UNITS[0])
        yield _found("Tiêu đề cột", 12, 13, "Bold", page, "Nội dung giao")
        yield _found("Vai trò", 12, 13, "Regular", page, "chủ trì")


def _found(name: str, least: float, most: float, face: str, page: Sheet, text: str) -> Found:
    return Found(name, least, most, face, page.first(text))

"""What Nghị định 30/2020/NĐ-CP, Phụ lục I prescribes of each element of a paper, whatever its kind,
and where it is printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pdfplumber

from tests.meetings import paper_kinds
from tests.meetings.measuring import Sheet, Span

# Name, smallest and largest size (pt), face.
Rule = tuple[str, float, float, str]
FIRST, LAST, ANNEX = "first", "last", "annex"


@dataclass(frozen=True)
class Found:
    """An element as it should be and as it is."""

    name: str
    smallest: float
    largest: float
    face: str
    span: Span

    @property
    def is_right(self) -> bool:
        fits = all(self.smallest <= size <= self.largest for size in self.span.sizes)
        return fits and self.span.faces == {self.face}


@dataclass(frozen=True)
class Printed:
    """A paper's pages, of which only those in question were read: the first two, and from the page
    of the signature on; `body`, `total`: how many pages the text and the whole have."""

    context: dict[str, Any]
    first: Sheet
    second: Sheet | None
    last: Sheet
    after: list[Sheet]
    body: int
    total: int

    @property
    def annexes(self) -> list[Sheet]:
        return [page for page in self.after if "PHỤ LỤC" in page.text]


@cache
def printed(kind: str, office: str, text: str) -> Printed:
    """One case, drawn and read once per test process."""
    context = paper_kinds.KINDS[kind].context(paper_kinds.drawn(kind, office, text))
    with pdfplumber.open(paper_kinds.opened(paper_kinds.pdf_of(kind, office, text))) as document:
        pages = document.pages
        read: list[Sheet] = []
        for page in reversed(pages):
            read.insert(0, Sheet(page))
            if context["signer_name"] in read[0].text:
                break
        at = len(pages) - len(read)
        first = Sheet(pages[0]) if at else read[0]
        second = Sheet(pages[1]) if at > 1 else None
        return Printed(context, first, second, read[0], read[1:], at + 1, len(pages))


def elements(case: Printed) -> Iterator[Found]:
    context = case.context
    for name, text, smallest, largest, face in _heading(context):
        yield Found(name, smallest, largest, face, case.first.first(text))
    for name, text, smallest, largest, face in _closing(context):
        yield Found(name, smallest, largest, face, _on(case, text))
    for no, page in enumerate(case.annexes):
        for name, text, smallest, largest, face in _annex(context["annexes"][no]):
            yield Found(name, smallest, largest, face, page.first(text))


def _on(case: Printed, text: str) -> Span:
    """On the page of the signature, or where a list of recipients goes on."""
    page = next(page for page in (case.last, *case.after) if text in page.text)
    return page.first(text, last=True)


def _heading(context: dict[str, Any]) -> Iterator[tuple[str, str, float, float, str]]:
    yield "Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, 13, "Bold"
    yield "Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc", 13, 14, "Bold"
    yield "Cơ quan chủ quản", context["superior_lines"][0], 12, 13, "Regular"
    yield "Cơ quan ban hành", context["issuer_lines"][-1], 12, 13, "Bold"
    yield "Số", "Số: ", 13, 13, "Regular"
    yield "Ký hiệu", f"/{context['symbol']}", 13, 13, "Regular"
    if context["place"]:
        yield "Địa danh, thời gian", f"{context['place']}, ngày ", 13, 14, "Italic"
    if context["urgency"]:
        yield "Độ khẩn", context["urgency"], 13, 14, "Bold"
    if "about_lines" in context:
        yield "Trích yếu công văn", context["about_lines"][0], 12, 13, "Regular"
        yield "Kính gửi", "Kính gửi:", 13, 14, "Regular"
    else:
        yield "Tên loại", context["kind_name"], 13, 14, "Bold"
        yield "Trích yếu", context["subject_lines"][0], 13, 14, "Bold"
    texts = [one for one in context["blocks"] if not one.get("is_slanted")]
    yield "Nội dung", _of(texts, "paragraph"), 13, 14, "Regular"
    if heading := _of(texts[:4], "heading"):
        yield "Tiêu đề mục", heading, 13, 14, "Bold"


def _of(texts: list[dict[str, Any]], kind: str) -> str:
    """The beginning of the first one, which stands on one line."""
    return next((one["text"][:24] for one in texts if one["kind"] == kind), "")


def _closing(context: dict[str, Any]) -> Iterator[tuple[str, str, float, float, str]]:
    lines = [*context["recipients"], *context["further_recipients"]]
    yield "Nơi nhận", "Nơi nhận:", 12, 12, "Bold Italic"
    yield "Danh sách nhận", lines[0], 11, 11, "Regular"
    yield "Lưu", lines[-1], 11, 11, "Regular"
    yield "Chức vụ ký", context["signer_lines"][-1], 13, 14, "Bold"
    yield "Họ tên", context["signer_name"], 13, 14, "Bold"
    if "secretary_name" in context:
        yield "Thư ký", context["secretary_name"], 13, 14, "Bold"


def _annex(annex: dict[str, Any]) -> Iterator[tuple[str, str, float, float, str]]:
    numeral = annex.get("numeral")
    yield (
        f"Phụ lục {numeral or ''}".rstrip(),
        f"PHỤ LỤC {numeral}" if numeral else "PHỤ LỤC",
        14,
        14,
        "Bold",
    )
    yield "Tiêu đề phụ lục", annex["title"][:24], 13, 14, "Bold"
    yield "Kèm theo", "(Kèm theo ", 13, 14, "Italic"

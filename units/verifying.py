"""Whether issued documents are what was issued: bytes, digest, register and history agree.

The digest stands beside the bytes, and once more in the sealed history of the moment of numbering:
who alters both of a document's columns is still found out.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from procuracy.web.dates import screen_moment
from procuracy.web.models import Change
from units.models import Document, RegisterEntry
from units.registry import page_count

TABLE = Document._meta.db_table
CHUNK = 50  # documents held in memory at once, with their bytes


@dataclass(frozen=True)
class Fault:
    """`document`: as people call it; `what`: the end of a sentence."""

    document: str
    what: str

    def __str__(self) -> str:
        return f"{self.document}: {self.what}"


@dataclass(frozen=True)
class Further:
    """What an app above keeps of issued documents and proves in its own way."""

    words: str  # as in "3 tập lưu"
    count: Callable[[], int]
    faults: Callable[[], Iterator[Fault]]


_FURTHER: list[Further] = []


def also(further: Further) -> None:
    """Registered once, at start."""
    _FURTHER.append(further)


def further_counts() -> list[tuple[int, str]]:
    """How many of each there are, with their words; none of what an office has not begun."""
    found = [(one.count(), one.words) for one in _FURTHER]
    return [(count, words) for count, words in found if count]


def faults() -> Iterator[Fault]:
    """Of every document, in the order in which they were issued; then those that are gone; then
    of what apps above keep of them."""
    frozen = _as_numbered()
    seen = set()
    rows: QuerySet[Document] = Document.objects.select_related("entry__register").order_by("pk")
    for document in rows.iterator(chunk_size=CHUNK):
        seen.add(str(document.pk))
        name = f"{document} (mã {document.pk})"
        for what in _wrong(document, frozen.get(str(document.pk), {})):
            yield Fault(name, what)
    for change in _altered():
        yield Fault(
            f"Văn bản mã {change.record}",
            f"đã bị {change.get_kind_display()} lúc {screen_moment(change.at)} "
            f"bằng vai trò {change.role}.",
        )
    for record in sorted(frozen.keys() - seen):
        code = frozen[record].get("code", "")
        yield Fault(f"Văn bản số {code} (mã {record})", "không còn trong cơ sở dữ liệu.")
    for one in _FURTHER:
        yield from one.faults()


def _wrong(document: Document, numbered: dict[str, Any]) -> Iterator[str]:
    pdf = bytes(document.pdf)
    if hashlib.sha256(pdf).hexdigest() != document.sha256:
        yield "bản in đã lưu không khớp mã SHA-256 ghi khi cấp số."
    elif _pages(pdf) != document.page_count:
        yield "số trang của bản in không khớp số trang ghi khi cấp số."
    for column in ("sha256", "code", "subject", "dated_on"):
        was, now = numbered.get(column), str(getattr(document, column))
        if was is not None and was != now:
            yield f"{column} nay là {now}, trong lịch sử khi cấp số là {was}."
    if document.facts.get("subject") != document.subject:
        yield "nội dung đã in không khớp trích yếu."
    yield from _unregistered(document)


def _pages(pdf: bytes) -> int:
    try:
        return page_count(pdf)
    except ValueError:
        return 0


def _unregistered(document: Document) -> Iterator[str]:
    """A number of the register stands behind each document."""
    entry: RegisterEntry | None = getattr(document, "entry", None)
    if entry is None:
        yield "không có số trong sổ văn bản đi."
    elif (
        not document.code.startswith(f"{entry.number:02d}/") or entry.dated_on != document.dated_on
    ):
        yield f"sổ văn bản đi ghi số {entry.number:02d} ngày {entry.dated_on:%d/%m/%Y}."


def _as_numbered() -> dict[str, dict[str, Any]]:
    """Record → its columns as the history has them from the moment of numbering."""
    rows = Change.objects.filter(table=TABLE, kind=Change.Kind.INSERT, after__isnull=False)
    return {record: after or {} for record, after in rows.values_list("record", "after")}


def _altered() -> QuerySet[Change]:
    """What nobody may do, done by somebody who owns the tables."""
    return Change.objects.filter(table=TABLE).exclude(kind=Change.Kind.INSERT).order_by("pk")

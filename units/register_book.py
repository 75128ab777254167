"""Sổ văn bản đi of a year, number by number: what was issued, what is void, what is not here.

Nothing is left out between the first number and the last: a number without a document says why.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.db.models.fields.json import KeyTransform

from units.models import (
    Amendment,
    Document,
    DocumentRecipient,
    Register,
    RegisterEntry,
    SkippedNumbers,
    Unit,
)
from units.models.numbers import span
from units.standing import remarks

ELSEWHERE = "Số của văn bản khác, cấp ở hệ thống văn bản, không ghi tại đây"


@dataclass(frozen=True)
class Line:
    """One entry, or some numbers on end that no document here bears."""

    first: int
    last: int
    entry: RegisterEntry | None = None
    # Why there is no document, or what became of it.
    remarks: list[str] = field(default_factory=list)

    @property
    def numbers(self) -> str:
        return span(self.first, self.last)

    @property
    def is_explained(self) -> bool:
        return self.entry is not None or bool(self.remarks)

    @property
    def is_void(self) -> bool:
        return self.entry is not None and hasattr(self.entry, "void")


def lines(register: Register, year: int, on: datetime.date) -> list[Line]:
    """In the order of the numbers; five queries for any number of them."""
    entries = {entry.number: entry for entry in _entries(register, year, on)}
    skipped = list(register.skipped.filter(year=year))
    return list(_filled(register, entries, skipped))


def years(register: Register) -> list[int]:
    """That have a number, newest first."""
    taken = register.entries.order_by("year").values_list("year", flat=True).distinct()
    return sorted({*taken, *register.skipped.values_list("year", flat=True)}, reverse=True)


def _entries(register: Register, year: int, on: datetime.date) -> Iterator[RegisterEntry]:
    told = DocumentRecipient.objects.prefetch_related(Prefetch("unit", Unit.objects.named(on)))
    amended = Amendment.objects.select_related("document").defer("document__pdf", "document__facts")
    documents = (
        Document.objects.light()
        .select_related("amends__of")
        .defer("amends__of__pdf", "amends__of__facts")
        .annotate(
            said_recipients=KeyTransform("recipients", "facts"),
            said_filing=KeyTransform("filing", "facts"),
            said_copies=KeyTransform("copies", "facts"),
        )
        .prefetch_related(Prefetch("recipients", told), Prefetch("amended_by", amended))
    )
    rows = register.entries.filter(year=year).select_related("void")
    yield from rows.prefetch_related(Prefetch("document", documents)).order_by("number")


def _filled(
    register: Register, entries: dict[int, RegisterEntry], skipped: list[SkippedNumbers]
) -> Iterator[Line]:
    """Entries, and what stands between them: explained ranges first, the rest as open ones."""
    why = {no: one.reason for one in skipped for no in range(one.first, one.last + 1)}
    following, top = 1, max([0, *entries, *why])
    otherwise = ELSEWHERE if register.source == Register.Source.ELSEWHERE else ""
    while following <= top:
        if entry := entries.get(following):
            yield Line(following, following, entry, remarks(entry))
            following += 1
            continue
        reason = why.get(following, otherwise)
        last = following
        while last < top and last + 1 not in entries and why.get(last + 1, otherwise) == reason:
            last += 1
        yield Line(following, last, None, [reason] if reason else [])
        following = last + 1


def unexplained(found: list[Line]) -> str:
    """`01–40, 43`: numbers without a document and without a reason; "" when there are none."""
    return ", ".join(line.numbers for line in found if not line.is_explained)

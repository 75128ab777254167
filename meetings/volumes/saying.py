"""Everything that a volume prints, as plain facts; frozen with it."""

import datetime
from typing import Any

from django.utils import timezone

from meetings.models import Volume, VolumeItem, VolumeOrder
from meetings.papers.letterheads import superior_name
from meetings.volumes import indexing, keeping
from meetings.volumes.indexing import Placed
from procuracy.web.dates import printed_short
from units.models import Amendment, Demonstration, Document
from units.models.amending import Effect
from units.models.registry import DocumentKind

# What is done by the older one, as a note beside the newer, and the other way round.
_FORWARDS = {
    Effect.REPLACES: "thay thế",
    Effect.CORRECTS: "đính chính",
    Effect.WITHDRAWS: "thu hồi",
}
_BACKWARDS = {
    Effect.REPLACES: "đã được thay thế bằng",
    Effect.CORRECTS: "được đính chính tại",
    Effect.WITHDRAWS: "đã thu hồi theo",
}


def facts(order: VolumeOrder, documents: list[Document], at: datetime.datetime) -> dict[str, Any]:
    """All but the volume's number, which is given last. `documents` come with their facts."""
    office, on = order.office, order.ends_on
    placed = _placed(documents)
    found = keeping.terms([keeping.row_of(one) for one in documents])
    until = keeping.longest(found.values())
    naming = office.naming(on)
    return {
        "office_name": naming.name.upper(),
        "superior_name": superior_name(office, on),
        "author": naming.short_name,
        "place": naming.place_name,
        "kind": order.kind,
        "kind_name": DocumentKind(order.kind).label,
        "starts_on": order.starts_on.isoformat(),
        "ends_on": on.isoformat(),
        "keep_until": until.isoformat() if until else None,
        "keep_basis": keeping.basis(found.values()),
        "documents": _lines(order, documents, placed),
        "by_number": indexing.by_number(placed),
        "by_unit": indexing.by_unit(placed, office, on),
        "by_field": indexing.by_field(placed),
        "by_keyword": indexing.by_keyword(placed, office),
        "closed_on": timezone.localtime(at).date().isoformat(),
        "closed_by": str(order.asked_by.person or order.asked_by),
        "illustrative": Demonstration.objects.exists(),
    }


def _placed(documents: list[Document]) -> list[Placed]:
    page, found = 1, []
    for one in documents:
        found.append(Placed(one.pk, one.code, page, one.page_count, one.facts))
        page += one.page_count
    return found


def _lines(
    order: VolumeOrder, documents: list[Document], placed: list[Placed]
) -> list[dict[str, Any]]:
    late = _late(order, documents)
    notes = _notes(documents, {one.pk: one.page for one in placed}, late)
    return [
        {
            "no": no,
            "code": one.code,
            "dated_on": printed_short(one.dated_on),
            "words": f"{one.get_kind_display()}: {' '.join(one.subject.split())}",
            "signer": one.signer_name,
            "first": where.page,
            "pages": one.page_count,
            "sha256": one.sha256,
            "is_late": one.pk in late,
            "note": "; ".join(notes[one.pk]),
        }
        for no, (one, where) in enumerate(zip(documents, placed, strict=True), start=1)
    ]


def _late(order: VolumeOrder, documents: list[Document]) -> dict[int, str]:
    """Document → the closed volume of whose span it is."""
    closed = Volume.objects.filter(office=order.office, kind=order.kind).light().order_by("pk")
    return {
        one.pk: volume.code
        for volume in closed
        for one in documents
        if volume.starts_on <= one.dated_on <= volume.ends_on
    }


def _notes(
    documents: list[Document], pages: dict[int, int], late: dict[int, str]
) -> dict[int, list[str]]:
    """What a document does to another one and where that is bound; for what span it comes late."""
    notes: dict[int, list[str]] = {one.pk: [] for one in documents}
    for pk, code in late.items():
        notes[pk].append(f"bổ sung tập số {code}")
    rows = Amendment.objects.select_related("document", "of").defer(
        *("document__pdf", "document__facts", "of__pdf", "of__facts")
    )
    made = [(row, row.of, _FORWARDS, row.document_id) for row in rows.filter(document__in=notes)]
    made += [(row, row.document, _BACKWARDS, row.of_id) for row in rows.filter(of__in=notes)]
    places = _places({other.pk for _, other, _, _ in made}, pages)
    for row, other, words, pk in made:
        said = f"{words[Effect(row.effect)]} {other.code}{places.get(other.pk, '')}"
        notes[pk].append(said)
    return notes


def _places(wanted: set[int], here: dict[int, int]) -> dict[int, str]:
    """Document → `(tập số 01/2026, trang 12)`, or the page of this volume."""
    rows = VolumeItem.objects.filter(document__in=wanted).select_related("volume")
    rows = rows.defer("volume__pdf", "volume__facts")
    found = {
        row.document_id: f" (tập số {row.volume.code}, trang {row.first_page})" for row in rows
    }
    return found | {pk: f" (trang {here[pk]})" for pk in wanted & here.keys()}

"""Binding what was ordered, and closing it under the office's lock.

Until the last step nothing is stored but how far it has come; that step is one transaction. A
worker that dies at any moment leaves the order waiting, and the next one begins anew.
"""

import datetime
import hashlib
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Max

from meetings.models import Volume, VolumeItem, VolumeOrder
from meetings.volumes import drawing, saying
from procuracy.web.errors import Refused
from targets.workbooks.progress import Steps
from units.models import Document, Unit, VoidNumber

State = VolumeOrder.State
CHUNK = 20  # stored documents read at once


def close(order_id: int, *, at: datetime.datetime) -> None:
    """Harmless to repeat: what was bound or given up stays as it is."""
    waiting = VolumeOrder.objects.waiting().filter(pk=order_id)
    order = waiting.select_related("office__parent", "asked_by__person").first()
    if order is None:
        return
    try:
        _close(order, at, Steps(waiting))
    except Refused as refused:
        give_up(order_id, trouble=refused.message)


def give_up(order_id: int, *, trouble: str = "") -> None:
    waiting = VolumeOrder.objects.waiting().filter(pk=order_id)
    waiting.update(state=State.FAILED, trouble=trouble[:500])


def _close(order: VolumeOrder, at: datetime.datetime, progress: Steps) -> None:
    progress(5)
    documents = _documents(order)
    facts = saying.facts(order, documents, at)
    progress(20)
    front, back = drawing.contents(facts), drawing.indexes(facts)
    progress(30)
    with transaction.atomic():
        if not VolumeOrder.objects.waiting().select_for_update().filter(pk=order.pk).exists():
            return
        _check(documents)
        facts |= {"year": order.ends_on.year, "number": _next_number(order)}
        pdf, pages = drawing.bound(facts, _stored(documents), front, back)
        volume = _freeze(order, facts, pdf, pages, at)
        _enter(volume, documents)
        VolumeOrder.objects.filter(pk=order.pk).update(state=State.DONE, progress=100)


def _documents(order: VolumeOrder) -> list[Document]:
    """With their facts, without their bytes, in the order that was asked for."""
    rows = Document.objects.defer("pdf").in_bulk(order.document_ids)
    return [rows[pk] for pk in order.document_ids]


def _check(documents: list[Document]) -> None:
    """What may have happened since the list was made."""
    ids = [document.pk for document in documents]
    bound = VolumeItem.objects.filter(document__in=ids).select_related("document").first()
    void = VoidNumber.objects.filter(entry__document__in=ids).first()
    if bound:
        raise Refused(f"{bound.document} đã đóng vào tập khác: chọn lại kỳ.")
    if void:
        raise Refused(f"{void.entry.document} vừa bị hủy số: xem lại danh sách rồi đóng tập.")


def _next_number(order: VolumeOrder) -> int:
    """Under a lock on the office's row: who closes another volume waits here."""
    Unit.objects.select_for_update(no_key=True).get(pk=order.office_id)
    taken = Volume.objects.filter(office=order.office, year=order.ends_on.year)
    return (taken.aggregate(top=Max("number"))["top"] or 0) + 1


def _stored(documents: list[Document]) -> Iterator[bytes]:
    """The very bytes, each proved against its digest."""
    for start in range(0, len(documents), CHUNK):
        part = documents[start : start + CHUNK]
        rows = dict(
            Document.objects.filter(pk__in=[one.pk for one in part]).values_list("pk", "pdf")
        )
        for one in part:
            pdf = bytes(rows[one.pk])
            if hashlib.sha256(pdf).hexdigest() != one.sha256:
                raise Refused(
                    f"Bản in đã lưu của {one} không khớp mã SHA-256: chưa đóng được tập. "
                    "Báo quản trị hệ thống kiểm tra văn bản đã ban hành."
                )
            yield pdf


def _freeze(
    order: VolumeOrder, facts: dict[str, Any], pdf: bytes, pages: int, at: datetime.datetime
) -> Volume:
    return Volume.objects.create(
        order=order,
        office=order.office,
        kind=order.kind,
        starts_on=order.starts_on,
        ends_on=order.ends_on,
        year=facts["year"],
        number=facts["number"],
        facts=facts,
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        page_count=pages,
        document_count=len(facts["documents"]),
        keep_until=facts["keep_until"],
        closed_at=at,
        closed_by=order.asked_by,
    )


def _enter(volume: Volume, documents: list[Document]) -> None:
    lines = volume.facts["documents"]
    VolumeItem.objects.bulk_create(
        VolumeItem(
            volume=volume,
            document=document,
            order=line["no"],
            first_page=line["first"],
            is_late=line["is_late"],
        )
        for document, line in zip(documents, lines, strict=True)
    )

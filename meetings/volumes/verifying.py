"""Whether closed volumes are what was closed: bytes, digest, list and history agree."""

import hashlib
from collections.abc import Iterator
from typing import Any

from meetings.models import Volume, VolumeItem
from procuracy.web.dates import screen_moment
from procuracy.web.models import Change
from units.verifying import Fault, Further

TABLE = Volume._meta.db_table
COLUMNS = ("sha256", "number", "year", "page_count", "document_count")


def faults() -> Iterator[Fault]:
    closed = _as_closed()
    seen = set()
    for volume in Volume.objects.order_by("pk").iterator(chunk_size=1):
        seen.add(str(volume.pk))
        for what in _wrong(volume, closed.get(str(volume.pk), {})):
            yield Fault(f"{volume} (mã tập {volume.pk})", what)
    changes = Change.objects.filter(table=TABLE).exclude(kind=Change.Kind.INSERT).order_by("pk")
    for change in changes:
        yield Fault(
            f"Tập lưu mã {change.record}",
            f"đã bị {change.get_kind_display()} lúc {screen_moment(change.at)} "
            f"bằng vai trò {change.role}.",
        )
    for record in sorted(closed.keys() - seen):
        yield Fault(f"Tập lưu mã {record}", "không còn trong cơ sở dữ liệu.")


def _wrong(volume: Volume, closed: dict[str, Any]) -> Iterator[str]:
    if hashlib.sha256(bytes(volume.pdf)).hexdigest() != volume.sha256:
        yield "bản đã đóng không khớp mã SHA-256 ghi khi đóng tập."
    for column in COLUMNS:
        was, now = closed.get(column), getattr(volume, column)
        if was is not None and str(was) != str(now):
            yield f"{column} nay là {now}, trong lịch sử khi đóng tập là {was}."
    rows = VolumeItem.objects.filter(volume=volume).order_by("order")
    here = list(rows.values_list("document__code", "document__sha256", "first_page"))
    told = [(line["code"], line["sha256"], line["first"]) for line in volume.facts["documents"]]
    if here != told:
        yield "danh sách văn bản trong tập không khớp mục lục đã in."


def _as_closed() -> dict[str, dict[str, Any]]:
    """Record → its columns as the history has them from the moment of closing."""
    rows = Change.objects.filter(table=TABLE, kind=Change.Kind.INSERT, after__isnull=False)
    return {record: after or {} for record, after in rows.values_list("record", "after")}


VOLUMES = Further("tập lưu", lambda: Volume.objects.count(), faults)

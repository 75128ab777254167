"""Whether signed copies are the bytes that came back; one whose content two persons took out
because of a secret (`procuracy.web.history.purging`) is no fault."""

import hashlib
from collections.abc import Iterator
from typing import Any

from procuracy.web.dates import screen_moment
from procuracy.web.models import Change, Tombstone
from units.models import SignedCopy
from units.verifying import CHUNK, Fault, Further

TABLE = SignedCopy._meta.db_table


def faults() -> Iterator[Fault]:
    """Of every copy, in the order in which they came; then those altered or gone."""
    brought, purged, seen = _as_brought(), _purged(), set[str]()
    rows = SignedCopy.objects.select_related("document").order_by("pk")
    for copy in rows.defer("document__pdf", "document__facts").iterator(chunk_size=CHUNK):
        seen.add(str(copy.pk))
        if str(copy.pk) in purged:
            continue
        for what in _wrong(copy, brought.get(str(copy.pk), {})):
            yield Fault(f"Bản đã ký (mã {copy.pk}) của {copy.document}", what)
    for change in Change.objects.filter(table=TABLE).exclude(kind=Change.Kind.INSERT):
        if change.record not in purged:
            yield Fault(
                f"Bản đã ký (mã {change.record})",
                f"đã bị {change.get_kind_display()} lúc {screen_moment(change.at)} "
                f"bằng vai trò {change.role}.",
            )
    for record in sorted(brought.keys() - seen):
        yield Fault(f"Bản đã ký (mã {record})", "không còn trong cơ sở dữ liệu.")


def _wrong(copy: SignedCopy, brought: dict[str, Any]) -> Iterator[str]:
    if hashlib.sha256(bytes(copy.content)).hexdigest() != copy.sha256:
        yield "tệp đã lưu không khớp mã SHA-256 ghi khi đưa lên."
    if brought.get("sha256", copy.sha256) != copy.sha256:
        yield f"mã SHA-256 nay là {copy.sha256}, trong lịch sử khi đưa lên là {brought['sha256']}."
    if brought.get("findings", copy.findings) != copy.findings:
        yield "kết quả kiểm tra không như trong lịch sử khi đưa lên."


def _as_brought() -> dict[str, dict[str, Any]]:
    rows = Change.objects.filter(table=TABLE, kind=Change.Kind.INSERT, after__isnull=False)
    return {record: after or {} for record, after in rows.values_list("record", "after")}


def _purged() -> set[str]:
    rows = Tombstone.objects.filter(request__table=TABLE)
    return set(rows.values_list("request__record", flat=True))


SIGNED_COPIES = Further("bản đã ký", SignedCopy.objects.count, faults)

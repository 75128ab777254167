"""Proves that nothing was taken from the record, put into it or altered, since it was sealed.

Walks the chain from its first seal, recomputes every digest from the rows as they stand, and
accepts another digest only where a tombstone explains it.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from procuracy.web.history import sealing
from procuracy.web.models import Change, Seal, Tombstone

# Rows compared at once: enough for speed, few enough for memory.
BATCH = 20_000
WIDTH = 32


@dataclass(frozen=True)
class Fault:
    """The first thing found wrong, as a sentence."""

    sentence: str


@dataclass
class Report:
    """What was looked at, and the first fault if there is one."""

    seals: int = 0
    rows: int = 0
    purged: int = 0
    unsealed: int = 0
    fault: Fault | None = None


def verify(expected: dict[datetime.date, str] | None = None) -> Report:
    """Call it inside one REPEATABLE READ transaction: writers go on meanwhile."""
    report = Report()
    purges = Purges()
    last: Seal | None = None
    for seals in _batches():
        for seal in seals:
            report.fault = _link(last, seal)
            if report.fault:
                return report
            last = seal
        report.fault = _rows(seals, purges, report)
        if report.fault:
            return report
        report.seals += len(seals)
    report.purged = len(purges.used)
    report.fault = _added(last) or purges.unproven() or _unexpected(expected or {})
    report.unsealed = _count_unsealed(report.rows)
    return report


def _batches() -> Iterator[list[Seal]]:
    """Seals in their order, together until they hold BATCH rows."""
    batch: list[Seal] = []
    held = 0
    for seal in Seal.objects.order_by("number").iterator(chunk_size=200):
        batch.append(seal)
        held += len(seal.ids)
        if held >= BATCH:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _link(last: Seal | None, seal: Seal) -> Fault | None:
    wanted = last.number + 1 if last else 1
    if seal.number != wanted:
        return Fault(f"Thiếu niêm phong số {wanted}: chuỗi đứt trước niêm phong số {seal.number}.")
    before = bytes(last.digest) if last else sealing.GENESIS
    if bytes(seal.previous) != before:
        return Fault(f"Chuỗi đứt: niêm phong số {seal.number} không nối với số {wanted - 1}.")
    if bytes(seal.digest) != sealing.digest(seal) or len(seal.digests) != WIDTH * len(seal.ids):
        return Fault(f"Niêm phong số {seal.number} đã bị sửa.")
    return None


def _rows(seals: list[Seal], purges: "Purges", report: Report) -> Fault | None:
    """Compare the rows of some seals with what was sealed."""
    present = _digests([number for seal in seals for number in seal.ids])
    for seal in seals:
        digests = bytes(seal.digests)
        for place, number in enumerate(seal.ids):
            sealed = digests[place * WIDTH : (place + 1) * WIDTH]
            now = present.get(number)
            if now is None:
                return Fault(f"Dòng {number} đã bị xóa (niêm phong số {seal.number}).")
            if now != sealed and not purges.explain(number, sealed, now):
                what = _describe(number)
                return Fault(f"Dòng {number} đã bị sửa (niêm phong số {seal.number}): {what}.")
            report.rows += 1
    return None


def _digests(numbers: list[int]) -> dict[int, bytes]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, history_digest(c) FROM web_change AS c WHERE id = ANY(%s)", [numbers]
        )
        return {number: bytes(digest) for number, digest in cursor.fetchall()}


def _describe(number: int) -> str:
    change = Change.objects.get(pk=number)
    at = timezone.localtime(change.at)
    return f"{change.table} {change.record}, {at:%H:%M:%S %d/%m/%Y}"


_ADDED = """
SELECT id FROM web_change WHERE id <= %s EXCEPT SELECT unnest(ids) FROM web_seal
ORDER BY id LIMIT 1
"""
_TWICE = (
    "SELECT id FROM (SELECT unnest(ids) AS id FROM web_seal) AS s GROUP BY id HAVING count(*) > 1"
)


def _added(last: Seal | None) -> Fault | None:
    """A row below what the last seal settled belongs to no seal, or to two of them."""
    with connection.cursor() as cursor:
        cursor.execute(_ADDED, [last.settled if last else 0])
        if row := cursor.fetchone():
            return Fault(f"Dòng {row[0]} được thêm vào phần đã niêm phong: {_describe(row[0])}.")
        cursor.execute(f"{_TWICE} ORDER BY id LIMIT 1")
        if row := cursor.fetchone():
            return Fault(f"Dòng {row[0]} nằm trong hai niêm phong.")
    return None


def _count_unsealed(sealed: int) -> int:
    """Rows of the last minute, which nothing vouches for yet."""
    return Change.objects.count() - sealed


def _unexpected(expected: dict[datetime.date, str]) -> Fault | None:
    """A printed seal must stand in the chain, on the day it was printed for."""
    zone = timezone.get_current_timezone()
    for day, digest in expected.items():
        begin = datetime.datetime.combine(day, datetime.time(), zone)
        end = begin + datetime.timedelta(days=1)
        rows = Seal.objects.filter(at__gte=begin, at__lt=end).values_list("digest", flat=True)
        if digest not in {bytes(row).hex() for row in rows}:
            return Fault(f"Không có niêm phong ngày {day:%d/%m/%Y} như bản đã in ({digest[:16]}…).")
    return None


class Purges:
    """What tombstones explain: row and digest before → digest after, each by whom it was left."""

    def __init__(self) -> None:
        self.used: set[int] = set()
        self._steps: dict[tuple[int, bytes], tuple[bytes, Tombstone]] = {}
        for stone in Tombstone.objects.order_by("pk"):
            before, after = bytes.fromhex(stone.originals), bytes.fromhex(stone.remains)
            for place, number in enumerate(stone.ids):
                part = slice(place * WIDTH, (place + 1) * WIDTH)
                self._steps[number, before[part]] = (after[part], stone)

    def explain(self, number: int, sealed: bytes, now: bytes) -> bool:
        digest, seen = sealed, set[bytes]()
        while digest != now and (number, digest) in self._steps and digest not in seen:
            seen.add(digest)
            digest, stone = self._steps[number, digest]
            self.used.add(stone.pk)
        return digest == now

    def unproven(self) -> Fault | None:
        """A tombstone stands in the record itself, as it was when it was left."""
        said = Change.objects.filter(table=Tombstone._meta.db_table, kind="insert")
        after: dict[str, Any] = dict(said.values_list("record", "after"))
        for stone in Tombstone.objects.filter(pk__in=self.used).order_by("pk"):
            left = after.get(str(stone.pk)) or {}
            facts = ("ids", "originals", "remains", "request_id", "confirmed_by")
            if any(left.get(fact) != getattr(stone, fact) for fact in facts):
                return Fault(f"Biên bản xóa số {stone.pk} không có trong lịch sử hoặc đã bị sửa.")
        return None

"""Niêm phong: every minute the finished rows of Change are bound into a chain of digests.

Nobody who writes waits for it, and it waits for nobody: a row that a snapshot shows is committed,
whether its transaction lies below the horizon, above it, or came with a restored copy from another
server. Rows of a slow transaction appear among older ids after their neighbours were sealed: each
run looks for them down to `settled`, the id below which the horizon says that none can come.
"""

import datetime
import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction

from procuracy.web.models import Seal

# Of `pg_try_advisory_xact_lock`: any number, the same in every process.
LOCK = 0x6E69656D
LARGEST = 50_000
GENESIS = bytes(32)

# What the counters say now. A transaction that has no number yet gets one from `ceiling` on, and
# its rows get ids above `reached`, which is therefore read before the snapshot.
_REACHED = "SELECT last_value FROM web_change_id_seq"
_ROWS = """
WITH now AS MATERIALIZED (
    SELECT pg_snapshot_xmin(pg_current_snapshot()) AS horizon,
        pg_snapshot_xmax(pg_current_snapshot()) AS ceiling, clock_timestamp() AS at
), sealed AS MATERIALIZED (
    SELECT unnest(ids) AS id FROM web_seal WHERE highest > %(settled)s
), found AS (
    SELECT c.id, history_digest(c) AS digest FROM web_change AS c
    WHERE c.id > %(settled)s
        AND c.xid IS DISTINCT FROM pg_current_xact_id_if_assigned()
        AND NOT EXISTS (SELECT FROM sealed WHERE sealed.id = c.id)
    ORDER BY c.id LIMIT %(largest)s
)
SELECT now.at, now.horizon::text, now.ceiling::text,
    (SELECT array_agg(id ORDER BY id) FROM found),
    (SELECT string_agg(digest, ''::bytea ORDER BY id) FROM found)
FROM now
"""


@dataclass(frozen=True)
class Found:
    """Rows to be sealed, and how far things had come when they were looked for."""

    at: datetime.datetime
    horizon: int
    ceiling: int
    reached: int
    ids: list[int]
    digests: bytes


def seal() -> int:
    """Seal all committed rows; how many. Nothing when another process is at it."""
    total = 0
    while count := _seal_some():
        total += count
    return total


def _seal_some() -> int:
    try:
        with transaction.atomic():
            if not _lock():
                return 0
            last = Seal.objects.order_by("-number").first()
            found = _find(last)
            if not found.ids:
                return 0
            _make(last, found).save(force_insert=True)
            return len(found.ids)
    except IntegrityError:
        # Another process made this very number: the rows are in its seal or in the next one.
        return 0


def _lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _find(last: Seal | None) -> Found:
    asked = {"settled": last.settled if last else 0, "largest": LARGEST}
    with connection.cursor() as cursor:
        cursor.execute(_REACHED)
        (reached,) = cursor.fetchone()
        cursor.execute(_ROWS, asked)
        at, horizon, ceiling, ids, digests = cursor.fetchone()
    return Found(at, int(horizon), int(ceiling), reached, ids or [], bytes(digests or b""))


def _make(last: Seal | None, found: Found) -> Seal:
    seal = Seal(
        number=last.number + 1 if last else 1,
        at=found.at,
        ids=found.ids,
        digests=found.digests,
        highest=max(found.ids),
        settled=_settled(last, found),
        reached=found.reached,
        horizon=found.horizon,
        ceiling=found.ceiling,
        previous=bytes(last.digest) if last else GENESIS,
    )
    seal.digest = digest(seal)
    return seal


def _settled(last: Seal | None, found: Found) -> int:
    """Up to where all ids are sealed or will never come.

    Whoever had a number when an earlier seal was laid had one below its ceiling; once the horizon
    has passed that, all ids which that seal knew of are settled. A run that took only some of the
    rows settles nothing.
    """
    before = last.settled if last else 0
    if len(found.ids) == LARGEST:
        return before
    past = Seal.objects.filter(ceiling__lte=found.horizon).order_by("-number")
    return max([before, *past.values_list("reached", flat=True)[:1]])


def digest(seal: Seal) -> bytes:
    """SHA-256 over the seal before it and everything this one says."""
    numbers = (seal.number, _microseconds(seal.at), seal.settled, seal.reached)
    text = "|".join(map(str, [*numbers, seal.horizon, seal.ceiling, *seal.ids]))
    return hashlib.sha256(bytes(seal.previous) + text.encode() + bytes(seal.digests)).digest()


def _microseconds(at: datetime.datetime) -> int:
    since = at - datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    return since // datetime.timedelta(microseconds=1)


def seal_of_day(day: datetime.date, zone: datetime.tzinfo) -> Seal | None:
    """The last seal laid on a day; it stands for everything recorded before it."""
    rows: Any = Seal.objects.defer("ids", "digests")
    begin = datetime.datetime.combine(day, datetime.time(), zone)
    found: Seal | None = (
        rows.filter(at__gte=begin, at__lt=begin + datetime.timedelta(days=1))
        .order_by("-number")
        .first()
    )
    return found

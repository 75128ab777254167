"""The reform of 1 July 2025 from reference data, as records with their instrument.

Reference data end the old bodies and say who follows them; this makes a record of each, and leads
across what still hangs on the old ones. What is only assumed waits until somebody has verified it.
Repeatable: what has a record is left alone.
"""

import datetime
from collections.abc import Collection
from itertools import groupby

from django.db import transaction

from units.models import Reorganisation, Succession, Unit, User
from units.reorganising.applying import record_of
from units.reorganising.drafts import Decision
from units.reorganising.ledger import Ledger
from units.reorganising.protocol import Change, Heir, followers
from units.reorganising.reporting import facts, report

ON = datetime.date(2025, 7, 1)
# 34 provinces, 23 of them by merger, and 355 regional offices.
DECISION = Decision("84/2025/UBTVQH15", datetime.date(2025, 6, 27), "Ủy ban Thường vụ Quốc hội")
Kind = Reorganisation.Kind


def unrecorded(office_ids: Collection[int] | None = None) -> list[Succession]:
    """Known successions of that day without a record; of some provinces, or of all."""
    rows = Succession.objects.filter(on=ON, is_assumed=False, reorganisation__isnull=True)
    if office_ids is not None:
        rows = rows.filter(successor__in=office_ids) | rows.filter(successor__parent__in=office_ids)
    return list(rows.select_related("successor__parent").order_by("successor", "predecessor"))


@transaction.atomic
def load(
    *, by: User, at: datetime.datetime, office_ids: Collection[int] | None = None
) -> list[Reorganisation]:
    """One record for each body that follows others."""
    rows = unrecorded(office_ids)
    locked = {pk for row in rows for pk in (row.predecessor_id, row.successor_id)}
    list(Unit.objects.filter(pk__in=locked).order_by("pk").select_for_update())
    return [
        _load(unit, list(same), by, at) for unit, same in groupby(rows, lambda row: row.successor)
    ]


def _load(
    successor: Unit, rows: list[Succession], by: User, at: datetime.datetime
) -> Reorganisation:
    eve = ON - datetime.timedelta(days=1)
    named = Unit.objects.named(eve).order_by("order")
    sources = list(named.filter(pk__in=[row.predecessor_id for row in rows]))
    heir = Heir(f"u{successor.pk}", successor.naming(ON).short_name, successor)
    kind = _kind(sources, successor)
    record = record_of(kind, ON, successor.parent or successor, DECISION, by, at)
    ledger = Ledger(record)
    routes = {unit.pk: heir.key for unit in sources}
    change = Change(kind, ON, sources, [heir], routes, {})
    made = report(change)
    # Nobody is there to ask: the one who holds the position at the heir, or came first, keeps it.
    change.choices = {q.key: q.options[0][0] for q in made.questions if q.is_required}
    record.facts = facts(made)
    record.save(update_fields=["facts"])
    ids = [row.pk for row in rows]
    with ledger.changing(Succession, ids):
        Succession.objects.filter(pk__in=ids).update(reorganisation=record)
    for follower in followers():
        follower.move(change, ledger)
    return record


def _kind(sources: list[Unit], successor: Unit) -> str:
    if len(sources) > 1 or successor.kind == Unit.Kind.PROVINCE:
        return Kind.MERGE
    return Kind.MOVE if sources[0].kind == successor.kind else Kind.CONVERT

"""Giving targets to units: many cells at once, none over what somebody else stored meanwhile."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from targets import promises
from targets.models import Target, TargetAssignment, TargetSet, WorkYear
from targets.promises import Aspect, Typed
from targets.regiving import Regiving
from units.models import Unit

Key = tuple[int, int]  # unit and target
_COLUMNS = (
    "assigned_threshold",
    "committed_threshold",
    "due_on",
    "regiven_on",
    "withdrawn_on",
    "reason",
)
Rows = dict[Key, TargetAssignment]


@dataclass(frozen=True)
class Change:
    """A cell as somebody wants it; `seen`: the text it was changed from."""

    unit: int
    target: Target
    aspect: Aspect
    typed: str
    seen: str

    @property
    def key(self) -> Key:
        return self.unit, self.target.pk


@dataclass
class Stored:
    """`wrong`: why a change cannot be taken. `contested`: what stands in the cell by now.
    `dropped`: promises that fell below a threshold given anew, for their units to renew."""

    written: int = 0
    wrong: dict[tuple[Key, Aspect], str] = field(default_factory=dict)
    contested: dict[tuple[Key, Aspect], str] = field(default_factory=dict)
    dropped: list[Key] = field(default_factory=list)
    rows: Rows = field(default_factory=dict)


def sets_of(year: WorkYear) -> list[TargetSet]:
    """In force on some day of the year, those of its end first."""
    rows = TargetSet.objects.within(year.starts_on, year.ends_on).select_related("replaces")
    return sorted(rows, key=lambda one: one.valid_to is not None and one.valid_to < year.ends_on)


def stored_rows(year: WorkYear, units: Collection[int], targets: Collection[Target]) -> Rows:
    """What is given; nothing of what was taken away."""
    return standing(all_rows(year, units, targets))


def all_rows(year: WorkYear, units: Collection[int], targets: Collection[Target]) -> Rows:
    """With the records of what was taken away."""
    rows = TargetAssignment.objects.filter(work_year=year, unit__in=units, target__in=targets)
    return {(row.unit_id, row.target_id): row for row in rows}


def standing(rows: Rows) -> Rows:
    """Of `all_rows`."""
    return {key: row for key, row in rows.items() if row.withdrawn_on is None}


@transaction.atomic
def store(
    year: WorkYear, changes: Sequence[Change], *, today: datetime.date, reason: str = ""
) -> Stored:
    """Every change that is right and uncontested; the same number of queries for any number.

    Nothing of a work year that is over: it has been judged. After a judging day only with a
    reason. Who may change which aspect is for the caller to have asked.
    """
    # Units in one order: two who save at once wait for each other, and never in a circle.
    units = sorted({change.unit for change in changes})
    list(Unit.objects.filter(pk__in=units).order_by("pk").select_for_update(no_key=True))
    targets = {change.target.pk: change.target for change in changes}
    before = all_rows(year, units, list(targets.values()))
    known = standing(before)
    result, touched = Stored(rows=dict(known)), set[Key]()
    for change in _in_order(changes):
        present = promises.shown(known.get(change.key), change.aspect)
        if present != change.seen and present != change.typed:
            result.contested[change.key, change.aspect] = present
            continue
        if present != change.typed and (over := ended_words(year, today)):
            result.wrong[change.key, change.aspect] = over
            continue
        try:
            if _apply(change, year, result):
                touched.add(change.key)
        except Refused as refused:
            result.wrong[change.key, change.aspect] = refused.message
    regiving = Regiving.of(year, targets.values(), today, reason)
    wanted: dict[Key, TargetAssignment | None] = {}
    for key in touched:
        was, row = before.get(key), result.rows.get(key)
        try:
            wanted[key] = regiving.dated(targets[key[1]], was, row)
        except Refused as refused:
            _leave(key, known, changes, result, refused.message)
    _write(before, wanted)
    result.written = len(wanted)
    result.dropped = [key for key in result.dropped if not _is_promised(result.rows.get(key))]
    return result


def asks_reason(year: WorkYear, changes: Collection[Change], today: datetime.date) -> bool:
    """Whether some of it has been judged, so that storing may ask why."""
    keys = {change.key for change in changes}
    targets = list({change.target.pk: change.target for change in changes}.values())
    rows = all_rows(year, {unit for unit, _ in keys}, targets)
    regiving = Regiving.of(year, targets, today)
    return any(regiving.is_over(row) for key, row in rows.items() if key in keys)


def ended_words(year: WorkYear, today: datetime.date) -> str:
    """Why nothing of the year is given, promised or moved any more; "" while it runs."""
    if year.ends_on >= today:
        return ""
    return (
        f"Năm công tác {year.year} đã kết thúc ngày {screen_day(year.ends_on)} và được đánh giá "
        "theo ngưỡng đã giao: không đổi nữa."
    )


def _is_promised(row: TargetAssignment | None) -> bool:
    return row is not None and row.committed_threshold is not None


def _in_order(changes: Iterable[Change]) -> list[Change]:
    """What is given before what is promised of it."""
    return sorted(changes, key=lambda change: list(Aspect).index(change.aspect))


def _apply(change: Change, year: WorkYear, result: Stored) -> bool:
    """Whether something is different now. Refused for what cannot stand."""
    typed = promises.read(change.typed, change.aspect, change.target, year)
    row = result.rows.get(change.key)
    if change.aspect is Aspect.ASSIGNED:
        return _give(change, typed, row, year, result)
    if row is None:
        if not typed.is_given:
            return False
        raise Refused("Chỉ tiêu này chưa giao cho đơn vị.")
    if change.aspect is Aspect.DUE:
        return _set(row, result, due_on=typed.day)
    if sentence := promises.fault(change.target, row.assigned_threshold, typed.number):
        raise Refused(sentence)
    return _set(row, result, committed_threshold=typed.number)


def _give(
    change: Change, typed: Typed, row: TargetAssignment | None, year: WorkYear, result: Stored
) -> bool:
    if not typed.is_given:
        return result.rows.pop(change.key, None) is not None
    if row is None:
        result.rows[change.key] = TargetAssignment(
            unit_id=change.unit,
            target=change.target,
            work_year=year,
            assigned_threshold=typed.number,
        )
        return True
    kept = row.committed_threshold
    if promises.fault(change.target, typed.number, kept):
        kept = None
        result.dropped.append(change.key)
    return _set(row, result, assigned_threshold=typed.number, committed_threshold=kept)


def _set(row: TargetAssignment, result: Stored, **values: Any) -> bool:
    """On a copy, so that what was read stays to be compared with."""
    if all(getattr(row, name) == value for name, value in values.items()):
        return False
    names = {f.attname for f in TargetAssignment._meta.concrete_fields}
    twin = TargetAssignment(**{name: getattr(row, name) for name in names} | values)
    result.rows[row.unit_id, row.target_id] = twin
    return True


def _leave(key: Key, known: Rows, changes: Iterable[Change], result: Stored, sentence: str) -> None:
    """All that was to become of a row stays undone."""
    result.rows.pop(key, None)
    if key in known:
        result.rows[key] = known[key]
    for change in changes:
        if change.key == key and (key, change.aspect) not in result.contested:
            result.wrong.setdefault((key, change.aspect), sentence)


def _write(before: Rows, wanted: Mapping[Key, TargetAssignment | None]) -> None:
    gone = [before[key].pk for key, row in wanted.items() if row is None and key in before]
    rows = [row for row in wanted.values() if row is not None]
    new = [row for row in rows if row.pk is None]
    changed = [row for row in rows if row.pk is not None]
    if gone:
        TargetAssignment.objects.filter(pk__in=gone).delete()
    if new:
        TargetAssignment.objects.bulk_create(new)
    if changed:
        TargetAssignment.objects.bulk_update(changed, _COLUMNS, batch_size=500)

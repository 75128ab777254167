"""Targets of the running work year are the heir's; figures stay with the body that reported them.

Thresholds of several bodies become one: counts are added, equal ratios kept, differing ones asked.
A count that is split cannot be divided by a rule, so it is left for the Office to set.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count

from procuracy.web.numbers import format_trimmed
from targets.models import Figure, TargetAssignment
from units.reorganising.ledger import Ledger
from units.reorganising.protocol import NAMED, Change, Counted, Done, Line, Question

# Heirs are numbered by their place in the change, for some have no row yet. `kept` is the row that
# goes on: the heir's own, if it has one, be it the record of a target that was taken away. Such
# records of the others stay with them, for they speak of periods before the change.
JOINED = """
WITH way AS (
    SELECT * FROM unnest(%(sources)s::bigint[], %(places)s::int[]) AS w(unit_id, place)
), own AS (
    SELECT * FROM unnest(%(heirs)s::bigint[], %(heir_places)s::int[]) AS h(unit_id, place)
), everything AS (
    SELECT w.place, false AS is_own, a.* FROM targets_targetassignment a JOIN way w USING (unit_id)
    WHERE a.withdrawn_on IS NULL
    UNION ALL
    SELECT o.place, true, a.* FROM targets_targetassignment a JOIN own o USING (unit_id)
), rows AS (
    SELECT e.*, max(e.id) FILTER (WHERE e.is_own)
        OVER (PARTITION BY e.place, e.target_id, e.work_year_id) AS own_id
    FROM everything e
)
SELECT r.place, r.target_id, r.work_year_id, t.short_name, t.measure, y.year,
    array_agg(r.assigned_threshold ORDER BY r.id) AS assigned,
    array_agg(r.committed_threshold ORDER BY r.id) AS committed,
    sum(coalesce(r.assigned_threshold, t.threshold)) AS added,
    sum(r.committed_threshold) AS promised,
    min(r.due_on) AS due_on, bool_and(r.none_arose) AS none_arose,
    CASE WHEN bool_and(r.none_arose) THEN max(r.none_since) END AS none_since,
    max(r.regiven_on) AS regiven_on,
    (array_agg(r.reason ORDER BY r.regiven_on DESC NULLS LAST, r.id))[1] AS reason,
    max(r.own_id) AS own_id,
    array_agg(r.id) FILTER (WHERE NOT r.is_own) AS gone
FROM rows r JOIN targets_target t ON t.id = r.target_id
JOIN targets_workyear y ON y.id = r.work_year_id
WHERE y.ends_on >= %(on)s AND r.withdrawn_on IS NULL
GROUP BY r.place, r.target_id, r.work_year_id, t.id, y.id
HAVING NOT bool_and(r.is_own)
ORDER BY y.year, r.place, t.order, t.code
"""
_INSERT = """
INSERT INTO targets_targetassignment
    (target_id, unit_id, work_year_id, assigned_threshold, committed_threshold, due_on, none_arose,
    none_since, regiven_on, reason)
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::numeric[], %s::numeric[],
    %s::date[], %s::boolean[], %s::date[], %s::date[], %s::text[])
RETURNING id
"""
_UPDATE = """
UPDATE targets_targetassignment a
SET assigned_threshold = n.assigned, committed_threshold = n.committed, due_on = n.due_on,
    none_arose = n.none_arose, none_since = n.none_since, regiven_on = n.regiven_on,
    reason = n.reason, withdrawn_on = NULL
FROM unnest(%s::bigint[], %s::numeric[], %s::numeric[], %s::date[], %s::boolean[], %s::date[],
    %s::date[], %s::text[])
    AS n(id, assigned, committed, due_on, none_arose, none_since, regiven_on, reason)
WHERE a.id = n.id
"""

Threshold = Decimal | None


@dataclass(frozen=True)
class Joined:
    """Assignments of one target and work year that become one heir's."""

    place: int
    target_id: int
    work_year_id: int
    target: str
    measure: str
    year: int
    assigned: list[Threshold]
    committed: list[Threshold]
    added: Threshold
    promised: Threshold
    due_on: datetime.date | None
    none_arose: bool
    none_since: datetime.date | None
    regiven_on: datetime.date | None  # with its reason: of the one that was given anew last
    reason: str
    own_id: int | None
    gone: list[int]

    @property
    def is_count(self) -> bool:
        return self.measure == "count"

    @property
    def differs(self) -> bool:
        """Ratios of which no rule says which one holds."""
        return not self.is_count and len(set(self.assigned)) > 1

    def question(self, heir: str) -> str:
        return f"targets.threshold.{heir}.{self.target_id}.{self.year}"

    def threshold(self, change: Change) -> Threshold:
        if self.is_count:
            is_set = any(value is not None for value in self.assigned)
            return self.added if is_set and not change.is_split else None
        if not self.differs:
            return self.assigned[0]
        answer = change.choices.get(self.question(change.heirs[self.place].key), "")
        return Decimal(answer) if answer else None

    def promise(self, change: Change) -> Threshold:
        if self.is_count:
            is_whole = None not in self.committed and not change.is_split
            return self.promised if is_whole else None
        return self.committed[0] if len(set(self.committed)) == 1 else None


class Assignments:
    key = "targets.assignments"
    heading = "Chỉ tiêu, số liệu"
    moves = frozenset({"targets.TargetAssignment.unit"})
    stays = frozenset(
        f"targets.{model}.unit"
        for model in (
            "Figure",
            "FieldCheck",
            "NoneArose",
            "CheckedFigure",
            "EntryHabit",
            "TargetAnswer",
            "Workbook",
            "WorkbookLoad",
            "BoardPrint",
        )
    )

    def count(self, change: Change) -> Counted:
        rows = joined(change)
        differing = [row for row in rows if row.differs]
        follows = [
            Line(
                "chỉ tiêu của năm công tác đang chạy",
                len(rows),
                [f"{row.target}, năm {row.year}" for row in rows[:NAMED]],
                _note(change, rows),
            )
        ]
        figures = Figure.objects.filter(unit__in=change.source_ids).count()
        past = TargetAssignment.objects.filter(
            unit__in=change.source_ids, work_year__ends_on__lt=change.on
        )
        stays = [
            Line("số liệu tháng", figures, _figures_by_unit(change)),
            Line("chỉ tiêu của các năm đã qua", past.count()),
        ]
        return Counted(follows, stays, list(_asks(change, differing)))

    def move(self, change: Change, ledger: Ledger) -> None:
        rows = joined(change)
        own = [row for row in rows if row.own_id is not None]
        with ledger.changing(TargetAssignment, [row.own_id for row in own if row.own_id]):
            _execute(_UPDATE, [[row.own_id for row in own], *_values(change, own)])
        new = [row for row in rows if row.own_id is None]
        made = _execute(
            _INSERT,
            [
                [row.target_id for row in new],
                [change.heirs[row.place].pk for row in new],
                [row.work_year_id for row in new],
                *_values(change, new),
            ],
        )
        ledger.made(TargetAssignment, made)
        ledger.remove(TargetAssignment, sorted({pk for row in rows for pk in row.gone}))

    def undo(self, done: Done) -> list[str]:
        """Figures that an heir entered since for months of its new life hold the work of all."""
        since = Figure.objects.filter(
            unit__in=done.heir_ids,
            month__gte=done.record.on.replace(day=1),
            entered_at__gt=done.record.at,
        )
        count = since.count()
        return [f"{count} số liệu tháng của đơn vị kế thừa đã nhập sau đó"] if count else []


def joined(change: Change) -> list[Joined]:
    places = {heir.key: place for place, heir in enumerate(change.heirs)}
    ways = [
        (source, places[heir.key])
        for source in change.source_ids
        for heir in change.heirs
        if change.is_split or change.routes[source] == heir.key
    ]
    standing = [(heir.pk, places[heir.key]) for heir in change.heirs if heir.unit]
    asked: dict[str, Any] = {
        "sources": [source for source, _ in ways],
        "places": [place for _, place in ways],
        "heirs": [pk for pk, _ in standing],
        "heir_places": [place for _, place in standing],
        "on": change.on,
    }
    with connection.cursor() as cursor:
        cursor.execute(JOINED, asked)
        return [Joined(*row) for row in cursor.fetchall()]


def _values(change: Change, rows: list[Joined]) -> list[list[Any]]:
    return [
        [row.threshold(change) for row in rows],
        [row.promise(change) for row in rows],
        [row.due_on for row in rows],
        [row.none_arose for row in rows],
        [row.none_since for row in rows],
        [row.regiven_on for row in rows],
        [row.reason for row in rows],
    ]


def _execute(statement: str, values: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()] if cursor.description else []


def _note(change: Change, rows: list[Joined]) -> str:
    """What becomes of the thresholds, in words."""
    counts = sum(row.is_count for row in rows)
    differing = sum(row.differs for row in rows)
    notes = []
    if change.is_split and counts:
        notes.append(f"{counts} chỉ tiêu số lượng để trống ngưỡng, Văn phòng giao lại")
    elif counts:
        notes.append(f"{counts} chỉ tiêu số lượng: ngưỡng được cộng")
    if same := len(rows) - counts - differing:
        notes.append(f"{same} chỉ tiêu giữ ngưỡng bằng nhau")
    if differing:
        notes.append(f"{differing} chỉ tiêu có ngưỡng khác nhau: chọn hoặc để trống, giao sau")
    return "; ".join(notes)


def _asks(change: Change, rows: list[Joined]) -> Iterator[Question]:
    for row in rows:
        heir = change.heirs[row.place]
        values = sorted({value for value in row.assigned if value is not None}, reverse=True)
        yield Question(
            row.question(heir.key),
            f"Ngưỡng “{row.target}” năm {row.year} của {heir.name}",
            [(str(value), f"{format_trimmed(value)} %") for value in values],
            is_required=False,
            otherwise="để trống, giao sau",
        )


def _figures_by_unit(change: Change) -> list[str]:
    rows = Figure.objects.filter(unit__in=change.source_ids).order_by().values_list("unit")
    counted = dict(rows.annotate(count=Count("pk")))
    names = {unit.pk: unit.short_name for unit in change.sources}
    return [f"{names[pk]}: {count}" for pk, count in counted.items() if count]

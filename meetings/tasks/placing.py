"""Whose task it was on a past day: hand-overs and reorganisations since then, taken back, and in
whose hands it was."""

import datetime
from collections import defaultdict
from typing import Any

from django.db.models import BigIntegerField, Case, F, Q, Value, When
from django.utils import timezone

from meetings.models import DirectiveTask, HandOver, TaskHolding
from meetings.models.directive_tasks import DirectiveTaskQuerySet
from units.models import MovedRow


def day_end(on: datetime.date) -> datetime.datetime:
    """The first moment that is no more of the day."""
    return timezone.make_aware(
        datetime.datetime.combine(on + datetime.timedelta(days=1), datetime.time())
    )


def placed(rows: DirectiveTaskQuerySet, end: datetime.datetime) -> DirectiveTaskQuerySet:
    """With `unit_then`, and the positions `in_charge_then` and `appointment_then`, before a
    moment: three queries."""
    changed = TaskHolding.objects.filter(until__gte=end).order_by("-until", "-pk")
    # The first change after the moment is read last.
    hands = {row.task_id: row for row in changed}
    columns = {
        f"{name}_then": _then(name, {pk: getattr(row, f"{name}_id") for pk, row in hands.items()})
        for name in ("in_charge", "appointment")
    }
    return rows.annotate(unit_then=unit_then(end), **columns)


def unit_then(end: datetime.datetime) -> Any:
    """The unit that had a task before a moment: the one that the first change after it took the
    task from. Few change hands, so they are asked for first: two queries."""
    firsts: dict[int, tuple[datetime.datetime, int]] = {}
    for task, at, unit in [*_handed_over(end), *_moved(end)]:
        if task not in firsts or at < firsts[task][0]:
            firsts[task] = at, unit
    return _then("unit", {task: unit for task, (_, unit) in firsts.items()})


def _then(column: str, known: dict[int, int | None]) -> Any:
    """What is known of some tasks, of the others their column."""
    by_value = defaultdict(list)
    for task, value in known.items():
        by_value[value].append(task)
    key = BigIntegerField()
    return Case(
        *(When(pk__in=ids, then=Value(one, output_field=key)) for one, ids in by_value.items()),
        default=F(column),
        output_field=key,
    )


def _handed_over(end: datetime.datetime) -> list[tuple[int, datetime.datetime, int]]:
    rows = HandOver.objects.filter(at__gte=end).order_by("at", "pk")
    return list(rows.values_list("task", "at", "from_unit"))


def _moved(end: datetime.datetime) -> list[tuple[int, datetime.datetime, int]]:
    """By reorganisations, and back where one was undone."""
    since = Q(reorganisation__at__gte=end) | Q(reorganisation__undone_at__gte=end)
    rows = MovedRow.objects.filter(since, table=DirectiveTask._meta.db_table)
    rows = rows.filter(before__isnull=False, after__isnull=False)
    found = []
    asked = ("row_id", "reorganisation__at", "reorganisation__undone_at", "before", "after")
    for task, at, undone_at, before, after in rows.values_list(*asked):
        if at >= end:
            found.append((task, at, before["unit_id"]))
        elif undone_at is not None:
            found.append((task, undone_at, after["unit_id"]))
    return found

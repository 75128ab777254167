"""Whose task it was on a past day: hand-overs and reorganisations since then, taken back."""

import datetime
from collections import defaultdict
from typing import Any

from django.db.models import BigIntegerField, Case, F, Q, Value, When

from meetings.models import DirectiveTask, HandOver
from units.models import MovedRow


def unit_then(end: datetime.datetime) -> Any:
    """The unit that had a task before a moment: the one that the first change after it took the
    task from. Few change hands, so they are asked for first: two queries."""
    firsts: dict[int, tuple[datetime.datetime, int]] = {}
    for task, at, unit in [*_handed_over(end), *_moved(end)]:
        if task not in firsts or at < firsts[task][0]:
            firsts[task] = at, unit
    by_unit = defaultdict(list)
    for task, (_, unit) in firsts.items():
        by_unit[unit].append(task)
    return Case(
        *(When(pk__in=tasks, then=Value(unit)) for unit, tasks in by_unit.items()),
        default=F("unit"),
        output_field=BigIntegerField(),
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

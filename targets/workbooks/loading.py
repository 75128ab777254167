"""Reading a workbook that was loaded, and writing what was confirmed of it. Harmless to repeat."""

import datetime
from collections.abc import Iterable
from itertools import groupby

from django.utils import timezone

from procuracy.web.errors import Refused
from procuracy.web.history.context import Actor, Origin, working
from targets import entry
from targets.models import Indicator, WorkbookLoad
from targets.workbooks import reading
from targets.workbooks.differences import Change, Found, Shut, compare
from targets.workbooks.progress import Steps

State = WorkbookLoad.State


def read(load_id: int, *, at: datetime.datetime) -> None:
    """What the file would change, by today's figures; the file itself goes."""
    waiting = WorkbookLoad.objects.reading().filter(pk=load_id)
    load = waiting.select_related("unit").first()
    if load is None or load.content is None:
        return

    content = bytes(load.content)
    try:
        mark, typed = reading.cells(content, Steps(waiting))
        found = compare(load.unit, mark, typed, timezone.localdate(at))
    except Refused as refused:
        refusal = {"state": State.REFUSED, "refusal": refused.message, "done_at": at}
        waiting.update(content=None, **refusal)
        return
    facts = found.packed() | {"made_at": mark.made_at.isoformat()}
    waiting.update(state=State.READ, content=None, found=facts, progress=100)


def write(load_id: int, *, at: datetime.datetime) -> None:
    """Month by month, each wholly or not at all; a month that meanwhile changed is told of.

    Figures are typed at the moment of the confirmation, by who gave it, also when a job writes.
    """
    writing = WorkbookLoad.objects.writing().filter(pk=load_id)
    load = writing.select_related("unit", "user", "acting").first()
    if load is None or load.confirmed_at is None:
        return
    changes = chosen(load)
    lines = Indicator.objects.in_bulk({change.line for change in changes})
    written, failed, steps = 0, [], Steps(writing)
    shut = Shut(load.unit, {c.month for c in changes}, timezone.localdate(load.confirmed_at))
    for month, of_month in groupby(changes, lambda change: change.month):
        part = list(of_month)
        try:
            shut.check(month)
            _write_month(load, month, part, lines)
            written += len(part)
        except Refused as refused:
            failed.append([month.isoformat(), len(part), refused.message])
        steps(100 * (written + sum(count for _, count, _ in failed)) // len(changes))
    found = load.found | {"failed": failed}
    writing.update(state=State.DONE, written=written, found=found, done_at=at, progress=100)


def chosen(load: WorkbookLoad) -> list[Change]:
    """By month: the changes, and the conflicts in which the workbook was preferred."""
    found = Found.unpacked(load.found)
    taken: Iterable[Change] = (found.conflicts[at] for at in load.found.get("taken", []))
    return sorted([*found.changes, *taken], key=lambda change: change.month)


def _write_month(
    load: WorkbookLoad, month: datetime.date, changes: list[Change], lines: dict[int, Indicator]
) -> None:
    assert load.confirmed_at
    given = [change for change in changes if change.line in lines]
    entry.save_many(
        load.unit,
        month,
        {lines[change.line]: change.new for change in given},
        by=load.user,
        at=load.confirmed_at,
        seen={lines[change.line]: change.old for change in given},
    )


def give_up(load_id: int, *, at: datetime.datetime) -> None:
    waiting = WorkbookLoad.objects.filter(pk=load_id, state__in=[State.READING, State.WRITING])
    waiting.update(state=State.FAILED, content=None, done_at=at)


def write_by_job(load_id: int, *, at: datetime.datetime) -> None:
    """The history names the person who confirmed, not the worker."""
    load = WorkbookLoad.objects.filter(pk=load_id).select_related("acting").first()
    if load is None:
        return
    actor = Actor(load.user_id, load.acting_id, load.acting.unit_id)
    with working(Origin("job write_workbook", who=lambda: actor)):
        write(load_id, at=at)

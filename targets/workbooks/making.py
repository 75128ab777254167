"""Making a workbook that waits. Harmless to repeat: what is made or given up stays as it is."""

import datetime
from typing import IO

from procuracy.web.xlsx import stream
from targets.models import Workbook
from targets.workbooks import consolidated, grids, unit_books
from targets.workbooks.progress import Steps
from units.models import Unit


def make(workbook_id: int, *, at: datetime.datetime) -> None:
    waiting = Workbook.objects.waiting().filter(pk=workbook_id)
    asked = waiting.select_related("acting__unit__parent", "period__work_year", "field").first()
    if asked is None:
        return
    with written(asked, at=at, progress=Steps(waiting)) as file:
        content = file.read()
    waiting.update(state=Workbook.State.DONE, content=content, done_at=at, progress=100)


def give_up(workbook_id: int, *, at: datetime.datetime) -> None:
    waiting = Workbook.objects.waiting().filter(pk=workbook_id)
    waiting.update(state=Workbook.State.FAILED, done_at=at)


def written(asked: Workbook, *, at: datetime.datetime, progress: unit_books.Progress) -> IO[bytes]:
    """The workbook with today's figures, as the position that asked sees it."""
    if asked.kind == Workbook.Kind.CONSOLIDATED:
        return stream(consolidated.spreads(asked, at=at, progress=progress))
    assert asked.unit_id
    assert asked.first_month
    assert asked.last_month
    unit = Unit.objects.named(asked.last_month).get(pk=asked.unit_id)
    grid = grids.grid(unit, asked.first_month, asked.last_month)
    return unit_books.write(grid, asked.layout, at=at, progress=progress)

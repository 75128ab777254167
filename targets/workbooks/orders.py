"""Asking for a workbook: a small one is made at once, the worker makes what is larger."""

import datetime
from typing import Any

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued

from procuracy.web.errors import Refused
from targets import boards, jobs
from targets.models import Period, View, Workbook
from targets.workbooks import grids, making
from units.models import Field, Unit, User

# Cells made within the request: a third of a second.
AT_ONCE = 3_000
KEPT = 20


@transaction.atomic
def ask_unit(
    unit: Unit,
    first: datetime.date,
    last: datetime.date,
    *,
    layout: str,
    by: User,
    at: datetime.datetime,
) -> Workbook:
    """Refused where the unit has nothing to fill in."""
    grid = grids.grid(unit, first, last)
    choice = {"kind": Workbook.Kind.UNIT, "unit": unit, "first_month": first, "last_month": last}
    return _ask(choice | {"layout": layout}, grid.size, by, at)


@transaction.atomic
def ask_consolidated(
    period: Period,
    *,
    layout: str,
    field: Field | None,
    view: View,
    by: User,
    at: datetime.datetime,
) -> Workbook:
    """Refused where no line is counted or no unit is seen."""
    assert by.acting
    units = boards.seen_units(by.acting, period.work_year)
    lines = grids.lines_valid(period.work_year.starts_on, period.ends_on)
    count = (lines.filter(field=field) if field else lines).count()
    if not count or not units:
        raise Refused("Không có dòng thống kê nào để tổng hợp: chọn kỳ hoặc lĩnh vực khác.")
    choice: dict[str, Any] = {"kind": Workbook.Kind.CONSOLIDATED, "period": period}
    choice |= {"layout": layout, "field": field, "view": view}
    rows = 13 if layout == Workbook.Layout.EACH_MONTH else 1
    return _ask(choice, count * len(units) * rows, by, at)


def _ask(choice: dict[str, Any], size: int, by: User, at: datetime.datetime) -> Workbook:
    """Who asks for the same again while it waits gets the same one."""
    choice |= {"user": by, "acting": by.acting}
    if size > AT_ONCE:
        asked, _ = Workbook.objects.waiting().get_or_create(**choice, defaults={"asked_at": at})
        queue(asked)
    else:
        asked = Workbook(**choice, asked_at=at, progress=100, done_at=at)
        asked.state = Workbook.State.DONE
        with making.written(asked, at=at, progress=lambda _: None) as file:
            asked.content = file.read()
        asked.save()
    _forget_old(by)
    return asked


def queue(asked: Workbook) -> None:
    """Once: a job that waits already stays the only one, and two never make the same at a time."""
    key = f"workbook-{asked.pk}"
    try:
        with transaction.atomic():
            jobs.make_workbook.configure(lock=key, queueing_lock=key, priority=10).defer(
                workbook_id=asked.pk
            )
    except AlreadyEnqueued:
        pass


def _forget_old(user: User) -> None:
    mine = Workbook.objects.filter(user=user)
    kept = mine.order_by("-pk").values_list("pk", flat=True)[:KEPT]
    mine.exclude(pk__in=list(kept)).delete()

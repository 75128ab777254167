"""A unit's workbook on its way back: taken in, looked at by who loads it, confirmed."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

from procuracy.web.errors import Refused
from procuracy.web.xlsx import digest
from targets import jobs
from targets.models import Indicator, WorkbookLoad
from targets.permissions import may_enter_figures
from targets.workbooks import loading, reading
from targets.workbooks.differences import Found
from targets.workbooks.marks import Mark
from units.models import Field, Unit, User

# Cells read, or figures written, within the request: half a second.
AT_ONCE = 1_500
KEPT = 20
State = WorkbookLoad.State

NOT_YOURS = (
    "Tệp này là sổ số liệu của đơn vị khác: chỉ cán bộ nhập số liệu và lãnh đạo của đơn vị đó "
    "nạp được."
)


def take_in(content: bytes, *, by: User, at: datetime.datetime) -> WorkbookLoad:
    """Keeps the workbook until it is read; a small one is read now. Refused when it is no workbook
    of the person's own unit, or holds a secret: then nothing of it was kept."""
    mark = reading.mark_of(content)
    unit = Unit.objects.filter(pk=mark.unit_id).first()
    if unit is None or not may_enter_figures(by, unit):
        raise Refused(NOT_YOURS)
    reading.check_texts(content, _own_words(unit))
    load = _kept(content, mark, unit, by, at)
    if load.state == State.READING:
        if len(mark.stood) <= AT_ONCE:
            loading.read(load.pk, at=at)
            load.refresh_from_db()
        else:
            queue(jobs.read_workbook, load)
    _forget_old(by)
    return load


def _own_words(unit: Unit) -> set[str]:
    """What the workbook itself says, and the Office has confirmed as no secret."""
    names = Indicator.objects.values_list("name", flat=True)
    fields = Field.objects.values_list("name", flat=True)
    return {text.strip() for text in (*names, *fields)}


def _kept(content: bytes, mark: Mark, unit: Unit, by: User, at: datetime.datetime) -> WorkbookLoad:
    """The same file of the same person that is being read or written stays the only one."""
    same: dict[str, Any] = {"user": by, "unit": unit, "digest": digest(content)}
    months = {"first_month": min(mark.months), "last_month": max(mark.months)}
    acting = by.acting
    assert acting
    busy = WorkbookLoad.objects.filter(**same, state__in=[State.READING, State.WRITING])
    try:
        with transaction.atomic():
            return busy.first() or WorkbookLoad.objects.create(
                **same, **months, acting=acting, content=content, asked_at=at
            )
    except IntegrityError:
        return busy.get()


@transaction.atomic
def confirm(load: WorkbookLoad, *, taken: Collection[int], at: datetime.datetime) -> WorkbookLoad:
    """Writes the changes and, of the conflicts, those of the places `taken`.

    Refused when that was done already or nothing is left to write.
    """
    load = WorkbookLoad.objects.select_for_update().get(pk=load.pk)
    if load.state != State.READ:
        raise Refused(f"Lần nạp này {load.get_state_display()}: tải tệp lên lại nếu cần nạp nữa.")
    found = Found.unpacked(load.found)
    chosen = sorted(at for at in set(taken) if 0 <= at < len(found.conflicts))
    if not (found.changes or chosen):
        raise Refused("Không có số nào để ghi.")
    load.found["taken"] = chosen
    load.state, load.confirmed_at, load.progress = State.WRITING, at, 0
    load.save(update_fields=["found", "state", "confirmed_at", "progress"])
    if len(found.changes) + len(chosen) <= AT_ONCE:
        loading.write(load.pk, at=at)
    else:
        queue(jobs.write_workbook, load)
    load.refresh_from_db()
    return load


def queue(task: Task[Any, Any, Any], load: WorkbookLoad) -> None:
    key = f"{task.name}-{load.pk}"
    try:
        with transaction.atomic():
            task.configure(lock=key, queueing_lock=key, priority=10).defer(load_id=load.pk)
    except AlreadyEnqueued:
        pass


def _forget_old(user: User) -> None:
    mine = WorkbookLoad.objects.filter(user=user)
    kept = mine.order_by("-pk").values_list("pk", flat=True)[:KEPT]
    busy = [State.READING, State.WRITING]
    mine.exclude(pk__in=list(kept)).exclude(state__in=busy).delete()

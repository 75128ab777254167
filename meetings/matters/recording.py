"""A matter is opened once, told of every month, closed with its reason; nothing is overwritten."""

import datetime
import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from meetings.matters import narrative
from meetings.models import Matter, MatterRegister, MatterUpdate, Meeting
from procuracy.web.dates import office_day, screen_month
from procuracy.web.errors import Refused
from targets import calendar
from units.models import Appointment, Field, Person, Unit, User

Kind = MatterUpdate.Kind
CLOSED = "Vụ, việc này đã kết thúc theo dõi."


class Overtaken(Exception):
    """Somebody else told of the matter since the page was drawn; the stored update is `update`."""

    def __init__(self, update: MatterUpdate) -> None:
        super().__init__("Vụ, việc vừa được người khác cập nhật.")
        self.update = update


@dataclass(frozen=True)
class Said:
    """What stands in the entry itself, besides its updates."""

    number: str
    paper: str
    field: Field
    opened_on: datetime.date
    responsible: Person | None = None
    summary: str = ""


@transaction.atomic
def open_matter(
    register: MatterRegister,
    unit: Unit,
    said: Said,
    *,
    stage: str,
    month: datetime.date,
    by: User,
    at: datetime.datetime,
) -> Matter:
    """Mở theo dõi; `month` is the one that is being told of, by its first day."""
    if not narrative.is_kept(unit, register):
        raise Refused(
            f"Sổ “{register.short_name}” chỉ ghi số lượng theo tháng, không ghi từng vụ, việc."
        )
    _check_stage(register, stage)
    if said.opened_on > office_day(at):
        raise Refused("Ngày bắt đầu theo dõi không được sau hôm nay.")
    matter = Matter(register=register, unit=unit, stage=stage, opened_by=_seat(by), opened_at=at)
    _write(matter, said)
    matter.validate_constraints()
    matter.save()
    _add(matter, Kind.OPENED, max(month, said.opened_on.replace(day=1)), by=by, at=at)
    return matter


@transaction.atomic
def edit(matter: Matter, said: Said, *, seen: str) -> Matter:
    """Correct the entry; `seen` is the `mark` of what the writer began with."""
    present = _locked(matter)
    if mark(present) != seen:
        raise Refused("Vụ, việc vừa được người khác sửa: mở lại trang để xem bản mới nhất.")
    if not narrative.is_kept(present.unit, present.register) and said.summary != present.summary:
        raise Refused("Sổ này không ghi nội dung: chỉ sửa được số hồ sơ và người phụ trách.")
    _write(present, said)
    present.validate_constraints()
    present.save()
    return present


@transaction.atomic
def update(
    matter: Matter,
    month: datetime.date,
    *,
    stage: str,
    text: str,
    by: User,
    at: datetime.datetime,
    seen: int | None = None,
    meeting: Meeting | None = None,
) -> MatterUpdate:
    """What changed in a month; neither text nor another stage says that nothing did.

    `seen`: the last update that the writer had before him.
    """
    present = _open(matter)
    _check_seen(present, seen)
    _check_month(present, month, at)
    stage = stage or present.stage
    if stage != present.stage:
        _check_stage(present.register, stage)
    if text and not narrative.is_kept(present.unit, present.register):
        raise Refused("Sổ này không ghi nội dung: chỉ chọn giai đoạn, hoặc kết thúc theo dõi.")
    kind = Kind.CHANGED if text or stage != present.stage else Kind.UNCHANGED
    _set_stage(present, stage)
    return _add(present, kind, month, text=text, by=by, at=at, meeting=meeting)


@transaction.atomic
def keep_all(
    rows: QuerySet[Matter], month: datetime.date, *, by: User, at: datetime.datetime
) -> int:
    """Không thay đổi, for all of these that were not told of in the month; how many they were."""
    waiting = list(untold(rows, month).select_for_update(of=("self",)))
    MatterUpdate.objects.bulk_create(
        MatterUpdate(
            matter=row, month=month, kind=Kind.UNCHANGED, stage=row.stage, by=_seat(by), at=at
        )
        for row in waiting
    )
    return len(waiting)


@transaction.atomic
def close(
    matter: Matter,
    *,
    on: datetime.date,
    reason: str,
    text: str = "",
    month: datetime.date,
    by: User,
    at: datetime.datetime,
) -> None:
    """Kết thúc theo dõi, for one of the register's reasons."""
    present = _open(matter)
    if on > office_day(at):
        raise Refused("Ngày kết thúc theo dõi không được sau hôm nay.")
    if on < present.opened_on:
        raise Refused("Ngày kết thúc không được trước ngày bắt đầu theo dõi.")
    reasons = present.register.reason_list
    if reasons and reason not in reasons:
        raise Refused("Chọn một lý do kết thúc của sổ này.")
    present.closed_on, present.closing_reason = on, reason
    present.save(update_fields=["closed_on", "closing_reason"])
    told = f"{reason}. {text}".strip() if text else reason
    _add(present, Kind.CLOSED, _not_before(present, month), text=told, by=by, at=at)


@transaction.atomic
def reopen(
    matter: Matter, *, reason: str, month: datetime.date, by: User, at: datetime.datetime
) -> None:
    """Theo dõi lại what was closed by mistake or came back."""
    present = _locked(matter)
    if present.closed_on is None:
        raise Refused("Vụ, việc này đang được theo dõi.")
    present.closed_on, present.closing_reason = None, ""
    present.validate_constraints()
    present.save(update_fields=["closed_on", "closing_reason"])
    _add(present, Kind.REOPENED, _not_before(present, month), text=reason, by=by, at=at)


def untold(rows: QuerySet[Matter], month: datetime.date) -> QuerySet[Matter]:
    """Open ones of which the month, or a later one, says nothing yet."""
    live = rows.filter(closed_on__isnull=True, opened_on__lte=calendar.month_end(month))
    told = MatterUpdate.objects.filter(matter=OuterRef("pk"), month__gte=month)
    return live.exclude(Exists(told)).order_by("pk")


def mark(matter: Matter) -> str:
    """Stands for the entry as somebody saw it."""
    said: tuple[Any, ...] = (
        matter.number,
        matter.paper,
        matter.field_id,
        matter.opened_on,
        matter.responsible_id,
        matter.summary,
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def _write(matter: Matter, said: Said) -> None:
    matter.number, matter.paper = said.number, said.paper
    matter.field, matter.opened_on = said.field, said.opened_on
    matter.responsible, matter.summary = said.responsible, said.summary


def _locked(matter: Matter) -> Matter:
    rows = Matter.objects.select_for_update(of=("self",))
    return rows.select_related("register", "unit__parent").get(pk=matter.pk)


def _open(matter: Matter) -> Matter:
    present = _locked(matter)
    if present.closed_on is not None:
        raise Refused(CLOSED)
    return present


def _check_seen(matter: Matter, seen: int | None) -> None:
    last = matter.updates.order_by("-at", "-pk").first()
    if seen is not None and last is not None and last.pk != seen:
        raise Overtaken(last)


def _check_month(matter: Matter, month: datetime.date, at: datetime.datetime) -> None:
    if month > office_day(at):
        raise Refused("Tháng này chưa đến: cập nhật tháng đang theo dõi.")
    if month < (last := _last_month(matter) or month):
        raise Refused(f"Vụ, việc đã cập nhật đến {screen_month(last)}: ghi tiếp từ tháng đó.")


def _last_month(matter: Matter) -> datetime.date | None:
    last: datetime.date | None = matter.updates.aggregate(last=Max("month"))["last"]
    return last


def _not_before(matter: Matter, month: datetime.date) -> datetime.date:
    """A month that was told of is not gone back to."""
    return max(month, _last_month(matter) or month)


def _check_stage(register: MatterRegister, stage: str) -> None:
    if not stage:
        raise Refused("Chọn giai đoạn của vụ, việc.")
    if register.stage_list and stage not in register.stage_list:
        raise Refused("Chọn một giai đoạn của sổ này.")


def _set_stage(matter: Matter, stage: str) -> None:
    if stage != matter.stage:
        matter.stage = stage
        matter.save(update_fields=["stage"])


def _add(
    matter: Matter,
    kind: str,
    month: datetime.date,
    *,
    by: User,
    at: datetime.datetime,
    text: str = "",
    meeting: Meeting | None = None,
) -> MatterUpdate:
    return MatterUpdate.objects.create(
        matter=matter,
        month=month,
        meeting=meeting,
        kind=kind,
        stage=matter.stage,
        text=text,
        by=_seat(by),
        at=at,
    )


def _seat(by: User) -> Appointment:
    assert by.acting
    return by.acting

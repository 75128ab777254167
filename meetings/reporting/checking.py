"""What departments say of their fields in a sent report, before the Office accepts it."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db import transaction

from meetings.models import ReportCheck, UnitReport
from meetings.reporting.holding import closed, locked
from procuracy.web.errors import Refused
from units.models import Appointment, Field, Unit, User

OFFICES = (Unit.Kind.DISTRICT, Unit.Kind.REGION)


@dataclass(frozen=True)
class Checked:
    """Of one report: its fields' last words since it was sent, by field; `wanted`: all fields that
    a department of the office has charge of."""

    wanted: int
    last: dict[int, ReportCheck] = field(default_factory=dict)

    @property
    def done(self) -> int:
        return len(self.last)

    @property
    def remarks(self) -> list[ReportCheck]:
        return [one for one in self.last.values() if not one.is_fine]

    @property
    def is_open(self) -> bool:
        return self.done < self.wanted


def own_fields(acting: Appointment) -> list[Field]:
    """Those that this department checks in other units' reports."""
    if acting.unit.kind != Unit.Kind.DEPARTMENT:
        return []
    return list(acting.unit.fields.order_by("order", "name"))


@transaction.atomic
def check(report: UnitReport, *, is_fine: bool, note: str, by: User, at: datetime.datetime) -> None:
    """One row for each field of the department; said again, the later word counts."""
    present = locked(report)
    if sentence := closed(present.meeting):
        raise Refused(sentence)
    if present.state != UnitReport.State.SENT:
        raise Refused("Chỉ kiểm tra báo cáo đã gửi, Văn phòng chưa tiếp nhận.")
    if not is_fine and not note.strip():
        raise Refused("Ghi nội dung cần sửa, bổ sung.")
    assert by.acting
    ReportCheck.objects.bulk_create(
        ReportCheck(report=present, field=one, is_fine=is_fine, note=note, by=by.acting, at=at)
        for one in own_fields(by.acting)
    )


def checked(reports: Collection[UnitReport], office: Unit) -> dict[int, Checked]:
    """Two queries. Departments' own reports are nobody else's field."""
    departments = Unit.objects.of_office(office).filter(kind=Unit.Kind.DEPARTMENT)
    wanted = Field.objects.filter(unit__in=departments).distinct().count()
    said: dict[int, dict[int, ReportCheck]] = {one.pk: {} for one in reports}
    sent = {one.pk: one.sent_at for one in reports if one.is_received}
    for row in _rows(said):
        moment = sent.get(row.report_id)
        if moment and row.at >= moment:
            said[row.report_id][row.field_id] = row
    return {
        one.pk: Checked(wanted if one.unit.kind in OFFICES else 0, said[one.pk]) for one in reports
    }


def _rows(reports: Iterable[int]) -> Iterable[ReportCheck]:
    rows = ReportCheck.objects.filter(report__in=list(reports)).order_by("at", "pk")
    return rows.select_related("field", "by__person", "by__unit")

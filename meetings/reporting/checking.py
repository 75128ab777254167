"""What departments say of their fields in a sent report, before the Office accepts it."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db import transaction
from django.utils.text import Truncator

from meetings import states
from meetings.models import Meeting, ReportCheck, ReportStep, UnitReport
from meetings.reporting.holding import closed, locked
from procuracy.web.errors import Refused
from units.models import Appointment, Field, Unit, User
from units.reach import IN_THE_FIELD, reach

OFFICES = (Unit.Kind.DISTRICT, Unit.Kind.REGION)


@dataclass(frozen=True)
class Word:
    """What is said of one field."""

    field: Field
    is_fine: bool
    note: str = ""


@dataclass(frozen=True)
class Checked:
    """Of one report: the fields asked, and by field the last word since the report was sent."""

    wanted: Sequence[Field] = ()
    last: dict[int, ReportCheck] = field(default_factory=dict)

    @cached_property
    def missing(self) -> list[Field]:
        return [one for one in self.wanted if one.pk not in self.last]

    @property
    def done(self) -> int:
        return len(self.wanted) - len(self.missing)

    @property
    def remarks(self) -> list[ReportCheck]:
        return [one for one in self.last.values() if not one.is_fine]

    @property
    def is_open(self) -> bool:
        """Some field asked has not been looked at."""
        return bool(self.missing)

    @property
    def is_checked(self) -> bool:
        return bool(self.wanted) and not self.missing


def in_charge(meeting: Meeting) -> dict[int, str]:
    """Field id → the organiser's departments on the meeting's day: `Phòng 2`; two queries."""
    day = states.day_of(meeting)
    units = Unit.objects.existing(day).of_office(meeting.organiser)
    names = {
        unit.pk: str(unit)
        for unit in units.filter(kind=Unit.Kind.DEPARTMENT).named(day).order_by("order", "code")
    }
    found: dict[int, list[str]] = {}
    links = Unit.fields.through.objects.filter(unit__in=names).values_list("unit", "field")
    pairs = {(unit, one) for unit, one in links}
    for unit, name in names.items():
        for one in sorted(one for owner, one in pairs if owner == unit):
            found.setdefault(one, []).append(name)
    return {one: ", ".join(said) for one, said in found.items()}


def own_fields(acting: Appointment, report: UnitReport) -> list[Field]:
    """Those of this unit's report that somebody checks: his department's, and given to him."""
    scope = reach(acting)
    if acting.role not in IN_THE_FIELD or report.unit_id not in scope.area:
        return []
    asked = set(in_charge(report.meeting))
    return list(Field.objects.filter(pk__in=scope.fields & asked).order_by("order", "name"))


@transaction.atomic
def check(
    report: UnitReport,
    words: Iterable[Word],
    *,
    by: User,
    at: datetime.datetime,
    sent_at: datetime.datetime | None = None,
) -> list[ReportCheck]:
    """One row for each field; said again, the later word counts, and the same word is no new row.

    `sent_at`: the sending that was read.
    """
    present = locked(report)
    if sentence := closed(present.meeting):
        raise Refused(sentence)
    if present.state != UnitReport.State.SENT:
        raise Refused("Chỉ kiểm tra báo cáo đã gửi, Văn phòng chưa tiếp nhận.")
    if sent_at is not None and present.sent_at != sent_at:
        raise Refused("Đơn vị vừa gửi lại báo cáo: đọc bản mới nhất rồi kiểm tra.")
    said = _judged(list(words), present, by)
    last = checked([present], present.meeting)[present.pk].last
    new = [one for one in said if not _is_said(one, last.get(one.field.pk))]
    rows = ReportCheck.objects.bulk_create(_row(one, present, by, at) for one in new)
    if rows:
        assert by.acting
        note = Truncator("; ".join(_told(one) for one in new)).chars(500)
        ReportStep.objects.create(
            report=present, kind=ReportStep.Kind.CHECKED, by=by.acting, at=at, note=note
        )
    return rows


def _judged(words: list[Word], report: UnitReport, by: User) -> list[Word]:
    assert by.acting
    own = set(own_fields(by.acting, report))
    if not words:
        raise Refused("Chọn kết quả kiểm tra của ít nhất một lĩnh vực.")
    for one in words:
        if one.field not in own:
            raise Refused(f"Lĩnh vực {one.field.short_name} không do phòng phụ trách.")
        if not one.is_fine and not one.note.strip():
            raise Refused(f"{one.field.short_name}: ghi nội dung cần sửa, bổ sung.")
    return words


def _is_said(one: Word, last: ReportCheck | None) -> bool:
    return last is not None and (last.is_fine, last.note) == (one.is_fine, one.note)


def _row(one: Word, report: UnitReport, by: User, at: datetime.datetime) -> ReportCheck:
    assert by.acting
    return ReportCheck(
        report=report, field=one.field, is_fine=one.is_fine, note=one.note, by=by.acting, at=at
    )


def _told(one: Word) -> str:
    return f"{one.field.short_name}: {'đúng, đủ' if one.is_fine else 'có ý kiến'}"


def checked(reports: Collection[UnitReport], meeting: Meeting) -> dict[int, Checked]:
    """Of reports for one meeting; four queries. Departments' own are nobody else's field."""
    wanted = list(Field.objects.filter(pk__in=in_charge(meeting)).order_by("order", "name"))
    said: dict[int, dict[int, ReportCheck]] = {one.pk: {} for one in reports}
    sent = {one.pk: one.sent_at for one in reports if one.is_received}
    for row in _rows(said):
        moment = sent.get(row.report_id)
        if moment and row.at >= moment:
            said[row.report_id][row.field_id] = row
    return {
        one.pk: Checked(wanted if one.unit.kind in OFFICES else [], said[one.pk]) for one in reports
    }


def _rows(reports: Iterable[int]) -> Iterable[ReportCheck]:
    rows = ReportCheck.objects.filter(report__in=list(reports)).order_by("at", "pk")
    return rows.select_related("field", "by__person", "by__unit")

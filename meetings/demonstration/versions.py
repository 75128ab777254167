"""The set of targets replaced once, with a target of words that units answer; all invented."""

import datetime
from decimal import Decimal

from meetings.demonstration.offices import Staff
from meetings.demonstration.script import HANOI
from targets import catalogue
from targets.calendar import add_months, first_of_month, month_end
from targets.models import Period, Target, TargetAnswer, TargetAssignment, TargetSet, WorkYear
from targets.models.targets import TargetAssignmentQuerySet
from units.models import Field, Role

SINCE = datetime.date(2025, 10, 1)
ANSWERED, EARLY = "T75", ("T33", "T55", "T56")
UNMET = {"QT2-KV4": "Hai báo cáo gửi chậm, một báo cáo phải trả lại để bổ sung số liệu."}
MET = "Báo cáo định kỳ, đột xuất gửi đúng hạn; sổ theo dõi và hồ sơ lưu đầy đủ."
SILENT = "QT2-KV7"
GIVEN_ANEW = ("QT2-KV6", "T03")
WHY = "Sau sắp xếp địa bàn chỉ còn hai Cơ quan điều tra thuộc diện kiểm sát trực tiếp."


def replace() -> TargetSet:
    """From the first year of the new provinces on; what was given before stays with the old one."""
    old = TargetSet.objects.get(replaced_by__isnull=True, version=1)
    new = TargetSet(name=old.name, version=2, instrument=old.instrument, valid_from=SINCE)
    catalogue.add_set(new, copied=old, replaces=True)
    Target.objects.create(
        target_set=new,
        code=ANSWERED,
        field=Field.objects.get(code="xay-dung-nganh"),
        name="Chấp hành quy chế thông tin, báo cáo, quản lý công tác trong Ngành",
        short_name="Chấp hành chế độ báo cáo",
        measure=Target.Measure.QUALITATIVE,
        direction=Target.Direction.AT_LEAST,
        origin=Target.Origin.PROVINCE,
        layer=Target.Layer.SUPPLEMENTARY,
        source="minh họa",
        order=75,
    )
    return new


def play(staff: Staff, year: WorkYear, last_month: datetime.date) -> None:
    """What is due a month before the year ends, and what units answered of the month heard last."""
    given = TargetAssignment.objects.filter(work_year=year, unit__parent__code="QT2")
    early = month_end(add_months(first_of_month(year.ends_on), -1))
    given.filter(target__code__in=EARLY).update(due_on=early)
    if last_month < year.starts_on:
        return
    _give_anew(given, year, last_month)
    at = datetime.datetime.combine(month_end(last_month), datetime.time(15), tzinfo=HANOI)
    asked = given.filter(target__code=ANSWERED).select_related("unit").order_by("unit__code")
    TargetAnswer.objects.bulk_create(
        TargetAnswer(
            target_id=row.target_id,
            unit=row.unit,
            month=last_month,
            is_fulfilled=row.unit.code not in UNMET,
            text=UNMET.get(row.unit.code, MET),
            answered_by=staff.user_of(row.unit.code, Role.UNIT_CLERK) or staff.stand_in,
            answered_at=at,
        )
        for row in asked
        if row.unit.code != SILENT
    )


def _give_anew(given: TargetAssignmentQuerySet, year: WorkYear, last_month: datetime.date) -> None:
    """One threshold, after the half year was judged: earlier boards mark it."""
    half = year.periods.get(kind=Period.Kind.HALF, number=1)
    on = add_months(first_of_month(half.ends_on), 2).replace(day=5)
    if on > last_month:
        return
    unit, code = GIVEN_ANEW
    given.filter(unit__code=unit, target__code=code).update(
        assigned_threshold=Decimal(50), regiven_on=on, reason=WHY
    )

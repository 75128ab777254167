"""The yearly list: lines put on it, one or many at once, and last year's as a start."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from meetings.models import Inspection, InspectionMode, InspectionStep
from procuracy.web.dates import screen_month
from procuracy.web.errors import Refused
from targets import calendar
from targets.models import WorkYear
from units.models import Person, Unit, User
from units.models.organisation import UnitQuerySet

CHANGED = "Cuộc kiểm tra vừa được người khác sửa: xem lại rồi sửa tiếp."


@dataclass(frozen=True)
class Line:
    """What the list says of one unit: how, by whom, in which month it is inspected, on what."""

    unit_id: int
    mode: str
    lead_id: int
    month: datetime.date
    subject: str = ""

    @property
    def key(self) -> tuple[int, str, int, datetime.date]:
        return self.unit_id, self.mode, self.lead_id, self.month


def months_of(year: WorkYear) -> list[datetime.date]:
    """First days of the months of a work year."""
    return calendar.months_between(year.starts_on, year.ends_on)


def below(office: Unit, on: datetime.date, kept: int | None = None) -> UnitQuerySet:
    """Units that an office inspects: those below it, the Văn phòng too; one without any inspects
    itself. `kept`: chosen before."""
    return _of(office, Unit.objects.existing(on).filter(parent=office), kept)


def leads(office: Unit, on: datetime.date, kept: int | None = None) -> UnitQuerySet:
    """Who may lead an inspection: departments; an office that has none leads its own."""
    departments = Unit.objects.existing(on).filter(parent=office, kind=Unit.Kind.DEPARTMENT)
    return _of(office, departments, kept)


def _of(office: Unit, units: UnitQuerySet, kept: int | None) -> UnitQuerySet:
    some = units if units.exists() else Unit.objects.filter(pk=office.pk)
    return Unit.objects.filter(Q(pk__in=some.values("pk")) | Q(pk=kept or 0))


@transaction.atomic
def plan_many(
    office: Unit, year: WorkYear, lines: Iterable[Line], *, by: User, at: datetime.datetime
) -> list[Inspection]:
    """New lines of the list; what it has already is passed over, so that twice is harmless."""
    WorkYear.objects.select_for_update(no_key=True).get(pk=year.pk)
    known = {
        (row.unit_id, row.mode, row.lead_id, row.planned_month)
        for row in Inspection.objects.standing().filter(office=office, work_year=year)
    }
    wanted = {line.key: line for line in lines if line.key not in known}
    made = Inspection.objects.bulk_create(
        Inspection(
            office=office,
            work_year=year,
            unit_id=line.unit_id,
            mode=line.mode,
            lead_id=line.lead_id,
            planned_month=line.month,
            subject=line.subject,
        )
        for line in wanted.values()
    )
    _note(made, by=by, at=at)
    return made


@transaction.atomic
def create(
    inspection: Inspection, members: Iterable[Person], *, by: User, at: datetime.datetime
) -> Inspection:
    must_be_new(inspection)
    inspection.save()
    inspection.members.set(members)
    _note([inspection], by=by, at=at)
    return inspection


@transaction.atomic
def edit(inspection: Inspection, members: Iterable[Person], *, version: int) -> Inspection:
    """Facts as `inspection` has them now; `version` is what the person saw."""
    present = Inspection.objects.select_for_update().get(pk=inspection.pk)
    if present.version != version:
        raise Refused(CHANGED)
    if present.state in (Inspection.State.CLOSED, Inspection.State.CANCELLED):
        raise Refused(f"Cuộc kiểm tra {present.get_state_display()}, không sửa được nữa.")
    must_be_new(inspection)
    inspection.state, inspection.version = present.state, version + 1
    inspection.save()
    inspection.members.set(members)
    return inspection


def last_years(offices: Collection[int], year: WorkYear) -> list[Line]:
    """What the list of the year before had, in the same calendar months.

    Re-inspections follow from what was found, not from a list.
    """
    before = WorkYear.objects.filter(year__lt=year.year).order_by("-year").first()
    if before is None:
        return []
    months = {month.month: month for month in months_of(year)}
    rows = Inspection.objects.standing().filter(office__in=offices, work_year=before)
    return [
        Line(
            row.unit_id,
            row.mode,
            row.lead_id,
            months.get(row.planned_month.month, months_of(year)[-1]),
            row.subject,
        )
        for row in rows.exclude(mode=InspectionMode.AGAIN).order_by("planned_month", "pk")
    ]


def must_be_new(inspection: Inspection) -> None:
    """The constraint of the table, told as a sentence before it is met."""
    same = Inspection.objects.standing().filter(
        work_year=inspection.work_year_id,
        office=inspection.office_id,
        unit=inspection.unit_id,
        mode=inspection.mode,
        lead=inspection.lead_id,
        planned_month=inspection.planned_month,
    )
    if same.exclude(pk=inspection.pk).exists():
        raise Refused(
            f"Danh sách đã có cuộc {inspection.get_mode_display()} này trong "
            f"{screen_month(inspection.planned_month)}, cùng đơn vị chủ trì."
        )


def _note(made: Iterable[Inspection], *, by: User, at: datetime.datetime) -> None:
    InspectionStep.objects.bulk_create(
        InspectionStep(inspection=one, state=one.state, by=by, at=at) for one in made
    )

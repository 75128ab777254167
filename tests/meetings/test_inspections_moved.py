"""A merger: inspections to come are held at and led by the heir, and an undo brings them back."""

import datetime
from typing import Any

import pytest

from meetings.inspections import planning
from meetings.models import DirectiveTask, Inspection
from procuracy.web.errors import Refused
from tests import factories as make
from tests.factories.inspections import MARCH, concluded, inspection
from tests.units import reorganised
from units.models import Unit
from units.reorganising.applying import apply
from units.reorganising.undoing import hanging, undo

pytestmark = pytest.mark.django_db
State, Mode = Inspection.State, Inspection.Mode


def month(number: int) -> datetime.date:
    return MARCH.replace(month=number)


def test_inspections_to_come_follow_and_come_back_when_it_is_undone() -> None:
    stage = reorganised.build()
    office, (first, second, third) = stage.office, stage.districts
    lead = make.department(office, "Phòng 1")
    planned = inspection(office, first, lead)
    held = inspection(office, third, lead, planned_month=month(5), state=State.HELD)
    own = inspection(office, second, second, mode=Mode.SELF)
    same = inspection(office, second, lead)
    told = concluded(office, first, lead, stage.staff, planned_month=month(2))
    off = inspection(office, first, lead, planned_month=month(6), state=State.CANCELLED)
    before = list(Inspection.objects.order_by("pk").values())
    record = apply(stage.draft(), by=stage.staff, at=make.NOW)
    heir = Unit.objects.get(number=9)
    assert _seats(heir) == {planned.pk: (True, False), held.pk: (True, False), own.pk: (True, True)}
    # What was told or called off is history; a second line of one kind, lead and month stays.
    left = {row.pk: row.unit_id for row in Inspection.objects.exclude(unit=heir)}
    assert left == {same.pk: second.pk, told.pk: first.pk, off.pk: first.pk}
    assert DirectiveTask.objects.get(directive__finding__inspection=told).unit == heir
    assert hanging(record) == []
    undo(record, by=stage.staff, at=make.NOW)
    assert list(Inspection.objects.order_by("pk").values()) == before


def test_inspection_planned_for_the_heir_since_stands_in_the_way_of_an_undo() -> None:
    stage = reorganised.build()
    first, second, heir = stage.districts
    lead = make.department(stage.office, "Phòng 1")
    inspection(stage.office, heir, lead)
    draft = stage.draft(sources=[first, second], targets=[heir], new=[])
    record = apply(draft, by=stage.staff, at=make.NOW)
    assert hanging(record) == []
    new = Inspection(
        office=stage.office, unit=heir, lead=lead, work_year=stage.year, planned_month=month(9)
    )
    planning.create(new, [], by=stage.staff, at=make.NOW + datetime.timedelta(hours=1))
    sentence = "1 cuộc kiểm tra được đưa vào danh sách sau đó"
    assert hanging(record) == [sentence]
    with pytest.raises(Refused, match=sentence):
        undo(record, by=stage.staff, at=make.NOW + datetime.timedelta(hours=2))


def _seats(heir: Unit) -> dict[int, tuple[Any, Any]]:
    """Inspections that the heir is inspected in, or leads."""
    rows = Inspection.objects.filter(unit=heir) | Inspection.objects.filter(lead=heir)
    return {row.pk: (row.unit == heir, row.lead == heir) for row in rows}

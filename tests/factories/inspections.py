"""Inspections, what they found, and the tasks that follow from it."""

import datetime
from typing import Any

from meetings.inspections import stepping
from meetings.models import DirectiveTask, Inspection, InspectionFinding, TaskFile
from targets.models import WorkYear
from tests.factories.common import NOW
from tests.factories.figures import work_year
from units.models import Unit, User

MARCH = datetime.date(2027, 3, 1)
DUE = datetime.date(2027, 4, 30)


def inspection(office: Unit, unit: Unit, lead: Unit, **more: Any) -> Inspection:
    """Of March 2027; held on the 10th where its state asks for a day."""
    state = more.pop("state", Inspection.State.PLANNED)
    if state in (Inspection.State.HELD, *Inspection.TOLD):
        more.setdefault("held_on", MARCH.replace(day=10))
    if state in Inspection.TOLD:
        more.setdefault("concluded_on", MARCH.replace(day=20))
    if state == Inspection.State.CANCELLED:
        more.setdefault("cancel_reason", "đơn vị sắp xếp lại")
    return Inspection.objects.create(
        office=office,
        unit=unit,
        lead=lead,
        work_year=more.pop("work_year", None) or WorkYear.objects.first() or work_year(2027),
        planned_month=more.pop("planned_month", MARCH),
        state=state,
        **more,
    )


def finding(of: Inspection, text: str = "Chậm phân loại tin báo", **more: Any) -> InspectionFinding:
    """Asks for repair by 30 April 2027."""
    return InspectionFinding.objects.create(
        inspection=of,
        order=more.pop("order", of.findings.count() + 1),
        text=text,
        repair=more.pop("repair", "Phân loại hết tin báo tồn"),
        repair_due=more.pop("repair_due", DUE),
        **more,
    )


def concluded(office: Unit, unit: Unit, lead: Unit, by: User, **more: Any) -> Inspection:
    """With one finding whose task waits for the unit."""
    made = inspection(office, unit, lead, state=Inspection.State.HELD, **more)
    finding(made)
    day = MARCH.replace(day=20)
    return stepping.conclude(made, on=day, conclusion="số 05/KL-VKS", by=by, at=NOW)


def task_file(task: DirectiveTask, by: User, content: bytes = b"%PDF-1.4") -> TaskFile:
    """What proves that a task was carried out."""
    return TaskFile.objects.create(
        task=task,
        by=by,
        at=NOW,
        name="biên bản.pdf",
        media_type="application/pdf",
        size=len(content),
        sha256="0" * 64,
        content=content,
    )

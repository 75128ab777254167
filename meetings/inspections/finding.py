"""Findings: written while the inspection is open, judged again by a re-inspection."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from meetings.models import Inspection, InspectionFinding
from procuracy.web.errors import Refused
from units.models import Field, Person

FROZEN = "Cuộc kiểm tra đã kết luận: mở lại kết luận rồi mới sửa được nội dung."
CHANGED = "Nội dung này vừa được người khác sửa: xem lại rồi sửa tiếp."


@dataclass(frozen=True)
class Said:
    """What was found and what the unit must do about it, by the last permitted day."""

    text: str
    field: Field | None = None
    repair: str = ""
    repair_due: datetime.date | None = None
    responsible: Person | None = None

    FACTS = ("text", "field", "repair", "repair_due", "responsible")


@transaction.atomic
def record(inspection: Inspection, said: Said) -> InspectionFinding:
    """Numbered after the last; the same words twice are one finding."""
    present = _open(inspection)
    if same := present.findings.own().filter(text=said.text, repair=said.repair).first():
        return same
    return InspectionFinding.objects.create(
        inspection=present,
        order=next_order(present),
        **{fact: getattr(said, fact) for fact in Said.FACTS},
    )


@transaction.atomic
def edit(finding: InspectionFinding, said: Said, *, version: int) -> InspectionFinding:
    present = _present(finding, version)
    for fact in Said.FACTS:
        setattr(present, fact, getattr(said, fact))
    present.save()
    return present


@transaction.atomic
def judge(
    finding: InspectionFinding,
    *,
    outcome: str,
    note: str,
    due: datetime.date | None,
    version: int,
) -> InspectionFinding:
    """What a re-inspection found of a finding that it took over; `due`: the new last day."""
    present = _present(finding, version)
    if present.carried_from_id is None:
        raise Refused("Nội dung này phát hiện trong lần kiểm tra này, chưa có gì để phúc tra.")
    present.outcome, present.outcome_note = outcome, note
    present.repair_due = due or present.repair_due
    present.save()
    return present


@transaction.atomic
def drop(finding: InspectionFinding) -> None:
    """Written by mistake; the others close up their numbers."""
    present = _open(finding.inspection)
    present.findings.filter(pk=finding.pk).delete()
    for number, one in enumerate(present.findings.order_by("order", "pk"), start=1):
        if one.order != number:
            InspectionFinding.objects.filter(pk=one.pk).update(order=number)


def next_order(inspection: Inspection) -> int:
    last: int | None = inspection.findings.aggregate(last=Max("order"))["last"]
    return (last or 0) + 1


def _open(inspection: Inspection) -> Inspection:
    present = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    if not present.is_open:
        raise Refused(FROZEN)
    return present


def _present(finding: InspectionFinding, version: int) -> InspectionFinding:
    _open(finding.inspection)
    present = InspectionFinding.objects.select_for_update(of=("self",)).filter(pk=finding.pk)
    row = present.first()
    if row is None:
        raise Refused("Nội dung này vừa được người khác bỏ.")
    if row.version != version:
        raise Refused(CHANGED)
    row.version += 1
    return row

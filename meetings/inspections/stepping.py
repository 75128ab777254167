"""An inspection through its states: announced, held, concluded, closed; or not carried out."""

import datetime

from django.db import transaction

from meetings.inspections import giving
from meetings.models import Inspection, InspectionFinding, InspectionStep
from procuracy.web.errors import Refused
from units.models import User

State = Inspection.State


@transaction.atomic
def announce(
    inspection: Inspection, *, decision: str, by: User, at: datetime.datetime
) -> Inspection:
    """The decision was read out to the unit."""
    return _move(inspection, State.ANNOUNCED, decision, by=by, at=at, decision=decision)


@transaction.atomic
def hold(
    inspection: Inspection,
    *,
    held_on: datetime.date,
    held_to: datetime.date | None,
    by: User,
    at: datetime.datetime,
) -> Inspection:
    facts = {"held_on": held_on, "held_to": held_to}
    return _move(inspection, State.HELD, "", by=by, at=at, **facts)


@transaction.atomic
def conclude(
    inspection: Inspection,
    *,
    on: datetime.date,
    conclusion: str,
    by: User,
    at: datetime.datetime,
) -> Inspection:
    """What must be repaired becomes tasks; what was looked at again settles the earlier ones."""
    present = _locked(inspection)
    if present.held_on and on < present.held_on:
        raise Refused("Ngày kết luận không được trước ngày kiểm tra.")
    findings = list(present.findings.select_related("carried_from").order_by("order", "pk"))
    _must_be_complete(findings)
    facts = {"concluded_on": on, "conclusion": conclusion}
    moved = _move(inspection, State.CONCLUDED, conclusion, by=by, at=at, **facts)
    giving.give(moved, findings, on=on)
    giving.settle(moved, findings, by=by, at=at)
    return moved


@transaction.atomic
def reopen(inspection: Inspection, *, reason: str, by: User, at: datetime.datetime) -> Inspection:
    """Back to mend a finding, as long as nobody has answered a task of it."""
    present = _locked(inspection)
    if present.state == State.CONCLUDED:
        giving.take_back(present)
    return _move(inspection, State.HELD, reason, by=by, at=at, concluded_on=None)


@transaction.atomic
def close(inspection: Inspection, *, by: User, at: datetime.datetime) -> Inspection:
    present = _locked(inspection)
    count = present.findings.unrepaired().count()
    if count:
        raise Refused(
            f"Còn {count} nội dung chưa được xác nhận khắc phục: xác nhận, hoặc phúc tra rồi "
            "kết thúc."
        )
    return _move(inspection, State.CLOSED, "", by=by, at=at)


@transaction.atomic
def cancel(inspection: Inspection, *, reason: str, by: User, at: datetime.datetime) -> Inspection:
    return _move(inspection, State.CANCELLED, reason, by=by, at=at, cancel_reason=reason)


def _locked(inspection: Inspection) -> Inspection:
    return Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)


def _move(
    inspection: Inspection,
    state: Inspection.State,
    note: str,
    *,
    by: User,
    at: datetime.datetime,
    **facts: object,
) -> Inspection:
    """A second press finds it moved already."""
    present = _locked(inspection)
    if not present.may_become(state):
        raise Refused(
            f"Cuộc kiểm tra ở trạng thái “{present.get_state_display()}” nên không chuyển sang "
            f"“{state.label}” được."
        )
    for name, value in (facts | {"state": state, "version": present.version + 1}).items():
        setattr(present, name, value)
    present.save()
    InspectionStep.objects.create(inspection=present, state=state, note=note[:500], by=by, at=at)
    return present


def _must_be_complete(findings: list[InspectionFinding]) -> None:
    for finding in findings:
        if finding.carried_from_id:
            if not finding.outcome:
                raise Refused(f"Nội dung {finding.order} chưa ghi kết quả phúc tra.")
        elif finding.repair and finding.repair_due is None:
            raise Refused(f"Nội dung {finding.order} chưa có hạn khắc phục.")

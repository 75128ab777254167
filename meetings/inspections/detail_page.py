"""What the page of one inspection shows, and the forms of what may be done with it now."""

import datetime
from typing import Any

from django import forms

from meetings.forms.inspections import (
    AnnounceForm,
    ConcludeForm,
    HoldForm,
    OutcomeForm,
    ReasonForm,
    SessionsForm,
)
from meetings.inspections import sessions
from meetings.inspections.repairs import Repair, repairs
from meetings.models import DirectiveTask, Inspection, InspectionFinding, Meeting
from meetings.permissions.inspections import (
    may_call_session,
    may_edit_inspection,
    may_write_findings,
    reads_findings,
)
from units.acting import Request
from units.models import Unit

State = Inspection.State


def context_of(
    request: Request, inspection: Inspection, sent: forms.BaseForm | None = None
) -> dict[str, Any]:
    """`sent`: a form that was refused; it stands in place of its empty one."""
    user, today = request.user, request.today
    rows = Inspection.objects.select_related("work_year", "team_lead")
    row = rows.select_related("announced_in", "concluded_in").get(pk=inspection.pk)
    names = Unit.objects.named(today).in_bulk([row.unit_id, row.lead_id, row.office_id])
    is_told = reads_findings(user, row)
    found = repairs([row.pk], today, user) if is_told else []
    may_edit = may_edit_inspection(user, row)
    meetings = [pk for pk in (row.announced_in_id, row.concluded_in_id) if pk]
    tasks = [one.task.pk for one in found if one.task]
    context = {
        "inspection": row,
        "unit": names[row.unit_id],
        "lead": names[row.lead_id],
        "office": names[row.office_id],
        "members": list(row.members.all()),
        "steps": row.steps.select_related("by__person"),
        "rows": [_row(one, row, sent) for one in found],
        "repaired": sum(one.is_repaired for one in found),
        "is_told": is_told,
        "asked": sum(bool(one.finding.repair) for one in found),
        "may_edit": may_edit,
        "may_write": may_write_findings(user, row),
        "may_call": may_call_session(user, row),
        "seen_meetings": _seen(Meeting, user, meetings),
        "seen_tasks": _seen(DirectiveTask, user, tasks),
        "today": today,
    }
    return context | (_forms(request, row, sent) if may_edit else {})


def _seen(model: Any, user: Any, keys: list[int]) -> set[int]:
    if not keys:
        return set()
    return set(model.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))


def _row(one: Repair, row: Inspection, sent: forms.BaseForm | None) -> dict[str, Any]:
    finding = one.finding
    shown: dict[str, Any] = {"finding": finding, "repair": one}
    if finding.carried_from_id and row.is_open:
        own = sent if isinstance(sent, OutcomeForm) and sent.prefix == prefix(finding) else None
        shown["form"] = own or OutcomeForm(prefix=prefix(finding), initial=_judged(finding))
    return shown


def prefix(finding: InspectionFinding) -> str:
    return f"f{finding.pk}"


def _judged(finding: InspectionFinding) -> dict[str, Any]:
    return {
        "outcome": finding.outcome,
        "note": finding.outcome_note,
        "due": finding.repair_due if finding.outcome else None,
        "version": finding.version,
    }


def _forms(request: Request, row: Inspection, sent: forms.BaseForm | None) -> dict[str, Any]:
    """One form for each step that the state allows."""
    offered: dict[str, forms.BaseForm] = {}
    if row.may_become(State.ANNOUNCED):
        offered["announce_form"] = AnnounceForm(initial={"decision": row.decision})
    if row.may_become(State.HELD) and row.state != State.CONCLUDED:
        offered["hold_form"] = HoldForm(initial={"held_on": _first_day(row, request.today)})
    if row.may_become(State.CONCLUDED):
        first = {"on": request.today, "conclusion": row.conclusion}
        offered["conclude_form"] = ConcludeForm(initial=first)
    if row.may_become(State.CANCELLED):
        offered["cancel_form"] = ReasonForm(prefix="cancel")
    if row.state == State.CONCLUDED:
        offered["reopen_form"] = ReasonForm(prefix="reopen")
    if row.state != State.CANCELLED:
        offered["sessions_form"] = SessionsForm(
            meetings=sessions.choosable(row, request.user),
            initial={
                "announced_in": row.announced_in_id,
                "concluded_in": row.concluded_in_id,
                "version": row.version,
            },
        )
    for name, form in offered.items():
        if type(form) is type(sent) and form.prefix == getattr(sent, "prefix", None):
            assert sent is not None
            offered[name] = sent
    return offered | {"can_close": row.may_become(State.CLOSED)}


def _first_day(row: Inspection, today: datetime.date) -> datetime.date:
    """Of the planned month, else today."""
    return today if row.planned_month.replace(day=1) <= today else row.planned_month

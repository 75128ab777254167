"""What an inspection asks a unit to repair, as tasks; and what looking again makes of them."""

import datetime
from collections.abc import Iterable

from meetings.models import (
    Addressee,
    Directive,
    DirectiveTask,
    Inspection,
    InspectionFinding,
    TaskEvent,
)
from meetings.tasks import following
from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from units.models import Appointment, User

State = DirectiveTask.State


def give(
    inspection: Inspection, findings: Iterable[InspectionFinding], *, on: datetime.date
) -> None:
    """A directive of the office and one task for each own finding that asks for repair."""
    asked = [one for one in findings if one.repair and not one.carried_from_id]
    seats = _seats(inspection, asked, on)
    for finding in asked:
        directive = Directive.objects.create(
            office_id=inspection.office_id,
            given_on=on,
            nature=Directive.Nature.FINDING,
            field_id=finding.field_id,
            order=finding.order,
            text=finding.repair,
            due_on=finding.repair_due,
            due_text=f"đến hết ngày {screen_day(finding.repair_due)}" if finding.repair_due else "",
        )
        Addressee.objects.create(directive=directive, unit_id=inspection.unit_id)
        DirectiveTask.objects.create(
            directive=directive,
            unit_id=inspection.unit_id,
            appointment=seats.get(finding.responsible_id or 0),
            due_on=finding.repair_due,
        )
        InspectionFinding.objects.filter(pk=finding.pk).update(directive=directive)


def _seats(
    inspection: Inspection, findings: Iterable[InspectionFinding], on: datetime.date
) -> dict[int, Appointment]:
    """The positions in the unit of those who are responsible; without one the unit answers."""
    people = [one.responsible_id for one in findings if one.responsible_id]
    held = Appointment.objects.current(on).filter(unit=inspection.unit_id, person__in=people)
    return {seat.person_id: seat for seat in held.order_by("-valid_from", "-pk")}


def take_back(inspection: Inspection) -> None:
    """As if it had not been concluded. Refused once a unit has answered."""
    settled = inspection.findings.filter(carried_from__isnull=False).exclude(outcome="")
    if settled.exists():
        raise Refused("Kết quả phúc tra đã ghi vào nhiệm vụ khắc phục: không mở lại được.")
    directives = list(
        Directive.objects.filter(finding__inspection=inspection).values_list("pk", flat=True)
    )
    tasks = DirectiveTask.objects.select_for_update().filter(directive__in=directives)
    if any(task.state != State.NEW for task in tasks) or _is_used(directives):
        raise Refused("Đơn vị đã nhận, báo cáo việc khắc phục: không mở lại được.")
    inspection.findings.update(directive=None)
    DirectiveTask.objects.filter(directive__in=directives).delete()
    Directive.objects.filter(pk__in=directives).delete()


def _is_used(directives: list[int]) -> bool:
    """Something rests on a task: an answer, a file, an agenda, a re-inspection."""
    tasks = DirectiveTask.objects.filter(directive__in=directives)
    return (
        TaskEvent.objects.filter(task__in=tasks).exists()
        or tasks.filter(files__isnull=False).exists()
        or tasks.filter(agenda_items__isnull=False).exists()
        or tasks.filter(extensions__isnull=False).exists()
        or tasks.filter(evidence__isnull=False).exists()
        or tasks.filter(answers__isnull=False).exists()
        or InspectionFinding.objects.filter(carried_from__directive__in=directives).exists()
    )


def settle(
    inspection: Inspection,
    findings: Iterable[InspectionFinding],
    *,
    by: User,
    at: datetime.datetime,
) -> None:
    """What a re-inspection found: repaired is confirmed; else it goes on, by a new day if one was
    given."""
    for finding in findings:
        if finding.carried_from is None or finding.carried_from.directive_id is None:
            continue
        tasks = DirectiveTask.objects.select_for_update(of=("self",))
        for task in tasks.filter(directive=finding.carried_from.directive_id).open():
            _settle(task, finding, inspection, by=by, at=at)


def _settle(
    task: DirectiveTask,
    finding: InspectionFinding,
    inspection: Inspection,
    *,
    by: User,
    at: datetime.datetime,
) -> None:
    assert inspection.held_on
    parts = [
        f"Phúc tra ngày {screen_day(inspection.held_on)}: {finding.get_outcome_display()}",
        finding.outcome_note.rstrip("."),
    ]
    if finding.outcome == InspectionFinding.Outcome.REPAIRED:
        if task.state != State.REPORTED:
            following.move_on(task, State.REPORTED, _sentences(parts), by=by, at=at)
            parts = []
        following.move_on(task, State.CONFIRMED, _sentences(parts), by=by, at=at)
        return
    if finding.repair_due and finding.repair_due != task.due_on:
        task.due_on = finding.repair_due
        parts.append(f"Hạn mới {screen_day(finding.repair_due)}")
    following.move_on(task, State.IN_PROGRESS, _sentences(parts), by=by, at=at)


def _sentences(parts: Iterable[str]) -> str:
    return "".join(f"{part}. " for part in parts if part).strip()

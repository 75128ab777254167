"""The conclusion: what must be in order, one task per addressee, and the way back."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from meetings import states
from meetings.conclusion import minutes_versions
from meetings.conclusion.conclusion_checks import Check, checklist
from meetings.models import (
    Directive,
    DirectiveTask,
    Meeting,
    MinutesDocument,
    MinutesVersion,
    Notice,
    TaskEvent,
)
from meetings.papers import minutes_documents
from procuracy.web.errors import Refused
from procuracy.web.history import drafts
from units.models import User


class Seat(NamedTuple):
    """Whose task it is."""

    unit: int
    appointment: int | None


@dataclass(frozen=True)
class Part:
    """What a seat has to do: lead or coordinate one directive until a day."""

    is_lead: bool
    due_on: datetime.date | None


@transaction.atomic
def conclude(
    meeting: Meeting,
    *,
    by: User,
    at: datetime.datetime,
    reasons: Mapping[str, str] | None = None,
    issues_notice: bool | None = None,
) -> MinutesVersion:
    """Freeze the record and give out the tasks: one per unit of each group, as of the meeting day.

    What the list misses needs a reason, by rule; else Refused. Doing it twice makes no task twice.
    `issues_notice`: as was chosen where the kind leaves it open; without one the meeting is closed
    at once, and its tasks are in force.
    """
    refusal = "Hội nghị {state}, không kết luận được."
    if meeting.kind.needs_notice:
        issues_notice = None
    facts: dict[str, Any] = {"concluded_at": at, "issues_notice": issues_notice}
    states.change(meeting, Meeting.State.CONCLUDED, refusal, by=by, at=at, **facts)
    overrides = _overrides(checklist(meeting, at), reasons or {})
    drafts.commit(meeting.interventions.all())
    for directive in meeting.directives.prefetch_related("addressees__appointment"):
        give_tasks(directive, on=states.day_of(meeting), by=by, at=at)
    version = minutes_versions.freeze(meeting, overrides=overrides, by=by, at=at)
    minutes_documents.take_on(meeting, version)
    if issues_notice is False:
        close(meeting, by=by, at=at)
    return version


def _overrides(checks: Iterable[Check], reasons: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    found = {}
    for check in checks:
        if check.holds or check.rule is None:
            continue
        reason = reasons.get(check.rule, "").strip()
        if not reason:
            lacking = check.words[:1].lower() + check.words[1:]
            raise Refused(f"Không thể kết luận: {lacking} Sửa, hoặc ghi lý do vẫn kết luận.")
        found[str(check.rule)] = (check.words, reason)
    return found


def give_tasks(directive: Directive, *, on: datetime.date, by: User, at: datetime.datetime) -> None:
    """Make the tasks of a directive be exactly those of its addressees on a day."""
    wanted = {} if directive.gives_no_task else parts(directive, on)
    for task in directive.tasks.select_for_update():
        part = wanted.pop(Seat(task.unit_id, task.appointment_id), None)
        _adjust(task, part, by=by, at=at)
    DirectiveTask.objects.bulk_create(
        DirectiveTask(
            directive=directive,
            unit_id=seat.unit,
            appointment_id=seat.appointment,
            is_lead=part.is_lead,
            due_on=part.due_on,
        )
        for seat, part in wanted.items()
    )


def parts(directive: Directive, on: datetime.date) -> dict[Seat, Part]:
    """Every seat once; who leads by one name and coordinates by another leads."""
    found: dict[Seat, Part] = {}
    office = directive.heard_in.organiser
    for one in sorted(directive.addressees.all(), key=lambda one: not one.is_lead):
        if one.group:
            seats = [Seat(unit.pk, None) for unit in one.group.members(office, on)]
        elif one.appointment:
            seats = [Seat(one.appointment.unit_id, one.appointment.pk)]
        else:
            assert one.unit_id
            seats = [Seat(one.unit_id, None)]
        for seat in seats:
            found.setdefault(seat, Part(one.is_lead, directive.due_on))
    return found


def tasks_of(meeting: Meeting) -> QuerySet[DirectiveTask]:
    """What its conclusion gave out and has not taken back."""
    rows = DirectiveTask.objects.filter(directive__meeting=meeting)
    return rows.exclude(state=DirectiveTask.State.WITHDRAWN)


def _adjust(task: DirectiveTask, part: Part | None, *, by: User, at: datetime.datetime) -> None:
    """A task given before a reopening: kept, changed, or taken back when no longer wanted."""
    if part is None:
        _take_back(task, by=by, at=at)
        return
    task.is_lead, task.due_on = part.is_lead, part.due_on
    if task.state == DirectiveTask.State.WITHDRAWN:
        task.state = DirectiveTask.State.NEW
    task.version += 1
    task.save(update_fields=["is_lead", "due_on", "state", "version"])


def _take_back(task: DirectiveTask, *, by: User, at: datetime.datetime) -> None:
    if task.state in DirectiveTask.ENDED:
        return
    if not task.events.exists() and not task.agenda_items.exists():
        task.delete()
        return
    task.state = DirectiveTask.State.WITHDRAWN
    task.version += 1
    task.save(update_fields=["state", "version"])
    TaskEvent.objects.create(
        task=task, state=task.state, text="Thu hồi do kết luận được ghi lại.", by=by, at=at
    )


@transaction.atomic
def reopen(meeting: Meeting, *, reason: str, by: User, at: datetime.datetime) -> None:
    """Back into session to mend the record; what was concluded is kept as a version.

    Only while no paper of it has left the draft.
    """
    if not states.locked(meeting).versions.exists() and meeting.concluded_at:
        # Concluded before versions were kept.
        minutes_versions.freeze(meeting, overrides={}, by=by, at=meeting.concluded_at)
    refusal = "Hội nghị {state}, không mở lại được."
    states.change(meeting, Meeting.State.IN_SESSION, refusal, by=by, at=at, reason=reason)
    if why := reopening_refusal(meeting):
        raise Refused(why)


def reopening_refusal(meeting: Meeting) -> str:
    """Which paper stands in the way; empty when none does."""
    if Notice.objects.filter(meeting=meeting).exclude(state=Notice.State.DRAFT).exists():
        return "Thông báo kết luận đã được duyệt: trả về dự thảo trước khi mở lại hội nghị."
    papers = MinutesDocument.objects.filter(meeting=meeting)
    if papers.filter(document__isnull=False).exists():
        return "Biên bản đã cấp số: không mở lại được nữa, sửa bằng biên bản bổ sung."
    if papers.exclude(state=MinutesDocument.State.DRAFT).exists():
        return "Biên bản đã được duyệt: trả về dự thảo trước khi mở lại hội nghị."
    return ""


@transaction.atomic
def close(meeting: Meeting, *, by: User, at: datetime.datetime) -> None:
    """Everything is issued; nothing of the meeting changes any more."""
    refusal = "Hội nghị {state}, chưa kết thúc được."
    states.change(meeting, Meeting.State.CLOSED, refusal, by=by, at=at)
    issued = Notice.objects.filter(meeting=meeting, state=Notice.State.RELEASED)
    must = meeting.kind.needs_notice or meeting.issues_notice
    if must and not issued.exists():
        raise Refused("Hội nghị này phải ra thông báo kết luận: phát hành thông báo rồi kết thúc.")

"""The conclusion: what must be in order, one task per addressee, and the way back."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction

from meetings import planning
from meetings.models import Attendance, Directive, DirectiveTask, Meeting, Notice, TaskEvent
from procuracy.web.errors import Refused
from procuracy.web.history import drafts
from units.models import User


@dataclass(frozen=True)
class Check:
    """A line of the list looked through before concluding. A blocking one must hold."""

    sentence: str
    holds: bool
    blocks: bool = False


def checklist(meeting: Meeting) -> list[Check]:
    directives = list(meeting.directives.prefetch_related("addressees"))
    return [
        _written("ý kiến chỉ đạo", bool(directives)),
        *_addressed(directives),
        *_dated(directives),
        _speakers_named(meeting),
        _attendance_filled(meeting),
        _written("đánh giá", bool(meeting.assessment.strip())),
    ]


def _written(what: str, is_there: bool) -> Check:
    return Check(f"{'Đã' if is_there else 'Chưa'} ghi {what} của chủ trì", is_there)


def _addressed(directives: list[Directive]) -> list[Check]:
    missing = [one for one in directives if not one.gives_no_task and not one.addressees.all()]
    if not missing:
        return [Check("Mọi ý kiến chỉ đạo đều có đơn vị thực hiện hoặc ghi rõ không giao", True)]
    return [
        Check(f"Ý kiến {one.order} chưa có đơn vị thực hiện", False, blocks=True) for one in missing
    ]


def _dated(directives: list[Directive]) -> list[Check]:
    tasked = [one for one in directives if not one.gives_no_task]
    missing = [one for one in tasked if not one.due_text and one.due_on is None]
    if not missing:
        return [Check("Mọi nhiệm vụ đều có hạn bằng ngày hoặc bằng chữ", True)]
    return [Check(f"Ý kiến {one.order} chưa có hạn thực hiện", False) for one in missing]


def _speakers_named(meeting: Meeting) -> Check:
    nameless = meeting.interventions.standing().filter(speaker_text="").count()
    if nameless:
        return Check(f"Còn {nameless} ý kiến chưa ghi người phát biểu", False)
    return Check("Mọi ý kiến trong biên bản đều có người phát biểu", True)


def _attendance_filled(meeting: Meeting) -> Check:
    marked = list(meeting.attendances.values_list("presence", flat=True))
    unmarked = marked.count(Attendance.Presence.EXPECTED)
    if not marked:
        return Check("Chưa lập thành phần dự", False)
    if unmarked:
        return Check(f"Còn {unmarked} người chưa được điểm danh", False)
    return Check("Thành phần dự đã được điểm danh", True)


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
def conclude(meeting: Meeting, *, by: User, at: datetime.datetime) -> None:
    """Close the record and give out the tasks: one per unit of each group, as of the meeting day.

    Doing it twice makes no task twice. Refused while a directive has no addressee and is not
    marked as giving no task.
    """
    refusal = "Hội nghị {state}, không kết luận được."
    planning.change(meeting, Meeting.State.CONCLUDED, refusal, concluded_at=at)
    blocking = [check for check in checklist(meeting) if check.blocks]
    if blocking:
        raise Refused(f"Không thể kết luận: {blocking[0].sentence.lower()}.")
    drafts.commit(meeting.interventions.all())
    for directive in meeting.directives.prefetch_related("addressees__appointment"):
        give_tasks(directive, on=planning.day_of(meeting), by=by, at=at)


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
    office = directive.meeting.organiser
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
def reopen(meeting: Meeting, *, by: User, at: datetime.datetime) -> None:
    """Back into session to mend the record; only while no notice has left the draft."""
    planning.change(meeting, Meeting.State.IN_SESSION, "Hội nghị {state}, không mở lại được.")
    if Notice.objects.filter(meeting=meeting).exclude(state=Notice.State.DRAFT).exists():
        raise Refused("Thông báo kết luận đã được duyệt: trả về dự thảo trước khi mở lại hội nghị.")


@transaction.atomic
def close(meeting: Meeting, *, by: User, at: datetime.datetime) -> None:
    """Everything is issued; nothing of the meeting changes any more."""
    planning.change(meeting, Meeting.State.CLOSED, "Hội nghị {state}, chưa kết thúc được.")
    issued = Notice.objects.filter(meeting=meeting, state=Notice.State.RELEASED)
    if meeting.kind.needs_notice and not issued.exists():
        raise Refused("Hội nghị này phải ra thông báo kết luận: phát hành thông báo rồi kết thúc.")

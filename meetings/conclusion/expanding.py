"""Whom an order reaches on a day, and the one task of each: groups become their members."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import ProtectedError

from meetings.models import Directive, DirectiveTask, TaskEvent
from meetings.models.addressee_groups import Seat
from units.models import Unit, User

# What a task takes from its order.
TERM = ("is_lead", "due_on", "due_time", "occurrence")
# What groups come to, by (group, office, day): asked once for many directives.
Known = dict[tuple[int, int, datetime.date], list[Seat]]


@dataclass(frozen=True)
class Part:
    """What a seat has to do: lead or coordinate one directive until a day, or an hour of it.

    `occurrence`: of what repeats, the first day due.
    """

    is_lead: bool
    due_on: datetime.date | None
    due_time: datetime.time | None = None
    occurrence: datetime.date | None = None


def give_tasks(
    directive: Directive,
    *,
    on: datetime.date,
    by: User,
    at: datetime.datetime,
    why: str = "Thu hồi do kết luận được ghi lại.",
    known: Known | None = None,
) -> None:
    """Make the tasks of a directive be exactly those of its addressees on a day.

    `why`: into the trail of a task that is no longer wanted, where somebody has acted on it.
    """
    wanted = {} if directive.gives_no_task else parts(directive, on, known)
    for task in directive.tasks.select_for_update():
        part = wanted.pop(Seat(task.unit_id, task.appointment_id), None)
        if part is None:
            _take_back(task, why, by=by, at=at)
        else:
            _adjust(task, part, by=by, at=at)
    DirectiveTask.objects.bulk_create(
        DirectiveTask(
            directive=directive,
            unit_id=seat.unit,
            appointment_id=seat.appointment,
            **{name: getattr(part, name) for name in TERM},
        )
        for seat, part in wanted.items()
    )


def parts(directive: Directive, on: datetime.date, known: Known | None = None) -> dict[Seat, Part]:
    """Every seat once; who leads by one name and coordinates by another leads."""
    known = {} if known is None else known
    office = directive.meeting.organiser if directive.meeting else directive.office
    assert office
    term = (
        directive.due_on,
        directive.due_time,
        directive.due_on if directive.repeats else None,
    )
    found: dict[Seat, Part] = {}
    for one in sorted(directive.addressees.all(), key=lambda one: not one.is_lead):
        if one.group:
            key = (one.group.pk, office.pk, on)
            if key not in known:
                known[key] = one.group.seats(office, on)
            seats = known[key]
        elif one.appointment:
            seats = [Seat(one.appointment.unit_id, one.appointment.pk)]
        else:
            assert one.unit_id
            seats = [Seat(one.unit_id, None)]
        for seat in seats:
            found.setdefault(seat, Part(one.is_lead, *term))
    return found


def units_named(seats: Iterable[Seat], on: datetime.date) -> dict[int, str]:
    """Short names of a day. One query."""
    rows = Unit.objects.named(on).filter(pk__in={seat.unit for seat in seats})
    return {unit.pk: unit.short_name for unit in rows.order_by("order", "code")}


def _adjust(task: DirectiveTask, part: Part, *, by: User, at: datetime.datetime) -> None:
    """A task that was given before: kept, changed, or wanted again, which its trail tells."""
    for name in TERM:
        setattr(task, name, getattr(part, name))
    if task.state == DirectiveTask.State.WITHDRAWN:
        task.state = DirectiveTask.State.NEW
        TaskEvent.objects.create(task=task, state=task.state, text="Giao lại.", by=by, at=at)
    task.version += 1
    task.save(update_fields=[*TERM, "state", "version"])


def _take_back(task: DirectiveTask, why: str, *, by: User, at: datetime.datetime) -> None:
    if task.state in DirectiveTask.ENDED:
        return
    if not task.events.exists() and _is_gone(task):
        return
    task.state = DirectiveTask.State.WITHDRAWN
    task.version += 1
    task.save(update_fields=["state", "version"])
    TaskEvent.objects.create(task=task, state=task.state, text=why, by=by, at=at)


def _is_gone(task: DirectiveTask) -> bool:
    """Deleted, unless something rests on it: an agenda, a reminder, a file."""
    try:
        with transaction.atomic():
            task.delete()
    except ProtectedError:
        return False
    return True

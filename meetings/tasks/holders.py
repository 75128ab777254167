"""Who holds a task in person once an appointment has ended: the next holder of the position.

An order to a position goes on with who holds it next, else with the same person in the unit; what
a unit gave to one of its own stays with that person as long as he is there. Where nobody follows,
the task is named to the giver's Office until somebody says who has it.
"""

import datetime
from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from meetings.models import DirectiveTask
from meetings.models.concerning import concerning
from meetings.models.directive_tasks import DirectiveTaskQuerySet
from meetings.tasks import following, handing_over
from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from units.models import Appointment, User
from units.models.people import ONE_HOLDER, AppointmentQuerySet

DAY = datetime.timedelta(days=1)
COLUMNS = ("appointment", "in_charge")
VERBS = {"appointment": "tiếp tục thực hiện", "in_charge": "tiếp tục phụ trách"}


def unheld(on: datetime.date) -> DirectiveTaskQuerySet:
    """Open tasks in force whose person holds the position no more."""
    ended = Q(appointment__valid_to__lt=on) | Q(in_charge__valid_to__lt=on)
    return DirectiveTask.objects.active().open().filter(ended)


def to_name(acting: Appointment, on: datetime.date) -> DirectiveTaskQuerySet:
    """Of this office's orders those that nobody follows in by himself: its Office's affair."""
    if not acting.keeps_office:
        return DirectiveTask.objects.none()
    rows = unheld(on).given_by(acting.office_ids)
    return rows.filter(concerning(acting, "directive__"))


def next_holder(seat: Appointment, on: datetime.date) -> Appointment | None:
    """Who has the same position of the unit now: the one holder there may be; of several of its
    kind the only one who began after it had ended."""
    held = _current(seat, on).filter(role=seat.role).exclude(person=seat.person_id)
    if seat.role not in ONE_HOLDER:
        assert seat.valid_to
        held = held.filter(position=seat.position, valid_from__gt=seat.valid_to)
    found = list(held[:2])
    return found[0] if len(found) == 1 else None


def same_person(seat: Appointment, on: datetime.date) -> Appointment | None:
    """The person's other position in the same unit."""
    return _current(seat, on).filter(person=seat.person_id).order_by("-valid_from").first()


def _current(seat: Appointment, on: datetime.date) -> AppointmentQuerySet:
    rows = Appointment.objects.current(on).filter(unit=seat.unit_id)
    return rows.select_related("person").order_by("pk")


Finder = Callable[[Appointment, datetime.date], Appointment | None]
FINDERS: dict[str, tuple[Finder, Finder]] = {
    "appointment": (next_holder, same_person),
    "in_charge": (same_person, next_holder),
}


@transaction.atomic
def pass_on(on: datetime.date, *, at: datetime.datetime) -> int:
    """Hands on whatever has somebody to go on with; how many. Repeated it does nothing."""
    rows = unheld(on).select_for_update(of=("self",)).order_by("pk")
    tasks = list(rows.select_related("appointment__person", "in_charge__person"))

    @cache
    def successor(column: str, seat: Appointment) -> Appointment | None:
        found = (find(seat, on) for find in FINDERS[column])
        return next((one for one in found if one), None)

    return sum(_handed(task, successor, on, at) for task in tasks)


def _handed(
    task: DirectiveTask,
    successor: Callable[[str, Appointment], Appointment | None],
    on: datetime.date,
    at: datetime.datetime,
) -> bool:
    told, heirs = [], {}
    for column in COLUMNS:
        seat: Appointment | None = getattr(task, column)
        if seat is None or seat.valid_to is None or seat.valid_to >= on:
            continue
        heir = successor(column, seat)
        if heir is None or (column == "appointment" and _has_it(task, heir)):
            continue
        heirs[column] = heir
        told.append(
            f"{seat.named} thôi giữ chức vụ từ ngày {screen_day(seat.valid_to + DAY)}; "
            f"{heir.named} {VERBS[column]}."
        )
    if told:
        handing_over.keep_hands(task, until=at)
        for column, heir in heirs.items():
            setattr(task, column, heir)
        task.version += 1
        task.save(update_fields=[*COLUMNS, "version"])
        following.note(task, " ".join(told), by=None, at=at)
    return bool(told)


def _has_it(task: DirectiveTask, seat: Appointment | None) -> bool:
    """One directive asks one person, or one unit as a whole, once."""
    same = DirectiveTask.objects.filter(directive=task.directive_id, occurrence=task.occurrence)
    return same.filter(unit=task.unit_id, appointment=seat).exclude(pk=task.pk).exists()


def seats(units: Collection[int], on: datetime.date) -> QuerySet[Appointment, Any]:
    """Who of these units may be named."""
    held = Appointment.objects.current(on).filter(unit__in=units)
    return held.select_related("person").order_by("role", "person__full_name")


@transaction.atomic
def name_holder(
    task: DirectiveTask,
    *,
    seat: Appointment | None,
    version: int,
    by: User,
    at: datetime.datetime,
) -> DirectiveTask:
    """By the giver's Office; nobody: the unit as a whole carries it out. Who had been put in charge
    and is gone is not in charge any more: the unit's head names another one."""
    task = following.locked(task, version)
    on = timezone.localdate(at)
    if task.state in DirectiveTask.ENDED:
        raise Refused("Nhiệm vụ đã kết thúc: không cần giao người khác nữa.")
    if seat is not None and seat.unit_id != task.unit_id:
        raise Refused("Chỉ giao cho người của chính đơn vị được giao nhiệm vụ.")
    if task.appointment_id and _has_it(task, seat):
        who = seat.named if seat else "Đơn vị"
        raise Refused(f"{who} đã có nhiệm vụ từ cùng ý kiến chỉ đạo này.")
    handing_over.keep_hands(task, until=at)
    if task.appointment_id:
        task.appointment = seat
    elif task.in_charge_id:
        task.in_charge = seat
    if task.in_charge and task.in_charge.valid_to and task.in_charge.valid_to < on:
        task.in_charge = None
    task.version += 1
    task.save(update_fields=[*COLUMNS, "version"])
    named = f"Giao {seat.named} thực hiện" if seat else "Giao chung cho đơn vị thực hiện"
    following.note(task, f"{named}, người trước đã thôi giữ chức vụ.", by=by, at=at)
    return task


def gone(task: DirectiveTask, on: datetime.date) -> Iterable[Appointment]:
    """The positions of a task that have ended."""
    for column in COLUMNS:
        seat: Appointment | None = getattr(task, column)
        if seat and seat.valid_to and seat.valid_to < on:
            yield seat

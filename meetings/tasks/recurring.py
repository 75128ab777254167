"""What comes due each period: one task per addressee and occurrence, the next once one is past."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from meetings.conclusion.recurrences import next_day
from meetings.models import Directive, DirectiveTask
from units.models import Appointment, Succession, Unit


def following_day(directive: Directive, last: datetime.date) -> datetime.date | None:
    """The day due after `last`; None once the repetition has ended."""
    day = directive.repeats_day
    if day is None and directive.due_on:
        day = directive.due_on.day
    return next_day(directive.repeats, last, day, directive.repeats_until)


def waiting(on: datetime.date) -> list[tuple[Directive, datetime.date]]:
    """Directives in force whose latest occurrence is past, with the day of the next one."""
    tasks = DirectiveTask.objects.active().filter(occurrence__isnull=False)
    latest = dict(tasks.order_by().values_list("directive").annotate(day=Max("occurrence")))
    past = [pk for pk, day in latest.items() if day < on]
    found = []
    for directive in Directive.objects.filter(pk__in=past).exclude(repeats="").order_by("pk"):
        day = following_day(directive, latest[directive.pk])
        while day is not None and day < on:
            day = following_day(directive, day)
        if day is not None:
            found.append((directive, day))
    return found


@transaction.atomic
def open_next(on: datetime.date) -> int:
    """Opens what comes due next; periods that passed while nobody worked are not made up for.

    Who has the task now has the next one too, or who followed a unit that ended meanwhile; from
    whom the last one was withdrawn has no more. A past one stays as it is, late alone. Repeated on
    the same day it makes nothing twice. Returns how many tasks were opened.
    """
    due = dict(waiting(on))
    last = _last_ones(due)
    heirs = _heirs({task.unit_id for task in last}, on)
    seats = [task.appointment_id or 0 for task in last] + [task.in_charge_id or 0 for task in last]
    held = set(Appointment.objects.current(on).filter(pk__in=seats).values_list("pk", flat=True))
    made: dict[tuple[int, int, int | None], DirectiveTask] = {}
    for task in last:
        appointment = task.appointment_id if task.appointment_id in held else None
        for unit in heirs[task.unit_id]:
            made.setdefault(
                (task.directive_id, unit, appointment),
                DirectiveTask(
                    directive=task.directive,
                    unit_id=unit,
                    appointment_id=appointment,
                    in_charge_id=task.in_charge_id if task.in_charge_id in held else None,
                    is_lead=task.is_lead,
                    due_on=due[task.directive],
                    due_time=task.directive.due_time,
                    occurrence=due[task.directive],
                    opened_on=on,
                ),
            )
    return len(DirectiveTask.objects.bulk_create(made.values(), ignore_conflicts=True))


def _last_ones(directives: Iterable[Directive]) -> list[DirectiveTask]:
    """The tasks of each directive's latest occurrence that were not withdrawn."""
    rows = DirectiveTask.objects.filter(directive__in=directives, occurrence__isnull=False)
    by_directive: defaultdict[int, list[DirectiveTask]] = defaultdict(list)
    for task in rows.select_related("directive").order_by("directive", "-occurrence", "pk"):
        known = by_directive[task.directive_id]
        if not known or known[0].occurrence == task.occurrence:
            known.append(task)
    withdrawn = DirectiveTask.State.WITHDRAWN
    return [task for known in by_directive.values() for task in known if task.state != withdrawn]


def _heirs(units: set[int], on: datetime.date) -> dict[int, list[int]]:
    """Each unit's own id, or those that followed it by a day; nobody, where it just ended."""
    standing = set(Unit.objects.existing(on).values_list("pk", flat=True))
    followed: defaultdict[int, list[int]] = defaultdict(list)
    if units - standing:
        rows = Succession.objects.filter(on__lte=on).order_by("on", "pk")
        for before, after in rows.values_list("predecessor", "successor"):
            followed[before].append(after)

    def ends(unit: int) -> list[int]:
        if unit in standing:
            return [unit]
        return [end for heir in followed[unit] for end in ends(heir)]

    return {unit: list(dict.fromkeys(ends(unit))) for unit in units}

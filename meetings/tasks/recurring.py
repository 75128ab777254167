"""What comes due each period: one task per addressee and occurrence, the next once one is past."""

import datetime
from calendar import monthrange
from collections import defaultdict

from django.db import transaction
from django.db.models import Max

from meetings.models import Directive, DirectiveTask

Repeats = Directive.Repeats
MONTHS = {Repeats.MONTHLY: 1, Repeats.QUARTERLY: 3}


def following_day(directive: Directive, last: datetime.date) -> datetime.date | None:
    """The day due after `last`; the 31st of the first is the last day of shorter months. None
    once the repetition has ended."""
    if directive.repeats == Repeats.WEEKLY:
        day = last + datetime.timedelta(weeks=1)
    else:
        assert directive.due_on
        month = last.month - 1 + MONTHS[Repeats(directive.repeats)]
        year, month = last.year + month // 12, month % 12 + 1
        day = datetime.date(year, month, min(directive.due_on.day, monthrange(year, month)[1]))
    return None if directive.repeats_until and day > directive.repeats_until else day


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

    Who has the task now has the next one too. Repeated on the same day it makes nothing twice.
    Returns how many tasks were opened.
    """
    due = dict(waiting(on))
    rows = DirectiveTask.objects.filter(directive__in=due).order_by(
        "directive", "-occurrence", "pk"
    )
    seats: defaultdict[int, list[DirectiveTask]] = defaultdict(list)
    for task in rows.exclude(state=DirectiveTask.State.WITHDRAWN):
        known = seats[task.directive_id]
        if not known or known[0].occurrence == task.occurrence:
            known.append(task)
    made = DirectiveTask.objects.bulk_create(
        (
            DirectiveTask(
                directive=directive,
                unit_id=task.unit_id,
                appointment_id=task.appointment_id,
                in_charge_id=task.in_charge_id,
                is_lead=task.is_lead,
                due_on=day,
                due_time=directive.due_time,
                occurrence=day,
                opened_on=on,
            )
            for directive, day in due.items()
            for task in seats[directive.pk]
        ),
        ignore_conflicts=True,
    )
    return len(made)

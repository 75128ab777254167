"""Dự kiến: what will be a task once its meeting is concluded, or its notice released.

While a meeting is in session the tasks are worked out from its directives, as the conclusion would
expand them on the meeting's day; nothing is stored that was not decided.
"""

import datetime
from dataclasses import dataclass

from meetings import states
from meetings.conclusion.expanding import Known, Part, parts
from meetings.models import Directive, DirectiveTask, Meeting
from meetings.models.addressee_groups import Seat
from meetings.tasks import following
from units.models import Appointment, User

State = Meeting.State


@dataclass(frozen=True)
class Planned:
    """A directive of a meeting in session that reaches the own unit, or oneself."""

    directive: Directive
    part: Part
    appointment: Appointment | None


def in_session(user: User, acting: Appointment) -> list[Planned]:
    """For the unit, and for its people, as far as they see the meeting and the directive."""
    rows = Directive.objects.visible_to(user).filter(
        meeting__state=State.IN_SESSION, gives_no_task=False
    )
    rows = rows.exclude(nature=Directive.Nature.COMMITMENT)
    rows = rows.select_related("meeting__organiser", "meeting__kind").prefetch_related(
        "addressees__group", "addressees__appointment__person"
    )
    found = []
    known: Known = {}
    for directive in rows.order_by("meeting__starts_at", "order", "pk"):
        seats = parts(directive, states.day_of(directive.heard_in), known)
        people = {one.appointment_id: one.appointment for one in directive.addressees.all()}
        found += [
            Planned(directive, part, people.get(seat.appointment))
            for seat, part in seats.items()
            if _is_own(seat, acting)
        ]
    return found


def _is_own(seat: Seat, acting: Appointment) -> bool:
    """A unit's people see what each other of them is to do, as they see it afterwards."""
    return seat.unit in acting.own_unit_ids


def waiting(user: User, acting: Appointment, today: datetime.date) -> list[DirectiveTask]:
    """Given by a conclusion that is not in force yet: its notice is on its way."""
    rows = DirectiveTask.objects.visible_to(user).filter(unit__in=acting.own_unit_ids).open()
    rows = rows.filter(directive__meeting__state=State.CONCLUDED)
    active = DirectiveTask.objects.active().values("pk")
    return list(following.told(rows.exclude(pk__in=active)).order_by("due_on", "pk"))

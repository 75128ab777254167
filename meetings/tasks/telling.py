"""The unit that asked is told who does it and, once confirmed, that it is done.

What is still to be told is derived; only that somebody of the unit took note of it is stored.
"""

import datetime

from django.db.models import Exists, OuterRef, Q

from meetings.models import DirectiveTask, TaskTold
from meetings.models.directive_tasks import DirectiveTaskQuerySet
from procuracy.web.errors import Refused
from units.models import Appointment, User

What = TaskTold.What


def asked_by(acting: Appointment) -> DirectiveTaskQuerySet:
    """Tasks in force that answer a question or a difficulty of the own unit."""
    rows = DirectiveTask.objects.active().filter(directive__asked_by__in=acting.own_unit_ids)
    return rows.exclude(state=DirectiveTask.State.WITHDRAWN)


def untold(acting: Appointment) -> DirectiveTaskQuerySet:
    """For those who speak for the unit. The answer to a difficulty itself says who does it."""
    if not acting.types_figures:
        return DirectiveTask.objects.none()
    done = Q(state=DirectiveTask.State.CONFIRMED) & ~_told(What.DONE)
    given = ~Q(state=DirectiveTask.State.CONFIRMED) & ~_told(What.GIVEN)
    return asked_by(acting).filter(done | given & Q(directive__difficulty__isnull=True))


def _told(what: str) -> Exists:
    return Exists(TaskTold.objects.filter(task=OuterRef("pk"), what=what))


def what_of(task: DirectiveTask) -> TaskTold.What:
    """The newest thing that there is to know of it."""
    return What.DONE if task.state == DirectiveTask.State.CONFIRMED else What.GIVEN


def note(task: DirectiveTask, *, by: User, at: datetime.datetime) -> TaskTold:
    """Two of the unit at once: the first is kept."""
    present = DirectiveTask.objects.get(pk=task.pk)
    if present.state == DirectiveTask.State.WITHDRAWN or not present.is_active:
        raise Refused("Nhiệm vụ này không còn hoặc chưa có hiệu lực.")
    facts = {"by": by, "at": at}
    row, _ = TaskTold.objects.get_or_create(task=present, what=what_of(present), defaults=facts)
    return row

"""What a leader promises in the answer to a difficulty: a task, followed like an order.

It is given by the office outside its meetings, on the day of the answer (ADR 23); the unit that
raised the difficulty is told who does it and, later, that it is done.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone

from meetings.conclusion.directing import Order, address
from meetings.conclusion.expanding import give_tasks
from meetings.models import Difficulty, Directive, DirectiveTask
from procuracy.web.errors import Refused
from units.models import Unit, User


@dataclass(frozen=True)
class Doing:
    """Tasks of an answer, with the units' names of today."""

    directive: Directive
    tasks: list[DirectiveTask]


def give(difficulty: Difficulty, order: Order, *, by: User, at: datetime.datetime) -> Directive:
    """Inside the transaction of the answer. Refused where nobody stands behind the names."""
    meeting, on = difficulty.report.meeting, timezone.localdate(at)
    Unit.objects.select_for_update(no_key=True).get(pk=meeting.organiser_id)  # its numbers
    given = Directive.objects.filter(office=meeting.organiser_id, given_on__year=on.year)
    last = given.exclude(nature=Directive.Nature.FINDING).aggregate(last=Max("order"))["last"]
    unit = Unit.objects.named(on).get(pk=difficulty.unit_id)
    facts = {fact: getattr(order, fact) for fact in Order.FACTS}
    directive = Directive.objects.create(
        **facts | {"field": difficulty.field},
        office_id=meeting.organiser_id,
        given_on=on,
        given_by=by.acting,
        order=(last or 0) + 1,
        nature=Directive.Nature.ANSWER,
        difficulty=difficulty,
        asked_by_id=difficulty.unit_id,
        occasion=_occasion(unit, meeting.title),
    )
    address(directive, order)
    give_tasks(directive, on=on, by=by, at=at)
    if not directive.tasks.exists():
        raise Refused("Nhóm đã chọn không có đơn vị nào vào ngày hôm nay: chọn đối tượng khác.")
    return directive


def _occasion(unit: Unit, title: str) -> str:
    return f"Trả lời khó khăn, đề xuất của {unit.short_name} tại {title}"[:300]


def doings(difficulty: Difficulty, user: User, on: datetime.date) -> list[Doing]:
    """Everything that was promised to it, the latest first; each task with `unit_name`, and whether
    it `is_seen` by this user."""
    rows = difficulty.directives.order_by("-pk").prefetch_related("tasks__appointment__person")
    directives = list(rows)
    units = {task.unit_id for one in directives for task in one.tasks.all()}
    names = Unit.objects.named(on).in_bulk(units) if units else {}
    seen = set(
        DirectiveTask.objects.visible_to(user)
        .filter(directive__difficulty=difficulty)
        .values_list("pk", flat=True)
    )
    found = []
    for one in directives:
        tasks = sorted(one.tasks.all(), key=lambda task: (not task.is_lead, task.pk))
        for task in tasks:
            task.unit_name = names[task.unit_id].short_name  # type: ignore[attr-defined]
            task.is_seen = task.pk in seen  # type: ignore[attr-defined]
        found.append(Doing(one, tasks))
    return found

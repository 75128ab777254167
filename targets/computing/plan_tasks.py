"""Nhiệm vụ kế hoạch, chương trình hoàn thành đúng hạn: by the unit that leads the task."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from procuracy.web.dates import screen_day
from procuracy.web.statements import kept
from targets.computing.sources import Counted, Item, counted
from targets.models import Plan, PlanTask, Target

ON_TIME = Q(done_on__lte=F("due_on"))


class PlanTasks:
    computation = Target.Computation.PLAN_TASKS

    def count(self, units: Collection[int], first: datetime.date, last: datetime.date) -> Counted:
        return counted(_counts(tuple(units), first, last))

    def items(
        self, units: Collection[int], first: datetime.date, last: datetime.date
    ) -> list[Item]:
        tasks = _due(units, first, last).select_related("plan").order_by("due_on", "pk")
        return [_item(task) for task in tasks]


@kept
def _counts(
    units: tuple[int, ...], first: datetime.date, last: datetime.date
) -> QuerySet[PlanTask, Any]:
    by_lead = _due(units, first, last).order_by().values_list("lead")
    return by_lead.annotate(done=Count("pk", filter=ON_TIME), due=Count("pk"))


def _due(units: Collection[int], first: datetime.date, last: datetime.date) -> QuerySet[PlanTask]:
    """Of plans that were approved; what is only drafted or proposed binds nobody."""
    planned = [Plan.State.DRAFT, "submitted"]
    rows = PlanTask.objects.filter(lead__among=units, due_on__range=(first, last))
    rows = rows.filter(is_proposed=False)
    return rows.exclude(plan__state__in=planned)


def _item(task: PlanTask) -> Item:
    assert task.due_on  # asked for by their due days
    on_time = bool(task.done_on and task.done_on <= task.due_on)
    return Item(
        unit=task.lead_id,
        day=task.due_on,
        title=task.content,
        due=screen_day(task.due_on),
        done=screen_day(task.done_on) if task.done_on else "",
        is_on_time=on_time,
        link=reverse("targets:plan_detail", args=[task.plan_id]),
    )

"""A plan begun from an earlier one: the same tasks, nothing done yet, days of the new year."""

import calendar
import datetime
from itertools import count

from django.db import transaction

from targets.models import Plan, PlanTask, WorkYear
from targets.plans.choices import higher_tasks, leads, people
from targets.plans.locking import locked, must_be_open
from units.models import Succession, User


def shifted(
    day: datetime.date,
    old: tuple[datetime.date, datetime.date],
    new: tuple[datetime.date, datetime.date],
) -> datetime.date:
    """The same day of the calendar in the new work year (first and last day given).

    The old year's last day becomes the new one's; a month's last day stays one; what a shorter
    year does not reach falls on its end.
    """
    if day == old[1]:
        return new[1]
    years = (year for year in (new[0].year, new[1].year))
    moved = [moved for year in years if new[0] <= (moved := _in_year(day, year)) <= new[1]]
    return moved[0] if moved else new[1]


def _in_year(day: datetime.date, year: int) -> datetime.date:
    last = calendar.monthrange(year, day.month)[1]
    was_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return day.replace(year=year, day=last if was_last else min(day.day, last))


def span(year: WorkYear) -> tuple[datetime.date, datetime.date]:
    return year.starts_on, year.ends_on


@transaction.atomic
def copy_tasks(source: Plan, *, plan: Plan, on: datetime.date, by: User) -> list[PlanTask]:
    """All standing tasks of an earlier year's plan; of one of the same year those still open.

    Where a unit ended, its heir leads; who holds no position in the office any more is left out.
    What a task served is looked for among the tasks that go on with it in the new year.
    """
    plan = locked(plan)
    must_be_open(plan)
    rows = source.tasks.standing().prefetch_related("people", "coordinating")
    if source.work_year_id == plan.work_year_id:
        rows = rows.filter(done_on__isnull=True)
    copier = _Copier(source, plan, on)
    order = count((plan.tasks.order_by("-order").values_list("order", flat=True).first() or 0) + 1)
    return [copier.copy(task, next(order)) for task in rows]


class _Copier:
    """What all copied tasks need to know, asked once."""

    def __init__(self, source: Plan, plan: Plan, on: datetime.date) -> None:
        self.source, self.plan = source, plan
        self.units = set(leads(plan, on).values_list("pk", flat=True))
        self.people = set(people(plan, on).values_list("pk", flat=True))
        rows = Succession.objects.filter(on__lte=on).order_by("on")
        self.heirs = dict(rows.values_list("predecessor_id", "successor_id"))
        higher = higher_tasks(plan).filter(continues__isnull=False)
        self.higher = dict(higher.values_list("continues_id", "pk"))

    def copy(self, task: PlanTask, order: int) -> PlanTask:
        same_year = self.source.work_year_id == self.plan.work_year_id
        serves = task.serves_id if same_year else self.higher.get(task.serves_id or 0)
        made = PlanTask.objects.create(
            plan=self.plan,
            order=order,
            content=task.content,
            is_focus=task.is_focus,
            is_breakthrough=task.is_breakthrough,
            solutions=task.solutions,
            lead_id=self.heir(task.lead_id) or self.plan.unit_id,
            leader_id=task.leader_id if task.leader_id in self.people else None,
            product=task.product,
            due_on=self.day(task.due_on),
            due_text=task.due_text,
            serves_id=serves,
            continues=task,
            origin=task.origin if same_year else "",
        )
        made.people.set([one for one in task.people.all() if one.pk in self.people])
        heirs = {self.heir(unit.pk) for unit in task.coordinating.all()}
        made.coordinating.set([pk for pk in heirs if pk and pk != made.lead_id])
        return made

    def day(self, day: datetime.date | None) -> datetime.date | None:
        if day is None or self.source.work_year_id == self.plan.work_year_id:
            return day
        return shifted(day, span(self.source.work_year), span(self.plan.work_year))

    def heir(self, unit_id: int) -> int | None:
        """The unit itself while it exists in the office, else who follows it there."""
        met: set[int] = set()
        found: int | None = unit_id
        while found is not None and found not in self.units and found not in met:
            met.add(found)
            found = self.heirs.get(found)
        return found if found in self.units else None

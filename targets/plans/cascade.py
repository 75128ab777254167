"""From the tasks of the office's plan down to the units' own, and up again."""

import datetime

from django.db import transaction
from django.db.models import Prefetch, Q

from procuracy.web.errors import Refused
from targets.models import Plan, PlanTask, WorkYear
from targets.models.plan_tasks import PlanTaskQuerySet
from targets.plans.lines import add_task
from targets.plans.supplements import open_supplement, supplement_of
from units.models import Unit, User


def tasks_above(office: Unit, year: WorkYear) -> PlanTaskQuerySet:
    """Standing tasks of the office's plans of a year, those of replaced plans left out."""
    rows = PlanTask.objects.standing().filter(plan__unit=office, plan__work_year=year)
    return rows.exclude(plan__state=Plan.State.REPLACED).order_by("plan", "order", "pk")


def tasks_below(office: Unit, year: WorkYear) -> PlanTaskQuerySet:
    """Of the plans of the units directly below."""
    rows = PlanTask.objects.standing().filter(plan__unit__parent=office, plan__work_year=year)
    rows = rows.exclude(plan__state=Plan.State.REPLACED)
    return rows.order_by("plan__unit__order", "plan", "order", "pk")


def resting_on_nothing(office: Unit, year: WorkYear) -> PlanTaskQuerySet:
    """Tasks below that serve no standing task above, and come from no conclusion either."""
    above = tasks_above(office, year).order_by().values("pk")
    return tasks_below(office, year).filter(
        Q(serves__isnull=True) | ~Q(serves__in=above), origin=""
    )


def with_takers(
    rows: PlanTaskQuerySet, seen: PlanTaskQuerySet, on: datetime.date
) -> PlanTaskQuerySet:
    """Adds `takers`: standing tasks among `seen` that serve each row, with plan and unit."""
    below = seen.standing().exclude(plan__state=Plan.State.REPLACED)
    below = below.select_related("plan").prefetch_related(
        Prefetch("plan__unit", Unit.objects.named(on))
    )
    return (
        rows.numbered()
        .select_related("plan")
        .prefetch_related(
            Prefetch("lead", Unit.objects.named(on)),
            Prefetch("served_by", below.order_by("plan__unit__order", "pk"), to_attr="takers"),
        )
    )


def taken_by(task: PlanTask, unit: Unit) -> PlanTask | None:
    """The unit's own task that serves it."""
    rows = task.served_by.standing().numbered().filter(plan__unit=unit)
    return rows.exclude(plan__state=Plan.State.REPLACED).select_related("plan").first()


@transaction.atomic
def take_up(task: PlanTask, *, unit: Unit, name: str, by: User, at: datetime.datetime) -> PlanTask:
    """Into the unit's own plan of the same year, in one step: the newest one that takes tasks.

    An approved plan gets a supplement; where there is no plan a draft is begun, titled with the
    unit's `name`.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    if own := taken_by(task, unit):
        raise Refused(f"Đơn vị đã nhận nhiệm vụ này: mục {own.no} của “{own.plan.title}”.")
    plan = plan_of(unit, task.plan.work_year, name)
    if plan.is_live and supplement_of(plan) is None:
        above = PlanTask.objects.numbered().get(pk=task.pk)
        reason = f"Nhận nhiệm vụ của “{task.plan.title}”, mục {above.no}"
        open_supplement(plan, reason=reason, by=by, at=at)
    line = PlanTask(
        content=task.content,
        is_focus=task.is_focus,
        is_breakthrough=task.is_breakthrough,
        lead=unit,
        product=task.product,
        due_on=task.due_on,
        due_text=task.due_text,
        serves=task,
    )
    return add_task(line, plan=plan, by=by)


def plan_of(unit: Unit, year: WorkYear, name: str) -> Plan:
    """The newest one of the year that takes tasks; where there is none a draft is begun, titled
    with the unit's `name`. The unit's row is locked by whoever asks."""
    own = Plan.objects.filter(unit=unit, work_year=year)
    found = own.taking_tasks().order_by("-pk").first()
    if found:
        return found
    if own.filter(state=Plan.State.SUBMITTED).exists():
        raise Refused("Chương trình của đơn vị đang trình phê duyệt: rút lại hoặc chờ duyệt xong.")
    title = f"Chương trình công tác năm {year.year} của {name}"
    if own.filter(title=title).exists():
        title += " (tiếp theo)"
    return Plan.objects.create(unit=unit, work_year=year, title=title)

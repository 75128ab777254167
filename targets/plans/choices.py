"""Who and what may stand in a plan's line."""

import datetime

from django.db.models import Count, Q, QuerySet

from targets.models import Plan, PlanTask
from units.models import Appointment, Person, Role, Unit

LEADING = (
    Role.PROVINCE_HEAD,
    Role.PROVINCE_DEPUTY,
    Role.HEAD_OF_OFFICE,
    Role.UNIT_HEAD,
    Role.UNIT_DEPUTY,
)


def leads(plan: Plan, on: datetime.date) -> QuerySet[Unit]:
    """Units that may lead a task: the plan's office and what stands below it."""
    return Unit.objects.of_office(plan.unit.office).existing(on).named(on).order_by("order")


def partners(plan: Plan, on: datetime.date) -> QuerySet[Unit]:
    """Units that may coordinate: those that may lead, and for an office below a province the
    units of the province."""
    near = Q()
    for office in filter(None, [plan.unit.office, plan.unit.office.parent]):
        near |= Q(pk=office.pk) | Q(parent=office)
    return Unit.objects.filter(near).existing(on).named(on).order_by("order")


def people(plan: Plan, on: datetime.date, held: QuerySet[Person] | None = None) -> QuerySet[Person]:
    """Holders of a position in the plan's office, and those who have the task in charge already;
    with `open_count` and `late_count`, the open plan tasks that each has in charge today."""
    seats = Appointment.objects.current(on).of_office(plan.unit.office)
    known = Q(pk__in=seats.values("person"))
    if held is not None:
        known |= Q(pk__in=held.values("pk"))
    load = PlanTask.objects.running().order_by().values("pk")
    is_open = Q(plan_tasks__in=load)
    return Person.objects.filter(known).annotate(
        open_count=Count("plan_tasks", filter=is_open),
        late_count=Count("plan_tasks", filter=is_open & Q(plan_tasks__due_on__lt=on)),
    )


def leaders(plan: Plan, on: datetime.date, task: PlanTask) -> QuerySet[Person]:
    """Leaders of the plan's office and of the units below it; the one who has it already."""
    seats = Appointment.objects.current(on).of_office(plan.unit.office).filter(role__in=LEADING)
    return Person.objects.filter(Q(pk__in=seats.values("person")) | Q(pk=task.leader_id))


def higher_tasks(plan: Plan) -> QuerySet[PlanTask]:
    """Tasks of the same year in plans of the unit above, which a task may serve."""
    rows = PlanTask.objects.standing().filter(plan__unit__children=plan.unit)
    rows = rows.exclude(plan__state=Plan.State.REPLACED)
    return rows.filter(plan__work_year=plan.work_year).select_related("plan")

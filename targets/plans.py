"""What is done to plans: adding, changing and finishing tasks, approving."""

import datetime

from django.db import transaction
from django.db.models import Max, QuerySet

from procuracy.web.errors import Refused
from targets.models import Plan, PlanTask
from units.models import Appointment, Person, Unit, User

APPROVED = (
    "Kế hoạch đã phê duyệt nên không sửa nhiệm vụ được: thủ trưởng đơn vị mở lại kế hoạch trước."
)


def must_be_draft(plan: Plan) -> None:
    if plan.state != Plan.State.DRAFT:
        raise Refused(APPROVED)


@transaction.atomic
def add_task(task: PlanTask, *, plan: Plan, by: User) -> PlanTask:
    """At the end of the plan."""
    must_be_draft(_locked(plan))
    last = plan.tasks.aggregate(last=Max("order"))["last"] or 0
    task.plan, task.order = plan, last + 1
    task.save()
    return task


@transaction.atomic
def change_task(task: PlanTask, *, by: User) -> None:
    must_be_draft(_locked(task.plan))
    task.save()


@transaction.atomic
def remove_task(task: PlanTask, *, by: User) -> None:
    must_be_draft(_locked(task.plan))
    if task.served_by.exists():
        raise Refused(
            "Nhiệm vụ này đang được kế hoạch của đơn vị khác phục vụ nên không xóa được: "
            "sửa nội dung, hoặc để đơn vị đó bỏ liên kết trước."
        )
    task.delete()


@transaction.atomic
def finish_task(task: PlanTask, *, on: datetime.date, by: User) -> None:
    """Record the day it was done; a second time changes nothing."""
    PlanTask.objects.filter(pk=task.pk, done_on__isnull=True).update(done_on=on)


@transaction.atomic
def reopen_task(task: PlanTask, *, by: User) -> None:
    PlanTask.objects.filter(pk=task.pk).update(done_on=None)


@transaction.atomic
def approve(plan: Plan, *, by: User) -> None:
    plan = _locked(plan)
    if plan.state == Plan.State.APPROVED:
        raise Refused("Kế hoạch đã được phê duyệt.")
    if not plan.tasks.exists():
        raise Refused("Không thể phê duyệt: kế hoạch chưa có nhiệm vụ nào.")
    plan.state = Plan.State.APPROVED
    plan.save(update_fields=["state"])


@transaction.atomic
def reopen(plan: Plan, *, by: User) -> None:
    plan = _locked(plan)
    must_be_approved(plan)
    plan.state = Plan.State.DRAFT
    plan.save(update_fields=["state"])


def must_be_approved(plan: Plan) -> None:
    if plan.state != Plan.State.APPROVED:
        raise Refused("Kế hoạch đang là dự thảo.")


def leads(plan: Plan, on: datetime.date) -> QuerySet[Unit]:
    """Units that may lead a task: the plan's office and what stands below it."""
    return Unit.objects.of_office(plan.unit.office).existing(on).named(on).order_by("order")


def people(plan: Plan, on: datetime.date) -> QuerySet[Person]:
    """Holders of a position in the plan's office."""
    seats = Appointment.objects.current(on).of_office(plan.unit.office)
    return Person.objects.filter(pk__in=seats.values("person"))


def higher_tasks(plan: Plan) -> QuerySet[PlanTask]:
    """Tasks of the same year in plans of the unit above, which a task may serve."""
    rows = PlanTask.objects.filter(plan__unit__children=plan.unit)
    return rows.filter(plan__work_year=plan.work_year).select_related("plan")


def _locked(plan: Plan) -> Plan:
    return Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)

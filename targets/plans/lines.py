"""Lines of a plan: added, changed, taken out, while the plan is open."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from procuracy.web import clock
from procuracy.web.errors import Refused
from targets.models import Plan, PlanTask
from targets.plans.locking import locked, must_be_open
from units.models import Person, Unit, User


@transaction.atomic
def add_task(
    task: PlanTask,
    *,
    plan: Plan,
    by: User,
    people: Iterable[Person] = (),
    coordinating: Iterable[Unit] = (),
) -> PlanTask:
    """At the end of the plan."""
    plan = locked(plan)
    task.is_proposed = must_be_open(plan) is not None
    last = plan.tasks.aggregate(last=Max("order"))["last"] or 0
    task.plan, task.order = plan, last + 1
    task.save()
    task.people.set(people)
    task.coordinating.set(coordinating)
    _must_lead_alone(task)
    return task


@transaction.atomic
def change_task(
    task: PlanTask,
    *,
    by: User,
    people: Iterable[Person] | None = None,
    coordinating: Iterable[Unit] | None = None,
) -> None:
    """Persons and coordinating units stay as they are where none are given."""
    must_be_open(locked(task.plan))
    task.save()
    if people is not None:
        task.people.set(people)
    if coordinating is not None:
        task.coordinating.set(coordinating)
    _must_lead_alone(task)


@transaction.atomic
def remove_task(task: PlanTask, *, by: User, on: datetime.date | None = None) -> None:
    """A line that was approved, or of which something was reported, stays and is marked."""
    plan = locked(task.plan)
    supplement = must_be_open(plan)
    if task.served_by.exclude(plan__state=Plan.State.REPLACED).standing().exists():
        raise Refused(
            "Nhiệm vụ này đang được kế hoạch của đơn vị khác phục vụ nên không xóa được: "
            "sửa nội dung, hoặc để đơn vị đó bỏ liên kết trước."
        )
    if task.done_on:
        raise Refused("Nhiệm vụ đã hoàn thành nên không xóa được.")
    was_approved = supplement is not None and _stands_in(plan, task)
    if was_approved or task.progress.exists():
        PlanTask.objects.filter(pk=task.pk).update(dropped_on=on or clock.today())
        return
    task.served_by.update(serves=None)
    task.delete()


def _must_lead_alone(task: PlanTask) -> None:
    if task.coordinating.filter(pk=task.lead_id).exists():
        raise Refused(
            "Đơn vị chủ trì không ghi cùng lúc là đơn vị phối hợp: bỏ chọn đơn vị đó ở mục phối "
            "hợp, hoặc chọn đơn vị chủ trì khác."
        )


def _stands_in(plan: Plan, task: PlanTask) -> bool:
    version = plan.versions.order_by("-number").first()
    return version is None or task.pk in {row["id"] for row in version.content["tasks"]}

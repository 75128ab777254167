"""Bổ sung, điều chỉnh: the lines of an approved plan are open again, what was approved is kept."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from procuracy.web.errors import Refused
from targets.models import Plan, PlanSupplement, PlanTask, PlanVersion
from targets.plans import versions
from targets.plans.locking import CLOSED, locked, must_become, supplement_of
from units.models import User

State = PlanSupplement.State
TEXTS = ("content", "is_focus", "is_breakthrough", "solutions", "product", "due_on", "due_text")


@transaction.atomic
def open_supplement(plan: Plan, *, reason: str, by: User, at: datetime.datetime) -> PlanSupplement:
    """One at a time. A plan approved before versions were kept gets its first one now."""
    plan = locked(plan)
    if not plan.is_live:
        raise Refused(
            CLOSED.get(Plan.State(plan.state), "Kế hoạch đang là dự thảo: sửa thẳng vào dự thảo.")
        )
    if supplement_of(plan):
        raise Refused("Kế hoạch đang có một lần bổ sung chưa duyệt.")
    if versions.latest(plan) is None:
        versions.freeze(plan, by=by, at=at)
    last = plan.supplements.order_by("-number").values_list("number", flat=True).first() or 0
    return PlanSupplement.objects.create(
        plan=plan, number=last + 1, reason=reason, opened_by=by, opened_at=at
    )


def submit(supplement: PlanSupplement, *, at: datetime.datetime) -> None:
    must_become(supplement, State.SUBMITTED, "trình")
    _must_change(supplement, at)
    supplement.state, supplement.return_reason = State.SUBMITTED, ""
    supplement.save()


def return_to_draft(supplement: PlanSupplement, reason: str) -> None:
    must_become(supplement, State.DRAFT, "trả lại")
    supplement.state, supplement.return_reason = State.DRAFT, reason
    supplement.save()


def approve(supplement: PlanSupplement, *, by: User, at: datetime.datetime) -> PlanVersion:
    must_become(supplement, State.APPROVED, "phê duyệt")
    _must_change(supplement, at)
    _decide(supplement, State.APPROVED, by, at)
    return versions.freeze(supplement.plan, by=by, at=at, supplement=supplement)


@transaction.atomic
def withdraw(plan: Plan, *, by: User, at: datetime.datetime) -> None:
    """The plan's lines are again what was approved last; what was reported meanwhile stays."""
    plan = locked(plan)
    supplement = supplement_of(plan)
    if supplement is None:
        raise Refused("Kế hoạch không có bổ sung nào chưa duyệt.")
    must_become(supplement, State.WITHDRAWN, "rút")
    version = versions.latest(plan)
    if version is not None and versions.is_purged(version):
        raise Refused("Bản đã phê duyệt đã bị xóa nội dung lộ bí mật: sửa lại rồi trình bổ sung.")
    if version is not None:
        _restore(plan, version, by=by)
    _decide(supplement, State.WITHDRAWN, by, at)


def _decide(supplement: PlanSupplement, state: str, by: User, at: datetime.datetime) -> None:
    """Its lines are the plan's own from now on."""
    supplement.state, supplement.decided_by, supplement.decided_at = state, by, at
    supplement.save()
    supplement.plan.tasks.filter(is_proposed=True).update(is_proposed=False)


def _must_change(supplement: PlanSupplement, at: datetime.datetime) -> None:
    if not versions.pending(supplement.plan, timezone.localdate(at)):
        raise Refused("Bổ sung chưa thay đổi gì so với bản đã phê duyệt.")


def _restore(plan: Plan, version: PlanVersion, *, by: User) -> None:
    approved = {row["id"]: row for row in version.content["tasks"]}
    for task in plan.tasks.all():
        if row := approved.get(task.pk):
            _put_back(task, row)
        elif task.dropped_on is None:
            _take_out(task)


def _put_back(task: PlanTask, row: dict[str, Any]) -> None:
    said = {name: row[name] for name in TEXTS}
    said |= {f"{name}_id": row[f"{name}_id"] for name in ("lead", "leader", "serves")}
    PlanTask.objects.filter(pk=task.pk).update(**said, dropped_on=None)
    task.people.set(row["people_ids"])
    task.coordinating.set(row["coordinating_ids"])


def _take_out(task: PlanTask) -> None:
    """Proposed only: gone, unless somebody relies on it or reported on it."""
    if task.served_by.exists() or task.progress.exists() or task.done_on:
        raise Refused(
            f"Không rút được: nhiệm vụ “{task}” đã có diễn biến hoặc đã có đơn vị nhận thực hiện."
        )
    task.delete()

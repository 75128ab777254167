"""The way of a plan, and of a supplement to it: submitted, returned, approved, in force, replaced.

One button serves both: where a plan is approved already, what waits is its supplement.
"""

import datetime

from django.db import transaction

from procuracy.web.errors import Refused
from targets.models import Plan, PlanSupplement, PlanVersion
from targets.plans import supplements, versions
from targets.plans.locking import locked, must_become, supplement_of
from units.models import User

State, Supplement = Plan.State, PlanSupplement.State
EMPTY = "Không thể {verb}: kế hoạch chưa có nhiệm vụ nào."


@transaction.atomic
def submit(plan: Plan, *, by: User, at: datetime.datetime) -> None:
    """Trình thủ trưởng."""
    plan = locked(plan)
    if supplement := _waiting(plan):
        supplements.submit(supplement, at=at)
        return
    must_become(plan, State.SUBMITTED, "trình")
    _must_have_tasks(plan, "trình")
    plan.state, plan.return_reason = State.SUBMITTED, ""
    plan.submitted_by, plan.submitted_at = by, at
    plan.save()


@transaction.atomic
def recall(plan: Plan, *, by: User) -> None:
    """Taken back by those who submitted it, to go on with it."""
    plan = locked(plan)
    if supplement := _waiting(plan):
        supplements.return_to_draft(supplement, "")
        return
    if plan.state != State.SUBMITTED:
        raise Refused(f"Kế hoạch {plan.get_state_display()} nên không rút lại được.")
    plan.state = State.DRAFT
    plan.save()


@transaction.atomic
def send_back(plan: Plan, *, reason: str, by: User) -> None:
    plan = locked(plan)
    if supplement := _waiting(plan):
        supplements.return_to_draft(supplement, reason)
        return
    if plan.state != State.SUBMITTED:
        raise Refused(f"Kế hoạch {plan.get_state_display()} nên không trả lại được.")
    plan.state, plan.return_reason = State.DRAFT, reason
    plan.save()


@transaction.atomic
def approve(plan: Plan, *, by: User, at: datetime.datetime) -> PlanVersion:
    """What is approved is kept as it stands now."""
    plan = locked(plan)
    if supplement := _waiting(plan):
        return supplements.approve(supplement, by=by, at=at)
    if plan.is_live:
        raise Refused("Kế hoạch đã được phê duyệt.")
    must_become(plan, State.APPROVED, "phê duyệt")
    _must_have_tasks(plan, "phê duyệt")
    plan.state, plan.return_reason = State.APPROVED, ""
    plan.approved_by, plan.approved_at = by, at
    plan.save()
    return versions.freeze(plan, by=by, at=at)


@transaction.atomic
def reopen(plan: Plan, *, by: User) -> None:
    """Back to a draft, as long as nobody works by it."""
    plan = locked(plan)
    if plan.state == State.IN_FORCE:
        raise Refused(
            "Kế hoạch đang thực hiện nên không mở lại được: lập bổ sung, điều chỉnh kế hoạch."
        )
    if plan.state != State.APPROVED:
        raise Refused(f"Kế hoạch {plan.get_state_display()} nên không mở lại được.")
    if supplement_of(plan):
        raise Refused("Kế hoạch đang có bổ sung chưa duyệt: duyệt hoặc rút bổ sung trước.")
    plan.state = State.DRAFT
    plan.approved_by = plan.approved_at = None
    plan.save()


@transaction.atomic
def put_in_force(plan: Plan, *, on: datetime.date, by: User) -> None:
    """From the day `on` people work by it; the plan it replaces steps back on the same day."""
    plan = locked(plan)
    must_become(plan, State.IN_FORCE, "đưa vào thực hiện")
    if plan.replaces:
        _step_back(locked(plan.replaces), on)
    plan.state, plan.in_force_on = State.IN_FORCE, on
    plan.save()


@transaction.atomic
def take_back(plan: Plan) -> None:
    """Approved again, as before the number that had put it in force; what it replaced is so too."""
    plan = locked(plan)
    if plan.replaces and plan.replaces.replaced_on == plan.in_force_on:
        old = locked(plan.replaces)
        old.state, old.replaced_on = State.IN_FORCE, None
        old.save()
    plan.state, plan.in_force_on = State.APPROVED, None
    plan.save()


def _step_back(old: Plan, on: datetime.date) -> None:
    if supplement_of(old):
        raise Refused(f"“{old.title}” đang có bổ sung chưa duyệt: duyệt hoặc rút bổ sung trước.")
    if not old.may_become(State.REPLACED):
        raise Refused(
            f"“{old.title}” {old.get_state_display()} nên không được thay thế: chỉ thay thế kế "
            "hoạch đang thực hiện."
        )
    old.state, old.replaced_on = State.REPLACED, on
    old.save()


def _waiting(plan: Plan) -> PlanSupplement | None:
    return supplement_of(plan) if plan.is_live else None


def _must_have_tasks(plan: Plan, verb: str) -> None:
    if not plan.tasks.standing().exists():
        raise Refused(EMPTY.format(verb=verb))

"""The way of a plan and of its supplements: submitted, returned, approved, in force."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from targets import plans
from targets.models import Plan
from targets.permissions import may_approve_plan, may_start_plan, may_submit_plan
from targets.plan_forms import PlanReasonForm, PlanStartForm
from units.acting import Request


@require_POST
@requires(may_submit_plan, load=Plan)
def plan_submit(request: Request, plan: Plan) -> HttpResponse:
    def act() -> None:
        plans.submit(plan, by=request.user, at=clock.now())

    return told(request, plan, "Đã trình thủ trưởng phê duyệt.", act)


@require_POST
@requires(may_submit_plan, load=Plan)
def plan_recall(request: Request, plan: Plan) -> HttpResponse:
    return told(request, plan, "Đã rút lại để sửa.", lambda: plans.recall(plan, by=request.user))


@require_POST
@requires(may_approve_plan, load=Plan)
def plan_approve(request: Request, plan: Plan) -> HttpResponse:
    def act() -> None:
        plans.approve(plan, by=request.user, at=clock.now())

    words = "Đã phê duyệt bổ sung." if plan.is_live else "Đã phê duyệt kế hoạch."
    return told(request, plan, words, act)


@requires(may_approve_plan, load=Plan)
def plan_return(request: Request, plan: Plan) -> HttpResponse:
    """Back to those who drew it up, with the reason."""
    form = PlanReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]

        def act() -> None:
            plans.send_back(plan, reason=reason, by=request.user)

        return told(request, plan, "Đã trả lại kèm lý do.", act)
    status = 422 if form.is_bound else 200
    supplement = plans.supplement_of(plan) if plan.is_live else None
    context = {"form": form, "plan": plan, "supplement": supplement}
    return render(request, "targets/plan_return.html", context, status=status)


@require_POST
@requires(may_approve_plan, load=Plan)
def plan_reopen(request: Request, plan: Plan) -> HttpResponse:
    words = "Đã mở lại kế hoạch để sửa."
    return told(request, plan, words, lambda: plans.reopen(plan, by=request.user))


@require_POST
@requires(may_start_plan, load=Plan)
def plan_start(request: Request, plan: Plan) -> HttpResponse:
    form = PlanStartForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["in_force_on"][0]))
        return redirect("targets:plan_detail", pk=plan.pk)
    on = form.cleaned_data["in_force_on"]

    def act() -> None:
        plans.put_in_force(plan, on=on, by=request.user)

    return told(request, plan, "Đã đưa kế hoạch vào thực hiện.", act)


def told(request: Request, plan: Plan, done: str, act: Callable[[], object]) -> HttpResponse:
    """Back to the plan, with what was done or why not."""
    try:
        act()
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, done)
    return redirect("targets:plan_detail", pk=plan.pk)

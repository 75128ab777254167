"""Supplements of an approved plan, and the versions that were approved."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from targets import plans
from targets.models import Plan, PlanVersion
from targets.permissions import may_read, may_supplement_plan
from targets.plan_facts import changes_facts, plan_facts
from targets.plan_forms import PlanReasonForm
from targets.plan_printing import plan_pdf
from targets.plans import versions
from targets.printing import changes_pdf
from targets.views.plan_states import told
from targets.views.plans import printed
from units.acting import Request


@requires(may_supplement_plan, load=Plan)
def plan_supplement(request: Request, plan: Plan) -> HttpResponse:
    """Opens the plan's lines again; what was approved stays as it is."""
    form = PlanReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            plans.open_supplement(
                plan, reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Đã mở lần bổ sung: thêm, sửa, bỏ nhiệm vụ rồi trình duyệt.")
            return redirect("targets:plan_detail", pk=plan.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "plan": plan}
    return render(request, "targets/plan_supplement.html", context, status=status)


@require_POST
@requires(may_supplement_plan, load=Plan)
def plan_supplement_withdraw(request: Request, plan: Plan) -> HttpResponse:
    def act() -> None:
        plans.withdraw(plan, by=request.user, at=clock.now())

    return told(request, plan, "Đã rút bổ sung: kế hoạch trở lại như bản đã phê duyệt.", act)


@require_safe
@requires(may_read, load=PlanVersion)
def plan_version(request: Request, version: PlanVersion) -> HttpResponse:
    """What was approved, word for word, and what it changed."""
    context = {
        "version": version,
        "plan": version.plan,
        "said": version.content,
        "changes": versions.changes_of(version),
        "is_same": versions.same(version),
        "is_purged": versions.is_purged(version),
    }
    return render(request, "targets/plan_version.html", context)


@require_safe
@requires(may_read, load=PlanVersion)
def plan_version_print(request: Request, version: PlanVersion) -> HttpResponse:
    facts = plan_facts(version.plan, request.today, version.content)
    return printed(plan_pdf(facts), f"ke-hoach-{version.plan_id}-ban-{version.number}.pdf")


@require_safe
@requires(may_read, load=PlanVersion)
def plan_changes_print(request: Request, version: PlanVersion) -> HttpResponse:
    facts = changes_facts(version, request.today)
    return printed(changes_pdf(facts), f"bo-sung-{version.plan_id}-ban-{version.number}.pdf")

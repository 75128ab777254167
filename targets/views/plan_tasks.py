"""Lines of a plan: added, changed, taken out; one line with its trail and proofs."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from procuracy.web.htmx import render_part
from procuracy.web.uploads import serving
from targets import plans
from targets.models import Plan, PlanEvidence, PlanTask
from targets.permissions import (
    may_edit_plan,
    may_edit_task,
    may_finish_task,
    may_read,
    may_take_up_task,
)
from targets.plan_forms import PlanTaskForm, ProgressForm, RowTaskForm
from targets.views.plan_states import told
from targets.views.plans import DETAIL, detail
from units.acting import Request
from units.models import Unit


@require_POST
@requires(may_edit_plan, load=Plan)
def plan_task_create(request: Request, plan: Plan) -> HttpResponse:
    form = RowTaskForm(request.POST, plan=plan, today=request.today, prefix="new")
    if form.is_valid():
        try:
            plans.add_task(form.save(commit=False), plan=plan, by=request.user, **form.links())
        except Refused as refused:
            form.add_error(None, refused.message)
    if not form.is_valid():
        return render_part(request, DETAIL, "tasks", detail(request, plan, form), status=422)
    if not request.headers.get("HX-Request"):
        return redirect("targets:plan_detail", pk=plan.pk)
    return render_part(request, DETAIL, "added", detail(request, plan, is_part=True))


@requires(may_edit_task, load=PlanTask)
def plan_task_edit(request: Request, task: PlanTask) -> HttpResponse:
    data = request.POST or None
    form = PlanTaskForm(data, instance=task, plan=task.plan, today=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            plans.change_task(form.save(commit=False), by=request.user, **form.links())
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("targets:plan_detail", pk=task.plan_id)
    status = 422 if form.is_bound else 200
    context = {"form": form, "task": task, "plan": task.plan}
    return render(request, "targets/plan_task_edit.html", context, status=status)


@requires(may_edit_task, load=PlanTask)
def plan_task_remove(request: Request, task: PlanTask) -> HttpResponse:
    """Asks in a sentence; removes once confirmed."""
    if request.method == "POST" and request.POST.get("confirmed") == "1":

        def act() -> None:
            plans.remove_task(task, by=request.user, on=request.today)

        return told(request, task.plan, "Đã xóa nhiệm vụ.", act)
    return render(request, "targets/plan_task_remove.html", {"task": task, "plan": task.plan})


@require_POST
@requires(may_finish_task, load=PlanTask)
def plan_task_done(request: Request, task: PlanTask) -> HttpResponse:
    """Tick or, with `undo`, untick a task."""
    act = plans.reopen_task if request.POST.get("undo") == "1" else plans.finish_task
    try:
        act(task, by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("targets:plan_detail", pk=task.plan_id)


@require_safe
@requires(may_read, load=PlanTask)
def plan_task_detail(request: Request, task: PlanTask) -> HttpResponse:
    return render(request, "targets/plan_task_detail.html", _detail(request, task, ProgressForm()))


@require_POST
@requires(may_finish_task, load=PlanTask)
def plan_task_report(request: Request, task: PlanTask) -> HttpResponse:
    """A new entry of the trail."""
    form = ProgressForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            plans.report(task, **form.said(), by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Đã ghi diễn biến.")
            return redirect("targets:plan_task_detail", pk=task.pk)
    context = _detail(request, task, form)
    return render(request, "targets/plan_task_detail.html", context, status=422)


@require_safe
@requires(may_read, load=PlanEvidence)
def plan_evidence(request: Request, file: PlanEvidence) -> HttpResponse:
    return serving.response(file)


def _detail(request: Request, task: PlanTask, form: ProgressForm) -> dict[str, Any]:
    named = Unit.objects.named(request.today)
    takers = PlanTask.objects.visible_to(request.user).standing().select_related("plan")
    rows = PlanTask.objects.numbered().select_related(
        "plan__work_year", "leader", "serves__plan", "continues"
    )
    task = rows.prefetch_related(
        Prefetch("plan__unit", named),
        Prefetch("lead", named),
        Prefetch("coordinating", named.order_by("order")),
        "people",
        Prefetch(
            "served_by", takers.prefetch_related(Prefetch("plan__unit", named)), to_attr="takers"
        ),
    ).get(pk=task.pk)
    files = Prefetch("files", PlanEvidence.objects.light())
    return {
        "task": task,
        "plan": task.plan,
        "entries": task.progress.select_related("by__person").prefetch_related(files),
        "may_finish": may_finish_task(request.user, task),
        "may_take_up": may_take_up_task(request.user, task),
        "sees_higher": PlanTask.objects.visible_to(request.user)
        .filter(served_by__pk=task.pk)
        .exists(),
        "form": form,
        "today": request.today,
    }

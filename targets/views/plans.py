"""Plans and working programmes: the list, one plan, drawing one up, printing."""

import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.http import HttpResponse
from django.shortcuts import redirect, render

from procuracy.web import docx
from procuracy.web.access import requires
from targets import plan_printing, plan_sheets, plans
from targets.models import (
    Plan,
    PlanDocument,
    PlanProgress,
    PlanSupplement,
    PlanTask,
    WorkYear,
)
from targets.permissions import (
    may_approve_plan,
    may_create_plan,
    may_edit_plan,
    may_finish_task,
    may_read,
    may_start_plan,
)
from targets.permissions.plan_documents import may_prepare_plan_document
from targets.plan_facts import plan_facts
from targets.plan_forms import PlanForm, PlanStartForm, RowTaskForm
from targets.plan_printing import plan_pdf
from targets.plans import versions
from targets.plans.contents import KINDS
from targets.views.papers import workbook
from units.acting import Request
from units.models import Unit

DETAIL = "targets/plan_detail.html"


@requires(may_read)
def plan_list(request: Request) -> HttpResponse:
    years = list(WorkYear.objects.filter(plans__isnull=False).distinct())
    asked = request.GET.get("year", "")
    year = next((y for y in years if str(y.year) == asked), None)
    rows = Plan.objects.visible_to(request.user).select_related("work_year")
    rows = rows.filter(work_year=year) if year else rows
    standing = Q(tasks__dropped_on__isnull=True, tasks__is_proposed=False)
    late = Q(tasks__done_on__isnull=True, tasks__due_on__lt=request.today)
    supplements = PlanSupplement.objects.filter(plan=OuterRef("pk"), state__in=PlanSupplement.OPEN)
    rows = rows.prefetch_related(_named("unit", request.today)).annotate(
        supplement_state=Subquery(supplements.values("state")[:1]),
        task_count=Count("tasks", filter=standing),
        done_count=Count("tasks", filter=Q(tasks__done_on__isnull=False)),
        late_count=Count("tasks", filter=standing & late & ~Q(state=Plan.State.REPLACED)),
    )
    # The order of the model is left out where rows are counted.
    rows = rows.order_by("-work_year__year", "unit__order", "title")
    context = {
        "plans": rows,
        "years": years,
        "year": year,
        "may_create": may_create_plan(request.user),
    }
    return render(request, "targets/plan_list.html", context)


@requires(may_read, load=Plan)
def plan_detail(request: Request, plan: Plan) -> HttpResponse:
    return render(request, DETAIL, detail(request, plan))


@requires(may_create_plan)
def plan_create(request: Request) -> HttpResponse:
    acting, today = request.acting, request.today
    is_province = acting.office.pk == acting.unit_id or acting.keeps_office
    initial = {
        "work_year": WorkYear.objects.at(today),
        "unit": acting.unit_id,
        "kind": Plan.Kind.PLAN if is_province else Plan.Kind.PROGRAMME,
    } | _begun(request)
    form = PlanForm(request.POST or None, acting=acting, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        plan, copied = _created(form, request)
        done = f"Đã chép {copied} nhiệm vụ." if copied else "Thêm nhiệm vụ ở dòng cuối bảng."
        messages.success(request, f"Đã lập kế hoạch. {done}")
        return redirect("targets:plan_detail", pk=plan.pk)
    status = 422 if form.is_bound else 200
    return render(request, "targets/plan_create.html", {"form": form}, status=status)


def _begun(request: Request) -> dict[str, Any]:
    """`copy`: the plan to go on with in the year after its own, under the title it has there."""
    asked = request.GET.get("copy", "")
    rows = Plan.objects.visible_to(request.user).select_related("work_year")
    source = rows.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 10 else None
    if source is None:
        return {}
    old = source.work_year.year
    year = WorkYear.objects.filter(year__gt=old).order_by("year").first() or source.work_year
    return {
        "copied_from": source.pk,
        "unit": source.unit_id,
        "work_year": year,
        "kind": source.kind,
        "title": source.title.replace(str(old), str(year.year)),
    }


@transaction.atomic
def _created(form: PlanForm, request: Request) -> tuple[Plan, int]:
    plan = form.save()
    source = form.cleaned_data["copied_from"]
    if source is None:
        return plan, 0
    tasks = plans.copy_tasks(source, plan=plan, on=request.today, by=request.user)
    return plan, len(tasks)


@requires(may_edit_plan, load=Plan)
def plan_edit(request: Request, plan: Plan) -> HttpResponse:
    """Title, number, day and bases; number and day come after approval, so the state is free."""
    acting = request.acting
    form = PlanForm(request.POST or None, instance=plan, acting=acting, today=request.today)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Đã lưu kế hoạch.")
        return redirect("targets:plan_detail", pk=plan.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "plan": plan}
    return render(request, "targets/plan_edit.html", context, status=status)


@requires(may_read, load=Plan)
def plan_print(request: Request, plan: Plan) -> HttpResponse:
    """A working copy; what was issued is its document."""
    return printed(plan_pdf(plan_facts(plan, request.today)), f"ke-hoach-{plan.pk}.pdf")


@requires(may_read, load=Plan)
def plan_docx(request: Request, plan: Plan) -> HttpResponse:
    facts = plan_facts(plan, request.today)
    return docx.download(plan_printing.plan_docx(facts), f"ke-hoach-{plan.pk}")


@requires(may_read, load=Plan)
def plan_sheet(request: Request, plan: Plan) -> HttpResponse:
    unit = Unit.objects.named(request.today).get(pk=plan.unit_id)
    return workbook(request, plan_sheets.page(plan, unit, request.today))


def printed(pdf: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def detail(
    request: Request, plan: Plan, form: RowTaskForm | None = None, *, is_part: bool = False
) -> dict[str, Any]:
    """Context of a plan's page: its lines, what may be done to it, what waits.

    `is_part`: of the page as it stands, to go on with the next line.
    """
    supplement = plans.supplement_of(plan) if plan.is_live else None
    pending = versions.pending(plan, request.today) if supplement else []
    may_edit = may_edit_plan(request.user, plan)
    is_open = plan.state == Plan.State.DRAFT or (
        supplement is not None and supplement.state == supplement.State.DRAFT
    )
    kinds = {row["id"]: KINDS[row["kind"]] for row in pending}
    tasks = tasks_of(request, plan, request.today)
    return {
        "plan": plan,
        "unit": Unit.objects.named(request.today).get(pk=plan.unit_id),
        "tasks": [(t, may_finish_task(request.user, t), kinds.get(t.pk, "")) for t in tasks],
        "lacks_breakthrough": tasks and not any(t.is_breakthrough for t in tasks),
        "supplement": supplement,
        "pending": pending,
        "versions": list(plan.versions.select_related("by__person", "supplement").defer("content")),
        "may_edit": may_edit,
        "may_approve": may_approve_plan(request.user, plan),
        "may_start": may_start_plan(request.user, plan),
        "is_open": is_open,
        "is_submitted": (supplement or plan).state == Plan.State.SUBMITTED,
        "return_reason": (supplement or plan).return_reason,
        **_papers(request, plan),
        "form": form or _next_line(request, plan, is_wanted=is_part or not tasks),
        "is_part": is_part,
        "start_form": PlanStartForm(initial={"in_force_on": plan.issued_on or request.today}),
        "today": request.today,
    }


def _next_line(request: Request, plan: Plan, *, is_wanted: bool) -> RowTaskForm:
    """Takes the focus where a new line is typed next, not where a plan is opened to be read."""
    form = RowTaskForm(plan=plan, today=request.today, prefix="new")
    if is_wanted:
        form.fields["content"].widget.attrs["data-focus"] = True
    return form


def _papers(request: Request, plan: Plan) -> dict[str, Any]:
    """Papers that issue it, the newest first, those alone that exist for this user."""
    seen = PlanDocument.objects.visible_to(request.user).filter(plan=plan)
    rows = seen.select_related("version", "document").defer("document__pdf", "document__facts")
    papers = list(rows)
    latest = plan.versions.order_by("-number").values_list("pk", flat=True).first()
    waits = plan.is_live and latest not in {paper.version_id for paper in papers}
    # What was numbered elsewhere is issued; only what was approved since can be issued here.
    is_new = bool(papers) or not plan.code or plan.versions.count() > 1
    return {
        "papers": papers,
        "may_prepare": waits and is_new and may_prepare_plan_document(request.user, plan),
    }


def tasks_of(request: Request, plan: Plan, on: datetime.date) -> list[PlanTask]:
    """In order, each with those tasks of other plans serving it that exist for this user, and
    `last_progress`."""
    seen = PlanTask.objects.visible_to(request.user).standing()
    served = seen.select_related("plan").prefetch_related(_named("plan__unit", on))
    rows = (
        plan.tasks.numbered()
        .select_related("leader", "serves__plan")
        .prefetch_related(
            _named("lead", on),
            _named("coordinating", on),
            "people",
            Prefetch("served_by", served),
            Prefetch("progress", _latest(), to_attr="latest"),
        )
    )
    tasks: list[Any] = list(rows)
    for task in tasks:
        task.plan = plan  # one object: rules read plan.unit without asking again
        task.last_progress = next(iter(task.latest), None)
    return tasks


def _latest() -> Any:
    """The last entry of each task."""
    return PlanProgress.objects.order_by("task_id", "-pk").distinct("task_id")


def _named(path: str, on: datetime.date) -> Prefetch:
    return Prefetch(path, Unit.objects.named(on).order_by("order"))

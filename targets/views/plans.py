"""Plans and working programmes with their tasks."""

import datetime
import re
from typing import Any

from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from procuracy.web.access import requires
from procuracy.web.dates import printed_short
from procuracy.web.errors import Refused
from procuracy.web.htmx import render_part
from targets import plans
from targets.forms import PlanForm, PlanTaskForm, RowTaskForm
from targets.models import Plan, PlanTask, WorkYear
from targets.permissions import (
    may_approve_plan,
    may_create_plan,
    may_edit_plan,
    may_edit_task,
    may_finish_task,
    may_read,
)
from targets.printing import plan_pdf
from units.acting import Request
from units.models import Demonstration, Unit
from units.models.registry import DocumentKind
from units.signing import HEAD, signing_block, usual_signer

FIELDS_OF_DETAIL = "targets/plan_detail.html"


@requires(may_read)
def plan_list(request: Request) -> HttpResponse:
    years = list(WorkYear.objects.filter(plans__isnull=False).distinct())
    asked = request.GET.get("year", "")
    year = next((y for y in years if str(y.year) == asked), None)
    rows = Plan.objects.visible_to(request.user).select_related("work_year")
    rows = rows.filter(work_year=year) if year else rows
    late = Q(tasks__done_on__isnull=True, tasks__due_on__lt=request.today)
    rows = rows.prefetch_related(_named("unit", request.today)).annotate(
        task_count=Count("tasks"),
        done_count=Count("tasks", filter=Q(tasks__done_on__isnull=False)),
        late_count=Count("tasks", filter=late),
    )
    context = {
        "plans": rows,
        "years": years,
        "year": year,
        "may_create": may_create_plan(request.user),
    }
    return render(request, "targets/plan_list.html", context)


@requires(may_read, load=Plan)
def plan_detail(request: Request, plan: Plan) -> HttpResponse:
    return render(request, FIELDS_OF_DETAIL, _detail(request, plan))


@requires(may_create_plan)
def plan_create(request: Request) -> HttpResponse:
    acting, today = request.acting, request.today
    initial = {"work_year": WorkYear.objects.at(today), "unit": acting.unit_id}
    form = PlanForm(request.POST or None, acting=acting, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        plan = form.save()
        messages.success(request, "Đã lập kế hoạch. Thêm nhiệm vụ ở dòng cuối bảng.")
        return redirect("targets:plan_detail", pk=plan.pk)
    status = 422 if form.is_bound else 200
    return render(request, "targets/plan_create.html", {"form": form}, status=status)


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


@require_POST
@requires(may_edit_plan, load=Plan)
def plan_task_create(request: Request, plan: Plan) -> HttpResponse:
    form = RowTaskForm(request.POST, plan=plan, today=request.today, prefix="new")
    if form.is_valid():
        try:
            plans.add_task(form.save(commit=False), plan=plan, by=request.user)
        except Refused as refused:
            form.add_error(None, refused.message)
    if not form.is_valid():
        context = _detail(request, plan, form)
        return render_part(request, FIELDS_OF_DETAIL, "tasks", context, status=422)
    if not request.headers.get("HX-Request"):
        return redirect("targets:plan_detail", pk=plan.pk)
    return render_part(request, FIELDS_OF_DETAIL, "tasks", _detail(request, plan))


@requires(may_edit_task, load=PlanTask)
def plan_task_edit(request: Request, task: PlanTask) -> HttpResponse:
    data = request.POST or None
    form = PlanTaskForm(data, instance=task, plan=task.plan, today=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            plans.change_task(form.save(commit=False), by=request.user)
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
        _tell(request, "Đã xóa nhiệm vụ.", lambda: plans.remove_task(task, by=request.user))
        return redirect("targets:plan_detail", pk=task.plan_id)
    return render(request, "targets/plan_task_remove.html", {"task": task, "plan": task.plan})


@require_POST
@requires(may_finish_task, load=PlanTask)
def plan_task_done(request: Request, task: PlanTask) -> HttpResponse:
    """Tick or, with `undo`, untick a task."""
    if request.POST.get("undo") == "1":
        plans.reopen_task(task, by=request.user)
    else:
        plans.finish_task(task, on=request.today, by=request.user)
    return redirect("targets:plan_detail", pk=task.plan_id)


@require_POST
@requires(may_approve_plan, load=Plan)
def plan_approve(request: Request, plan: Plan) -> HttpResponse:
    _tell(request, "Đã phê duyệt kế hoạch.", lambda: plans.approve(plan, by=request.user))
    return redirect("targets:plan_detail", pk=plan.pk)


@require_POST
@requires(may_approve_plan, load=Plan)
def plan_reopen(request: Request, plan: Plan) -> HttpResponse:
    _tell(request, "Đã mở lại kế hoạch để sửa.", lambda: plans.reopen(plan, by=request.user))
    return redirect("targets:plan_detail", pk=plan.pk)


@requires(may_read, load=Plan)
def plan_print(request: Request, plan: Plan) -> HttpResponse:
    pdf = plan_pdf(_facts(request, plan))
    headers = {"Content-Disposition": f'inline; filename="ke-hoach-{plan.pk}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _tell(request: Request, done: str, act: Any) -> None:
    try:
        act()
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, done)


def _detail(request: Request, plan: Plan, form: RowTaskForm | None = None) -> dict[str, Any]:
    may_edit = may_edit_plan(request.user, plan)
    is_draft = plan.state == Plan.State.DRAFT
    tasks = _tasks(request, plan, request.today)
    return {
        "plan": plan,
        "unit": Unit.objects.named(request.today).get(pk=plan.unit_id),
        "tasks": [(task, may_finish_task(request.user, task)) for task in tasks],
        "may_edit": may_edit,
        "may_approve": may_approve_plan(request.user, plan),
        "is_draft": is_draft,
        "form": form or RowTaskForm(plan=plan, today=request.today, prefix="new"),
        "today": request.today,
    }


def _tasks(request: Request, plan: Plan, on: datetime.date) -> list[PlanTask]:
    """In order, each with those tasks of other plans serving it that exist for this user."""
    seen = PlanTask.objects.filter(plan__in=Plan.objects.visible_to(request.user))
    served = seen.select_related("plan").prefetch_related(_named("plan__unit", on))
    rows = plan.tasks.select_related("serves__plan").prefetch_related(
        "people",
        _named("lead", on), Prefetch("served_by", served)
    )
    tasks = list(rows)
    for task in tasks:
        task.plan = plan  # one object: rules read plan.unit without asking again
    return tasks


def _named(path: str, on: datetime.date) -> Prefetch:
    return Prefetch(path, Unit.objects.named(on))


def _facts(request: Request, plan: Plan) -> dict[str, Any]:
    """What `targets.printing.plan_pdf` reads; a plan has no frozen facts yet."""
    day = plan.issued_on or request.today
    office = Unit.objects.select_related("parent").prefetch_related("names", "parent__names")
    issuer = office.get(pk=plan.unit.office.pk)
    names = issuer.naming(day)
    number, symbol = numbered(plan.code, names.symbol)
    above = issuer.parent.naming(day).name if issuer.parent else "Viện kiểm sát nhân dân tối cao"
    kind = "Chương trình" if plan.title.lower().startswith("chương trình") else "Kế hoạch"
    return {
        "kind_name": kind.upper(),
        "superior_name": above,
        "office_name": names.name,
        "number": number,
        "symbol": symbol,
        "place": names.place_name,
        "dated_on": plan.issued_on.isoformat() if plan.issued_on else None,
        "year": plan.work_year.year,
        "subject": re.sub(rf"^{kind}\s+", "", plan.title, flags=re.IGNORECASE),
        "bases": [_basis(instrument) for instrument in plan.bases.order_by("issued_on")],
        "opening": [],
        "tasks": [_printed(no, task) for no, task in enumerate(_tasks(request, plan, day), 1)],
        "organisation": [],
        "recipients": [],
        "filing": "VT",
        "signer": _signer(issuer, day),
        "illustrative": Demonstration.objects.exists(),
    }


def _signer(office: Unit, on: datetime.date) -> dict[str, str]:
    """The leader who signs plans on that day; before an office had one, its head without a name."""
    seat = usual_signer(office, DocumentKind.PLAN, on)
    if seat is None:
        return {"authority": "", "position": HEAD, "name": ""}
    return signing_block(seat, on, DocumentKind.PLAN)


def numbered(code: str, symbol: str) -> tuple[int | None, str]:
    """`01/KH-VKSQT` → (1, "KH-VKSQT"); without a number the office's own symbol."""
    found = re.fullmatch(r"0*(\d{1,6})/(.+)", code.strip())
    return (int(found[1]), found[2]) if found else (None, f"KH-{symbol}")


def _basis(instrument: Any) -> str:
    day = printed_short(instrument.issued_on)
    return f"Căn cứ {instrument} ngày {day} của {instrument.issuer}: {instrument.subject}"


def _printed(no: int, task: PlanTask) -> dict[str, Any]:
    due = task.due_text or (printed_short(task.due_on) if task.due_on else "")
    return {
        "no": str(no),
        "content": task.content,
        "is_focus": task.is_focus,
        "is_breakthrough": task.is_breakthrough,
        "lead": task.lead.short_name,
        "person": ", ".join(person.full_name for person in task.people.all()),
        "due": due,
    }

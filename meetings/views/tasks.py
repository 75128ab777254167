"""Pages of tasks: lists to work through, one task with its trail, and the steps."""

import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.tasks import (
    TaskFileForm,
    TaskPlanForm,
    TaskReportForm,
    TaskReturnForm,
    TaskStepForm,
)
from meetings.models import DirectiveTask, Inspection, Meeting
from meetings.models.directives import DirectiveTaskQuerySet
from meetings.permissions import tasks as may
from meetings.tasks import following
from meetings.views.answers import telling
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request
from units.models import Document, Unit

PAGE = 50
SOON = datetime.timedelta(days=7)
FILTERS = {
    "": "Đang theo dõi",
    "due": "Đến hạn",
    "overdue": "Quá hạn",
    "reported": "Chờ xác nhận",
    "undated": "Không có hạn",
    "planned": "Dự kiến",
    "ended": "Đã xong",
}


@require_safe
@requires(may.may_list_tasks)
def task_list(request: Request) -> HttpResponse:
    acting = request.acting
    rows = DirectiveTask.objects.visible_to(request.user)
    of = request.GET.get("of") or ("office" if acting.keeps_office else "mine")
    if of == "mine":
        rows = rows.filter(unit_id__in=acting.own_unit_ids)
    kind = request.GET.get("filter", "")
    rows = filtered(rows, kind if kind in FILTERS else "", request.today)
    page = Paginator(following.told(rows), PAGE).get_page(request.GET.get("page"))
    name_units(page.object_list, request.today)
    context = {
        "page": page,
        "query": urlencode({"of": of, "filter": kind}) + "&",
        "of": of,
        "filter": kind,
        "filters": FILTERS,
        "today": request.today,
    }
    return render(request, "meetings/task_list.html", context)


def filtered(rows: DirectiveTaskQuerySet, kind: str, today: datetime.date) -> DirectiveTaskQuerySet:
    if kind == "planned":
        active = DirectiveTask.objects.active().values("pk")
        return rows.open().exclude(pk__in=active)
    rows = rows.active()
    if kind == "ended":
        return rows.filter(state__in=DirectiveTask.ENDED).order_by("-pk")
    if kind == "due":
        return rows.to_answer().filter(due_on__range=(today, today + SOON))
    if kind == "overdue":
        return rows.overdue(today)
    if kind == "reported":
        return rows.to_confirm()
    if kind == "undated":
        return rows.open().filter(due_on__isnull=True)
    return rows.open()


def name_units(tasks: Any, on: datetime.date) -> None:
    """Sets `unit_name`, `told_origin` and `is_late` on each task, in one query."""
    tasks = list(tasks)
    names = Unit.objects.named(on).in_bulk([task.unit_id for task in tasks])
    for task in tasks:
        task.unit_name = names[task.unit_id].short_name
        task.told_origin = following.origin(task)
        task.is_late = task.is_active and task.is_overdue(on)


@require_safe
@requires(may.may_see_task, load=DirectiveTask)
def task_detail(request: Request, task: DirectiveTask) -> HttpResponse:
    return render(request, "meetings/task_detail.html", _detail(request, task))


@require_POST
@requires(may.may_answer_task, load=DirectiveTask)
def task_acknowledge(request: Request, task: DirectiveTask) -> HttpResponse:
    with telling(request, "Đã nhận nhiệm vụ."):
        following.acknowledge(task, version=_seen(request), by=request.user, at=clock.now())
    return redirect("meetings:task_detail", task.pk)


@require_POST
@requires(may.may_answer_task, load=DirectiveTask)
def task_report(request: Request, task: DirectiveTask) -> HttpResponse:
    form = TaskReportForm(request.POST)
    if not form.is_valid():
        return again(request, task, {"report_form": form})
    try:
        following.report(task, **form.said(), by=request.user, at=clock.now())
    except Refused as refused:
        form.add_error(None, refused.message)
        return again(request, task, {"report_form": form}, status=409)
    messages.success(request, "Đã gửi báo cáo kết quả; chờ Văn phòng xác nhận.")
    return redirect("meetings:task_detail", task.pk)


@require_POST
@requires(may.may_confirm_task, load=DirectiveTask)
def task_confirm(request: Request, task: DirectiveTask) -> HttpResponse:
    with telling(request, "Đã xác nhận hoàn thành."):
        following.confirm(task, version=_seen(request), by=request.user, at=clock.now())
    return redirect("meetings:task_detail", task.pk)


@require_POST
@requires(may.may_confirm_task, load=DirectiveTask)
def task_return(request: Request, task: DirectiveTask) -> HttpResponse:
    form = TaskReturnForm(request.POST)
    if not form.is_valid():
        return again(request, task, {"return_form": form})
    try:
        following.send_back(task, **form.said(), by=request.user, at=clock.now())
    except Refused as refused:
        form.add_error(None, refused.message)
        return again(request, task, {"return_form": form}, status=409)
    messages.success(request, "Đã trả lại đơn vị kèm lý do.")
    return redirect("meetings:task_detail", task.pk)


@require_POST
@requires(may.may_answer_task, load=DirectiveTask)
def task_add_to_plan(request: Request, task: DirectiveTask) -> HttpResponse:
    form = TaskPlanForm(task.unit_id, request.POST)
    if not form.is_valid():
        return again(request, task, {"plan_form": form})
    with telling(request, "Đã bổ sung vào chương trình của đơn vị."):
        following.add_to_plan(task, **form.cleaned_data, by=request.user, at=clock.now())
    return redirect("meetings:task_detail", task.pk)


def _seen(request: Request) -> int:
    form = TaskStepForm(request.POST)
    return int(form.cleaned_data["version"]) if form.is_valid() else 0


def again(
    request: Request, task: DirectiveTask, forms: dict[str, Any], *, status: int = 422
) -> HttpResponse:
    context = _detail(request, task) | forms
    return render(request, "meetings/task_detail.html", context, status=status)


def _detail(request: Request, task: DirectiveTask) -> dict[str, Any]:
    task = following.told(DirectiveTask.objects.all()).get(pk=task.pk)
    name_units([task], request.today)
    user, meeting = request.user, task.directive.meeting
    notice = getattr(meeting, "notice", None)
    document = notice.document if notice else None
    seen = {"version": task.version}
    return {
        "task": task,
        "directive": task.directive,
        "meeting": meeting,
        "may_see_meeting": meeting is not None
        and Meeting.objects.visible_to(user).filter(pk=meeting.pk).exists(),
        "inspection": _inspection(request, task),
        "document": document,
        "may_see_document": document is not None
        and Document.objects.visible_to(user).filter(pk=document.pk).exists(),
        "events": task.events.select_related("by__person"),
        "accepted": task.acceptance_lines.select_related("acceptance__by__person"),
        "today": request.today,
        "step_form": TaskStepForm(initial=seen),
        "report_form": TaskReportForm(initial=seen),
        "return_form": TaskReturnForm(initial=seen),
        "files": task.files.light(),
        "attach_form": TaskFileForm(),
        "plan_form": TaskPlanForm(task.unit_id, initial=seen),
        "may_answer": may.may_answer_task(user, task),
        "may_confirm": may.may_confirm_task(user, task),
        "can_acknowledge": task.state == DirectiveTask.State.NEW,
        "can_report": task.may_become(DirectiveTask.State.REPORTED),
        "can_confirm": task.may_become(DirectiveTask.State.CONFIRMED),
    }


def _inspection(request: Request, task: DirectiveTask) -> Inspection | None:
    """The one whose finding asked for it, if it exists for this user."""
    rows = Inspection.objects.visible_to(request.user)
    return rows.filter(findings__directive=task.directive_id).first()

"""Tasks whose holder is gone, for the Office that gave them."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.holders import HolderForm, shown
from meetings.models import DirectiveTask
from meetings.permissions.holders import may_list_unheld, may_name_holder
from meetings.tasks import following, holders
from meetings.views.answers import telling
from meetings.views.tasks import name_units
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request

PAGE = 25


@require_safe
@requires(may_list_unheld)
def task_unheld_list(request: Request) -> HttpResponse:
    on = request.today
    rows = DirectiveTask.objects.visible_to(request.user).given_by(request.acting.office_ids)
    rows = following.told(rows.filter(pk__in=holders.unheld(on).values("pk")))
    rows = rows.select_related("in_charge__person").order_by("due_on", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    name_units(page.object_list, on)
    forms = shown(page.object_list, on)
    lines = [(task, list(holders.gone(task, on)), forms[task.pk]) for task in page.object_list]
    context = {"page": page, "lines": lines, "today": on, "query": ""}
    return render(request, "meetings/task_unheld_list.html", context)


@require_POST
@requires(may_name_holder, load=DirectiveTask)
def task_name_holder(request: Request, task: DirectiveTask) -> HttpResponse:
    form = HolderForm(task, request.today, request.POST)
    with telling(request, "Đã giao lại nhiệm vụ."):
        if not form.is_valid():
            raise Refused("Người được chọn không còn giữ chức vụ tại đơn vị: chọn lại.")
        said = form.cleaned_data
        holders.name_holder(
            task,
            seat=said["seat"],
            version=said["version"],
            by=request.user,
            at=clock.now(),
        )
    return redirect("meetings:task_unheld_list")

"""Lists of tasks to work through."""

import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from meetings.models import DirectiveTask
from meetings.models.directives import DirectiveTaskQuerySet
from meetings.permissions import tasks as may
from meetings.tasks import following
from procuracy.web import clock
from procuracy.web.access import requires
from units.acting import Request
from units.models import Unit

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
        return rows.overdue(clock.now())
    if kind == "reported":
        return rows.to_confirm()
    if kind == "undated":
        return rows.open().filter(due_on__isnull=True)
    return rows.open()


def name_units(tasks: Any, on: datetime.date) -> None:
    """Sets `unit_name`, `told_origin` and `is_late` on each task, in one query."""
    tasks, now = list(tasks), clock.now()
    names = Unit.objects.named(on).in_bulk([task.unit_id for task in tasks])
    for task in tasks:
        task.unit_name = names[task.unit_id].short_name
        task.told_origin = following.origin(task)
        task.is_late = task.is_active and task.is_overdue(now)

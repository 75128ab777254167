"""Lists of tasks to work through: of a board's part, or behind one number of the count."""

import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from meetings.models import DirectiveTask
from meetings.models.directive_tasks import DirectiveTaskQuerySet
from meetings.permissions import tasks as may
from meetings.tasks import boards, count_page, counting, following, scopes
from meetings.tasks.count_page import HEADS
from meetings.tasks.scopes import Scope
from meetings.views.task_boards import asked_count, chosen_scope
from meetings.views.tasks import name_units
from procuracy.web import clock
from procuracy.web.access import requires
from units.acting import Request

PAGE = 50
HANDED = "handed"
FILTERS = {
    "": "Đang theo dõi",
    **{key: words for key, words in boards.TITLES.items() if key != boards.LATER},
    "planned": "Dự kiến",
    HANDED: "Đã chuyển giao",
    "ended": "Đã xong",
}


@require_safe
@requires(may.may_list_tasks)
def task_list(request: Request) -> HttpResponse:
    among, scope = chosen_scope(request)
    rows = scopes.tasks_of(scope, request.user, request.today)
    kind = request.GET.get("filter", "")
    context: dict[str, Any] = {"way": ""}
    if request.GET.get("way"):
        rows, context = _behind(request, scope)
    elif kind == HANDED:
        rows = scopes.handed_over(scope, request.user, request.today).active()
    else:
        rows = filtered(rows, kind if kind in FILTERS else "", clock.now())
    page = Paginator(following.listed(rows), PAGE).get_page(request.GET.get("page"))
    name_units(page.object_list, request.today)
    given = [(name, str(value)) for name, value in request.GET.items() if name != "page"]
    context |= {
        "page": page,
        "query": urlencode(given) + "&" if given else "",
        "among": scopes.grouped(among, scope),
        "scope": scope,
        "filter": kind,
        "filters": FILTERS,
        "today": request.today,
    }
    return render(request, "meetings/task_list.html", context)


def filtered(
    rows: DirectiveTaskQuerySet, kind: str, now: datetime.datetime
) -> DirectiveTaskQuerySet:
    if kind == "planned":
        active = DirectiveTask.objects.active().values("pk")
        return rows.open().exclude(pk__in=active)
    rows = rows.active()
    if kind == "ended":
        return rows.filter(state__in=DirectiveTask.ENDED).order_by("-pk")
    return boards.narrowed(rows, kind, now) if kind else rows.open()


def _behind(request: Request, scope: Scope) -> tuple[DirectiveTaskQuerySet, dict[str, Any]]:
    """The tasks that one number of the count is made of, as it was asked for."""
    asked, _ = asked_count(request, scope)
    way = request.GET["way"]
    rows = scopes.tasks_then(scope, request.user, asked.on, request.today)
    found = count_page.standing(rows, asked, clock.now())
    ids = count_page.chosen(found, asked, request.GET.get("key", ""), way)
    words = HEADS[way] if way in counting.WAYS else "Số đã giao"
    told = DirectiveTask.objects.filter(pk__in=ids).order_by("due_on", "pk")
    return told, {"way": words, "asked": asked}

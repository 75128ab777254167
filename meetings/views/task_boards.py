"""Boards of tasks and the four-way count: on the screen, on paper and as workbooks."""

import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.permissions import tasks as may
from meetings.tasks import board_page, boards, count_page, counting, scopes
from meetings.tasks.count_page import BY, Asked
from meetings.tasks.scopes import Scope
from meetings.views.tasks import name_units
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.dates import DateRefused, parse_day
from targets.models import Period, WorkYear
from targets.sections import Page
from targets.views.papers import paper, workbook
from units.acting import Request


@require_safe
@requires(may.may_list_tasks)
def task_board(request: Request) -> HttpResponse:
    """What must be looked at now, and how the work year stands."""
    among, scope = chosen_scope(request)
    now, acting = clock.now(), request.acting
    rows = scopes.tasks_of(scope, request.user, request.today)
    board = boards.board(rows, scope, now)
    offered = {one.key for one in among}
    for line in board.lines:
        key = f"{scope.parted_by}-{line.key}"
        line.link = key if key in offered else ""
    name_units([task for part in board.shown for task in part.tasks], request.today, board.units)
    year = WorkYear.objects.at(request.today)
    found = counting.standing(rows, now).since(year.starts_on if year else None)
    context = {
        "board": board,
        "scope": scope,
        "among": scopes.grouped(among, scope),
        "ways": found.total(),
        "formula": counting.FORMULA,
        "unheld": board.unheld if scope.kind == scopes.OFFICE and acting.keeps_office else 0,
        "year": year,
        "today": request.today,
        "now": now,
    }
    return render(request, "meetings/task_board.html", context)


@require_safe
@requires(may.may_list_tasks)
def task_board_print(request: Request) -> HttpResponse:
    return paper(request, _board_page(request, board_page.PRINTED))


@require_safe
@requires(may.may_list_tasks)
def task_board_sheet(request: Request) -> HttpResponse:
    return workbook(request, _board_page(request, None))


def _board_page(request: Request, shown: int | None) -> Page:
    scope, now = chosen_scope(request)[1], clock.now()
    rows = scopes.tasks_of(scope, request.user, request.today)
    return board_page.page(boards.board(rows, scope, now, shown), now)


@require_safe
@requires(may.may_list_tasks)
def task_count(request: Request) -> HttpResponse:
    among, scope = chosen_scope(request)
    asked, note = asked_count(request, scope)
    context = {
        "page": _count_page(request, asked),
        "asked": asked,
        "note": note,
        "among": scopes.grouped(among, asked.scope),
        "by": BY,
        "periods": Period.objects.filter(starts_on__lte=request.today)
        .select_related("work_year")
        .order_by("-work_year__year", "-kind", "starts_on"),
        "now": clock.now(),
    }
    return render(request, "meetings/task_count.html", context)


@require_safe
@requires(may.may_list_tasks)
def task_count_print(request: Request) -> HttpResponse:
    asked, _ = asked_count(request, chosen_scope(request)[1])
    return paper(request, _count_page(request, asked))


@require_safe
@requires(may.may_list_tasks)
def task_count_sheet(request: Request) -> HttpResponse:
    asked, _ = asked_count(request, chosen_scope(request)[1])
    return workbook(request, _count_page(request, asked))


def _count_page(request: Request, asked: Asked) -> Page:
    rows = scopes.tasks_then(asked.scope, request.user, asked.on, request.today)
    return count_page.page(count_page.standing(rows, asked, clock.now()), asked)


def chosen_scope(request: Request) -> tuple[list[Scope], Scope]:
    """What is offered, and the one asked for; 404 for one that is not this position's."""
    among = scopes.offered(request.user, request.today)
    key = request.GET.get("of", "")
    scope = next((one for one in among if one.key == key or not key), None)
    if scope is None:
        raise Http404
    return among, scope


def asked_count(request: Request, scope: Scope) -> tuple[Asked, str]:
    """The choice of the address, by default the work year until today; what of it was not
    understood, in words."""
    by = request.GET.get("by", "")
    period, note = _period(request), ""
    last = min(period.ends_on, request.today) if period else request.today
    if typed := request.GET.get("on", "").strip():
        try:
            last = _within(parse_day(typed), period, request.today)
        except DateRefused as refused:
            note = refused.sentence
    return Asked(scope, by if by in BY else "unit", period, last), note


def _within(day: datetime.date, period: Period | None, today: datetime.date) -> datetime.date:
    """No day ahead, and none before the period."""
    return max(min(day, today), period.starts_on if period else day)


def _period(request: Request) -> Period | None:
    key = request.GET.get("period", "")
    if key == "all":
        return None
    rows = Period.objects.select_related("work_year").filter(starts_on__lte=request.today)
    if key.isascii() and key.isdecimal() and len(key) < 10:
        return rows.filter(pk=int(key)).first()
    year = WorkYear.objects.at(request.today)
    return rows.filter(work_year=year, kind=Period.Kind.YEAR).first() if year else None

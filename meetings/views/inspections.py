"""Inspections to look at: the yearly list, one inspection; both on paper."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.inspections import list_page, printing
from meetings.inspections.detail_page import context_of
from meetings.models import Inspection, InspectionMode
from meetings.permissions.inspections import (
    may_list_inspections,
    may_plan_inspections,
    may_see_inspection,
)
from procuracy.web import clock
from procuracy.web.access import requires
from targets.models import WorkYear
from targets.sections import Page
from targets.views.papers import paper, workbook
from units.acting import Request


def year_asked(request: Request) -> WorkYear | None:
    """`?year=2027`; by default the one of the day."""
    asked = request.GET.get("year", "") or request.POST.get("year", "")
    is_year = asked.isascii() and asked.isdecimal() and len(asked) == 4
    found = WorkYear.objects.filter(year=int(asked)).first() if is_year else None
    return found or WorkYear.objects.at(request.today)


@require_safe
@requires(may_list_inspections)
def inspection_list(request: Request) -> HttpResponse:
    year = year_asked(request)
    if year is None:
        return render(request, "meetings/inspection_list.html", {"year": None})
    context: dict[str, Any] = {
        "page": _page(request, year),
        "year": year,
        "years": WorkYear.objects.all(),
        "modes": InspectionMode.choices,
        "mode": request.GET.get("mode", ""),
        "only": request.GET.get("only", ""),
        "may_plan": may_plan_inspections(request.user),
    }
    return render(request, "meetings/inspection_list.html", context)


@require_safe
@requires(may_list_inspections)
def inspection_list_print(request: Request) -> HttpResponse:
    return paper(request, _asked(request))


@require_safe
@requires(may_list_inspections)
def inspection_list_sheet(request: Request) -> HttpResponse:
    return workbook(request, _asked(request))


def _asked(request: Request) -> Page:
    year = year_asked(request)
    if year is None:
        return Page("Danh sách kiểm tra", "kiem-tra", "Chưa có năm công tác", [])
    return _page(request, year)


def _page(request: Request, year: WorkYear) -> Page:
    rows = Inspection.objects.visible_to(request.user).filter(work_year=year)
    mode = request.GET.get("mode", "")
    return list_page.page(
        list_page.listed(rows, year, request.today, request.user),
        mode=mode if mode in InspectionMode.values else "",
        late_only=request.GET.get("only") == "late",
    )


@require_safe
@requires(may_see_inspection, load=Inspection)
def inspection_detail(request: Request, inspection: Inspection) -> HttpResponse:
    return render(request, "meetings/inspection_detail.html", context_of(request, inspection))


@require_safe
@requires(may_see_inspection, load=Inspection)
def inspection_print(request: Request, inspection: Inspection) -> HttpResponse:
    headers = {
        "Content-Disposition": f'inline; filename="kiem-tra-{inspection.pk}.pdf"',
        "Cache-Control": "private, no-store",
    }
    drawn = printing.drawn(inspection, request.today, request.user, at=clock.now())
    return HttpResponse(drawn, content_type="application/pdf", headers=headers)

"""Matters to look at: all registers, one register, one unit, one matter, news for a meeting."""

import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from meetings.matters import card, changes_page, entering, narrative, overview_page, register_page
from meetings.matters import unit_page as of_unit
from meetings.models import Matter, MatterCount, MatterRegister, Meeting
from meetings.permissions.matters import (
    may_keep_matters,
    may_list_matters,
    may_switch_narrative,
    may_update_matter,
)
from procuracy.web.access import requires
from targets.sections import Page
from targets.views.papers import paper, workbook
from targets.years import entry_month
from units.acting import Request
from units.models import Field, Unit
from units.reach import reach


def month_asked(request: Request) -> datetime.date:
    """`?month=2026-11`; by default the one whose figures are wanted now."""
    asked = request.GET.get("month", "") or request.POST.get("month", "")
    listed = entering.months(request.today)
    default = entry_month(request.today)
    return next((month for month in listed if f"{month:%Y-%m}" == asked), default)


@require_safe
@requires(may_list_matters)
def matter_list(request: Request) -> HttpResponse:
    shown, choices = _overview(request)
    context = choices | {
        "page": shown,
        "may_keep": may_keep_matters(request.user),
        "fields": Field.objects.all(),
    }
    return render(request, "meetings/matter_list.html", context)


@require_safe
@requires(may_list_matters)
def matter_list_print(request: Request) -> HttpResponse:
    return paper(request, _overview(request)[0])


@require_safe
@requires(may_list_matters)
def matter_list_sheet(request: Request) -> HttpResponse:
    return workbook(request, _overview(request)[0])


@require_safe
@requires(may_list_matters)
def matter_register(request: Request, pk: int) -> HttpResponse:
    register = get_object_or_404(MatterRegister.objects.visible_to(request.user), pk=pk)
    shown, choices = _register(request, register)
    office = request.acting.office
    context = choices | {
        "page": shown,
        "register": register,
        "only_choices": register_page.ONLY,
        "only": request.GET.get("only", ""),
        "is_worded": narrative.is_kept(office, register),
        "switched": narrative.last_switch(narrative.province_of(office), register),
        "may_switch": may_switch_narrative(request.user, register),
    }
    return render(request, "meetings/matter_register.html", context)


@require_safe
@requires(may_list_matters)
def matter_register_print(request: Request, pk: int) -> HttpResponse:
    register = get_object_or_404(MatterRegister.objects.visible_to(request.user), pk=pk)
    return paper(request, _register(request, register)[0])


@require_safe
@requires(may_list_matters)
def matter_register_sheet(request: Request, pk: int) -> HttpResponse:
    register = get_object_or_404(MatterRegister.objects.visible_to(request.user), pk=pk)
    return workbook(request, _register(request, register)[0])


@require_safe
@requires(may_list_matters)
def matter_unit(request: Request, pk: int) -> HttpResponse:
    context = {
        "page": _unit(request, pk),
        "pk": pk,
        "month": month_asked(request),
        "months": entering.months(request.today),
        "is_own": pk in request.acting.own_unit_ids and may_keep_matters(request.user),
    }
    return render(request, "meetings/matter_unit.html", context)


@require_safe
@requires(may_list_matters)
def matter_unit_print(request: Request, pk: int) -> HttpResponse:
    return paper(request, _unit(request, pk))


@require_safe
@requires(may_list_matters)
def matter_unit_sheet(request: Request, pk: int) -> HttpResponse:
    return workbook(request, _unit(request, pk))


@require_safe
@requires(may_list_matters, load=Matter)
def matter_detail(request: Request, matter: Matter) -> HttpResponse:
    unit = Unit.objects.named(request.today).select_related("parent").get(pk=matter.unit_id)
    updates = matter.updates.select_related("by__person", "meeting").order_by("-at", "-pk")
    context = {
        "matter": matter,
        "card": card(matter, request.today),
        "unit": unit,
        "updates": updates,
        "is_worded": narrative.is_kept(unit, matter.register),
        "may_update": may_update_matter(request.user, matter),
    }
    return render(request, "meetings/matter_detail.html", context)


@require_safe
@requires(may_list_matters, load=Meeting)
def matter_changes(request: Request, meeting: Meeting) -> HttpResponse:
    context = {"page": changes_page.page(request.user, meeting), "meeting": meeting}
    return render(request, "meetings/matter_changes.html", context)


@require_safe
@requires(may_list_matters, load=Meeting)
def matter_changes_print(request: Request, meeting: Meeting) -> HttpResponse:
    return paper(request, changes_page.page(request.user, meeting))


@require_safe
@requires(may_list_matters, load=Meeting)
def matter_changes_sheet(request: Request, meeting: Meeting) -> HttpResponse:
    return workbook(request, changes_page.page(request.user, meeting))


def _overview(request: Request) -> tuple[Page, dict[str, Any]]:
    choices = _choices(request)
    asked = request.GET.get("field", "").replace("\0", "")
    of_field = Field.objects.filter(code=asked).first() if asked else None
    unit, units = choices["unit"], choices["units"]
    found = overview_page.overview(
        request.user, [unit] if unit else units, choices["month"], of_field=of_field
    )
    shown = overview_page.page(found, unit=unit, of_field=of_field)
    return shown, choices | {"found": found, "field": of_field}


def _register(request: Request, register: MatterRegister) -> tuple[Page, dict[str, Any]]:
    choices = _choices(request)
    unit, units = choices["unit"], choices["units"]
    shown = register_page.page(
        request.user,
        register,
        [unit] if unit else units,
        choices["month"],
        request.today,
        only=request.GET.get("only", ""),
    )
    return shown, choices


def _unit(request: Request, pk: int) -> Page:
    """Of a unit that is read whole, or of which something may be read; also one that ended."""
    unit = get_object_or_404(Unit.objects.named(request.today).select_related("parent"), pk=pk)
    known = [
        rows.visible_to(request.user).filter(unit=pk)
        for rows in (Matter.objects, MatterCount.objects)
    ]
    if pk not in reach(request.acting).whole and not any(rows.exists() for rows in known):
        raise Http404("Không có vụ, việc nào của đơn vị này trong phạm vi được xem.")
    return of_unit.page(request.user, unit, month_asked(request), request.today)


def _choices(request: Request) -> dict[str, Any]:
    units = overview_page.units_seen(request.acting, request.today)
    return {
        "units": units,
        "unit": _of(units, request.GET.get("unit", "")),
        "month": month_asked(request),
        "months": entering.months(request.today),
    }


def _of(units: list[Unit], asked: str) -> Unit | None:
    return next((one for one in units if str(one.pk) == asked), None)

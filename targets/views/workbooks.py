"""Workbooks of figures: asked for, waited for, downloaded."""

import io
from typing import Any

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST, require_safe

from procuracy.web import clock
from procuracy.web.access import requires, unattended
from procuracy.web.errors import Refused
from procuracy.web.xlsx import download
from targets.models import View, Workbook, WorkbookLoad, WorkYear
from targets.permissions import may_load_workbooks, may_read
from targets.workbook_forms import ConsolidatedForm, LoadForm, UnitWorkbookForm
from targets.workbooks import orders
from targets.years import entry_month
from units.acting import Request
from units.models import Unit
from units.models.organisation import UnitQuerySet

SHOWN = 10


@require_safe
@requires(may_read)
def workbook_list(request: Request) -> HttpResponse:
    return page(request)


@require_POST
@requires(may_load_workbooks)
def workbook_order_unit(request: Request) -> HttpResponse:
    form = UnitWorkbookForm(request.POST, prefix="unit", units=own_units(request), **span(request))
    if form.is_valid():
        asked = form.cleaned_data
        try:
            made = orders.ask_unit(
                asked["unit"],
                asked["first_month"],
                asked["last_month"],
                layout=asked["layout"],
                by=request.user,
                at=clock.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return _to(made)
    return page(request, unit_form=form)


@require_POST
@requires(may_read)
def workbook_order(request: Request) -> HttpResponse:
    """The consolidated one."""
    form = ConsolidatedForm(request.POST, prefix="all", **span(request))
    if form.is_valid():
        asked = form.cleaned_data
        try:
            made = orders.ask_consolidated(
                asked["period"],
                layout=asked["layout"],
                field=asked["field"],
                view=View(asked["view"]),
                by=request.user,
                at=clock.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return _to(made)
    return page(request, consolidated_form=form)


@unattended
@require_GET
@requires(may_read, load=Workbook)
def workbook_detail(request: Request, asked: Workbook) -> HttpResponse:
    """Asks for itself every second with what it shows; 204 while nothing has changed."""
    stage = asked.stage(clock.now())
    shown = f"{stage}-{asked.progress}"
    if request.htmx and request.GET.get("shown") == shown:
        return HttpResponse(status=204)
    template = "targets/workbook_detail.html" + ("#outcome" if request.htmx else "")
    return render(request, template, {"asked": asked, "stage": stage, "shown": shown})


@require_GET
@requires(may_read, load=Workbook)
def workbook_file(request: Request, asked: Workbook) -> HttpResponse:
    if asked.content is None:
        return redirect("targets:workbook_detail", asked.pk)
    return download(io.BytesIO(bytes(asked.content)), file_name(asked))


def file_name(asked: Workbook) -> str:
    if asked.unit and asked.first_month:
        first, last = asked.first_month, asked.last_month
        months = f"{first:%Y-%m}" if first == last else f"{first:%Y-%m}-den-{last:%Y-%m}"
        return f"so-lieu-{asked.unit.code}-{months}.xlsx"
    assert asked.period
    return f"tong-hop-so-lieu-{asked.period.ends_on:%Y-%m}.xlsx"


def page(request: Request, **forms: Any) -> HttpResponse:
    """With the forms as they were sent, if they were refused."""
    units, may_load = own_units(request), may_load_workbooks(request.user)
    context: dict[str, Any] = {
        "unit_form": UnitWorkbookForm(prefix="unit", units=units, **span(request)),
        "consolidated_form": ConsolidatedForm(prefix="all", **span(request)),
        "load_form": LoadForm(prefix="load"),
        "may_load": bool(may_load),
        "workbooks": _mine(Workbook, request, "period__work_year", "field"),
        "loads": _mine(WorkbookLoad, request),
        "now": clock.now(),
    }
    names = {unit.pk: unit.short_name for unit in units} if may_load else {}
    for row in (*context["workbooks"], *context["loads"]):
        row.unit_name = names.get(row.unit_id, "")
    status = 422 if forms else 200
    return render(request, "targets/workbook_list.html", context | forms, status=status)


def _mine(model: Any, request: Request, *related: str) -> list[Any]:
    rows = model.objects.visible_to(request.user).select_related(*related, "unit")
    return list(rows.defer("content")[:SHOWN])


def span(request: Request) -> dict[str, Any]:
    years = list(WorkYear.objects.filter(starts_on__lte=request.today))
    return {"years": years, "month": entry_month(request.today), "today": request.today}


def own_units(request: Request) -> UnitQuerySet:
    """Whose figures the person types, those that have ended last; named as today."""
    own = Unit.objects.named(request.today).filter(pk__in=request.acting.own_unit_ids)
    living = F("valid_to").desc(nulls_first=True)
    return own.exclude(kind=Unit.Kind.PROVINCE).order_by(living, "order", "code")


def _to(made: Workbook) -> HttpResponse:
    where = "file" if made.state == Workbook.State.DONE else "detail"
    return redirect(f"targets:workbook_{where}", made.pk)

"""A unit's workbook that comes back: loaded, its differences looked at, written."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from procuracy.web import clock
from procuracy.web.access import requires, unattended
from procuracy.web.errors import Refused
from procuracy.web.xlsx import download, stream
from targets.models import WorkbookLoad
from targets.permissions import may_load_workbooks
from targets.views.workbooks import page
from targets.workbook_forms import LoadForm
from targets.workbooks import loads, previewing
from units.acting import Request


@require_POST
@requires(may_load_workbooks)
def workbook_load(request: Request) -> HttpResponse:
    form = LoadForm(request.POST, request.FILES, prefix="load")
    if form.is_valid():
        try:
            load = loads.take_in(form.content(), by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error("file", refused.message)
        else:
            return redirect("targets:workbook_load_detail", load.pk)
    return page(request, load_form=form)


@unattended
@require_GET
@requires(may_load_workbooks, load=WorkbookLoad)
def workbook_load_detail(request: Request, load: WorkbookLoad) -> HttpResponse:
    """While the worker reads or writes it asks for itself every second; 204 for no change."""
    stage = load.stage(clock.now())
    shown = f"{stage}-{load.progress}"
    if request.htmx and request.GET.get("shown") == shown:
        return HttpResponse(status=204)
    template = "targets/workbook_load_detail.html" + ("#outcome" if request.htmx else "")
    context = {"load": load, "stage": stage, "shown": shown}
    return render(request, template, context | previewing.facts(load, request.today))


@require_POST
@requires(may_load_workbooks, load=WorkbookLoad)
def workbook_load_apply(request: Request, load: WorkbookLoad) -> HttpResponse:
    taken = [int(at) for at in request.POST.getlist("taken") if at.isdecimal() and len(at) < 6]
    try:
        load = loads.confirm(load, taken=taken, at=clock.now())
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("targets:workbook_load_detail", load.pk)


@require_GET
@requires(may_load_workbooks, load=WorkbookLoad)
def workbook_load_sheet(request: Request, load: WorkbookLoad) -> HttpResponse:
    """All differences as a workbook, to be worked through beside the file."""
    name = f"khac-biet-{load.unit.code}-{load.first_month:%Y-%m}.xlsx"
    return download(stream(previewing.spreads(load, request.today)), name)

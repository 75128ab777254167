"""The draft of a consolidated report on paper: asked for, waited for, read."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings.consolidating import draft_print, orders
from meetings.models import ConsolidatedReport, ReportPrint
from meetings.permissions import consolidated as may
from meetings.views.consolidated_papers import DESK
from procuracy.web import clock
from procuracy.web.access import requires, unattended
from procuracy.web.errors import Refused
from units import paper_prints
from units.acting import Request
from units.models import PaperPrint

PAGE = "meetings/consolidated_print.html"


@require_POST
@requires(may.may_see_consolidated, load=ConsolidatedReport)
def consolidated_draw_print(request: Request, report: ConsolidatedReport) -> HttpResponse:
    if not report.document_id:
        try:
            html = draft_print.said(report, request.today)
        except Refused as refused:
            messages.error(request, refused.message)
            return DESK.back(report)
        orders.ask_print(report, html, at=clock.now())
    return redirect("meetings:consolidated_print", report.pk)


@require_safe
@requires(may.may_see_consolidated, load=ConsolidatedReport)
def consolidated_print(request: Request, report: ConsolidatedReport) -> HttpResponse:
    """As it was drawn, while the report says the same; else where one waits for it, or asks."""
    if report.document_id:
        return DESK.printed(request, report)
    try:
        html = draft_print.said(report, request.today)
    except Refused as refused:
        messages.error(request, refused.message)
        return DESK.back(report)
    content = draft_print.kept(report, html)
    if content is None:
        return render(request, PAGE, _context(report))
    paper_prints.record(report, PaperPrint.Form.PDF, by=request.user, at=clock.now())
    headers = {"Content-Disposition": f'inline; filename="{DESK.file}-{report.pk}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@unattended
@require_safe
@requires(may.may_see_consolidated, load=ConsolidatedReport)
def consolidated_print_progress(request: Request, report: ConsolidatedReport) -> HttpResponse:
    """Asks for itself every second with the stage it shows; 204 while nothing has changed."""
    context = _context(report)
    if not request.htmx:
        return redirect("meetings:consolidated_print", report.pk)
    if request.GET.get("shown") == context["stage"]:
        return HttpResponse(status=204)
    if context["stage"] == ReportPrint.State.DONE:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, f"{PAGE}#outcome", context)


def _context(report: ConsolidatedReport) -> dict[str, Any]:
    """`done` where it was drawn, but the report says something else since."""
    asked = ReportPrint.objects.defer("pdf").filter(report=report).first()
    return {
        "paper": report,
        "asked": asked,
        "stage": asked.stage(clock.now()) if asked else "",
        "meeting": report.meeting,
    }

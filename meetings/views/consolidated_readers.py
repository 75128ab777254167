"""To whom a consolidated report goes, who has opened it; and the report as its reader opens it."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from meetings.consolidating import delivering, readers, receipts, sending, showing
from meetings.consolidating.printing import report_docx
from meetings.forms.consolidated_readers import ReadersForm
from meetings.models import ConsolidatedReport, ReportDelivery
from meetings.permissions.consolidated import (
    may_handle_consolidated,
    may_read_delivery,
    may_see_consolidated,
)
from meetings.views.answers import telling
from meetings.views.consolidated_papers import sheet, state
from procuracy.web import clock, docx
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from targets.views.papers import paper, workbook
from units.acting import Request

PAGE = "meetings/consolidated_readers.html"


@require_safe
@requires(may_see_consolidated, load=ConsolidatedReport)
def consolidated_readers(request: Request, report: ConsolidatedReport) -> HttpResponse:
    return render(request, PAGE, _context(request, report))


def _context(
    request: Request, report: ConsolidatedReport, form: ReadersForm | None = None
) -> dict[str, Any]:
    rows = readers.deliveries(report)
    may_send = may_handle_consolidated(request.user, report)
    return {
        "report": report,
        "meeting": report.meeting,
        "rows": rows,
        "unread": sum(row.opened_at is None for row in rows),  # type: ignore[attr-defined]
        "mailed": sum(row.mailed_at is not None for row in rows),
        "may_send": may_send,
        "form": (form or ReadersForm(report=report, today=request.today)) if may_send else None,
        "is_sent": report.released_at is not None,
    }


@require_POST
@requires(may_handle_consolidated, load=ConsolidatedReport)
def consolidated_send(request: Request, report: ConsolidatedReport) -> HttpResponse:
    """Keeps the ticks; a report that is released goes to the new ones at once."""
    form = ReadersForm(request.POST, report=report, today=request.today)
    if form.is_valid():
        try:
            new = sending.choose(report, form.cleaned_data["readers"], at=clock.now())
        except Refused as refused:
            form.add_error("readers", refused.message)
        else:
            messages.success(request, _told(report, new))
            return redirect("meetings:consolidated_readers", report.pk)
    return render(request, PAGE, _context(request, report, form), status=422)


def _told(report: ConsolidatedReport, new: int) -> str:
    if report.released_at is None:
        return "Đã lưu danh sách người nhận; báo cáo được gửi khi phát hành."
    return f"Đang gửi thêm {new} người." if new else "Đã lưu; không có người nhận mới."


@require_POST
@requires(may_handle_consolidated, load=ConsolidatedReport)
def consolidated_remind(request: Request, report: ConsolidatedReport) -> HttpResponse:
    with telling(request, "Đã nhắc người chưa mở báo cáo; mỗi người nhiều nhất một lần một ngày."):
        sending.remind(report, at=clock.now())
    return redirect("meetings:consolidated_readers", report.pk)


@require_safe
@requires(may_see_consolidated, load=ConsolidatedReport)
def consolidated_receipts_print(request: Request, report: ConsolidatedReport) -> HttpResponse:
    return paper(request, receipts.page(report))


@require_safe
@requires(may_see_consolidated, load=ConsolidatedReport)
def consolidated_receipts_sheet(request: Request, report: ConsolidatedReport) -> HttpResponse:
    return workbook(request, receipts.page(report))


@require_safe
@requires(may_read_delivery, load=ReportDelivery)
def received_report(request: Request, row: ReportDelivery) -> HttpResponse:
    """The report as issued. Opening it is the receipt: a GET that records, as of any document."""
    document = delivering.open_report(row, by=request.user, at=clock.now())
    context = {
        "row": row,
        "document": document,
        "facts": document.facts,
        "shown": showing.shown(document.facts["lines"]),
    }
    return render(request, "meetings/received_report.html", context)


@require_safe
@requires(may_read_delivery, load=ReportDelivery)
def received_report_print(request: Request, row: ReportDelivery) -> HttpResponse:
    """The stored bytes and nothing else."""
    document = delivering.download(row, by=request.user, at=clock.now())
    name = document.code.replace("/", "-") + ".pdf"
    headers = {
        "Content-Disposition": cast(str, content_disposition_header(False, name)),
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(bytes(document.pdf), content_type="application/pdf", headers=headers)


@require_safe
@requires(may_read_delivery, load=ReportDelivery)
def received_report_docx(request: Request, row: ReportDelivery) -> HttpResponse:
    document = delivering.download(row, by=request.user, at=clock.now())
    return docx.download(report_docx(document.facts), document.code.replace("/", "-"))


@require_safe
@requires(may_read_delivery, load=ReportDelivery)
def received_report_sheet(request: Request, row: ReportDelivery) -> HttpResponse:
    document = delivering.download(row, by=request.user, at=clock.now())
    return sheet(request, document.facts, state(row.report))

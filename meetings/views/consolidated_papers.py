"""Pages of a consolidated report on its way through the registry, and what leaves of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from meetings.consolidating import papers, sending, showing, workbook
from meetings.consolidating.printing import report_docx, report_pdf
from meetings.forms.meeting_papers import ConsolidatedForm
from meetings.models import ConsolidatedReport
from meetings.permissions import consolidated as may
from meetings.views.answers import telling
from meetings.views.paper_steps import Desk
from procuracy.web import clock, docx, xlsx
from procuracy.web.access import requires, unattended
from procuracy.web.dates import screen_moment
from procuracy.web.errors import Refused
from units.acting import Request
from units.models import Document, DocumentAccess
from units.registry import record_access


def _also(request: Request, report: ConsolidatedReport) -> dict[str, Any]:
    """The whole text, as issued once it is; who has opened it."""
    if report.document_id:
        facts = _frozen(report)
        said, opening, closing = facts["lines"], facts["opening"], facts["closing"]
    else:
        said, opening, closing = papers.lines_said(report), [report.opening], [report.closing]
    return {
        "shown": showing.shown(said),
        "opening": opening,
        "closing": closing,
        "may_write": may.may_write_consolidated(request.user, report),
        "may_choose": may.may_handle_consolidated(request.user, report),
        "sent": report.deliveries.count(),
        "unread": report.deliveries.waiting().count(),
    }


DESK = Desk[ConsolidatedReport](
    way=papers.WAY,
    model=ConsolidatedReport,
    route="meetings:consolidated_",
    page="meetings/consolidated_detail.html",
    file="bao-cao-tong-hop",
    facts=papers.facts,
    register=papers.report_register,
    pdf=report_pdf,
    docx=report_docx,
    rights={
        "edit": may.may_write_consolidated,
        "approve": may.may_approve_consolidated,
        "handle": may.may_handle_consolidated,
        "number": may.may_number_consolidated,
    },
    voids=True,
    replaces=True,
    also=_also,
)


def _frozen(report: ConsolidatedReport) -> Any:
    return Document.objects.values_list("facts", flat=True).get(consolidatedreport=report)


def _taken(request: Request, report: ConsolidatedReport) -> Any:
    """What is issued leaves under the name of who takes it along."""
    document = Document.objects.defer("pdf").get(consolidatedreport=report)
    record_access(document, DocumentAccess.Action.DOWNLOAD, by=request.user, at=clock.now())
    return document.facts


@require_safe
@requires(may.may_see_consolidated, load=ConsolidatedReport)
def consolidated_detail(request: Request, report: ConsolidatedReport) -> HttpResponse:
    return DESK.detail(request, report)


@requires(may.may_write_consolidated, load=ConsolidatedReport)
def consolidated_edit(request: Request, report: ConsolidatedReport) -> HttpResponse:
    """What stands around the lines: subject, opening, signer, recipients."""
    form = ConsolidatedForm(
        request.POST or None,
        instance=report,
        initial={"edition": report.edition},
        today=request.today,
    )
    return DESK.edit(request, report, form, "meetings/consolidated_edit.html")


@require_safe
@requires(may.may_see_consolidated, load=ConsolidatedReport)
def consolidated_docx(request: Request, report: ConsolidatedReport) -> HttpResponse:
    """Also of an issued one, from what was frozen: it is read on in other papers."""
    if report.document_id:
        return docx.download(report_docx(_taken(request, report)), f"{DESK.file}-{report.pk}")
    return DESK.word(request, report)


@require_safe
@requires(may.may_see_consolidated, load=ConsolidatedReport)
def consolidated_sheet(request: Request, report: ConsolidatedReport) -> HttpResponse:
    try:
        facts = _taken(request, report) if report.document_id else _facts(request, report)
    except Refused as refused:
        messages.error(request, refused.message)
        return DESK.back(report)
    return sheet(request, facts, state(report))


def _facts(request: Request, report: ConsolidatedReport) -> dict[str, Any]:
    return papers.facts(report, on=request.today, register=papers.report_register(report))


def state(report: ConsolidatedReport) -> str:
    return f"Số liệu lúc {screen_moment(report.drawn_at)}." if report.drawn_at else ""


def sheet(request: Request, facts: dict[str, Any], told: str) -> HttpResponse:
    made = xlsx.stream(workbook.spreads(facts, told))
    return xlsx.download(made, workbook.file_name(facts, request.today))


@require_POST
@requires(may.may_approve_consolidated, load=ConsolidatedReport)
def consolidated_approve(request: Request, report: ConsolidatedReport) -> HttpResponse:
    return DESK.approve(request, report)


@require_POST
@requires(may.may_handle_consolidated, load=ConsolidatedReport)
def consolidated_return(request: Request, report: ConsolidatedReport) -> HttpResponse:
    return DESK.give_back(request, report)


@require_POST
@requires(may.may_handle_consolidated, load=ConsolidatedReport)
def consolidated_sign(request: Request, report: ConsolidatedReport) -> HttpResponse:
    return DESK.sign(request, report)


@require_POST
@requires(may.may_number_consolidated, load=ConsolidatedReport)
def consolidated_number(request: Request, report: ConsolidatedReport) -> HttpResponse:
    return DESK.number(request, report)


@require_POST
@requires(may.may_handle_consolidated, load=ConsolidatedReport)
def consolidated_release(request: Request, report: ConsolidatedReport) -> HttpResponse:
    with telling(request, "Đã phát hành; đang gửi đến các đơn vị và từng người nhận."):
        sending.release(report, by=request.user, at=clock.now())
    return DESK.back(report)


@require_POST
@requires(may.may_number_consolidated, load=ConsolidatedReport)
def consolidated_void(request: Request, report: ConsolidatedReport) -> HttpResponse:
    return DESK.void(request, report)


@require_POST
@requires(may.may_approve_consolidated, load=ConsolidatedReport)
def consolidated_replace(request: Request, report: ConsolidatedReport) -> HttpResponse:
    return DESK.replace(request, report)


@unattended
@require_safe
@requires(may.may_see_consolidated, load=ConsolidatedReport)
def consolidated_delivery(request: Request, report: ConsolidatedReport) -> HttpResponse:
    return DESK.delivered(request, report)

"""Reports of a meeting as a whole: who has sent them, until when, and more time for one unit."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.reports import ReportDeadlineForm, ReportExtensionForm
from meetings.models import Meeting, UnitReport
from meetings.permissions.reports import may_extend_report, may_list_reports, may_open_reports
from meetings.reporting import opening, report_boards
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from targets.views.papers import paper, workbook
from units.acting import Request

PAGE = "meetings/unit_report_list.html"


@require_safe
@requires(may_list_reports, load=Meeting)
def unit_report_list(request: Request, meeting: Meeting) -> HttpResponse:
    """Who has sent, and by how many minutes each is late."""
    return render(request, PAGE, _context(request, meeting))


def _context(request: Request, meeting: Meeting, form: Any = None) -> dict[str, Any]:
    only, now = request.GET.get("only", ""), clock.now()
    whole = report_boards.board(meeting, now)
    wanted = report_boards.board(meeting, now, only) if only else whole
    return {
        "meeting": meeting,
        "board": whole,
        "rows": wanted.rows,
        "only": only,
        "now": now,
        "may_open": may_open_reports(request.user, meeting),
        "deadline_form": form or ReportDeadlineForm(initial={"due_at": meeting.reports_due_at}),
    }


@require_safe
@requires(may_list_reports, load=Meeting)
def unit_report_list_print(request: Request, meeting: Meeting) -> HttpResponse:
    return paper(request, report_boards.page(report_boards.board(meeting, clock.now())))


@require_safe
@requires(may_list_reports, load=Meeting)
def unit_report_list_sheet(request: Request, meeting: Meeting) -> HttpResponse:
    return workbook(request, report_boards.page(report_boards.board(meeting, clock.now())))


@require_POST
@requires(may_open_reports, load=Meeting)
def unit_report_open(request: Request, meeting: Meeting) -> HttpResponse:
    """The deadline of all, and a report for each invited unit that has none."""
    form = ReportDeadlineForm(request.POST)
    if form.is_valid():
        try:
            opening.set_deadline(meeting, form.cleaned_data["due_at"])
        except Refused as refused:
            form.add_error("due_at", refused.message)
        else:
            messages.success(request, "Đã đặt hạn gửi báo cáo cho các đơn vị được mời.")
            return redirect("meetings:unit_report_list", meeting.pk)
    return render(request, PAGE, _context(request, meeting, form), status=422)


@requires(may_extend_report, load=UnitReport)
def unit_report_extend(request: Request, report: UnitReport) -> HttpResponse:
    first = {"due_at": report.due_at, "reason": report.extension_reason}
    data = request.POST if request.method == "POST" else None
    form = ReportExtensionForm(data, initial=first)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            opening.extend(
                report, to=said["due_at"], reason=said["reason"], by=request.user, at=clock.now()
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Đã gia hạn; đơn vị thấy hạn mới ở báo cáo của mình.")
            return redirect("meetings:unit_report_list", report.meeting_id)
    context = {"form": form, "report": report, "meeting": report.meeting}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/unit_report_extend.html", context, status=status)

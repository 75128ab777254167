"""A unit's report: writing it, and its way to the Office."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings import reporting
from meetings.forms.minutes import sent_before
from meetings.forms.reports import (
    AcceptForm,
    AttachForm,
    CheckForm,
    ReturnForm,
    SectionForm,
    SendForm,
)
from meetings.models import ReportFile, ReportSection, UnitReport
from meetings.permissions.reports import (
    may_accept_report,
    may_check_report,
    may_list_reports,
    may_read_report,
    may_return_report,
    may_send_report,
    may_submit_report,
    may_write_report,
    reads_whole,
)
from meetings.reporting import (
    attaching,
    checking,
    citing,
    prefilling,
    report_printing,
    sections,
    speaking,
)
from meetings.reporting.reading import Reading
from meetings.reporting.report_page import context_of, shown
from meetings.scheduling import planning
from meetings.views.answers import telling
from procuracy.web import clock
from procuracy.web.access import refuse, requires
from procuracy.web.errors import Refused
from procuracy.web.uploads import serving
from units.acting import Request
from units.models import Unit

PAGE = "meetings/unit_report_edit.html"


@requires(may_read_report, load=UnitReport)
def unit_report_edit(request: Request, report: UnitReport) -> HttpResponse:
    """Section by section, each of which saves by itself while it is typed."""
    if request.method != "POST":
        return render(request, PAGE, context_of(request, report))
    if not (answer := may_write_report(request.user, report)):
        return refuse(request, answer)
    return _write(request, report)


def _write(request: Request, report: UnitReport) -> HttpResponse:
    section = _asked(request, report)
    if section is None:
        return HttpResponse("Không có mục này.", status=422)
    form = SectionForm(request.POST, initial={"text": section.text}, auto_id=f"id_{section.pk}_%s")
    if not form.is_valid():
        return _section(request, section, form, status=422)
    said = form.cleaned_data
    try:
        stored = sections.write(
            section, said["text"], seen=said["over"] or said["seen"], sent=sent_before(request.POST)
        )
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _section(request, section, form, status=422)
    except sections.SectionConflict as conflict:
        return _section(request, conflict.section, form, status=409)
    if not request.htmx:
        messages.success(request, "Đã lưu báo cáo.")
        return redirect("meetings:unit_report_edit", report.pk)
    return _section(request, stored, form, status=200)


def _asked(request: Request, report: UnitReport) -> ReportSection | None:
    number = request.POST.get("section", "")
    if not number.isascii() or not number.isdecimal() or len(number) > 18:
        return None
    return report.sections.select_related("report").filter(pk=int(number)).first()


def _section(
    request: Request, section: ReportSection, form: SectionForm, *, status: int
) -> HttpResponse:
    """What came of one sending, beside the text that stays in the field."""
    context = {
        "report": section.report,
        "section": section,
        "form": form,
        "seen": sections.mark_of(section.text if status == 200 else ""),
        "version": section.report.version,
        "saved": status == 200,
        "too_long": speaking.too_long(section) if status == 200 else "",
        "warnings": speaking.warnings(section.report.sections.all()),
        "conflict": status == 409,
        "theirs": section.text,
        "theirs_mark": sections.mark_of(section.text),
        "theirs_by": "Người khác của đơn vị",
        "mine": form.data.get("text", ""),
    }
    if request.htmx:
        return render(request, f"{PAGE}#answer", context, status=status)
    page, reading = context_of(request, section.report), Reading(section.report, request.user)
    page["sections"] = [
        shown(one["section"], reading, form) | context if one["section"] == section else one
        for one in page["sections"]
    ]
    return render(request, PAGE, page, status=status)


@require_POST
@requires(may_write_report, load=UnitReport)
def unit_report_refresh(request: Request, report: UnitReport) -> HttpResponse:
    """Figures, tasks and matters as they stand now; no typed word is touched."""
    with telling(request, "Đã lấy số liệu, việc mới nhất; phần đơn vị viết giữ nguyên."):
        prefilling.draw_up(report, at=clock.now())
    return redirect("meetings:unit_report_edit", report.pk)


@require_POST
@requires(may_write_report, load=UnitReport)
def unit_report_cite(request: Request, report: UnitReport) -> HttpResponse:
    """Viện dẫn khen thưởng: one of those that the page offers."""
    unit = Unit.objects.named(planning.day_of(report.meeting)).get(pk=report.unit_id)
    asked = request.POST.get("award", "")
    with telling(request, "Đã viện dẫn vào báo cáo."):
        chosen = [one for one in citing.awards(report) if str(one.pk) == asked]
        if not chosen:
            raise Refused("Chọn khen thưởng cần viện dẫn.")
        citing.cite(report, chosen[0], unit)
    return redirect("meetings:unit_report_edit", report.pk)


@require_POST
@requires(may_write_report, load=UnitReport)
def unit_report_attach(request: Request, report: UnitReport) -> HttpResponse:
    form = AttachForm(request.POST, request.FILES)
    return _done(
        request,
        report,
        form,
        "Đã đính kèm tài liệu.",
        lambda said: attaching.attach(report, said["file"]),
    )


@require_POST
@requires(may_write_report, load=UnitReport)
def unit_report_detach(request: Request, report: UnitReport, file: int) -> HttpResponse:
    with telling(request, "Đã bỏ tài liệu kèm theo."):
        found = report.files.light().select_related("report").filter(pk=file).first()
        if found is None:
            raise Refused("Tài liệu này không còn trong báo cáo.")
        attaching.detach(found)
    return redirect("meetings:unit_report_edit", report.pk)


@require_safe
@requires(may_read_report, load=UnitReport)
def unit_report_file(request: Request, report: UnitReport, file: int) -> HttpResponse:
    """For who reads the whole report."""
    if not (answer := reads_whole(request.user, report)):
        return refuse(request, answer)
    return serving.response(get_object_or_404(ReportFile, report=report, pk=file))


@require_POST
@requires(may_submit_report, load=UnitReport)
def unit_report_submit(request: Request, report: UnitReport) -> HttpResponse:
    with telling(request, "Đã trình thủ trưởng đơn vị."):
        reporting.submit(report, version=_seen(request), by=request.user, at=clock.now())
    return redirect("meetings:unit_report_edit", report.pk)


@require_POST
@requires(may_send_report, load=UnitReport)
def unit_report_send(request: Request, report: UnitReport) -> HttpResponse:
    with telling(request, "Đã gửi báo cáo."):
        reporting.send(report, version=_seen(request), by=request.user, at=clock.now())
    return redirect("meetings:unit_report_edit", report.pk)


def _seen(request: Request) -> int:
    form = SendForm(request.POST)
    if not form.is_valid():
        raise Refused("Trang này đã cũ: tải lại rồi làm tiếp.")
    version: int = form.cleaned_data["version"]
    return version


@require_POST
@requires(may_return_report, load=UnitReport)
def unit_report_return(request: Request, report: UnitReport) -> HttpResponse:
    return _done(
        request,
        report,
        ReturnForm(request.POST),
        "Đã trả lại báo cáo; đơn vị sửa rồi gửi lại.",
        lambda said: reporting.give_back(
            report, reason=said["reason"], by=request.user, at=clock.now()
        ),
    )


@require_POST
@requires(may_check_report, load=UnitReport)
def unit_report_check(request: Request, report: UnitReport) -> HttpResponse:
    """A department's word on each of its fields."""
    form = CheckForm(request.POST, among=checking.own_fields(request.acting, report))
    return _done(
        request,
        report,
        form,
        "Đã ghi kết quả kiểm tra.",
        lambda said: checking.check(
            report, form.words(), by=request.user, at=clock.now(), sent_at=said["sent_at"]
        ),
    )


@require_POST
@requires(may_accept_report, load=UnitReport)
def unit_report_accept(request: Request, report: UnitReport) -> HttpResponse:
    return _done(
        request,
        report,
        AcceptForm(request.POST),
        "Đã tiếp nhận báo cáo.",
        lambda said: reporting.accept(
            report, by=request.user, at=clock.now(), note=said["note"], sent_at=said["sent_at"]
        ),
    )


def _done(
    request: Request,
    report: UnitReport,
    form: Form,
    sentence: str,
    act: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """Carries out one step, or shows the page again with what was typed and why not.

    Who does not read the report now is told so on the meeting's board.
    """
    refusal = ""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refused:
            refusal = refused.message
            form.add_error(None, refusal)
        else:
            messages.success(request, sentence)
            return _after(request, report)
    report.refresh_from_db()
    if not may_read_report(request.user, report):
        messages.error(request, refusal or "Báo cáo chưa gửi hoặc đã trả lại đơn vị.")
        return _after(request, report)
    return render(request, PAGE, context_of(request, report, form), status=422)


def _after(request: Request, report: UnitReport) -> HttpResponse:
    """The report, or the board where it is the unit's alone again."""
    report.refresh_from_db()
    if may_read_report(request.user, report):
        return redirect("meetings:unit_report_edit", report.pk)
    board = (
        "unit_report_list" if may_list_reports(request.user, report.meeting) else "meeting_detail"
    )
    return redirect(f"meetings:{board}", report.meeting_id)


@require_safe
@requires(may_read_report, load=UnitReport)
def unit_report_print(request: Request, report: UnitReport) -> HttpResponse:
    headers = {
        "Content-Disposition": f'inline; filename="bao-cao-{report.pk}.pdf"',
        "Cache-Control": "private, no-store",
    }
    drawn = report_printing.drawn(report, request.user, at=clock.now())
    return HttpResponse(drawn, content_type="application/pdf", headers=headers)

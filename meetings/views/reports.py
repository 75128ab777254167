"""Reports of units: writing, sending, giving back, and who is late."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings import citing, facts, planning, reporting
from meetings.forms.minutes import sent_before
from meetings.forms.reports import ReturnForm, SectionForm, SendForm, section_form
from meetings.models import Meeting, ReportSection, UnitReport
from meetings.permissions.reports import (
    may_list_reports,
    may_read_report,
    may_return_report,
    may_send_report,
    may_submit_report,
    may_write_report,
)
from meetings.reporting import sections
from meetings.views.answers import telling
from procuracy.web import clock
from procuracy.web.access import refuse, requires
from procuracy.web.errors import Refused
from targets.permissions import may_explain
from units.acting import Request
from units.models import Unit

PAGE = "meetings/unit_report_edit.html"


@require_safe
@requires(may_list_reports, load=Meeting)
def unit_report_list(request: Request, meeting: Meeting) -> HttpResponse:
    """Who has sent, and by how many minutes each is late."""
    now = clock.now()
    units = Unit.objects.named(planning.day_of(meeting)).in_bulk(
        meeting.reports.values_list("unit", flat=True)
    )
    reports = list(meeting.reports.select_related("sent_by__person"))
    for report in reports:
        report.meeting, report.unit = meeting, units[report.unit_id]
        report.late = reporting.minutes_late(report, now)  # type: ignore[attr-defined]
    context = {
        "meeting": meeting,
        "reports": reports,
        "sent_count": sum(one.is_received for one in reports),
    }
    return render(request, "meetings/unit_report_list.html", context)


@requires(may_read_report, load=UnitReport)
def unit_report_edit(request: Request, report: UnitReport) -> HttpResponse:
    """Section by section, each of which saves by itself while it is typed."""
    if request.method != "POST":
        return render(request, PAGE, _report(request, report))
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
        "conflict": status == 409,
        "theirs": section.text,
        "theirs_mark": sections.mark_of(section.text),
        "theirs_by": "Người khác của đơn vị",
        "mine": form.data.get("text", ""),
    }
    if request.htmx:
        return render(request, f"{PAGE}#answer", context, status=status)
    page = _report(request, section.report)
    page["sections"] = [
        one | context if one["section"] == section else one for one in page["sections"]
    ]
    return render(request, PAGE, page, status=status)


def _report(request: Request, report: UnitReport) -> dict[str, Any]:
    meeting = report.meeting
    unit = Unit.objects.named(planning.day_of(meeting)).get(pk=report.unit_id)
    may_write = may_write_report(request.user, report)
    return {
        "report": report,
        "meeting": meeting,
        "unit": unit,
        "may_write": may_write,
        "closed": reporting.refusal(report),
        "is_writable": bool(may_write) and not reporting.refusal(report),
        "may_submit": may_submit_report(request.user, report),
        "may_send": may_send_report(request.user, report),
        "may_return": may_return_report(request.user, report),
        "return_form": ReturnForm(),
        "sections": [
            {"section": one, "form": section_form(one), "seen": sections.mark_of(one.text)}
            for one in report.sections.all()
        ],
        "late": reporting.minutes_late(report, clock.now()),
        "accounted": facts.accounted(meeting, unit, request.today),
        "may_explain": may_explain(request.user, unit),
        "tasks": facts.open_tasks([unit.pk]),
        "awards": citing.open_to(report, citing.awards(report), unit),
    }


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
@requires(may_submit_report, load=UnitReport)
def unit_report_submit(request: Request, report: UnitReport) -> HttpResponse:
    form = SendForm(request.POST)
    with telling(request, "Đã trình thủ trưởng đơn vị."):
        if not form.is_valid():
            raise Refused("Trang này đã cũ: tải lại rồi trình.")
        reporting.submit(
            report, version=form.cleaned_data["version"], by=request.user, at=clock.now()
        )
    return redirect("meetings:unit_report_edit", report.pk)


@require_POST
@requires(may_send_report, load=UnitReport)
def unit_report_send(request: Request, report: UnitReport) -> HttpResponse:
    form = SendForm(request.POST)
    with telling(request, "Đã gửi báo cáo."):
        if not form.is_valid():
            raise Refused("Trang này đã cũ: tải lại rồi gửi.")
        reporting.send(
            report, version=form.cleaned_data["version"], by=request.user, at=clock.now()
        )
    return redirect("meetings:unit_report_edit", report.pk)


@require_POST
@requires(may_return_report, load=UnitReport)
def unit_report_return(request: Request, report: UnitReport) -> HttpResponse:
    form = ReturnForm(request.POST)
    if not form.is_valid():
        page = _report(request, report) | {"return_form": form}
        return render(request, PAGE, page, status=422)
    with telling(request, "Đã trả lại báo cáo; đơn vị sửa rồi gửi lại."):
        reporting.give_back(
            report, reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
        )
    return redirect("meetings:unit_report_list", report.meeting_id)

"""What an inspection found: written, corrected, taken out, judged again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from meetings.forms.inspections import FindingForm, OutcomeForm
from meetings.inspections import finding as findings
from meetings.inspections.detail_page import prefix
from meetings.models import Inspection, InspectionFinding
from meetings.permissions.inspections import may_edit_finding, may_judge_finding, may_write_findings
from meetings.views.answers import telling
from meetings.views.inspection_steps import done
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request


@requires(may_write_findings, load=Inspection)
def inspection_finding_create(request: Request, inspection: Inspection) -> HttpResponse:
    """One after another: after saving the next one may be typed at once."""
    form = FindingForm(request.POST or None, inspection=inspection, today=request.today)
    if form.is_bound and form.is_valid():
        try:
            findings.record(inspection, form.said())
            messages.success(request, "Đã ghi hạn chế, thiếu sót.")
            if "more" in request.POST:
                return redirect("meetings:inspection_finding_create", inspection.pk)
            return redirect("meetings:inspection_detail", inspection.pk)
        except Refused as refused:
            form.add_error(None, refused.message)
    return _asked(request, "meetings/inspection_finding_create.html", form, inspection)


@requires(may_edit_finding, load=InspectionFinding)
def inspection_finding_edit(request: Request, finding: InspectionFinding) -> HttpResponse:
    inspection = finding.inspection
    form = FindingForm(
        request.POST or None, instance=finding, inspection=inspection, today=request.today
    )
    if form.is_bound and form.is_valid():
        try:
            findings.edit(finding, form.said(), version=form.seen)
            messages.success(request, "Đã sửa nội dung kiểm tra.")
            return redirect("meetings:inspection_detail", inspection.pk)
        except Refused as refused:
            form.add_error(None, refused.message)
    return _asked(request, "meetings/inspection_finding_edit.html", form, inspection)


def _asked(
    request: Request, template: str, form: FindingForm, inspection: Inspection
) -> HttpResponse:
    context = {"form": form, "inspection": inspection, "finding": form.instance}
    return render(request, template, context, status=422 if form.is_bound else 200)


@require_POST
@requires(may_edit_finding, load=InspectionFinding)
def inspection_finding_drop(request: Request, finding: InspectionFinding) -> HttpResponse:
    with telling(request, "Đã bỏ nội dung kiểm tra."):
        findings.drop(finding)
    return redirect("meetings:inspection_detail", finding.inspection_id)


@require_POST
@requires(may_judge_finding, load=InspectionFinding)
def inspection_finding_judge(request: Request, finding: InspectionFinding) -> HttpResponse:
    return done(
        request,
        finding.inspection,
        OutcomeForm(request.POST, prefix=prefix(finding)),
        "Đã ghi kết quả phúc tra.",
        lambda said: findings.judge(finding, **said),
        ("outcome", "note", "due", "version"),
    )

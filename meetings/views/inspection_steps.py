"""One inspection: put on the list, its facts, its states, its sessions."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from meetings.forms.inspections import (
    AnnounceForm,
    ConcludeForm,
    HoldForm,
    InspectionForm,
    ReasonForm,
)
from meetings.inspections import planning, stepping
from meetings.inspections.detail_page import context_of
from meetings.models import Inspection
from meetings.permissions.inspections import may_edit_inspection, may_plan_inspections
from meetings.views.answers import telling
from meetings.views.inspections import year_asked
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request
from units.models import Unit

PAGE = "meetings/inspection_detail.html"


@requires(may_plan_inspections)
def inspection_create(request: Request) -> HttpResponse:
    year = year_asked(request)
    if year is None:
        return render(request, "meetings/inspection_create.html", {"year": None})
    office = Unit.objects.select_related("parent").get(pk=request.acting.office.pk)
    made = Inspection(office=office, work_year=year)
    form = InspectionForm(request.POST or None, instance=made, today=request.today)
    if form.is_bound and form.is_valid():
        try:
            planning.create(
                form.save(commit=False),
                form.cleaned_data["members"],
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, "Đã đưa vào danh sách kiểm tra.")
            return redirect("meetings:inspection_detail", made.pk)
        except Refused as refused:
            form.add_error(None, refused.message)
    status = 422 if form.is_bound else 200
    context = {"form": form, "year": year}
    return render(request, "meetings/inspection_create.html", context, status=status)


@requires(may_edit_inspection, load=Inspection)
def inspection_edit(request: Request, inspection: Inspection) -> HttpResponse:
    form = InspectionForm(request.POST or None, instance=inspection, today=request.today)
    if form.is_bound and form.is_valid():
        try:
            planning.edit(form.save(commit=False), form.cleaned_data["members"], version=form.seen)
            messages.success(request, "Đã lưu cuộc kiểm tra.")
            return redirect("meetings:inspection_detail", inspection.pk)
        except Refused as refused:
            form.add_error(None, refused.message)
    status = 422 if form.is_bound else 200
    context = {"form": form, "inspection": inspection}
    return render(request, "meetings/inspection_edit.html", context, status=status)


@require_POST
@requires(may_edit_inspection, load=Inspection)
def inspection_announce(request: Request, inspection: Inspection) -> HttpResponse:
    return done(
        request,
        inspection,
        AnnounceForm(request.POST),
        "Đã ghi công bố quyết định kiểm tra.",
        lambda said: stepping.announce(inspection, **said, **_who(request)),
        ("decision",),
    )


@require_POST
@requires(may_edit_inspection, load=Inspection)
def inspection_hold(request: Request, inspection: Inspection) -> HttpResponse:
    return done(
        request,
        inspection,
        HoldForm(request.POST),
        "Đã ghi ngày kiểm tra. Ghi các hạn chế, thiếu sót rồi kết luận.",
        lambda said: stepping.hold(inspection, **said, **_who(request)),
        ("held_on", "held_to"),
    )


@require_POST
@requires(may_edit_inspection, load=Inspection)
def inspection_conclude(request: Request, inspection: Inspection) -> HttpResponse:
    return done(
        request,
        inspection,
        ConcludeForm(request.POST),
        "Đã kết luận; nội dung phải khắc phục đã giao đơn vị.",
        lambda said: stepping.conclude(inspection, **said, **_who(request)),
        ("on", "conclusion"),
    )


@require_POST
@requires(may_edit_inspection, load=Inspection)
def inspection_reopen(request: Request, inspection: Inspection) -> HttpResponse:
    return done(
        request,
        inspection,
        ReasonForm(request.POST, prefix="reopen"),
        "Đã mở lại kết luận để sửa.",
        lambda said: stepping.reopen(inspection, **said, **_who(request)),
        ("reason",),
    )


@require_POST
@requires(may_edit_inspection, load=Inspection)
def inspection_close(request: Request, inspection: Inspection) -> HttpResponse:
    with telling(request, "Đã kết thúc cuộc kiểm tra."):
        stepping.close(inspection, **_who(request))
    return redirect("meetings:inspection_detail", inspection.pk)


@require_POST
@requires(may_edit_inspection, load=Inspection)
def inspection_cancel(request: Request, inspection: Inspection) -> HttpResponse:
    return done(
        request,
        inspection,
        ReasonForm(request.POST, prefix="cancel"),
        "Đã ghi không thực hiện.",
        lambda said: stepping.cancel(inspection, **said, **_who(request)),
        ("reason",),
    )


def _who(request: Request) -> dict[str, Any]:
    return {"by": request.user, "at": clock.now()}


def done(
    request: Request,
    inspection: Inspection,
    form: Any,
    sentence: str,
    act: Callable[[dict[str, Any]], object],
    names: tuple[str, ...],
) -> HttpResponse:
    """Carries out one step with the form's `names`, or shows the page again with what was typed."""
    if form.is_valid():
        try:
            act({name: form.cleaned_data[name] for name in names})
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, sentence)
            return redirect("meetings:inspection_detail", inspection.pk)
    return again(request, inspection, form)


def again(request: Request, inspection: Inspection, form: BaseForm) -> HttpResponse:
    context = context_of(request, inspection, form) | {"refused": form}
    return render(request, PAGE, context, status=422)

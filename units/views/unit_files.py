"""The register of units on paper and as a workbook, out and in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET, require_POST

from procuracy.web import clock, previews, xlsx
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units import unit_import as importing
from units import unit_sheets
from units.acting import Request
from units.forms import DayForm
from units.permissions import may_create_unit, may_see_organisation
from units.structure_printing import structure_pdf
from units.unit_forms import UnitApplyForm, UnitFileForm
from units.views.organisation import shown_office

PURPOSE = "units"


@require_GET
@requires(may_see_organisation)
def unit_print(request: Request) -> HttpResponse:
    office, on = shown_office(request), DayForm(request.GET).day(request.today)
    name = f"co-cau-{office.code}-{on:%Y-%m-%d}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    content = structure_pdf(office, on, request.today)
    response = HttpResponse(content, content_type="application/pdf", headers=headers)
    patch_cache_control(response, private=True)
    return response


@require_GET
@requires(may_see_organisation)
def unit_export(request: Request) -> HttpResponse:
    """The structure shown, or (`?all=1`) every unit known with every name."""
    if request.GET.get("all") == "1":
        return xlsx.response(unit_sheets.everything(), f"don-vi-{request.today:%Y-%m-%d}.xlsx")
    office, on = shown_office(request), DayForm(request.GET).day(request.today)
    return xlsx.response(unit_sheets.on_day(office, on), f"co-cau-{office.code}-{on:%Y-%m-%d}.xlsx")


@require_GET
@requires(may_create_unit)
def unit_import_template(request: Request) -> HttpResponse:
    return xlsx.response(unit_sheets.template(), "mau-nhap-don-vi.xlsx")


@requires(may_create_unit)
def unit_import(request: Request) -> HttpResponse:
    """Upload and preview; nothing is written here."""
    if request.method != "POST":
        return render(request, "units/unit_import.html", {"form": UnitFileForm()})
    form = UnitFileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            sheet = xlsx.read(
                form.cleaned_data["file"], unit_sheets.COLUMNS, name=unit_sheets.SHEET
            )
        except Refused as refused:
            form.add_error("file", ValidationError(refused.message))
        else:
            return _preview(request, form, sheet)
    return render(request, "units/unit_import.html", {"form": form}, status=422)


def _preview(request: Request, form: UnitFileForm, sheet: xlsx.Sheet) -> HttpResponse:
    reason = form.cleaned_data["reason"]
    result = importing.preview(sheet, reason=reason, by=request.user, at=clock.now())
    context: dict[str, Any] = {"form": form, "result": result}
    if not result.faults and result.written:
        context["apply"] = _apply_form(request, sheet, result, reason)
    status = 422 if result.faults else 200
    return render(request, "units/unit_import.html", context, status=status)


def _apply_form(
    request: Request, sheet: xlsx.Sheet, result: importing.Result, reason: str
) -> UnitApplyForm:
    kept = {"sheet": sheet.packed(), "told": result.told, "reason": reason}
    sealed = previews.seal(kept, purpose=PURPOSE, owner=request.user.pk)
    return UnitApplyForm(initial={"sealed": sealed}, asks=sheet.asks)


@require_POST
@requires(may_create_unit)
def unit_import_apply(request: Request) -> HttpResponse:
    """Writes what was previewed, all of it, unless anything has changed meanwhile."""
    try:
        sealed = request.POST.get("sealed", "")
        kept = previews.unseal(sealed, purpose=PURPOSE, owner=request.user.pk)
    except Refused as refused:
        context = {"form": UnitFileForm(), "refusal": refused.message}
        return render(request, "units/unit_import.html", context, status=422)
    sheet = xlsx.Sheet.unpacked(kept["sheet"], unit_sheets.COLUMNS)
    form = UnitApplyForm(request.POST, initial={"sealed": sealed}, asks=sheet.asks)
    if not form.is_valid():
        return _again(request, sheet, kept, apply=form)
    try:
        result = importing.apply(
            sheet, kept["told"], reason=kept["reason"], by=request.user, at=clock.now()
        )
    except importing.ChangedMeanwhile as refused:
        return _again(request, sheet, kept, refusal=refused.message)
    messages.success(request, f"Đã ghi {len(result.written)} đơn vị từ bảng tính.")
    return redirect("units:unit_list")


def _again(request: Request, sheet: xlsx.Sheet, kept: dict[str, Any], **more: Any) -> HttpResponse:
    """The preview as it would be now."""
    reason = kept["reason"]
    result = importing.preview(sheet, reason=reason, by=request.user, at=clock.now())
    context = {"form": UnitFileForm(initial={"reason": reason}), "result": result}
    if not result.faults and result.written:
        context["apply"] = _apply_form(request, sheet, result, reason)
    return render(request, "units/unit_import.html", context | more, status=422)

"""A workbook of people: uploaded, looked at with every fault in it, and only then written."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from procuracy.web import clock, previews, xlsx
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from procuracy.web.xlsx import Fault, Sheet
from units import person_sheets
from units.acting import Request
from units.actions.newcomers import RowsRefused, take_in
from units.permissions import may_import_persons, roles_given_by
from units.views.appointments import own_units

PURPOSE = "person-import"


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Tệp Excel (.xlsx)",
        help_text="Điền vào tệp mẫu; tối đa 2.000 người, 2 MB.",
        error_messages={
            "required": "Chọn tệp danh sách cán bộ.",
            "empty": "Tệp rỗng.",
            "invalid": "Chọn tệp danh sách cán bộ.",
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


@requires(may_import_persons)
@never_cache
def person_import(request: Request) -> HttpResponse:
    """Nothing is written here: the rows go to the browser and come back with the confirmation."""
    if request.method != "POST":
        return _page(request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    try:
        columns = person_sheets.columns()
        sheet = xlsx.read(form.cleaned_data["file"], columns, name=person_sheets.SHEET)
        if not sheet.rows and not sheet.faults:
            raise Refused("Bảng chưa có dòng nào.")
        return _look(request, form, sheet)
    except Refused as refused:
        form.add_error("file", refused.message)
        return _page(request, form)


@require_safe
@requires(may_import_persons)
def person_import_form(request: Request) -> HttpResponse:
    """The workbook to fill in, with the units and words of the office."""
    units = own_units(request).existing(request.today)
    content = person_sheets.form(roles_given_by(request.user), units, request.today)
    return xlsx.response(content, "Mau-danh-sach-can-bo.xlsx")


@require_POST
@requires(may_import_persons)
@never_cache
def person_import_apply(request: Request) -> HttpResponse:
    form, sealed = UploadForm(), request.POST.get("rows", "")
    try:
        kept = previews.unseal(sealed, purpose=PURPOSE, owner=request.user.pk)
        sheet = person_sheets.unpacked(kept)
        if kept["asks"] and request.POST.get("not_secret") != "on":
            return _look(request, form, sheet, asks=True, refused=True)
        people = take_in(
            sheet,
            roles=roles_given_by(request.user),
            units=own_units(request),
            by=request.user,
            at=clock.now(),
        )
    except RowsRefused as refused:
        return _page(request, form, faults=refused.faults, changed=refused.message)
    except Refused as refused:
        return _page(request, form, changed=refused.message)
    messages.success(
        request, f"Đã thêm {len(people)} cán bộ. Quản trị hệ thống cấp tài khoản và in phiếu."
    )
    return redirect("units:person_list")


def _look(
    request: Request, form: UploadForm, sheet: Sheet, *, asks: bool = False, refused: bool = False
) -> HttpResponse:
    answer = person_sheets.judged(
        sheet, roles=roles_given_by(request.user), units=own_units(request)
    )
    if answer.faults:
        return _page(request, form, faults=answer.faults)
    asks = asks or sheet.asks
    kept = person_sheets.packed(sheet) | {"asks": asks}
    context = {
        "form": form,
        "newcomers": answer.newcomers,
        "asks": asks,
        "unconfirmed": refused,
        "rows": previews.seal(kept, purpose=PURPOSE, owner=request.user.pk),
    }
    status = 422 if refused else 200
    return render(request, "units/person_import.html", context, status=status)


def _page(
    request: Request, form: UploadForm, *, faults: list[Fault] | None = None, changed: str = ""
) -> HttpResponse:
    context = {"form": form, "faults": faults, "changed": changed}
    status = 422 if form.errors or faults or changed else 200
    return render(request, "units/person_import.html", context, status=status)

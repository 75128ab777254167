"""Units founded, closed and put right by the Office of their province."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from procuracy.web import clock
from procuracy.web.access import requires
from units.acting import Request
from units.actions.names import Names
from units.actions.unit_corrections import correct
from units.actions.units import close, create
from units.lifetimes import Life, beyond
from units.models import Unit
from units.permissions import may_close_unit, may_correct_unit, may_create_unit
from units.unit_forms import UnitCloseForm, UnitCorrectForm, UnitCreateForm, tell
from units.unit_rules import DatedNames, UnitFacts, UnitRefused


@requires(may_create_unit)
def unit_create(request: Request) -> HttpResponse:
    provinces = Unit.objects.filter(kind=Unit.Kind.PROVINCE, pk__in=request.acting.office_ids)
    own = request.acting.office
    form = UnitCreateForm(
        request.POST if request.method == "POST" else None,
        provinces=provinces.named(request.today),
        initial={"parent": own.pk, "place_name": own.naming(request.today).place_name},
    )
    if request.method == "POST" and form.is_valid() and (made := _founded(request, form)):
        messages.success(request, f"Đã thêm {made.naming(request.today).short_name}.")
        return redirect("units:unit_detail", made.pk)
    status = 422 if form.errors else 200
    return render(request, "units/unit_create.html", {"form": form}, status=status)


def _founded(request: Request, form: UnitCreateForm) -> Unit | None:
    data = form.cleaned_data
    facts = UnitFacts(
        kind=data["kind"],
        parent=data["parent"],
        code=data["code"],
        number=data["number"],
        is_secretariat=data["is_secretariat"],
        valid_from=data["valid_from"],
        valid_to=data["valid_to"],
        fields=frozenset(field.pk for field in data["fields_of_work"]),
        source=data["basis"],
    )
    names = Names(data["name"], data["short_name"], data["place_name"], data["symbol"])
    dated = DatedNames(names, data["valid_from"], data["valid_to"])
    try:
        return create(facts, [dated], by=request.user, at=clock.now())
    except UnitRefused as refused:
        tell(form, refused)
        return None


@requires(may_close_unit, load=Unit)
def unit_close(request: Request, unit: Unit) -> HttpResponse:
    form = UnitCloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            close(
                unit,
                last_day=data["last_day"],
                basis=data["basis"],
                has_no_successor=data["has_no_successor"],
                by=request.user,
                at=clock.now(),
            )
        except UnitRefused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã ghi ngày kết thúc hoạt động.")
            return redirect("units:unit_detail", unit.pk)
    context = {
        "form": form,
        "unit": unit,
        "naming": unit.naming(request.today),
        "left": beyond(unit, Life(None, request.today, checks_first=False)),
        "follows": unit.successions.exists(),
    }
    status = 422 if form.errors else 200
    return render(request, "units/unit_close.html", context, status=status)


@requires(may_correct_unit, load=Unit)
def unit_correct(request: Request, unit: Unit) -> HttpResponse:
    kept = ("code", "number", "valid_from", "valid_to")
    form = UnitCorrectForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(unit, name) for name in kept},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        facts = replace(UnitFacts.of(unit), **{name: data[name] for name in kept})
        try:
            changed = correct(unit, facts, reason=data["reason"], by=request.user, at=clock.now())
        except UnitRefused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã đính chính." if changed else "Không có gì thay đổi.")
            return redirect("units:unit_detail", unit.pk)
    context = {"form": form, "unit": unit, "naming": unit.naming(request.today)}
    status = 422 if form.errors else 200
    return render(request, "units/unit_correct.html", context, status=status)

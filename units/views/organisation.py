"""Units as they were on a day, their names over time, and where they came from."""

import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from procuracy.web.search import matching
from units.acting import Request
from units.actions.names import Names, rename
from units.forms import DayForm, UnitForm
from units.models import Appointment, Role, Succession, Unit, UnitName
from units.permissions import may_edit_unit, may_see_organisation

FOUND_AT_MOST = 100
HEADS = [Role.PROVINCE_HEAD, Role.UNIT_HEAD, Role.HEAD_OF_OFFICE]
_RANK = {role: place for place, role in enumerate(Role)}


@requires(may_see_organisation)
def unit_list(request: Request) -> HttpResponse:
    form = DayForm(request.GET)
    on = form.day(request.today)
    office = _shown_office(request)
    context = {
        "form": form,
        "on": on,
        "office": office,
        "words": form.words,
        "found": _found(form.words) if form.words else [],
        "rows": _tree(office, on) if not form.words else [],
        "successors": office.successions.select_related("successor") if not form.words else [],
        "provinces": Unit.objects.filter(kind=Unit.Kind.PROVINCE).named(on),
    }
    return render(request, "units/unit_list.html", context)


def _shown_office(request: Request) -> Unit:
    """The province asked for by `?office=`, else the one that the user's office belongs to."""
    offices = Unit.objects.filter(kind=Unit.Kind.PROVINCE).named(request.today)
    if code := request.GET.get("office", "").replace("\0", ""):
        return get_object_or_404(offices, code=code)
    own = request.acting.office
    return offices.get(pk=own.parent_id or own.pk)


def _tree(office: Unit, on: datetime.date) -> list[Unit]:
    """The office and what stands below it on a day, with the heads of each as `heads`."""
    if not office.exists_on(on):
        return []
    heads = Appointment.objects.current(on).filter(role__in=HEADS).select_related("person")
    units = Unit.objects.of_office(office).existing(on).named(on)
    found = units.prefetch_related(Prefetch("appointments", heads, to_attr="heads"))
    return sorted(found, key=lambda unit: (unit.pk != office.pk, unit.order, unit.code))


def _found(words: str) -> list[UnitName]:
    """Names of any time that hold the words, of every office."""
    names = UnitName.objects.select_related("unit__parent").prefetch_related("unit__parent__names")
    rows = matching(names, words, "name", "short_name").order_by("unit__order", "valid_from")
    return list(rows[:FOUND_AT_MOST])


@requires(may_see_organisation, load=Unit)
def unit_detail(request: Request, unit: Unit) -> HttpResponse:
    on = request.today
    people = unit.appointments.current(on).select_related("person").order_by("person__given_name")
    context = {
        "unit": unit,
        "names": unit.names.all(),
        "naming": unit.naming(on),
        "parent": Unit.objects.named(on).filter(children=unit).first(),
        "children": unit.children.existing(on).named(on),
        "before": _related(unit.inheritances, "predecessor", on),
        "after": _related(unit.successions, "successor", on),
        "people": sorted(people, key=lambda a: _RANK[Role(a.role)]),
        "fields": unit.fields.all(),
        "may_edit": may_edit_unit(request.user, unit),
    }
    return render(request, "units/unit_detail.html", context)


def _related(successions: Any, side: str, on: datetime.date) -> list[Succession]:
    return list(successions.order_by("on").prefetch_related(Prefetch(side, Unit.objects.named(on))))


@requires(may_edit_unit, load=Unit)
def unit_edit(request: Request, unit: Unit) -> HttpResponse:
    last = list(unit.names.all())[-1]
    form = UnitForm(
        request.POST if request.method == "POST" else None,
        initial={
            "name": last.name,
            "short_name": last.short_name,
            "place_name": last.place_name,
            "symbol": last.symbol,
            "fields_of_work": unit.fields.all(),
            "source": unit.source,
            "is_verified": not unit.is_assumed,
        },
    )
    if unit.is_office:  # does all of them
        del form.fields["fields_of_work"]
    if request.method == "POST" and form.is_valid() and _keep(request, unit, form):
        messages.success(request, "Đã lưu thông tin đơn vị.")
        return redirect("units:unit_detail", unit.pk)
    context = {"unit": unit, "naming": last, "form": form}
    status = 422 if form.errors else 200
    return render(request, "units/unit_edit.html", context, status=status)


def _keep(request: Request, unit: Unit, form: UnitForm) -> bool:
    """False when the new name was refused; the sentence then stands in the form."""
    data = form.cleaned_data
    names = Names(data["name"], data["short_name"], data["place_name"], data["symbol"])
    try:
        with transaction.atomic():
            rename(unit, names, since=data["since"], by=request.user, at=clock.now())
            unit.source = data["source"]
            unit.is_assumed = not data["is_verified"]
            unit.save(update_fields=["source", "is_assumed"])
            unit.fields.set(data.get("fields_of_work", []))
    except Refused as refused:
        form.add_error("since", ValidationError(refused.message))
        return False
    return True

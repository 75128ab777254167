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
from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from procuracy.web.search import matching
from units.acting import Request
from units.actions.names import Names, rename
from units.forms import DayForm, UnitForm
from units.models import Role, Succession, Unit, UnitName
from units.permissions import (
    may_close_unit,
    may_correct_unit,
    may_create_unit,
    may_edit_unit,
    may_see_organisation,
)
from units.structure import changes, provinces, structure

FOUND_AT_MOST = 100
_RANK = {role: place for place, role in enumerate(Role)}


@requires(may_see_organisation)
def unit_list(request: Request) -> HttpResponse:
    form = DayForm({"on": screen_day(request.today)} | request.GET.dict())
    on = form.day(request.today)
    office = shown_office(request)
    context = {
        "form": form,
        "on": on,
        "office": office,
        "words": form.words,
        "provinces": (known := provinces(on)),
        "others": [one for one in known if one != office and one.exists_on(on)],
        "may_create": may_create_unit(request.user),
    }
    context |= {"found": _found(form.words)} if form.words else _shown(office, on)
    return render(request, "units/unit_list.html", context)


def shown_office(request: Request) -> Unit:
    """The province asked for by `?office=`, else the one that the user's office belongs to."""
    offices = Unit.objects.filter(kind=Unit.Kind.PROVINCE).named(request.today)
    if code := request.GET.get("office", "").replace("\0", ""):
        return get_object_or_404(offices, code=code)
    own = request.acting.office
    return offices.get(pk=own.parent_id or own.pk)


def _shown(office: Unit, on: datetime.date) -> dict[str, Any]:
    """The tree; where the office did not exist on the day, who was there before or after it."""
    earlier, later = changes(office, on)
    return {
        "groups": structure(office, on),
        "earlier": earlier,
        "later": later,
        "before": [] if earlier else _related(office.inheritances, "predecessor", on),
        "after": [] if later else _related(office.successions, "successor", on),
        "eve": office.valid_from and office.valid_from - datetime.timedelta(days=1),
    }


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
        "may_close": may_close_unit(request.user, unit),
        "may_correct": may_correct_unit(request.user, unit),
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

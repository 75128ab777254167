"""People, and the positions they hold from–to."""

import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from procuracy.web.search import matching
from units.acting import Request
from units.actions.appointments import appoint, end_appointment
from units.forms import AppointmentForm, EndForm, PersonForm
from units.models import Appointment, Person, Unit, User
from units.permissions import (
    may_appoint,
    may_end_appointment,
    may_keep_accounts,
    may_keep_persons,
    may_see_organisation,
    roles_given_by,
)

PER_PAGE = 50


@requires(may_see_organisation)
def person_list(request: Request) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "")[:100]
    everywhere = request.GET.get("all") == "1"
    people = matching(Person.objects.all(), words, "full_name")
    if not everywhere:
        people = people.filter(_works_here(request.acting, request.today))
    people = people.titled(request.today).prefetch_related(positions(request.today, current=True))
    context = {
        "page": Paginator(people, PER_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "everywhere": everywhere,
        "may_add": may_keep_persons(request.user),
    }
    return render(request, "units/person_list.html", context)


def _works_here(acting: Appointment, on: datetime.date) -> Exists:
    """Holds a position on a day in the same province: its office or anything below it."""
    office = acting.office
    held = Appointment.objects.current(on).of_office(office.parent or office)
    return Exists(held.filter(person=OuterRef("pk")))


def positions(on: datetime.date, *, current: bool = False) -> Prefetch:
    """Positions as `held`, their units named; the newest first."""
    rows: QuerySet[Appointment] = Appointment.objects.order_by("-valid_from", "-pk")
    if current:
        rows = Appointment.objects.current(on).order_by("valid_from", "pk")
    named = Prefetch("unit", Unit.objects.named(on))
    office = Prefetch("unit__parent", Unit.objects.named(on))
    return Prefetch("appointments", rows.prefetch_related(named, office), to_attr="held")


@requires(may_see_organisation, load=Person)
def person_detail(request: Request, person: Person) -> HttpResponse:
    person = Person.objects.titled(request.today).get(pk=person.pk)
    rows = person.appointments.order_by("-valid_from", "-pk").select_related(
        "person", "unit__parent"
    )
    named = {
        unit.pk: unit
        for unit in Unit.objects.filter(appointments__person=person).named(request.today)
    }
    context = {
        "person": person,
        "held": [
            {
                "appointment": row,
                "unit": named[row.unit_id],
                "may_end": may_end_appointment(request.user, row),
            }
            for row in rows
        ],
        "account": User.objects.filter(person=person).first(),
        "may_edit": may_keep_persons(request.user, person),
        "may_appoint": may_appoint(request.user, person),
        "may_keep_account": may_keep_accounts(request.user, person),
    }
    return render(request, "units/person_detail.html", context)


@requires(may_keep_persons)
def person_create(request: Request) -> HttpResponse:
    form = PersonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        person = form.save()
        messages.success(request, f"Đã thêm {person.full_name}. Tiếp theo, ghi chức vụ.")
        return redirect("units:person_detail", person.pk)
    status = 422 if form.errors else 200
    return render(request, "units/person_create.html", {"form": form}, status=status)


@requires(may_keep_persons, load=Person)
def person_edit(request: Request, person: Person) -> HttpResponse:
    form = PersonForm(request.POST if request.method == "POST" else None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Đã lưu thông tin cán bộ.")
        return redirect("units:person_detail", person.pk)
    context = {"form": form, "person": person}
    status = 422 if form.errors else 200
    return render(request, "units/person_edit.html", context, status=status)


@requires(may_appoint, load=Person)
def appointment_create(request: Request, person: Person) -> HttpResponse:
    form = AppointmentForm(
        request.POST if request.method == "POST" else None,
        roles=roles_given_by(request.user),
        units=_own_units(request.acting, request.today),
        initial={"valid_from": request.today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            appoint(person=person, by=request.user, at=clock.now(), **_said(form))
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"Đã ghi chức vụ của {person.full_name}.")
            return redirect("units:person_detail", person.pk)
    context = {"form": form, "person": person}
    status = 422 if form.errors else 200
    return render(request, "units/appointment_create.html", context, status=status)


def _said(form: AppointmentForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in form.Meta.fields}


def _own_units(acting: Appointment, on: datetime.date) -> QuerySet[Unit]:
    """The office worked for, those it follows, and what stands below them."""
    ids = acting.office_ids
    return Unit.objects.filter(Q(pk__in=ids) | Q(parent_id__in=ids)).named(on)


@requires(may_end_appointment, load=Appointment)
def appointment_end(request: Request, appointment: Appointment) -> HttpResponse:
    form = EndForm(
        request.POST if request.method == "POST" else None, initial={"on": request.today}
    )
    if request.method == "POST" and form.is_valid():
        try:
            end_appointment(
                appointment, on=form.cleaned_data["on"], by=request.user, at=clock.now()
            )
        except Refused as refused:
            form.add_error("on", refused.message)
        else:
            messages.success(request, "Đã ghi ngày thôi giữ chức vụ.")
            return redirect("units:person_detail", appointment.person_id)
    context = {
        "form": form,
        "appointment": appointment,
        "unit": Unit.objects.named(request.today).get(pk=appointment.unit_id),
    }
    status = 422 if form.errors else 200
    return render(request, "units/appointment_end.html", context, status=status)

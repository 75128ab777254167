"""Positions: given, exchanged for others, ended, mended where they were typed wrong."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request
from units.actions.appointments import (
    appoint,
    correct_appointment,
    end_appointment,
    remove_appointment,
    state_of,
    transfer,
    what_rests_on,
)
from units.models import Appointment, Person, Unit
from units.models.organisation import UnitQuerySet
from units.permissions import (
    may_appoint,
    may_correct_appointment,
    may_end_appointment,
    may_transfer,
    roles_given_by,
)
from units.person_forms import AppointmentForm, CorrectionForm, EndForm, TransferForm


def own_units(request: Request) -> UnitQuerySet:
    """The office worked for, those it follows, and what stands below them."""
    ids = request.acting.office_ids
    return Unit.objects.filter(Q(pk__in=ids) | Q(parent_id__in=ids)).named(request.today)


@requires(may_appoint, load=Person)
def appointment_create(request: Request, person: Person) -> HttpResponse:
    form = AppointmentForm(
        request.POST if request.method == "POST" else None,
        roles=roles_given_by(request.user),
        units=own_units(request),
        initial={"valid_from": request.today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            appoint(person=person, by=request.user, at=clock.now(), **form.said)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"Đã ghi chức vụ của {person.full_name}.")
            return redirect("units:person_detail", person.pk)
    context = {"form": form, "person": person}
    status = 422 if form.errors else 200
    return render(request, "units/appointment_create.html", context, status=status)


@requires(may_transfer, load=Appointment)
def appointment_transfer(request: Request, held: Appointment) -> HttpResponse:
    """Điều động, luân chuyển, biệt phái: one decision ends a position and begins another."""
    form = TransferForm(
        request.POST if request.method == "POST" else None,
        roles=roles_given_by(request.user),
        units=own_units(request),
        initial={"valid_from": request.today, "manner": Appointment.Manner.TRANSFERRED},
    )
    if request.method == "POST" and form.is_valid():
        try:
            transfer(held, by=request.user, at=clock.now(), **form.said)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"Đã ghi chức vụ mới của {held.person.full_name}.")
            return redirect("units:person_detail", held.person_id)
    context = {"form": form, "appointment": held, "unit_name": _name_now(held, request)}
    status = 422 if form.errors else 200
    return render(request, "units/appointment_transfer.html", context, status=status)


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
        "unit_name": _name_now(appointment, request),
    }
    status = 422 if form.errors else 200
    return render(request, "units/appointment_end.html", context, status=status)


@requires(may_correct_appointment, load=Appointment)
def appointment_correct(request: Request, appointment: Appointment) -> HttpResponse:
    shown = Appointment.objects.get(pk=appointment.pk)  # the form writes into its instance
    form = CorrectionForm(
        request.POST if request.method == "POST" else None,
        instance=shown,
        roles=roles_given_by(request.user),
        units=own_units(request),
        initial={"seen": state_of(appointment)},
    )
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            correct_appointment(
                appointment, seen=seen, by=request.user, at=clock.now(), **form.said
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"Đã sửa chức vụ của {appointment.person.full_name}.")
            return redirect("units:person_detail", appointment.person_id)
    context = {"form": form, "appointment": appointment, "rests": what_rests_on(appointment)}
    status = 422 if form.errors else 200
    return render(request, "units/appointment_correct.html", context, status=status)


@require_POST
@requires(may_correct_appointment, load=Appointment)
def appointment_remove(request: Request, appointment: Appointment) -> HttpResponse:
    try:
        remove_appointment(
            appointment, seen=request.POST.get("seen", ""), by=request.user, at=clock.now()
        )
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, f"Đã xóa chức vụ ghi nhầm của {appointment.person.full_name}.")
    return redirect("units:person_detail", appointment.person_id)


def _name_now(appointment: Appointment, request: Request) -> str:
    return appointment.unit.naming(request.today).short_name

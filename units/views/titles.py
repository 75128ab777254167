"""Chức danh of a person over time."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request
from units.actions.titles import correct_title, end_title, give_title, remove_title, state_of
from units.models import Person, PersonTitle
from units.permissions import may_keep_persons, may_keep_titles
from units.person_forms import TitleCorrectionForm, TitleEndForm, TitleForm


@requires(may_keep_persons, load=Person)
def title_create(request: Request, person: Person) -> HttpResponse:
    form = TitleForm(
        request.POST if request.method == "POST" else None, initial={"valid_from": request.today}
    )
    if request.method == "POST" and form.is_valid():
        try:
            give_title(person=person, by=request.user, at=clock.now(), **form.said)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"Đã ghi chức danh của {person.full_name}.")
            return redirect("units:person_detail", person.pk)
    context = {"form": form, "person": person}
    return _page(request, "title_create", context)


@requires(may_keep_titles, load=PersonTitle)
def title_correct(request: Request, row: PersonTitle) -> HttpResponse:
    shown = PersonTitle.objects.get(pk=row.pk)  # the form writes into its instance
    form = TitleCorrectionForm(
        request.POST if request.method == "POST" else None,
        instance=shown,
        initial={"seen": state_of(row)},
    )
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            correct_title(row, seen=seen, by=request.user, at=clock.now(), **form.said)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"Đã sửa chức danh của {row.person.full_name}.")
            return redirect("units:person_detail", row.person_id)
    return _page(request, "title_correct", {"form": form, "row": row})


@requires(may_keep_titles, load=PersonTitle)
def title_end(request: Request, row: PersonTitle) -> HttpResponse:
    form = TitleEndForm(
        request.POST if request.method == "POST" else None, initial={"on": request.today}
    )
    if request.method == "POST" and form.is_valid():
        try:
            end_title(row, on=form.cleaned_data["on"], by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error("on", refused.message)
        else:
            messages.success(request, "Đã ghi ngày thôi giữ chức danh.")
            return redirect("units:person_detail", row.person_id)
    return _page(request, "title_end", {"form": form, "row": row})


@require_POST
@requires(may_keep_titles, load=PersonTitle)
def title_remove(request: Request, row: PersonTitle) -> HttpResponse:
    try:
        remove_title(row, seen=request.POST.get("seen", ""), by=request.user, at=clock.now())
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, f"Đã xóa chức danh ghi nhầm của {row.person.full_name}.")
    return redirect("units:person_detail", row.person_id)


def _page(request: Request, name: str, context: dict[str, Any]) -> HttpResponse:
    status = 422 if context["form"].errors else 200
    return render(request, f"units/{name}.html", context, status=status)

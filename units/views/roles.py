"""Roles: what each is for, and what it may do."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from procuracy.web.access import requires
from procuracy.web.dates import screen_day
from units import role_table
from units.acting import Request
from units.models import RoleSetting
from units.permissions import may_edit_roles, may_see_organisation
from units.role_forms import RoleForm
from units.role_printing import roles_pdf


@requires(may_see_organisation)
def role_list(request: Request) -> HttpResponse:
    context = _table() | {
        "roles": RoleSetting.objects.all(),
        "own": request.acting.role,
        "may_edit": may_edit_roles(request.user),
    }
    return render(request, "units/role_list.html", context)


@requires(may_see_organisation)
def role_print(request: Request) -> HttpResponse:
    """The table on A4 lying across, in the words of today."""
    office, today = request.acting.office, request.today
    above = office.parent.naming(today).name if office.parent else "Viện kiểm sát nhân dân tối cao"
    facts = _table() | {
        "superior_name": above,
        "office_name": office.naming(today).name,
        "state": f"Ngày {screen_day(today)}",
    }
    headers = {"Content-Disposition": 'inline; filename="vai-tro.pdf"'}
    return HttpResponse(roles_pdf(facts), content_type="application/pdf", headers=headers)


@requires(may_edit_roles, load=RoleSetting, key="role")
def role_edit(request: Request, role: RoleSetting) -> HttpResponse:
    form = RoleForm(request.POST if request.method == "POST" else None, instance=role)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        messages.success(request, f"Đã lưu vai trò {saved.name}.")
        return redirect("units:role_list")
    context = {"form": form, "role": role, "label": role.get_role_display()}
    status = 422 if form.errors else 200
    return render(request, "units/role_edit.html", context, status=status)


def _table() -> dict[str, Any]:
    """Columns as (name of the role, where it sits), lines below their headings."""
    names = dict(RoleSetting.objects.values_list("role", "name"))
    seats = [(names.get(seat.role, seat.role.label), seat.place) for seat in role_table.SEATS]
    return {
        "seats": seats,
        "groups": [
            (heading, [_line(seats, line) for line in lines])
            for heading, lines in role_table.by_heading()
        ],
        "scopes": list(role_table.Scope),
    }


def _line(seats: list[tuple[str, str]], line: role_table.Line) -> dict[str, Any]:
    """With who may in words, for a screen too narrow for fourteen columns."""
    held = [
        (
            scope.word,
            [_named(*seat) for seat, own in zip(seats, line.scopes, strict=True) if own is scope],
        )
        for scope in (role_table.Scope.ALL, role_table.Scope.OWN)
    ]
    return {
        "words": line.words,
        "scopes": line.scopes,
        "cells": [_CELLS[scope] for scope in line.scopes],
        "held": [one for one in held if one[1]],
    }


_CELLS = {
    scope: {"scope": scope.value, "glyph": scope.glyph, "word": scope.word}
    for scope in role_table.Scope
}


def _named(name: str, place: str) -> str:
    return f"{name} ({place})" if place else name

"""Groups of addressees: their rules, and whom each reaches on a day."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from meetings.conclusion.echoing import member_names
from meetings.forms.addressee_groups import AddresseeGroupForm
from meetings.models import AddresseeGroup
from meetings.permissions.addressee_groups import may_edit_groups, may_see_groups
from procuracy.web import dates
from procuracy.web.access import requires
from targets.views.catalogue import posted
from units.acting import Request


@require_safe
@requires(may_see_groups)
def addressee_group_list(request: Request) -> HttpResponse:
    """With the number of members on a day: a group is a question, its answer is dated."""
    on, refusal = _asked_day(request)
    groups = list(AddresseeGroup.objects.all())
    for group in groups:
        group.reached = len(group.seats(request.acting.office, on))  # type: ignore[attr-defined]
    context = {
        "groups": groups,
        "on": on,
        "refusal": refusal,
        "may_edit": may_edit_groups(request.user),
    }
    status = 400 if refusal else 200
    return render(request, "meetings/addressee_group_list.html", context, status=status)


@require_safe
@requires(may_see_groups, load=AddresseeGroup)
def addressee_group_detail(request: Request, group: AddresseeGroup) -> HttpResponse:
    """Its members on a day, of the own office."""
    on, refusal = _asked_day(request)
    context = {
        "group": group,
        "members": member_names(group, request.acting.office, on),
        "on": on,
        "refusal": refusal,
        "may_edit": may_edit_groups(request.user),
    }
    status = 400 if refusal else 200
    return render(request, "meetings/addressee_group_detail.html", context, status=status)


@requires(may_edit_groups)
def addressee_group_create(request: Request) -> HttpResponse:
    form = AddresseeGroupForm(posted(request), instance=AddresseeGroup())
    return _edited(request, form, "meetings/addressee_group_create.html")


@requires(may_edit_groups, load=AddresseeGroup)
def addressee_group_edit(request: Request, group: AddresseeGroup) -> HttpResponse:
    form = AddresseeGroupForm(posted(request), instance=group)
    return _edited(request, form, "meetings/addressee_group_edit.html", group=group)


def _edited(
    request: Request, form: AddresseeGroupForm, template: str, **context: Any
) -> HttpResponse:
    if form.is_bound and form.is_valid():
        saved = form.save()
        messages.success(request, f"Đã lưu nhóm “{saved.name}”.")
        return redirect("meetings:addressee_group_detail", saved.pk)
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, **context}, status=status)


def _asked_day(request: Request) -> tuple[datetime.date, str]:
    """Today where none is asked for, or what was typed is no day: then with why."""
    typed = request.GET.get("on", "").strip()
    if not typed:
        return request.today, ""
    try:
        return dates.parse_day(typed), ""
    except dates.DateRefused as refused:
        return request.today, refused.sentence

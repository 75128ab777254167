"""Xóa nội dung lộ bí mật: one person asks on the record's history, another one confirms."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from procuracy.web.access import anyone, refuse, requires
from procuracy.web.errors import Refused
from procuracy.web.history import purging, reading, recorded
from procuracy.web.models import PurgeRequest
from units.acting import Request
from units.histories import appointment_names
from units.history_forms import PurgeForm, purgeable
from units.permissions import may_ask_purge, may_confirm_purge, may_see_purges
from units.views.history import reading_name, visible_record


@requires(anyone)
def purge_create(request: Request, kind: str, pk: str) -> HttpResponse:
    """Asked on a row that exists for this user."""
    record = visible_record(request, kind, pk)
    if not (answer := may_ask_purge(request.user)):
        return refuse(request, answer)
    if not purgeable(type(record)):
        raise Http404
    form = PurgeForm(type(record), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        purging.ask(
            record,
            form.cleaned_data["column"],
            form.cleaned_data["reason"],
            office=request.acting.office.pk,
            by=request.user.pk,
            acting=request.acting.pk,
            at=timezone.now(),
        )
        messages.success(request, "Đã gửi đề nghị; lãnh đạo cơ quan xác nhận thì nội dung bị xóa.")
        return redirect("units:purge_list")
    context = {
        "form": form,
        "kind": kind,
        "record": record,
        "called": reading.called(type(record)),
        "name": reading_name(record, request.today),
    }
    return render(request, "units/purge_create.html", context, status=422 if form.errors else 200)


@require_safe
@requires(may_see_purges)
def purge_list(request: Request) -> HttpResponse:
    asked = list(_own(request).select_related("tombstone"))
    held = {one.asked_as for one in asked} | {
        one.tombstone.confirmed_as for one in asked if hasattr(one, "tombstone")
    }
    people = appointment_names(map(str, held), request.today)
    rows = [_row(one, people) for one in asked]
    context = {"rows": rows, "may_confirm": may_confirm_purge(request.user)}
    return render(request, "units/purge_list.html", context)


@requires(anyone)
def purge_confirm(request: Request, pk: int) -> HttpResponse:
    """Asks in words first; the second person's confirmation carries `confirmed`."""
    if not may_see_purges(request.user):
        raise Http404
    asked = get_object_or_404(_own(request), pk=pk)
    if not (answer := may_confirm_purge(request.user)):
        return refuse(request, answer)
    people = appointment_names([str(asked.asked_as)], request.today)
    if request.method == "POST" and request.POST.get("confirmed"):
        try:
            purging.confirm(asked, by=request.user.pk, acting=request.acting.pk)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, "Đã xóa nội dung khỏi bản ghi, bản đang soạn và lịch sử.")
        return redirect("units:purge_list")
    return render(request, "units/purge_confirm.html", {"row": _row(asked, people)})


def _own(request: Request) -> Any:
    return PurgeRequest.objects.filter(unit_id__in=request.acting.office_ids)


def _row(asked: PurgeRequest, people: dict[int, str]) -> dict[str, Any]:
    """A request in words; the text itself, maybe part of the record's name, is not shown."""
    model = recorded.model_of(asked.table)
    field = (
        next((f for f in model._meta.concrete_fields if f.column == asked.column), None)
        if (model)
        else None
    )
    stone = getattr(asked, "tombstone", None)
    return {
        "asked": asked,
        "called": reading.called(model) if model else asked.table,
        "kind": model._meta.model_name if model else "",
        "field": reading.label_of(field) if field else asked.column,
        "asked_by": people.get(asked.asked_as, ""),
        "stone": stone,
        "confirmed_by": people.get(stone.confirmed_as, "") if stone else "",
    }

"""The agenda of a meeting: typed in a table, proposed, carried over, printed."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from meetings import states
from meetings.agenda import carrying, lines, papers, presenting, sources
from meetings.forms.programme import AgendaFormSet
from meetings.models import Meeting
from meetings.permissions.meetings import may_run_meeting, may_see_meeting
from meetings.views.answers import telling
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from targets.views.papers import workbook
from units.acting import Request

Ids = set[int]


@requires(may_run_meeting, load=Meeting)
def agenda_edit(request: Request, meeting: Meeting) -> HttpResponse:
    """Lines in a table: order, words, presenter, minutes; the sum stands against the slot."""
    among = presenting.presenters(meeting.organiser, states.day_of(meeting))
    data = request.POST if request.method == "POST" else None
    kwargs = {"among": among}
    formset = AgendaFormSet(data, instance=meeting, prefix="agenda", form_kwargs=kwargs)
    if data is not None and formset.is_valid():
        with telling(request, "Đã lưu chương trình."):
            _save(formset, meeting)
        return redirect("meetings:agenda_edit", meeting.pk)
    laid_out = {line.item.pk: line for line in lines.whole(meeting)}
    for form in formset:
        form.line = laid_out.get(form.instance.pk)  # type: ignore[attr-defined]
    context = {
        "meeting": meeting,
        "formset": formset,
        "presenters": among,
        "total": lines.minutes_of(laid_out.values()),
        "slot_minutes": lines.slot_minutes(meeting),
        "may_change": states.may_change(meeting),
        "next": carrying.next_meeting(meeting, request.user),
    }
    status = 422 if formset.is_bound else 200
    return render(request, "meetings/agenda_edit.html", context, status=status)


@transaction.atomic
def _save(formset: Any, meeting: Meeting) -> None:
    """The meeting not being concluded meanwhile."""
    present = states.changeable(meeting)
    formset.save()
    lines.mark_late(formset.new_objects, present, at=clock.now())
    lines.renumber(meeting)


@requires(may_run_meeting, load=Meeting)
def agenda_propose(request: Request, meeting: Meeting) -> HttpResponse:
    """What the figures and papers say should be heard, each with why; taken one by one or all."""
    if request.method != "POST":
        context = {
            "meeting": meeting,
            "found": sources.found(meeting, clock.now()),
            "is_near": sources.is_near(sources.hearing_of(meeting, clock.now())),
            "may_change": states.may_change(meeting),
        }
        return render(request, "meetings/agenda_propose.html", context)
    keys = None if "all" in request.POST else request.POST.getlist("key")
    try:
        added = sources.accept(meeting, keys=keys, at=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("meetings:agenda_propose", meeting.pk)
    messages.success(request, f"Đã đưa {added} mục vào chương trình.")
    back = "meetings:agenda_edit" if keys is None else "meetings:agenda_propose"
    return redirect(back, meeting.pk)


@requires(may_run_meeting, load=Meeting)
def agenda_carry(request: Request, meeting: Meeting) -> HttpResponse:
    """What earlier meetings did not come to: moved here, or copied."""
    if request.method != "POST":
        context = {
            "meeting": meeting,
            "items": list(carrying.left_over(meeting, request.user)),
            "may_change": states.may_change(meeting),
        }
        return render(request, "meetings/agenda_carry.html", context)
    moves = request.POST.get("how") != "copy"
    try:
        ids = _ids(request.POST.getlist("item"))
        added = carrying.carry(meeting, ids, moves=moves, by=request.user, at=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("meetings:agenda_carry", meeting.pk)
    messages.success(
        request, f"Đã {'chuyển' if moves else 'chép'} {added} mục sang chương trình này."
    )
    return redirect("meetings:agenda_edit", meeting.pk)


def _ids(typed: list[str]) -> Ids:
    return {int(one) for one in typed if one.isdecimal() and len(one) < 18}


@require_safe
@requires(may_see_meeting, load=Meeting)
def agenda_print(request: Request, meeting: Meeting) -> HttpResponse:
    return papers.answer(papers.agenda_pdf(meeting, request.user), "chuong-trinh", meeting)


@require_safe
@requires(may_see_meeting, load=Meeting)
def agenda_sheet(request: Request, meeting: Meeting) -> HttpResponse:
    return workbook(request, papers.agenda_page(meeting, request.user))

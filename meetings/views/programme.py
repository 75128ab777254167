"""The agenda of a meeting: typed in a table, proposed, carried over, printed."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings import states
from meetings.agenda import carrying, follow_up, lines, papers, portfolios, presenting, sources
from meetings.agenda.portfolios import Part
from meetings.forms.programme import AgendaFormSet
from meetings.models import AgendaItem, Meeting
from meetings.models.concerning import reads_whole
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
    leaders = portfolios.leaders(meeting) if meeting.kind.by_portfolio else None
    kwargs = {"among": among, "leaders": leaders}
    formset = AgendaFormSet(
        data,
        instance=meeting,
        prefix="agenda",
        form_kwargs=kwargs,
        queryset=AgendaItem.objects.select_related("concerns__person"),
    )
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
            "is_near": follow_up.is_near(sources.hearing_of(meeting, clock.now())),
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


@require_POST
@requires(may_run_meeting, load=Meeting)
def agenda_prepare(request: Request, meeting: Meeting) -> HttpResponse:
    """A heading for each leader with what lies in his charge; done again, what is new."""
    with telling(request, "Đã lập chương trình theo phân công phụ trách."):
        portfolios.prepare(meeting, at=clock.now())
    return redirect("meetings:agenda_edit", meeting.pk)


@require_safe
@requires(may_see_meeting, load=Meeting)
def briefing_board(request: Request, meeting: Meeting) -> HttpResponse:
    """What lies in each leader's charge this week: his own part, or for who reads it whole all."""
    if not meeting.kind.by_portfolio:
        return redirect("meetings:meeting_detail", meeting.pk)
    context = {
        "meeting": meeting,
        "parts": _parts(request, meeting),
        "week": portfolios.week_words(states.day_of(meeting)),
        "may_run": may_run_meeting(request.user, meeting),
        "may_change": states.may_change(meeting),
        "today": request.today,
    }
    return render(request, "meetings/briefing_board.html", context)


def _parts(request: Request, meeting: Meeting) -> list[Part]:
    is_whole, person = reads_whole(request.user, meeting), request.acting.person_id
    found = portfolios.parts(meeting)
    return [part for part in found if is_whole or part.leader.person_id == person]


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

"""The queue of speakers: asked, called, speaking; and what everybody used of his minutes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings import states
from meetings.attendance import attending, queueing, speaking
from meetings.attendance.attending import Seat
from meetings.forms.attendance import AskForm
from meetings.models import Meeting, SpeakerTurn
from meetings.models.concerning import reading
from meetings.permissions.attendance import may_ask_to_speak, may_step_turn
from meetings.permissions.meetings import may_run_meeting, may_see_meeting
from procuracy.web import clock
from procuracy.web.access import refuse, requires, unattended
from procuracy.web.errors import Refused
from targets.views.papers import paper, workbook
from units.acting import Request

PAGE = "meetings/speaker_queue.html"
# What can be done with somebody who waits; the keys are for the first of the queue.
STEPS = [
    ("call", "Mời", "Alt+M"),
    ("start", "Bắt đầu", "Alt+B"),
    ("up", "Lên", ""),
    ("down", "Xuống", ""),
    ("withdraw", "Rút", ""),
]


@requires(may_see_meeting, load=Meeting)
def speaker_queue(request: Request, meeting: Meeting) -> HttpResponse:
    """Who waits and who speaks; asking for words by a few letters."""
    may_ask = may_ask_to_speak(request.user, meeting)
    if request.method == "POST" and not may_ask:
        return refuse(request, may_ask)
    seats = attending.seats(meeting)
    own = _own(request, meeting, seats) if may_ask else []
    data = request.POST if request.method == "POST" else None
    first = {"minutes": queueing.usual_minutes(meeting)}
    lines = meeting.agenda.read_by(request.user)
    form = AskForm(data, agenda=lines, seats=own, initial=first)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            queueing.ask(
                said["speaker"],
                minutes=said["minutes"],
                agenda_item=said["agenda_item"],
                at=clock.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("meetings:speaker_queue", meeting.pk)
    context = _rows(request, meeting, seats) | {"form": form, "seats": own}
    return render(request, PAGE, context, status=422 if form.is_bound else 200)


def _own(request: Request, meeting: Meeting, seats: list[Seat]) -> list[Seat]:
    """Whom this user may ask for: anybody by the Office, else the own unit's people."""
    if may_run_meeting(request.user, meeting):
        return seats
    units, person = request.acting.own_unit_ids, request.acting.person_id
    return [
        seat
        for seat in seats
        if seat.attendance.unit_id in units or seat.attendance.person_id == person
    ]


def _rows(request: Request, meeting: Meeting, seats: list[Seat]) -> dict[str, Any]:
    queue = queueing.queue_of(meeting)
    labels = {seat.attendance.pk: seat.label for seat in seats}
    now, is_shown = clock.now(), reading(request.user, meeting)
    for turn in [*queue.waiting, *queue.spoken, *filter(None, [queue.speaking])]:
        if turn.agenda_item and not is_shown(turn.agenda_item):
            turn.agenda_item = None
        turn.label = labels.get(turn.attendance_id, "")  # type: ignore[attr-defined]
        turn.used = turn.seconds(now)  # type: ignore[attr-defined]
        turn.clocked = speaking.clocked(turn.seconds(now))  # type: ignore[attr-defined]
        turn.is_over = speaking.is_over(turn, now)  # type: ignore[attr-defined]
    return {
        "meeting": meeting,
        "queue": queue,
        "may_run": may_run_meeting(request.user, meeting),
        "may_change": states.may_change(meeting) and meeting.state != Meeting.State.DRAFT,
        "may_call": meeting.is_open,
        "steps": STEPS,
    }


@unattended
@require_safe
@requires(may_see_meeting, load=Meeting)
def speaker_queue_rows(request: Request, meeting: Meeting) -> HttpResponse:
    """The lists alone, asked for again and again; 204 while nothing changed."""
    since = request.GET.get("since", "")
    if since.isdecimal() and len(since) < 18 and int(since) == meeting.change_no:
        return HttpResponse(status=204)
    context = _rows(request, meeting, attending.seats(meeting))
    return render(request, f"{PAGE}#rows", context)


@require_POST
@requires(may_step_turn, load=SpeakerTurn)
def speaker_turn_step(request: Request, turn: SpeakerTurn, step: str) -> HttpResponse:
    """`call`, `start`, `end`, `withdraw`, `up` or `down`."""
    if step not in queueing.STEPS:
        raise Http404
    sentence = ""
    try:
        queueing.STEPS[step](turn, at=clock.now())
    except Refused as refusal:
        sentence = refusal.message
    if not request.htmx:
        if sentence:
            messages.error(request, sentence)
        return redirect("meetings:speaker_queue", turn.meeting_id)
    meeting = Meeting.objects.get(pk=turn.meeting_id)
    context = _rows(request, meeting, attending.seats(meeting)) | {"refusal": sentence}
    return render(request, f"{PAGE}#rows", context, status=422 if sentence else 200)


@require_safe
@requires(may_see_meeting, load=Meeting)
def speaker_totals(request: Request, meeting: Meeting) -> HttpResponse:
    """Times and minutes of speaking by unit, by site and one by one."""
    page = speaking.page(meeting, clock.now(), request.user)
    return render(request, "meetings/speaker_totals.html", {"meeting": meeting, "page": page})


@require_safe
@requires(may_see_meeting, load=Meeting)
def speaker_totals_print(request: Request, meeting: Meeting) -> HttpResponse:
    return paper(request, speaking.page(meeting, clock.now(), request.user))


@require_safe
@requires(may_see_meeting, load=Meeting)
def speaker_totals_sheet(request: Request, meeting: Meeting) -> HttpResponse:
    return workbook(request, speaking.page(meeting, clock.now(), request.user))

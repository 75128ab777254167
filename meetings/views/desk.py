"""The secretary's desk as it is read: by those who type, and by those who follow."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings import addressing, attending, facts, minutes, planning
from meetings.forms.minutes import AssessmentForm, InterventionForm
from meetings.models import AgendaItem, Intervention, Meeting
from meetings.permissions.directives import may_conclude
from meetings.permissions.minutes import may_read_minutes, may_write_minutes
from meetings.views.meetings import slot_minutes
from procuracy.web.access import requires, unattended
from procuracy.web.forms import tidied
from units.acting import Request
from units.models import Unit

DESK = "meetings/meeting_desk.html"


@require_safe
@requires(may_read_minutes, load=Meeting)
def meeting_desk(request: Request, meeting: Meeting) -> HttpResponse:
    return render(request, DESK, desk_context(request, meeting))


@require_safe
@requires(may_read_minutes, load=Meeting)
def meeting_minutes(request: Request, meeting: Meeting) -> HttpResponse:
    """The whole record, for reading and for the printer."""
    context = {
        "meeting": meeting,
        "organiser": Unit.objects.named(planning.day_of(meeting)).get(pk=meeting.organiser_id),
        "rows": minutes.changes(meeting, 0),
        "seats": attending.seats(meeting),
        "agenda": meeting.agenda.all(),
        "sites": meeting.sites.all(),
        "directives": _directives(meeting),
        "may_write": may_write_minutes(request.user, meeting),
    }
    return render(request, "meetings/meeting_minutes.html", context)


@unattended
@require_safe
@requires(may_read_minutes, load=Meeting)
def minutes_changes(request: Request, meeting: Meeting) -> HttpResponse:
    """What is newer than change `since`; 204 when nothing is."""
    since = request.GET.get("since", "")
    known = int(since) if since.isdecimal() and len(since) < 18 else 0
    if known >= meeting.change_no and known:
        return HttpResponse(status=204)
    is_writer = may_type(request, meeting)
    context = {
        "rows": _rows(meeting, known, is_writer=is_writer),
        "is_following": True,
        # The page began for somebody who may not write; a writer's page stays one to the end.
        "is_reading": "reading" in request.GET,
        **surroundings(meeting, is_writer=is_writer),
    }
    return render(request, f"{DESK}#changes", context)


def may_type(request: Request, meeting: Meeting) -> bool:
    return meeting.is_open and bool(may_write_minutes(request.user, meeting))


def _rows(meeting: Meeting, since: int, *, is_writer: bool) -> list[Intervention]:
    """Rows in the order they were said; a writer also sees those taken out, to put them back."""
    if since or not is_writer:
        return list(minutes.changes(meeting, since))
    rows = meeting.interventions.all()
    return list(rows.select_related("edited_by__person", "agenda_item", "answers"))


def surroundings(meeting: Meeting, *, is_writer: bool) -> dict[str, Any]:
    """Agenda and directives: small, so that every change brings them whole."""
    agenda = list(meeting.agenda.all())
    return {
        "meeting": meeting,
        "is_writer": is_writer,
        "agenda": agenda,
        "current": next((item for item in agenda if not item.is_done), None),
        "heard_minutes": sum(item.minutes for item in agenda if item.is_done),
        "slot_minutes": slot_minutes(meeting),
        "directives": _directives(meeting),
    }


def _directives(meeting: Meeting) -> list[Any]:
    rows = list(meeting.directives.prefetch_related("addressees"))
    if not rows:
        return rows
    among = addressing.choices(meeting.organiser, planning.day_of(meeting))
    for row in rows:
        lead = [one for one in row.addressees.all() if one.is_lead]
        others = [one for one in row.addressees.all() if not one.is_lead]
        row.lead_words = addressing.words_of(lead, among)  # type: ignore[attr-defined]
        row.coordinating_words = addressing.words_of(others, among)  # type: ignore[attr-defined]
    return rows


def desk_context(request: Request, meeting: Meeting) -> dict[str, Any]:
    is_writer = may_type(request, meeting)
    around = surroundings(meeting, is_writer=is_writer)
    context = {
        **around,
        "rows": _rows(meeting, 0, is_writer=is_writer),
        "organiser": Unit.objects.named(request.today).get(pk=meeting.organiser_id),
        "people": sum(site.head_count for site in meeting.sites.all()),
        "site_count": meeting.sites.count(),
        "may_conclude": may_conclude(request.user, meeting),
        "seats": attending.seats(meeting) if is_writer else [],
        "is_reading": not is_writer,
    }
    if is_writer:
        answered = meeting.interventions.filter(pk=_number(request.GET.get("answers"))).first()
        context |= new_entry(meeting, around["current"], answers=answered)
        context["assessment_form"] = AssessmentForm(
            initial={"text": meeting.assessment, "version": meeting.assessment_version},
            auto_id="id_assessment_%s",
        )
    return context


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0


def new_entry(
    meeting: Meeting, current: AgendaItem | None, *, answers: Intervention | None = None
) -> dict[str, Any]:
    """An empty row under a key of its own."""
    key = uuid4()
    first = {"version": 0, "agenda_item": current, "answers": answers}
    form = InterventionForm(meeting=meeting, initial=first, auto_id=f"id_{key}_%s")
    return {"form": form, "key": key, "row": None, "answered": answers, "meeting": meeting}


@require_safe
@requires(may_write_minutes, load=Meeting)
def meeting_unit_facts(request: Request, meeting: Meeting) -> HttpResponse:
    """What is known of the speaker's unit: targets behind, open tasks."""
    typed = tidied(request.GET.get("speaker_text", ""))[:160]
    seat = attending.seat_meant(typed, attending.seats(meeting))
    if seat is None or seat.attendance.unit_id == meeting.organiser_id:
        return HttpResponse(status=204)
    unit = Unit.objects.named(planning.day_of(meeting)).get(pk=seat.attendance.unit_id)
    context = {
        "unit": unit,
        "accounted": facts.accounted(meeting, unit, request.today),
        "tasks": facts.open_tasks([unit.pk]),
        "report": meeting.reports.filter(unit=unit, sent_at__isnull=False).first(),
        "today": request.today,
    }
    return render(request, f"{DESK}#facts", context)

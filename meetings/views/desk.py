"""The secretary's desk as it is read: by those who type, and by those who follow."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings import facts
from meetings.agenda import lines
from meetings.attendance import attending
from meetings.conclusion import addressing
from meetings.desk import exhibiting, live, minutes, quoting, threads
from meetings.desk.outline import Line
from meetings.forms.minutes import AssessmentForm, InterventionForm
from meetings.models import AgendaItem, Intervention, Meeting
from meetings.models.concerning import reading, reads_whole
from meetings.permissions.directives import may_conclude
from meetings.permissions.minutes import may_read_minutes, may_write_minutes
from meetings.scheduling import planning
from meetings.views.meetings import slot_minutes
from meetings.views.rows import record
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.forms import tidied
from units.acting import Request
from units.models import Unit, User

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
        "rows": record_rows(meeting, request.user),
        "seats": attending.seats(meeting),
        "agenda": lines.laid_out(meeting, request.user),
        "sites": meeting.sites.all(),
        "directives": _directives(meeting, request.user),
        "has_extract": meeting.state in (Meeting.State.CONCLUDED, Meeting.State.CLOSED),
        "is_extract": not reads_whole(request.user, meeting),
        "may_write": may_write_minutes(request.user, meeting),
    }
    return render(request, "meetings/meeting_minutes.html", context)


def may_type(request: Request, meeting: Meeting) -> bool:
    return meeting.is_open and bool(may_write_minutes(request.user, meeting))


def changed_rows(
    meeting: Meeting, since: int, reader: User | None, *, is_writer: bool
) -> list[Intervention]:
    """Rows thread by thread; a writer also sees those taken out, to put them back.

    What changed and is kept from the reader comes as `is_kept`, to be taken off his page.
    """
    if since:
        rows = threads.mark(minutes.changes(meeting, since), threads.links(meeting))
        shown = {row.pk for row in _shown(rows, meeting, reader)}
        for row in rows:
            row.is_kept = row.pk not in shown  # type: ignore[attr-defined]
        return _pieced(rows)
    if is_writer:
        rows = list(minutes.drawable(meeting.interventions.all(), meeting))
        return _pieced(threads.arranged(rows))
    return record_rows(meeting, reader)


def record_rows(meeting: Meeting, reader: User | None) -> list[Intervention]:
    """The record as it stands, thread by thread, as far as somebody may read it."""
    rows = list(minutes.changes(meeting, 0))
    return _pieced(threads.arranged(_shown(rows, meeting, reader)))


def _shown(rows: list[Intervention], meeting: Meeting, reader: User | None) -> list[Intervention]:
    """Those that may be read; an answer does not name the words that may not."""
    is_shown = reading(reader, meeting)
    found = [row for row in rows if is_shown(row)]
    for row in found:
        if row.answers and not is_shown(row.answers):
            row.answers = None
    return found


def _pieced(rows: list[Intervention]) -> list[Intervention]:
    """Each with its text cut where a directive quotes it."""
    for row in rows:
        row.pieces = quoting.pieces(row)  # type: ignore[attr-defined]
    return rows


def drawn(meeting: Meeting, row: Intervention) -> Intervention:
    """A row by itself, with all that is drawn of it."""
    rows = minutes.drawable(meeting.interventions.filter(pk=row.pk), meeting)
    return _pieced(threads.mark(rows, threads.links(meeting)))[0]


def surroundings(meeting: Meeting, reader: User | None, *, is_writer: bool) -> dict[str, Any]:
    """Agenda and directives: small, so that every change brings all of them."""
    agenda = lines.laid_out(meeting, reader)
    heard = [line.item for line in agenda if line.number]
    return {
        "meeting": meeting,
        "is_writer": is_writer,
        "agenda": agenda,
        "current": next((item for item in heard if not item.is_done), None),
        "heard_minutes": sum(item.minutes for item in heard if item.is_done),
        "slot_minutes": slot_minutes(meeting),
        "directives": _directives(meeting, reader),
    }


def _directives(meeting: Meeting, reader: User | None) -> list[Any]:
    known = meeting.directives.orders().select_related("intervention", "concerns__person")
    is_shown = reading(reader, meeting)
    rows = [row for row in known.prefetch_related("addressees") if is_shown(row)]
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
    around = surroundings(meeting, request.user, is_writer=is_writer)
    is_own = live.share_of(meeting, is_writer=is_writer) is live.Share.OWN
    rows: Sequence[Intervention | Line]
    if is_own:
        rows = changed_rows(meeting, 0, request.user, is_writer=is_writer)
    else:
        rows = record(meeting, is_writer=is_writer)
    context = {
        **around,
        "rows": rows,
        "organiser": Unit.objects.named(request.today).get(pk=meeting.organiser_id),
        "people": sum(site.head_count for site in meeting.sites.all()),
        "site_count": meeting.sites.count(),
        "may_conclude": may_conclude(request.user, meeting),
        "seats": attending.seats(meeting) if is_writer else [],
        "asked_units": attending.asked_names(meeting) if is_writer else {},
        "phrases": list(meeting.organiser.phrases.all()) if is_writer else [],
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
    meeting: Meeting,
    current: AgendaItem | None,
    *,
    answers: Intervention | None = None,
    key: UUID | None = None,
) -> dict[str, Any]:
    """An empty row under a key of its own."""
    key = key or uuid4()
    first = {"version": 0, "agenda_item": current, "answers": answers}
    first["concerns"] = (answers or current) and (answers or current).concerns_id  # type: ignore[union-attr]
    form = InterventionForm(meeting=meeting, initial=first, auto_id=f"id_{key}_%s")
    return {"form": form, "key": key, "row": None, "answered": answers, "meeting": meeting}


@require_safe
@requires(may_write_minutes, load=Meeting)
def meeting_unit_facts(request: Request, meeting: Meeting) -> HttpResponse:
    """What is known of the unit that is asked or speaks, as cards to pull into the record."""
    unit = unit_meant(request, meeting)
    if unit is None:
        return HttpResponse(status=204)
    targets = exhibiting.target_cards(meeting, unit, request.today)
    context = {
        "meeting": meeting,
        "unit": unit,
        "behind": [card for card in targets if card.is_behind],
        "others": [card for card in targets if not card.is_behind],
        "matters": exhibiting.matter_cards(meeting, unit, request.user),
        "owed": facts.owed(unit, clock.now()),
        "report": meeting.reports.filter(unit=unit, sent_at__isnull=False).first(),
    }
    return render(request, f"{DESK}#facts", context)


def unit_meant(request: Request, meeting: Meeting) -> Unit | None:
    """The unit asked, else the speaker's, by the words that the form sends."""
    names = attending.asked_names(meeting)
    typed = tidied(request.GET.get("asked", ""))[:160]
    if typed and (asked := attending.asked_meant(typed, names)):
        return asked
    typed = tidied(request.GET.get("speaker_text", ""))[:160]
    seat = attending.seat_meant(typed, attending.seats(meeting))
    if seat is None or seat.attendance.unit_id == meeting.organiser_id:
        return None
    return next((unit for unit in names.values() if unit.pk == seat.attendance.unit_id), None)

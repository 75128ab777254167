"""Minutes typed live: rows, the agenda's marks, the chair's assessment."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from meetings.attendance import attending
from meetings.desk import minutes
from meetings.forms.minutes import AssessmentForm, InterventionForm
from meetings.models import Intervention, Meeting
from meetings.permissions.minutes import may_write_minutes
from meetings.views.desk import DESK, desk_context, drawn, may_type, new_entry, surroundings
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request

CHANGED = "minutes-changed"


@requires(may_write_minutes, load=Meeting)
def intervention_save(request: Request, meeting: Meeting, key: UUID) -> HttpResponse:
    """GET: the row as a form, in its place. POST: save it, while typing or to finish it."""
    row = meeting.interventions.filter(client_key=key).order_by("pk").first()
    if request.method != "POST":
        return _row_form(request, meeting, key, row)
    form = InterventionForm(
        request.POST,
        meeting=meeting,
        initial={"text": row.text if row else "", "speaker_text": row.speaker_text if row else ""},
        auto_id=f"id_{key}_%s",
    )
    if not form.is_valid():
        return _trouble(request, meeting, key, form)
    is_finished = "finish" in request.POST
    if row is None and not form.cleaned_data["text"].strip():
        if not is_finished:
            return HttpResponse(status=204)
        form.add_error("text", "Chưa có nội dung ý kiến.")
        return _trouble(request, meeting, key, form)
    is_known = row is not None and row.speaker_text == form.cleaned_data["speaker_text"]
    if row and is_known and (row.speaker_id or not is_finished):
        words = form.goes_on(row)
    else:
        words = form.words(attending.speakers(meeting), is_finished=is_finished)
    try:
        now = clock.now()
        row = minutes.save_intervention(
            meeting,
            key=key,
            words=words,
            seen=form.seen(),
            saving=form.saving(now),
            by=request.user,
            at=now,
        )
    except minutes.Removed as removed:
        form.add_error(None, removed.message)
        return _trouble(request, meeting, key, form, removed=removed.stored)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _trouble(request, meeting, key, form)
    except minutes.Conflict as conflict:
        return _trouble(request, meeting, key, form, stored=conflict.stored)
    return _saved(request, meeting, row, form, is_finished=is_finished)


def _row_form(
    request: Request, meeting: Meeting, key: UUID, row: Intervention | None
) -> HttpResponse:
    """The stored row, opened for editing; a row that only this browser knows, to go on typing."""
    if row is None:
        if "entry" not in request.GET or not request.htmx:
            raise Http404
        return render(request, f"{DESK}#entry", new_entry(meeting, None, key=key))
    first = {
        "speaker_text": row.speaker_text,
        "kind": row.kind,
        "agenda_item": row.agenda_item_id,
        "answers": row.answers_id,
        "text": row.text,
        "asked": row.asked_id and _name(row, meeting),
        "concerns": row.concerns_id,
        "version": row.version,
    }
    form = InterventionForm(meeting=meeting, initial=first, auto_id=f"id_{key}_%s")
    entry = {"form": form, "key": key, "answered": row.answers, "meeting": meeting}
    entry["row"] = drawn(meeting, row)
    if "entry" in request.GET:
        entry["row"] = None  # the form at the foot of the record, not one in the row's place
    if request.htmx:
        return render(request, f"{DESK}#entry", entry)
    return render(request, DESK, desk_context(request, meeting) | entry | {"editing": key})


def _name(row: Intervention, meeting: Meeting) -> str:
    return next(
        (name for name, unit in attending.asked_names(meeting).items() if unit.pk == row.asked_id),
        "",
    )


def _trouble(
    request: Request,
    meeting: Meeting,
    key: UUID,
    form: InterventionForm,
    *,
    stored: Intervention | Meeting | None = None,
    removed: Intervention | None = None,
) -> HttpResponse:
    """Why nothing was saved, put into the form whose text stays as typed."""
    context: dict[str, Any] = {"form": form, "key": key, "meeting": meeting, "editing": key}
    context["removed"] = removed
    context["in_place"] = "in_place" in request.POST
    context["is_answer"] = bool(request.htmx)
    if isinstance(stored, Intervention):
        said, kinds = form.cleaned_data, dict(Intervention.Kind.choices)
        context |= {
            "stored": stored,
            "theirs": f"{stored.speaker_text} ({stored.get_kind_display()})\n{stored.text}",
            "theirs_by": str(stored.edited_by),
            "mine": f"{said['speaker_text']} ({kinds[said['kind']]})\n{said['text']}",
        }
    status = 409 if stored else 422
    if request.htmx:
        return render(request, f"{DESK}#trouble", context, status=status)
    row = meeting.interventions.filter(client_key=key).first()
    said = {"row": row and drawn(meeting, row), "answered": row and row.answers}
    page = desk_context(request, meeting) | said | context
    return render(request, DESK, page, status=status)


def _saved(
    request: Request,
    meeting: Meeting,
    row: Intervention,
    form: InterventionForm,
    *,
    is_finished: bool,
) -> HttpResponse:
    if not request.htmx:
        return redirect("meetings:meeting_desk", meeting.pk)
    context: dict[str, Any] = {"row": row, "form": form, "key": row.client_key, "meeting": meeting}
    if not is_finished:
        return render(request, f"{DESK}#kept", context | {"is_answer": True})
    if "in_place" in request.POST:
        context["row"] = drawn(meeting, row)
        return _swapped(render(request, f"{DESK}#said", context | {"is_writer": True}))
    item = form.cleaned_data["agenda_item"]
    if item is None or item.is_done:
        item = meeting.agenda.unfinished().first()
    return _swapped(render(request, f"{DESK}#entry", new_entry(meeting, item)))


def _swapped(response: HttpResponse) -> HttpResponse:
    """Autosaving swaps nothing; a finished row replaces its form, and followers ask at once."""
    response["HX-Reswap"] = "outerHTML"
    response["HX-Trigger"] = CHANGED
    return response


@require_POST
@requires(may_write_minutes, load=Meeting)
def intervention_remove(request: Request, meeting: Meeting, key: UUID) -> HttpResponse:
    return _removed_or_back(request, meeting, key, is_removed=True)


@require_POST
@requires(may_write_minutes, load=Meeting)
def intervention_restore(request: Request, meeting: Meeting, key: UUID) -> HttpResponse:
    return _removed_or_back(request, meeting, key, is_removed=False)


def _removed_or_back(
    request: Request, meeting: Meeting, key: UUID, *, is_removed: bool
) -> HttpResponse:
    get_object_or_404(meeting.interventions, client_key=key)
    try:
        if is_removed:
            row = minutes.remove(meeting, key=key, by=request.user, at=clock.now())
        else:
            row = minutes.restore(meeting, key=key, by=request.user)
    except Refused as refusal:
        return HttpResponse(refusal.message, status=422, content_type="text/plain; charset=utf-8")
    if not request.htmx:
        return redirect("meetings:meeting_desk", meeting.pk)
    context = {"row": drawn(meeting, row), "meeting": meeting, "is_writer": True}
    return render(request, f"{DESK}#said", context)


@require_POST
@requires(may_write_minutes, load=Meeting)
def agenda_item_done(request: Request, meeting: Meeting, item: int) -> HttpResponse:
    """Mark a line heard, or take the mark back (`done` is 0)."""
    line = get_object_or_404(meeting.agenda, pk=item)
    try:
        minutes.finish_item(meeting, line, is_done=request.POST.get("done") != "0")
    except Refused as refusal:
        return HttpResponse(refusal.message, status=422, content_type="text/plain; charset=utf-8")
    if not request.htmx:
        return redirect("meetings:meeting_desk", meeting.pk)
    context = surroundings(meeting, request.user, is_writer=may_type(request, meeting))
    return render(request, f"{DESK}#agenda", context)


@require_POST
@requires(may_write_minutes, load=Meeting)
def assessment_save(request: Request, meeting: Meeting) -> HttpResponse:
    form = AssessmentForm(
        request.POST, initial={"text": meeting.assessment}, auto_id="id_assessment_%s"
    )
    context: dict[str, Any] = {"assessment_form": form, "meeting": meeting}
    status = 422
    if form.is_valid():
        try:
            text = form.cleaned_data["text"]
            context["meeting"] = minutes.save_assessment(meeting, text=text, seen=form.seen())
            status = 200
        except Refused as refusal:
            form.add_error(None, refusal.message)
        except minutes.Conflict as conflict:
            status = 409
            stored = {"stored": conflict.stored, "theirs": conflict.stored.assessment}  # type: ignore[union-attr]
            context |= stored | {"mine": text, "theirs_by": "Người khác"}
    if request.htmx:
        return render(request, f"{DESK}#assessment_answer", context, status=status)
    if status == 200:
        return redirect("meetings:meeting_desk", meeting.pk)
    return render(request, DESK, desk_context(request, meeting) | context, status=status)

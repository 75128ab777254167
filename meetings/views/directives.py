"""Directives during a meeting, and its conclusion."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings.conclusion import addressing, directing
from meetings.conclusion.echoing import echo
from meetings.forms.directives import DirectiveForm
from meetings.models import Directive, Meeting
from meetings.permissions.directives import may_direct, may_edit_directive
from meetings.scheduling import planning
from meetings.views.answers import telling
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request

PAGE = "meetings/directive_edit.html"
SAVED = {"HX-Trigger": "minutes-changed, directive-saved"}


@requires(may_direct, load=Meeting)
def directive_create(request: Request, meeting: Meeting) -> HttpResponse:
    """A new directive, from an intervention (`source`, the key of its row) or by itself."""
    form = _form(request, meeting, {"source": request.GET.get("source", "")})
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["source"]
        source = meeting.interventions.filter(client_key=key).first() if key else None
        try:
            directing.record(meeting, form.order(), source=source)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return _done(request, meeting)
    return _page(request, meeting, form)


@requires(may_edit_directive, load=Directive)
def directive_edit(request: Request, directive: Directive) -> HttpResponse:
    meeting = directive.heard_in
    form = _form(request, meeting, None, directive)
    conflict: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["over"] or form.cleaned_data["version"] or 0
        try:
            directing.edit(directive, form.order(), version=version)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        except directing.DirectiveConflict as found:
            conflict = _both(form, found.stored)
        else:
            return _done(request, meeting, directive)
    return _page(request, meeting, form, directive=directive, **conflict)


@require_safe
@requires(may_direct, load=Meeting)
def directive_echo(request: Request, meeting: Meeting) -> HttpResponse:
    """What was typed so far, read back: whom it reaches on the meeting's day, by which day."""
    office, on = meeting.organiser, planning.day_of(meeting)
    typed = {name: request.GET.get(name, "")[:2000] for name in ("lead", "coordinating", "due")}
    lines = echo(**typed, office=office, among=addressing.choices(office, on), on=on)
    return render(request, "meetings/_directive_echo.html", {"lines": lines})


def _form(
    request: Request,
    meeting: Meeting,
    first: dict[str, Any] | None,
    directive: Directive | None = None,
) -> DirectiveForm:
    on = planning.day_of(meeting)
    among = addressing.choices(meeting.organiser, on)
    return DirectiveForm(
        request.POST or None,
        meeting=meeting,
        among=among,
        on=on,
        initial=_stored(directive, among) if directive else first,
        auto_id="id_directive_%s",
    )


def _stored(directive: Directive, among: list[addressing.Choice]) -> dict[str, Any]:
    addressees = list(directive.addressees.all())
    return {
        "text": directive.text,
        "lead": addressing.words_of([one for one in addressees if one.is_lead], among),
        "coordinating": addressing.words_of([one for one in addressees if not one.is_lead], among),
        "due": directive.due_text,
        "product": directive.product,
        "field": directive.field_id,
        "gives_no_task": directive.gives_no_task,
        "concerns": directive.concerns_id,
        "version": directive.version,
    }


def _both(form: DirectiveForm, stored: Directive) -> dict[str, Any]:
    theirs = _stored(stored, form.among)
    shown = ("text", "lead", "coordinating", "due", "product")
    return {
        "stored": stored,
        "theirs": "\n".join(theirs[name] for name in shown if theirs[name]),
        "theirs_by": "Người khác",
        "mine": "\n".join(form.data.get(name, "") for name in shown if form.data.get(name)),
    }


def _page(request: Request, meeting: Meeting, form: DirectiveForm, **more: Any) -> HttpResponse:
    status = 409 if more.get("stored") else 422 if form.is_bound else 200
    context = {"meeting": meeting, "form": form, "among": form.among, **more}
    template = f"{PAGE}#directive_form" if request.htmx else PAGE
    return render(request, template, context, status=status)


def _done(request: Request, meeting: Meeting, directive: Directive | None = None) -> HttpResponse:
    """The form goes; the list of directives comes with the next look at the changes."""
    if request.htmx:
        return HttpResponse("", headers=SAVED)
    if directive and directive.nature == Directive.Nature.COMMITMENT:
        messages.success(request, "Đã ghi cam kết.")
        return redirect("meetings:meeting_conclude", meeting.pk)
    messages.success(request, "Đã ghi ý kiến chỉ đạo.")
    return redirect("meetings:meeting_desk", meeting.pk)


@require_POST
@requires(may_edit_directive, load=Directive)
def directive_remove(request: Request, directive: Directive) -> HttpResponse:
    meeting = directive.heard_in
    with telling(request, "Đã bỏ ý kiến chỉ đạo."):
        directing.drop(directive)
    return redirect("meetings:meeting_desk", meeting.pk)

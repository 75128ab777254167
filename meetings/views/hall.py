"""The hall's screen, projected and read only, and what the secretary turns it to."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from meetings import states
from meetings.attendance import attending
from meetings.forms.hall import HallForm
from meetings.hall import showing, unit_screen
from meetings.models import Meeting
from meetings.permissions.hall import may_steer_hall, may_watch_hall
from procuracy.web import clock
from procuracy.web.access import requires, unattended
from procuracy.web.errors import Refused
from units.acting import Request
from units.models import Unit

PAGE = "meetings/hall_view.html"


@require_safe
@requires(may_watch_hall, load=Meeting)
def hall_view(request: Request, meeting: Meeting) -> HttpResponse:
    return render(request, PAGE, _screen(request, meeting))


@unattended
@require_safe
@requires(may_watch_hall, load=Meeting)
def hall_changes(request: Request, meeting: Meeting) -> HttpResponse:
    """The screen anew once the meeting's change number is above `since`; else 204."""
    since = request.GET.get("since", "")
    if since.isdecimal() and len(since) < 18 and int(since) >= meeting.change_no:
        return HttpResponse(status=204)
    return render(request, f"{PAGE}#screen", _screen(request, meeting))


def _screen(request: Request, meeting: Meeting) -> dict[str, Any]:
    now = clock.now()
    sees_units = bool(may_steer_hall(request.user, meeting))
    shown = showing.screen(meeting, request.user, sees_units=sees_units)
    context = {
        "meeting": meeting,
        "organiser": Unit.objects.named(states.day_of(meeting)).get(pk=meeting.organiser_id),
        "now": now,
        "screen": shown,
        "may_steer": sees_units,
        "site_count": meeting.sites.count(),
    }
    if shown.unit:
        context["facts"] = unit_screen.unit_screen(meeting, shown.unit, now)
    return context


@requires(may_steer_hall, load=Meeting)
def hall_control(request: Request, meeting: Meeting) -> HttpResponse:
    """Which item, speaker and unit the screen shows; each unit is one press away."""
    seats = attending.seats(meeting)
    form = HallForm(request.POST or None, meeting=meeting, seats=seats)
    if request.method == "POST" and form.is_valid():
        try:
            showing.turn_to(meeting, at=clock.now(), **form.facts())
        except Refused as refusal:
            messages.error(request, refusal.message)
        return redirect("meetings:hall_control", meeting.pk)
    context = _screen(request, meeting) | {"form": form, "seats": seats, "units": _units(meeting)}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/hall_control.html", context, status=status)


def _units(meeting: Meeting) -> list[Unit]:
    named = meeting.invited.exclude(pk=meeting.organiser_id).named(states.day_of(meeting))
    return list(named.order_by("order", "code"))


@require_safe
@requires(may_steer_hall, load=Meeting)
def hall_unit(request: Request, meeting: Meeting, unit: int) -> HttpResponse:
    """The unit's targets and outstanding matters on one screen, for the head of Office."""
    units = _units(meeting)
    place = next((place for place, one in enumerate(units) if one.pk == unit), None)
    if place is None:
        get_object_or_404(meeting.invited, pk=unit)
        return redirect("meetings:hall_control", meeting.pk)
    context = {
        "meeting": meeting,
        "facts": unit_screen.unit_screen(meeting, units[place], clock.now()),
        "before": units[place - 1] if place else None,
        "after": units[place + 1] if place + 1 < len(units) else None,
        "place": place + 1,
        "count": len(units),
    }
    return render(request, "meetings/hall_unit.html", context)

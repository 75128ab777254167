"""The launch of a unit's programme: its page, the hall's screen, and the breakthrough chosen."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.sessions import BreakthroughForm
from meetings.models import Meeting, MeetingKind
from meetings.permissions.sessions import may_choose_breakthrough, may_see_session
from meetings.sessions import checks, launching
from meetings.sessions import requests as asked
from meetings.sessions.launching import Programme
from meetings.sessions.pages import launch_page
from meetings.views.answers import telling
from meetings.views.sessions import home, requests_of
from procuracy.web import clock
from procuracy.web.access import requires, unattended
from procuracy.web.errors import Refused
from targets.models import Plan
from targets.views import papers
from units.acting import Request

PAGE, SCREEN = "meetings/launch_detail.html", "meetings/launch_view.html"


@require_safe
@requires(may_see_session, load=Meeting)
def launch_detail(request: Request, meeting: Meeting) -> HttpResponse:
    found = _programme(meeting)
    if found is None:
        return home(meeting)
    return _page(request, meeting, found, BreakthroughForm(tasks=_free(found)))


def _programme(meeting: Meeting) -> Programme | None:
    if meeting.kind.purpose != MeetingKind.Purpose.LAUNCH:
        return None
    unit = checks.unit_of(meeting)
    return launching.programme(meeting, unit) if unit else None


def _free(found: Programme) -> list[Any]:
    """Tasks that this launch has not chosen."""
    return [task for task in found.tasks if task.pk not in found.chosen_ids]


def _page(
    request: Request,
    meeting: Meeting,
    found: Programme,
    form: BreakthroughForm,
    status: int = 200,
) -> HttpResponse:
    seen = Plan.objects.visible_to(request.user).filter(pk__in=[plan.pk for plan in found.plans])
    context = requests_of(request, meeting, asked.listing(meeting)) | {
        "meeting": meeting,
        "programme": found,
        "form": form,
        "sees_plans": set(seen.values_list("pk", flat=True)),
        "may_choose": may_choose_breakthrough(request.user, meeting) and meeting.is_open,
        "chosen": {one.plan_task_id: one for one in found.chosen},
    }
    return render(request, PAGE, context, status=status)


@require_POST
@requires(may_choose_breakthrough, load=Meeting)
def launch_choose(request: Request, meeting: Meeting) -> HttpResponse:
    """A task of the programme, or a new one typed in the hall."""
    found = _programme(meeting)
    if found is None:
        return home(meeting)
    form = BreakthroughForm(request.POST, tasks=found.tasks)
    status = 422
    if form.is_valid():
        try:
            launching.choose(meeting, **form.chosen(), by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error(None, refused.message)
            status = 409
        else:
            messages.success(request, "Đã chọn khâu đột phá.")
            return redirect("meetings:launch_detail", meeting.pk)
    return _page(request, meeting, found, form, status)


@require_POST
@requires(may_choose_breakthrough, load=Meeting)
def launch_unchoose(request: Request, meeting: Meeting, task: int) -> HttpResponse:
    row = get_object_or_404(meeting.breakthroughs.select_related("plan_task"), plan_task=task)
    with telling(request, "Đã bỏ chọn khâu đột phá."):
        launching.unchoose(meeting, row.plan_task, by=request.user, at=clock.now())
    return redirect("meetings:launch_detail", meeting.pk)


@require_safe
@requires(may_see_session, load=Meeting)
def launch_view(request: Request, meeting: Meeting) -> HttpResponse:
    """Projected: one thing at a time; arrow keys turn the pages."""
    found = _programme(meeting)
    if found is None:
        return home(meeting)
    return render(request, SCREEN, _screen(request, meeting, found))


@unattended
@require_safe
@requires(may_see_session, load=Meeting)
def launch_changes(request: Request, meeting: Meeting) -> HttpResponse:
    """The screen anew once the meeting's change number is above `since`; else 204."""
    since = request.GET.get("since", "")
    if since.isdecimal() and len(since) < 18 and int(since) >= meeting.change_no:
        return HttpResponse(status=204)
    found = _programme(meeting)
    if found is None:
        return HttpResponse(status=204)
    return render(request, f"{SCREEN}#screen", _screen(request, meeting, found))


def _screen(request: Request, meeting: Meeting, found: Programme) -> dict[str, Any]:
    slides = found.screens
    asked_for = request.GET.get("page", "")
    place = int(asked_for) if asked_for.isdecimal() and len(asked_for) < 4 else 1
    place = min(max(place, 1), len(slides))
    return {
        "meeting": meeting,
        "programme": found,
        "slide": slides[place - 1],
        "place": place,
        "count": len(slides),
        "now": clock.now(),
    }


@require_safe
@requires(may_see_session, load=Meeting)
def launch_print(request: Request, meeting: Meeting) -> HttpResponse:
    found = _programme(meeting)
    if found is None:
        return home(meeting)
    return papers.paper(request, launch_page(meeting, found, asked.listing(meeting)))


@require_safe
@requires(may_see_session, load=Meeting)
def launch_sheet(request: Request, meeting: Meeting) -> HttpResponse:
    found = _programme(meeting)
    if found is None:
        return home(meeting)
    return papers.workbook(request, launch_page(meeting, found, asked.listing(meeting)))

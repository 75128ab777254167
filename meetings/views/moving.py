"""A meeting is moved or called off, and people say that they know."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.calendar import MeetingCancelForm, MeetingMoveForm
from meetings.models import Meeting, MeetingNews
from meetings.permissions.meetings import may_run_meeting
from meetings.scheduling import moving, news
from procuracy.web import clock
from procuracy.web.access import anyone, requires
from procuracy.web.errors import Refused
from targets.views.catalogue import posted
from units.acting import Request

SHOWN = 50


@requires(may_run_meeting, load=Meeting)
def meeting_move(request: Request, meeting: Meeting) -> HttpResponse:
    form = MeetingMoveForm(
        posted(request), meeting=meeting, user=request.user, initial=_first(meeting)
    )
    if request.method == "POST" and form.is_valid():
        try:
            moving.move(
                meeting,
                form.to,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=clock.now(),
                accepted=form.found,
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã chuyển lịch và báo cho những người được mời.")
            return redirect("meetings:meeting_detail", meeting.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/meeting_move.html", context, status=status)


def _first(meeting: Meeting) -> dict[str, Any]:
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return {
        "on": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "place": meeting.place,
    }


@requires(may_run_meeting, load=Meeting)
def meeting_cancel(request: Request, meeting: Meeting) -> HttpResponse:
    """Asks in a sentence first, and for the reason that those invited are told."""
    form = MeetingCancelForm(posted(request), meeting=meeting)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            moving.cancel(meeting, by=request.user, at=clock.now(), reason=reason)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã hủy cuộc họp.")
            return redirect("meetings:meeting_detail", meeting.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/meeting_cancel.html", context, status=status)


@require_safe
@requires(anyone)
def meeting_news_list(request: Request) -> HttpResponse:
    """The own ones, also of meetings that a former position let see."""
    rows = MeetingNews.objects.visible_to(request.user).select_related("meeting", "move")
    shown = list(rows[:SHOWN])
    known = Meeting.objects.visible_to(request.user).filter(pk__in=[r.meeting_id for r in shown])
    context = {
        "rows": [(row, news.words(row)) for row in shown],
        "known": set(known.values_list("pk", flat=True)),
        "waiting": sum(row.acknowledged_at is None for row in shown),
    }
    return render(request, "meetings/meeting_news_list.html", context)


@require_POST
@requires(anyone)
def meeting_news_acknowledge(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(MeetingNews.objects.visible_to(request.user), pk=pk)
    news.acknowledge([row], at=clock.now())
    return redirect("meetings:meeting_news_list")

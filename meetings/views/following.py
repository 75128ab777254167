"""What followers of a meeting get: the rows that changed, and what stands around them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from meetings.desk import live
from meetings.models import Intervention, Meeting
from meetings.permissions.minutes import may_read_minutes
from meetings.views.desk import DESK, changed_rows, may_type, surroundings
from meetings.views.rows import markup
from procuracy.web.access import requires, unattended
from units.acting import Request

READERS = live.Share.READERS
SHARES = (READERS, live.Share.WRITERS)
HERE = "<!--rows-->"


@unattended
@require_safe
@requires(may_read_minutes, load=Meeting)
def minutes_changes(request: Request, meeting: Meeting) -> HttpResponse:
    """What is newer than change `since`, else 204. Most looks end in `meetings.desk.live`."""
    since = request.GET.get("since", "")
    known = int(since) if since.isdecimal() and len(since) < 18 else 0
    is_writer = may_type(request, meeting)
    share = live.share_of(meeting, is_writer=is_writer)
    answer = live.from_memory(request, meeting, share)
    answer = answer or _changes(request, meeting, known, is_writer=is_writer)
    live.give_pass(request, answer, share)
    return answer


def _changes(request: Request, meeting: Meeting, known: int, *, is_writer: bool) -> HttpResponse:
    if known >= meeting.change_no and known:
        return HttpResponse(status=204)
    context = {
        "rows": changed_rows(meeting, known, request.user, is_writer=is_writer),
        "meeting": meeting,
        "is_writer": is_writer,
        "is_following": True,
        # The page began for somebody who may not write; a writer's page stays one to the end.
        "is_reading": "reading" in request.GET,
    }
    if known < meeting.surroundings_no or not known:
        context |= surroundings(meeting, request.user, is_writer=is_writer) | {"is_whole": True}
    return render(request, f"{DESK}#changes", context)


def draw(pk: int, since: int) -> live.Drawing:
    """For all who follow: as `minutes_changes` draws it for each, so of nobody's own."""
    meeting = Meeting.objects.select_related("organiser", "kind").get(pk=pk)
    rows = [
        live.Row(row.pk, row.change_no, {share: _said(meeting, row, share) for share in SHARES})
        for row in changed_rows(meeting, since, None, is_writer=False)
    ]
    rows.sort(key=lambda drawn: drawn.number)
    around = ""
    if meeting.surroundings_no > since:
        context = _common(meeting, READERS) | surroundings(meeting, None, is_writer=False)
        around = render_to_string(f"{DESK}#around", context)
    frames = {share: _frame(meeting, share) for share in SHARES}
    return live.Drawing(meeting.change_no, meeting.surroundings_no, rows, around, frames)


def _common(meeting: Meeting, share: live.Share) -> dict[str, Any]:
    is_writer = share is live.Share.WRITERS
    return {
        "meeting": meeting,
        "is_writer": is_writer,
        "is_following": True,
        "is_reading": not is_writer,
    }


def _said(meeting: Meeting, row: Intervention, share: live.Share) -> str:
    return markup(meeting, row, is_writer=share is live.Share.WRITERS)


def _frame(meeting: Meeting, share: live.Share) -> tuple[str, str]:
    """What stands before and after the rows in the part that asks again."""
    context = _common(meeting, share) | {"drawn": mark_safe(HERE)}  # a sign of our own
    before, _, after = render_to_string(f"{DESK}#changes", context).partition(HERE)
    return before, after

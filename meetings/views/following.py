"""What followers of a meeting get: the rows that changed, and what stands around them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from meetings.desk import live
from meetings.models import Meeting
from meetings.permissions.minutes import may_read_minutes
from meetings.views.desk import DESK, changed_rows, may_type, surroundings
from procuracy.web.access import requires, unattended
from units.acting import Request


@unattended
@require_safe
@requires(may_read_minutes, load=Meeting)
def minutes_changes(request: Request, meeting: Meeting) -> HttpResponse:
    """What is newer than change `since`, else 204. Most looks end in `meetings.desk.live`."""
    since = request.GET.get("since", "")
    known = int(since) if since.isdecimal() and len(since) < 18 else 0
    is_writer = may_type(request, meeting)
    is_shared = not is_writer and not meeting.kind.by_portfolio
    if answer := live.let_in(request, meeting, is_shared=is_shared):
        return answer
    if known >= meeting.change_no and known:
        return HttpResponse(status=204)
    context = {
        "rows": changed_rows(meeting, known, is_writer=is_writer),
        "meeting": meeting,
        "is_writer": is_writer,
        "is_following": True,
        # The page began for somebody who may not write; a writer's page stays one to the end.
        "is_reading": "reading" in request.GET,
    }
    if known < meeting.surroundings_no or not known:
        context |= surroundings(meeting, is_writer=is_writer) | {"is_whole": True}
    return render(request, f"{DESK}#changes", context)


def draw(pk: int, since: int) -> live.Drawing:
    """For all who only read: as `minutes_changes` draws it for each."""
    meeting = Meeting.objects.select_related("organiser").get(pk=pk)
    common = {"meeting": meeting, "is_writer": False, "is_following": True, "is_reading": True}
    rows = [
        (row.pk, row.change_no, render_to_string(f"{DESK}#said", common | {"row": row}))
        for row in changed_rows(meeting, since, is_writer=False)
    ]
    rows.sort(key=lambda drawn: drawn[1])
    around = None
    if meeting.surroundings_no > since:
        context = common | surroundings(meeting, is_writer=False)
        around = (meeting.surroundings_no, render_to_string(f"{DESK}#around", context))
    return live.Drawing(meeting.change_no, rows, around)


def frame(pk: int, number: int, rows: str, around: str) -> str:
    """Drawn rows and surroundings in the part that asks again."""
    context = {
        "meeting": Meeting(pk=pk, change_no=number),
        "is_following": True,
        "is_reading": True,
        "drawn": mark_safe(rows),  # markup of our own templates
    }
    return render_to_string(f"{DESK}#changes", context) + around

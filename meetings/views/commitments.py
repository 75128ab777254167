"""Promises of the record on the checklist: mended, left unfollowed, taken up again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from meetings.conclusion import commitments
from meetings.models import Intervention, Meeting
from meetings.permissions.directives import may_conclude
from meetings.views.answers import telling
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request


@require_POST
@requires(may_conclude, load=Meeting)
def commitment_act(request: Request, meeting: Meeting, key: UUID) -> HttpResponse:
    """`act`: edit (on the page of a directive), drop or keep."""
    rows = meeting.interventions.standing().filter(kind=Intervention.Kind.COMMITMENT)
    row = rows.exclude(text="").filter(client_key=key).first()
    act = request.POST.get("act", "")
    if row is None:
        messages.error(request, "Cam kết này không còn trong biên bản.")
    elif act == "drop":
        with telling(request, "Cam kết này không được theo dõi sau hội nghị."):
            commitments.follow(row, is_followed=False)
    elif act == "keep":
        with telling(request, "Cam kết này được theo dõi sau hội nghị."):
            commitments.follow(row, is_followed=True)
    else:
        return _edited(request, meeting, row)
    return redirect("meetings:meeting_conclude", meeting.pk)


def _edited(request: Request, meeting: Meeting, row: Intervention) -> HttpResponse:
    try:
        directive = commitments.record(row)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("meetings:meeting_conclude", meeting.pk)
    return redirect("meetings:directive_edit", directive.pk)

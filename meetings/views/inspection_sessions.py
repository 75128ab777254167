"""The meetings that announce and conclude an inspection: chosen, or called from here."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from meetings.forms.inspections import SessionsForm
from meetings.forms.meetings import MeetingForm, first_values
from meetings.inspections import sessions
from meetings.models import Inspection, Meeting, MeetingKind
from meetings.permissions.inspections import may_call_session, may_edit_inspection
from meetings.views.inspection_steps import done
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request
from units.models import Unit


@require_POST
@requires(may_edit_inspection, load=Inspection)
def inspection_sessions(request: Request, inspection: Inspection) -> HttpResponse:
    """Which meetings announced and concluded it."""
    form = SessionsForm(request.POST, meetings=sessions.choosable(inspection, request.user))
    return done(
        request,
        inspection,
        form,
        "Đã ghi cuộc họp công bố, kết luận.",
        lambda said: sessions.link(inspection, **said),
        ("announced_in", "concluded_in", "version"),
    )


@requires(may_call_session, load=Inspection)
def inspection_meeting(request: Request, inspection: Inspection) -> HttpResponse:
    """A meeting of the kind that inspections have, with its unit; `?session=conclude`."""
    asked = request.GET.get("session", "")
    session = asked if asked in sessions.SESSIONS else "announce"
    names = Unit.objects.named(request.today)
    office, unit = names.get(pk=request.acting.office.pk), names.get(pk=inspection.unit_id)
    kind = get_object_or_404(MeetingKind.objects.held_by(office), code=sessions.CODE)
    first = first_values(kind, office, request.today)
    form = MeetingForm(
        request.POST or None,
        instance=Meeting(kind=kind, organiser=office),
        initial=first | sessions.first_values(inspection, session, unit.short_name),
        today=request.today,
        user=request.user,
    )
    if form.is_bound and form.is_valid():
        try:
            meeting = form.save(commit=False)
            made = sessions.call(inspection, session, meeting, form.people, at=clock.now())
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Đã lập cuộc họp. Xem lại chương trình rồi lên lịch.")
            return redirect("meetings:meeting_detail", made.pk)
    context = {"form": form, "kind": kind, "inspection": inspection, "session": session}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/inspection_meeting.html", context, status=status)

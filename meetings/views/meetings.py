"""Meetings: the calendar, calling one, its programme, its states."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings.agenda import lines
from meetings.agenda.lines import slot_minutes
from meetings.attendance import presence
from meetings.forms.meetings import MeetingForm, first_values, present_values
from meetings.inspections import sessions
from meetings.models import DirectiveTask, Letter, Meeting, MeetingKind, Site, UnitReport
from meetings.permissions.attendance import may_mark_site
from meetings.permissions.directives import may_conclude
from meetings.permissions.letters import may_create_letter
from meetings.permissions.matters import may_list_matters
from meetings.permissions.meetings import (
    may_create_meeting,
    may_list_meetings,
    may_run_meeting,
    may_see_meeting,
)
from meetings.permissions.reports import may_list_reports
from meetings.permissions.sessions import may_see_session
from meetings.reporting import minutes_late
from meetings.scheduling import habits, news, planning
from meetings.views.answers import telling
from procuracy.web import clock, search
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from procuracy.web.forms import tidied
from units.acting import Request
from units.models import Unit

PAGE_ROWS = 30
AHEAD = (Meeting.State.DRAFT, Meeting.State.SCHEDULED, Meeting.State.IN_SESSION)


@require_safe
@requires(may_list_meetings)
def meeting_list(request: Request) -> HttpResponse:
    rows = (
        _filtered(request)
        .select_related("kind", "chair__person")
        .annotate(
            report_count=Count("reports"),
            sent_count=Count("reports", filter=Q(reports__state__in=UnitReport.RECEIVED)),
        )
    )
    page = Paginator(rows.order_by("-starts_at", "-pk"), PAGE_ROWS).get_page(
        request.GET.get("page")
    )
    names = Unit.objects.named(request.today).in_bulk({one.organiser_id for one in page})
    for one in page:
        one.organiser = names[one.organiser_id]
    context = {
        "page": page,
        "ahead": [one for one in reversed(page.object_list) if one.state in AHEAD],
        "held": [one for one in page if one.state not in AHEAD],
        "kinds": MeetingKind.objects.all(),
        "states": Meeting.State.choices,
        "may_create": may_create_meeting(request.user),
        "is_filtered": any(request.GET.get(name) for name in ("state", "kind", "q")),
    }
    return render(request, "meetings/meeting_list.html", context)


def _filtered(request: Request) -> Any:
    rows = Meeting.objects.visible_to(request.user)
    if (state := request.GET.get("state")) in Meeting.State.values:
        rows = rows.filter(state=state)
    if kind := tidied(request.GET.get("kind", "")):
        rows = rows.filter(kind__code=kind)
    return search.matching(rows, tidied(request.GET.get("q", ""))[:100], "title", "place")


@requires(may_create_meeting)
def meeting_create(request: Request) -> HttpResponse:
    """First the kind, then a form that is already filled with its habits."""
    code = tidied(request.GET.get("kind", ""))
    if not code:
        kinds = MeetingKind.objects.held_by(request.acting.office)
        return render(request, "meetings/meeting_create.html", {"kinds": kinds})
    office = Unit.objects.named(request.today).get(pk=request.acting.office.pk)
    kind = get_object_or_404(MeetingKind.objects.held_by(office), code=code)
    first = first_values(kind, office, request.today)
    if request.GET.get("period", "").isdecimal():
        first |= _retitled(kind, int(request.GET["period"]))
    form = MeetingForm(
        request.POST or None,
        instance=Meeting(kind=kind, organiser=office),
        initial=first,
        today=request.today,
        user=request.user,
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = planning.create_meeting(form.save(commit=False), at=clock.now(), **form.people)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lập cuộc họp. Xem lại chương trình rồi lên lịch.")
            return redirect("meetings:meeting_detail", made.pk)
    context = {"form": form, "kind": kind, "office": office}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/meeting_create.html", context, status=status)


def _retitled(kind: MeetingKind, period_id: int) -> dict[str, Any]:
    """Another period was chosen: the title follows it."""
    form_period = MeetingForm.base_fields["period"].queryset  # type: ignore[attr-defined]
    period = form_period.filter(pk=period_id, kind=kind.period_kind).first()
    if period is None:
        return {}
    return {"period": period, "title": habits.title_of(kind, period, period.work_year)}


@requires(may_run_meeting, load=Meeting)
def meeting_edit(request: Request, meeting: Meeting) -> HttpResponse:
    form = MeetingForm(
        request.POST or None,
        instance=meeting,
        initial=present_values(meeting),
        today=request.today,
        user=request.user,
    )
    if request.method == "POST" and form.is_valid():
        try:
            planning.edit_meeting(form.save(commit=False), **form.people)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lưu thay đổi của cuộc họp.")
            return redirect("meetings:meeting_detail", meeting.pk)
    context = {"form": form, "meeting": meeting}
    return render(
        request, "meetings/meeting_edit.html", context, status=422 if form.is_bound else 200
    )


@require_safe
@requires(may_see_meeting, load=Meeting)
def meeting_detail(request: Request, meeting: Meeting) -> HttpResponse:
    """The programme: agenda, sites, who comes, which reports are there, and what is next."""
    return render(request, "meetings/meeting_detail.html", _programme(request, meeting))


def _programme(request: Request, meeting: Meeting) -> dict[str, Any]:
    day = planning.day_of(meeting)
    units = Unit.objects.named(day)
    agenda = lines.laid_out(meeting, request.user)
    return {
        "meeting": meeting,
        "organiser": units.get(pk=meeting.organiser_id),
        "host": units.get(pk=meeting.host_id),
        "invited": meeting.invited.named(day),
        "with_unit": meeting.with_unit_id and units.get(pk=meeting.with_unit_id),
        "sees_session": bool(meeting.with_unit_id) and may_see_session(request.user, meeting),
        "secretaries": meeting.secretaries.all(),
        "moves": news.moves(meeting),
        "known": news.known(meeting) if may_run_meeting(request.user, meeting) else None,
        "agenda": agenda,
        "seen_tasks": _seen_tasks(request, meeting),
        "seen_meetings": _seen_meetings(request, meeting),
        "agenda_minutes": lines.minutes_of(agenda),
        "slot_minutes": slot_minutes(meeting),
        "sites": meeting.sites.all(),
        "people": meeting.sites.aggregate(sum=Sum("head_count"))["sum"] or 0,
        "presence": presence.tally(meeting),
        "own_sites": _own_sites(request, meeting),
        **_reports(request, meeting),
        "sees_matters": may_list_matters(request.user),
        "directive_count": meeting.directives.orders().read_by(request.user).count(),
        "inspections": sessions.of_meeting(meeting, request.user),
        "notice": getattr(meeting, "notice", None),
        "invitations": _papers(meeting.invitations),
        "minutes_papers": _papers(meeting.minutes_documents),
        "letters": _papers(Letter.objects.visible_to(request.user).filter(meeting=meeting)),
        "may_write_letter": may_create_letter(request.user),
        "may_run": may_run_meeting(request.user, meeting),
        "may_conclude": may_conclude(request.user, meeting),
        "may_list_reports": may_list_reports(request.user, meeting),
        "may_change": planning.may_change(meeting),
    }


def _papers(rows: Any) -> list[Any]:
    """Without the bytes of what was issued."""
    light = rows.select_related("document").defer("document__pdf", "document__facts")
    return list(light.order_by("pk"))


def _seen_tasks(request: Request, meeting: Meeting) -> set[int]:
    """Of the tasks on the agenda those that exist for this user."""
    tasks = DirectiveTask.objects.visible_to(request.user)
    return set(tasks.filter(agenda_items__meeting=meeting).values_list("pk", flat=True))


def _seen_meetings(request: Request, meeting: Meeting) -> set[int]:
    """Of the meetings that lines came from or went on to those that exist for this user."""
    linked = Q(agenda__carried_from__meeting=meeting) | Q(agenda__carried_to__meeting=meeting)
    rows = Meeting.objects.visible_to(request.user).filter(linked)
    return set(rows.values_list("pk", flat=True))


def _own_sites(request: Request, meeting: Meeting) -> list[Site]:
    """Sites that this user marks."""
    return [site for site in meeting.sites.all() if may_mark_site(request.user, site)]


def _reports(request: Request, meeting: Meeting) -> dict[str, Any]:
    now = clock.now()
    reports = list(meeting.reports.all())
    own = request.acting.own_unit_ids
    return {
        "report_count": len(reports),
        "sent_count": sum(one.is_received for one in reports),
        "late_count": sum(minutes_late(one, now) > 0 for one in reports),
        "own_report": next((one for one in reports if one.unit_id in own), None),
    }


@require_POST
@requires(may_run_meeting, load=Meeting)
def meeting_schedule(request: Request, meeting: Meeting) -> HttpResponse:
    with telling(request, "Đã lên lịch; báo cáo của các đơn vị được mời đã mở."):
        planning.schedule(meeting, by=request.user, at=clock.now())
    return redirect("meetings:meeting_detail", meeting.pk)


@require_POST
@requires(may_run_meeting, load=Meeting)
def meeting_open(request: Request, meeting: Meeting) -> HttpResponse:
    try:
        planning.open_meeting(meeting, by=request.user, at=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("meetings:meeting_detail", meeting.pk)
    return redirect("meetings:meeting_desk", meeting.pk)

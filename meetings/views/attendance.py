"""Sites and who comes: typed, proposed, marked by one key, printed to be signed."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings import states
from meetings.agenda import papers
from meetings.attendance import attending, marking, presence, seating
from meetings.forms.attendance import (
    AttendanceForm,
    GuestForm,
    HeadCountForm,
    NewAttendanceForm,
)
from meetings.forms.programme import SiteFormSet
from meetings.models import Attendance, Meeting, Site
from meetings.models.attendance import AttendanceQuerySet
from meetings.permissions.attendance import (
    may_mark_attendance,
    may_mark_site,
    may_remove_attendance,
)
from meetings.permissions.meetings import may_run_meeting, may_see_meeting
from meetings.views.answers import telling
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from targets.views.papers import workbook
from units.acting import Request

EDIT = "meetings/attendance_edit.html"


@requires(may_run_meeting, load=Meeting)
def site_edit(request: Request, meeting: Meeting) -> HttpResponse:
    """Sites, online or not, and how many people sit there, typed in a table."""
    data = request.POST if request.method == "POST" else None
    sites = SiteFormSet(data, instance=meeting, prefix="sites")
    if data is not None and sites.is_valid():
        with telling(request, "Đã lưu các điểm cầu."), transaction.atomic():
            states.changeable(meeting)
            sites.save()
        return redirect("meetings:site_edit", meeting.pk)
    counted = {line.site.pk: line for line in presence.by_site(meeting)}
    for form in sites:
        form.counted = counted.get(form.instance.pk)  # type: ignore[attr-defined]
    context = {"meeting": meeting, "formset": sites, "may_change": states.may_change(meeting)}
    status = 422 if sites.is_bound else 200
    return render(request, "meetings/site_edit.html", context, status=status)


@require_POST
@requires(may_run_meeting, load=Meeting)
def site_propose(request: Request, meeting: Meeting) -> HttpResponse:
    try:
        added = seating.propose_sites(meeting)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đã thêm {added} điểm cầu theo đơn vị được mời.")
    return redirect("meetings:site_edit", meeting.pk)


@require_safe
@requires(may_run_meeting, load=Meeting)
def attendance_edit(request: Request, meeting: Meeting) -> HttpResponse:
    """Everybody by site, marked by one key each; somebody not proposed is added below."""
    return _everybody(request, meeting)


def _everybody(
    request: Request, meeting: Meeting, refused: NewAttendanceForm | GuestForm | None = None
) -> HttpResponse:
    """`refused`: a form that stays open with what was typed."""
    is_new, is_guest = isinstance(refused, NewAttendanceForm), isinstance(refused, GuestForm)
    guests = meeting.invitations.exclude(guests="").values_list("guests", flat=True)
    context = {
        "meeting": meeting,
        "tables": presence.by_site(meeting, attending.seats(meeting)),
        "tally": presence.tally(meeting),
        "new": refused if is_new else NewAttendanceForm(None, meeting=meeting),
        "guest": refused if is_guest else GuestForm(None, meeting=meeting, auto_id="guest_%s"),
        "invited_guests": "; ".join(line for text in guests for line in text.splitlines()),
        "may_change": states.may_change(meeting),
        "is_open": True,
    }
    return render(request, EDIT, context, status=422 if refused else 200)


@requires(may_mark_site, load=Site)
def site_attendance(request: Request, site: Site) -> HttpResponse:
    """One site, marked by its own people: who is there, and how many heads."""
    heads = HeadCountForm(request.POST if request.method == "POST" else None, instance=site)
    if heads.is_bound and heads.is_valid():
        with telling(request, "Đã ghi số người tại điểm cầu."):
            marking.count_heads(site, heads.cleaned_data["head_count"])
        return redirect("meetings:site_attendance", site.pk)
    meeting = site.meeting
    tables = [
        one for one in presence.by_site(meeting, attending.seats(meeting)) if one.site == site
    ]
    context = {
        "site": site,
        "meeting": meeting,
        "tables": tables,
        "heads": heads,
        "may_change": states.may_change(meeting),
        "may_see": Meeting.objects.visible_to(request.user).filter(pk=meeting.pk).exists(),
    }
    status = 422 if heads.is_bound else 200
    return render(request, "meetings/site_attendance.html", context, status=status)


@require_POST
@requires(may_run_meeting, load=Meeting)
def attendance_propose(request: Request, meeting: Meeting) -> HttpResponse:
    try:
        added = seating.propose_attendance(meeting)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đã thêm {added} người theo chức vụ đang giữ của các đơn vị.")
    return redirect("meetings:attendance_edit", meeting.pk)


@require_POST
@requires(may_run_meeting, load=Meeting)
def attendance_add(request: Request, meeting: Meeting) -> HttpResponse:
    form = NewAttendanceForm(request.POST, meeting=meeting)
    return _added(request, meeting, form, "Đã thêm người dự.")


@require_POST
@requires(may_run_meeting, load=Meeting)
def attendance_guest(request: Request, meeting: Meeting) -> HttpResponse:
    """Somebody from outside the two tiers."""
    form = GuestForm(request.POST, meeting=meeting, auto_id="guest_%s")
    return _added(request, meeting, form, "Đã thêm khách mời.")


def _added(
    request: Request, meeting: Meeting, form: NewAttendanceForm | GuestForm, sentence: str
) -> HttpResponse:
    """Judged under the meeting's lock: pressed twice, the second finds the first."""
    try:
        with transaction.atomic():
            states.changeable(meeting)
            if form.is_valid():
                form.save()
                messages.success(request, sentence)
                return redirect("meetings:attendance_edit", meeting.pk)
    except Refused as refusal:
        form.add_error(None, refusal.message)
    return _everybody(request, meeting, form)


@require_POST
@requires(may_run_meeting, load=Meeting)
def attendance_all_present(request: Request, meeting: Meeting) -> HttpResponse:
    """The usual case: everybody invited is there; the absent are corrected by hand."""
    _mark_rest(request, meeting, meeting.attendances.all())
    return redirect("meetings:attendance_edit", meeting.pk)


@require_POST
@requires(may_mark_site, load=Site)
def site_all_present(request: Request, site: Site) -> HttpResponse:
    _mark_rest(request, site.meeting, site.attendances.all())
    return redirect("meetings:site_attendance", site.pk)


def _mark_rest(request: Request, meeting: Meeting, rows: AttendanceQuerySet) -> None:
    with telling(request, "Đã ghi có mặt cho những người chưa điểm danh."):
        marking.all_present(rows, meeting, at=clock.now())


@require_POST
@requires(may_mark_attendance, load=Attendance)
def attendance_mark(request: Request, attendance: Attendance) -> HttpResponse:
    """One key: the row comes back as it is stored, the sums with it."""
    wanted = request.POST.get("presence", "")
    sentence = ""
    if wanted not in Attendance.Presence.values:
        sentence = "Chọn có mặt, vắng có lý do hoặc vắng mặt."
    else:
        try:
            marking.mark(attendance, wanted, at=clock.now())
        except Refused as refusal:
            sentence = refusal.message
    if not request.htmx:
        if sentence:
            messages.error(request, sentence)
        return redirect("meetings:site_attendance", attendance.site_id)
    if sentence:
        return HttpResponse(sentence, status=422, content_type="text/plain; charset=utf-8")
    meeting = attendance.meeting
    tables = presence.by_site(meeting, attending.seats(meeting))
    table = next(one for one in tables if one.site.pk == attendance.site_id)
    context = {
        "row": next(one for one in table.rows if one.attendance.pk == attendance.pk),
        "table": table,
        "tally": presence.tally(meeting),
        "may_change": True,
    }
    return render(request, f"{EDIT}#marked", context)


@requires(may_mark_attendance, load=Attendance)
def attendance_correct(request: Request, attendance: Attendance) -> HttpResponse:
    """Reason, replacement, hour of arrival; where he sits and for whom, by the Office."""
    meeting = attendance.meeting
    may_seat = bool(may_run_meeting(request.user, meeting))
    data = request.POST if request.method == "POST" else None
    form = AttendanceForm(data, instance=attendance, may_seat=may_seat)
    if form.is_bound and form.is_valid():
        try:
            marking.correct(attendance, form.facts(), seat=form.seat())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã ghi vào thành phần dự.")
            return _back(meeting, attendance, is_running=may_seat)
    context = {
        "attendance": attendance,
        "meeting": meeting,
        "form": form,
        "may_run": may_seat,
        "may_change": states.may_change(meeting),
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/attendance_correct.html", context, status=status)


def _back(meeting: Meeting, attendance: Attendance, *, is_running: bool) -> HttpResponse:
    if is_running:
        return redirect("meetings:attendance_edit", meeting.pk)
    return redirect("meetings:site_attendance", attendance.site_id)


@require_POST
@requires(may_remove_attendance, load=Attendance)
def attendance_remove(request: Request, attendance: Attendance) -> HttpResponse:
    meeting = get_object_or_404(Meeting, pk=attendance.meeting_id)
    with telling(request, "Đã bỏ khỏi thành phần dự."):
        marking.remove(attendance)
    return redirect("meetings:attendance_edit", meeting.pk)


@require_safe
@requires(may_see_meeting, load=Meeting)
def attendance_print(request: Request, meeting: Meeting) -> HttpResponse:
    """The list to be signed, whole or of one site."""
    site = meeting.sites.filter(pk=_number(request.GET.get("site"))).first()
    return papers.answer(presence.list_pdf(meeting, site), "danh-sach-du", meeting)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0


@require_safe
@requires(may_see_meeting, load=Meeting)
def attendance_sheet(request: Request, meeting: Meeting) -> HttpResponse:
    return workbook(request, presence.page(meeting))

"""Preparing a meeting: agenda, sites, attendance."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from meetings import attending, planning
from meetings.forms.meetings import (
    AgendaFormSet,
    AttendanceFormSet,
    NewAttendanceForm,
    SiteFormSet,
)
from meetings.models import AgendaItem, Attendance, Meeting
from meetings.permissions.meetings import may_run_meeting
from meetings.views.answers import telling
from meetings.views.meetings import slot_minutes
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request

FROZEN = (
    "Hội nghị đã kết luận hoặc đã hủy: chương trình, điểm cầu, thành phần dự không sửa được nữa."
)


@requires(may_run_meeting, load=Meeting)
def agenda_edit(request: Request, meeting: Meeting) -> HttpResponse:
    """Lines in a table: order, words, minutes; the sum stands against the slot."""
    lines = AgendaFormSet(request.POST or None, instance=meeting, prefix="agenda")
    if request.method == "POST" and _save(request, lines, meeting):
        messages.success(request, "Đã lưu chương trình.")
        return redirect("meetings:agenda_edit", meeting.pk)
    context = {
        "meeting": meeting,
        "formset": lines,
        "total": sum(item.minutes for item in meeting.agenda.all()),
        "slot_minutes": slot_minutes(meeting),
        "may_change": planning.may_change(meeting),
    }
    return render(
        request, "meetings/agenda_edit.html", context, status=422 if lines.is_bound else 200
    )


def _save(request: Request, formset: Any, meeting: Meeting) -> bool:
    """Whether everything was right and is stored, the meeting not being concluded meanwhile."""
    if not formset.is_valid():
        return False
    with transaction.atomic():
        if not planning.may_change(planning.locked(meeting)):
            messages.error(request, FROZEN)
            return False
        formset.save()
        _renumber(meeting)
    return True


def _renumber(meeting: Meeting) -> None:
    lines = list(meeting.agenda.all())
    for order, line in enumerate(lines, start=1):
        line.order = order
    AgendaItem.objects.bulk_update(lines, ["order"])


@require_POST
@requires(may_run_meeting, load=Meeting)
def agenda_propose(request: Request, meeting: Meeting) -> HttpResponse:
    added = planning.propose_agenda(meeting, request.today)
    messages.success(
        request,
        f"Đã đưa {added} nhiệm vụ đến hạn, quá hạn vào chương trình."
        if added
        else "Không còn nhiệm vụ đến hạn, quá hạn nào ngoài chương trình.",
    )
    return redirect("meetings:agenda_edit", meeting.pk)


@requires(may_run_meeting, load=Meeting)
def site_edit(request: Request, meeting: Meeting) -> HttpResponse:
    """Sites and how many people sit there, typed in a table."""
    sites = SiteFormSet(request.POST or None, instance=meeting, prefix="sites")
    if request.method == "POST" and _save(request, sites, meeting):
        messages.success(request, "Đã lưu các điểm cầu.")
        return redirect("meetings:site_edit", meeting.pk)
    context = {
        "meeting": meeting,
        "formset": sites,
        "may_change": planning.may_change(meeting),
    }
    return render(
        request, "meetings/site_edit.html", context, status=422 if sites.is_bound else 200
    )


@require_POST
@requires(may_run_meeting, load=Meeting)
def site_propose(request: Request, meeting: Meeting) -> HttpResponse:
    added = planning.propose_sites(meeting)
    messages.success(request, f"Đã thêm {added} điểm cầu theo đơn vị được mời.")
    return redirect("meetings:site_edit", meeting.pk)


@requires(may_run_meeting, load=Meeting)
def attendance_edit(request: Request, meeting: Meeting) -> HttpResponse:
    """Who sits where and who is present; somebody not proposed is added below."""
    rows = _attendance_formset(request, meeting)
    new = NewAttendanceForm(None, meeting=meeting)
    if request.method == "POST" and _save(request, rows, meeting):
        messages.success(request, "Đã lưu thành phần dự.")
        return redirect("meetings:attendance_edit", meeting.pk)
    return _attendance(request, meeting, rows, new)


def _attendance_formset(request: Request, meeting: Meeting) -> Any:
    data = request.POST if request.method == "POST" else None
    kwargs = {"sites": meeting.sites.all()}
    return AttendanceFormSet(data, instance=meeting, prefix="people", form_kwargs=kwargs)


def _attendance(
    request: Request, meeting: Meeting, rows: Any, new: NewAttendanceForm
) -> HttpResponse:
    labels = {seat.attendance.pk: seat for seat in attending.seats(meeting)}
    for form in rows:
        form.seat = labels.get(form.instance.pk)
        form.fields["site"].choices = [(one.pk, one.name) for one in _sites(rows, meeting)]
    context = {
        "meeting": meeting,
        "formset": rows,
        "new": new,
        "may_change": planning.may_change(meeting),
    }
    wrong = rows.is_bound or new.is_bound
    return render(request, "meetings/attendance_edit.html", context, status=422 if wrong else 200)


def _sites(rows: Any, meeting: Meeting) -> Any:
    """Read once for all rows of the table."""
    if not hasattr(rows, "known_sites"):
        rows.known_sites = list(meeting.sites.all())
    return rows.known_sites


@require_POST
@requires(may_run_meeting, load=Meeting)
def attendance_propose(request: Request, meeting: Meeting) -> HttpResponse:
    added = planning.propose_attendance(meeting)
    messages.success(request, f"Đã thêm {added} người theo chức vụ đang giữ của các đơn vị.")
    return redirect("meetings:attendance_edit", meeting.pk)


@require_POST
@requires(may_run_meeting, load=Meeting)
def attendance_add(request: Request, meeting: Meeting) -> HttpResponse:
    form = NewAttendanceForm(request.POST, meeting=meeting)
    if not planning.may_change(meeting):
        form.add_error(None, FROZEN)
    if not form.is_valid():
        rows = AttendanceFormSet(
            instance=meeting, prefix="people", form_kwargs={"sites": meeting.sites.all()}
        )
        return _attendance(request, meeting, rows, form)
    form.save()
    messages.success(request, "Đã thêm người dự.")
    return redirect("meetings:attendance_edit", meeting.pk)


@require_POST
@requires(may_run_meeting, load=Meeting)
def attendance_all_present(request: Request, meeting: Meeting) -> HttpResponse:
    """The usual case: everybody invited is there; the absent are corrected by hand."""
    with telling(request, "Đã ghi có mặt cho những người chưa điểm danh."), transaction.atomic():
        if not planning.may_change(planning.locked(meeting)):
            raise Refused(FROZEN)
        waiting = meeting.attendances.filter(presence=Attendance.Presence.EXPECTED)
        waiting.update(presence=Attendance.Presence.PRESENT)
    return redirect("meetings:attendance_edit", meeting.pk)

"""A year's calendar of a kind: seen, made, put on the calendar, taken back."""

import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.calendar import (
    MeetingSeriesForm,
    ScheduleUntilForm,
    SlotDays,
    first_series_values,
)
from meetings.models import Meeting, MeetingKind, MeetingSeries
from meetings.permissions.calendar import may_plan_meetings
from meetings.scheduling import series
from meetings.views.answers import telling
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from procuracy.web.forms import tidied
from targets.views.catalogue import posted
from units.acting import Request
from units.models import Unit


@require_safe
@requires(may_plan_meetings)
def meeting_series_list(request: Request) -> HttpResponse:
    """The office's calendars by year, and the kinds of which one can be made."""
    rows = MeetingSeries.objects.visible_to(request.user).select_related("kind", "work_year")
    counted = rows.annotate(
        count=Count("meetings", filter=~Q(meetings__state=Meeting.State.CANCELLED)),
        drafts=Count("meetings", filter=Q(meetings__state=Meeting.State.DRAFT)),
        held=Count("meetings", filter=Q(meetings__concluded_at__isnull=False)),
    )
    kinds = MeetingKind.objects.held_by(request.acting.office).recurring()
    context = {"series": counted.order_by("-work_year__year", "kind__order"), "kinds": kinds}
    return render(request, "meetings/meeting_series_list.html", context)


@requires(may_plan_meetings)
def meeting_series_create(request: Request) -> HttpResponse:
    """The habits, then every day that follows from them, then the chosen ones as drafts."""
    office = Unit.objects.named(request.today).get(pk=request.acting.office.pk)
    code = tidied(request.GET.get("kind", ""))
    kind = get_object_or_404(MeetingKind.objects.held_by(office).recurring(), code=code)
    first = first_series_values(kind, office, request.today, _usual_place(office))
    form = MeetingSeriesForm(
        posted(request), kind=kind, organiser=office, today=request.today, initial=first
    )
    slots: list[series.Slot] = []
    days = SlotDays(request.POST, request.today)
    if request.method == "POST" and form.is_valid():
        if "confirmed" in request.POST and (made := _made(request, form, days)):
            return redirect("meetings:meeting_series_detail", made)
        wanted = form.wanted()
        slots = series.preview(wanted, request.user, today=request.today, changed=days.changed)
    rows = [(slot, *days.wrong.get(slot.slot_on, ("", ""))) for slot in slots]
    context = {
        "form": form,
        "kind": kind,
        "office": office,
        "slots": slots,
        "rows": rows,
        "ticked": _chosen(request) if "seen" in request.POST else None,
        "open_count": sum(slot.is_open for slot in slots),
    }
    status = 422 if request.method == "POST" and (form.errors or days.wrong) else 200
    return render(request, "meetings/meeting_series_create.html", context, status=status)


def _made(request: Request, form: MeetingSeriesForm, days: SlotDays) -> int | None:
    if days.wrong:
        messages.error(request, "Có ngày họp chưa đúng: sửa ở dòng được đánh dấu.")
        return None
    if days.is_news:
        messages.warning(request, "Ngày họp vừa đổi: xem lại hạn báo cáo, trùng lịch rồi lập.")
        return None
    try:
        made = series.make(
            form.wanted(), _chosen(request), by=request.user, at=clock.now(), changed=days.changed
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
        return None
    messages.success(request, f"Đã lập {len(made)} cuộc họp dự kiến. Xem lại rồi lên lịch.")
    return made[0].series_id


def _chosen(request: Request) -> set[datetime.date]:
    found = set()
    for text in request.POST.getlist("slot")[:400]:
        try:
            found.add(datetime.date.fromisoformat(text))
        except ValueError:
            continue
    return found


def _usual_place(office: Unit) -> str:
    """Where the office met last."""
    rows = Meeting.objects.filter(organiser=office, host=office).order_by("-starts_at")
    return rows.values_list("place", flat=True).first() or f"Hội trường {office.short_name}"


@require_safe
@requires(may_plan_meetings)
def meeting_series_detail(request: Request, pk: int) -> HttpResponse:
    return render(
        request, "meetings/meeting_series_detail.html", _detail(request, _row(request, pk))
    )


def _detail(request: Request, row: MeetingSeries, form: Any = None) -> dict[str, Any]:
    meetings = list(row.meetings.select_related("chair__person").order_by("starts_at", "pk"))
    hosts = Unit.objects.named(request.today).in_bulk({one.host_id for one in meetings})
    for one in meetings:
        one.host = hosts[one.host_id]
    now = clock.now()
    drafts = [one for one in meetings if one.state == Meeting.State.DRAFT]
    ahead = [one for one in drafts if one.starts_at > now]
    last = timezone.localdate(ahead[-1].starts_at) if ahead else None
    return {
        "series": row,
        "meetings": meetings,
        "drafts": len(drafts),
        "form": form or ScheduleUntilForm(initial={"until": last}),
        "can_schedule": bool(ahead),
    }


@require_POST
@requires(may_plan_meetings)
def meeting_series_schedule(request: Request, pk: int) -> HttpResponse:
    row = _row(request, pk)
    form = ScheduleUntilForm(request.POST)
    if not form.is_valid():
        context = _detail(request, row, form)
        return render(request, "meetings/meeting_series_detail.html", context, status=422)
    with telling(request, "Đã lên lịch; báo cáo của các đơn vị được mời đã mở."):
        until = form.cleaned_data["until"]
        if not series.schedule_until(row, until, by=request.user, at=clock.now()):
            raise Refused("Không có cuộc họp dự kiến nào đến ngày này.")
    return redirect("meetings:meeting_series_detail", row.pk)


@require_POST
@requires(may_plan_meetings)
def meeting_series_withdraw(request: Request, pk: int) -> HttpResponse:
    row = _row(request, pk)
    gone = series.withdraw(row)
    messages.success(request, f"Đã bỏ {gone} cuộc họp dự kiến chưa lên lịch.")
    return redirect("meetings:meeting_series_detail", row.pk)


def _row(request: Request, pk: int) -> MeetingSeries:
    rows = MeetingSeries.objects.visible_to(request.user).select_related("kind", "work_year")
    return get_object_or_404(rows, pk=pk)

"""Calling a meeting, its agenda, sites and attendance."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from meetings import planning
from meetings.models import Meeting, MeetingKind
from procuracy.web.forms import SafeTextMixin
from targets.models import Period, WorkYear
from units.models import Appointment, Unit


class MeetingForm(SafeTextMixin, forms.ModelForm):
    """Facts of a meeting of one kind and organiser; both are set on the instance before."""

    on = forms.DateField(label="Ngày họp")
    starts = forms.TimeField(label="Từ giờ")
    ends = forms.TimeField(label="Đến giờ")
    due_on = forms.DateField(label="Hạn gửi báo cáo, ngày", required=False)
    due_time = forms.TimeField(label="Hạn gửi báo cáo, giờ", required=False)

    class Meta:
        model = Meeting
        fields = ["period", "title", "form", "place", "host", "chair", "invited"]
        widgets = {"invited": forms.CheckboxSelectMultiple}
        help_texts = {
            "title": "Theo mẫu của loại hội nghị; sửa được.",
            "chair": "Người chủ trì và kết luận.",
            "invited": "Mỗi đơn vị được mời viết một báo cáo trước hội nghị.",
        }

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office = self.instance.organiser
        chosen = kwargs.get("initial", {}).get("on") or today
        day = planning.day_of(self.instance) if self.instance.pk else chosen
        self._choose_period()
        self._choose_units(office, day)
        self._choose_chair(office, day)

    def _choose_period(self) -> None:
        field: Any = self.fields["period"]
        kind = self.instance.kind
        periods = Period.objects.filter(kind=kind.period_kind).select_related("work_year")
        field.queryset = periods.order_by("-ends_on")
        field.required = bool(kind.period_kind)
        field.empty_label = None if kind.period_kind else "Không theo kỳ"

    def _choose_units(self, office: Unit, day: datetime.date) -> None:
        invited: Any = self.fields["invited"]
        invited.queryset = planning.invitable(office, day).named(day)
        invited.required = False
        invited.label_from_instance = _short_name
        host: Any = self.fields["host"]
        host.queryset = Unit.objects.existing(day).named(day).of_office(office)
        host.label_from_instance = _short_name
        host.empty_label = None

    def _choose_chair(self, office: Unit, day: datetime.date) -> None:
        field: Any = self.fields["chair"]
        leaders = Appointment.objects.current(day).of_office(office).may_sign()
        kept = Appointment.objects.filter(pk=self.instance.chair_id or 0)
        field.queryset = (leaders | kept).select_related("person").order_by("pk")
        field.label_from_instance = lambda one: f"{one.person.full_name}, {one.position}"
        field.empty_label = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._read_slot(cleaned)
        self._read_deadline(cleaned)
        return cleaned

    def _read_slot(self, cleaned: dict[str, Any]) -> None:
        day, starts, ends = (cleaned.get(name) for name in ("on", "starts", "ends"))
        if not (day and starts and ends):
            return
        if ends <= starts:
            self.add_error("ends", "Giờ kết thúc phải sau giờ bắt đầu.")
            return
        self.instance.starts_at = _moment(day, starts)
        self.instance.ends_at = _moment(day, ends)
        period = cleaned.get("period")
        year = period.work_year if period else WorkYear.objects.at(day)
        if year is None:
            self.add_error("on", "Chưa có năm công tác cho ngày này: lập năm công tác trước.")
        else:
            self.instance.work_year = year

    def _read_deadline(self, cleaned: dict[str, Any]) -> None:
        day, time = cleaned.get("due_on"), cleaned.get("due_time")
        self.instance.reports_due_at = None
        if not day:
            return
        self.instance.reports_due_at = due = _moment(day, time or datetime.time(16))
        if self.instance.starts_at and due > self.instance.starts_at:
            self.add_error("due_on", "Hạn gửi báo cáo phải trước giờ họp.")


def first_values(kind: MeetingKind, organiser: Unit, today: datetime.date) -> dict[str, Any]:
    """What a new meeting of a kind most likely is."""
    day = today + datetime.timedelta(days=7)
    period = planning.last_ended_period(kind, day)
    year = period.work_year if period else WorkYear.objects.at(day)
    return {
        "on": day,
        "starts": datetime.time(8),
        "ends": datetime.time(10) if kind.period_kind else datetime.time(9),
        "period": period,
        "title": planning.title_of(kind, period, year),
        "host": organiser.pk,
        "chair": planning.propose_chair(organiser, day),
        "invited": [unit.pk for unit in planning.propose_invited(kind, organiser, day)],
        "form": Meeting.Form.MIXED if kind.period_kind else Meeting.Form.IN_PERSON,
        "due_on": day - datetime.timedelta(days=3) if kind.period_kind else None,
        "due_time": datetime.time(16) if kind.period_kind else None,
    }


def present_values(meeting: Meeting) -> dict[str, Any]:
    """The moments of a stored meeting, taken apart for the form."""
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    due = meeting.reports_due_at and timezone.localtime(meeting.reports_due_at)
    return {
        "on": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "due_on": due and due.date(),
        "due_time": due and due.time(),
    }


def _moment(day: datetime.date, time: datetime.time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, time))


def _short_name(unit: Unit) -> str:
    return unit.short_name

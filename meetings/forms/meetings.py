"""Calling a meeting."""

import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from meetings.forms.calendar import ConflictMixin
from meetings.models import Meeting, MeetingKind
from meetings.scheduling import habits, hosting, planning
from procuracy.web.forms import SafeTextMixin
from targets import working_days
from targets.models import Period, WorkYear
from units.models import Appointment, Person, Role, Unit, User
from units.models.organisation import UnitQuerySet

# Who and where: what two meetings may clash in.
CLASHING = {"on", "starts", "ends", "place", "host", "chair", "invited", "with_unit"}
SECRETARIES = (Role.HEAD_OF_OFFICE, Role.OFFICE_STAFF, Role.UNIT_CLERK)


class MeetingForm(SafeTextMixin, ConflictMixin, forms.ModelForm):
    """Facts of a meeting of one kind and organiser; both are set on the instance before."""

    on = forms.DateField(label="Ngày họp")
    starts = forms.TimeField(label="Từ giờ")
    ends = forms.TimeField(label="Đến giờ")
    due_on = forms.DateField(label="Hạn gửi báo cáo, ngày", required=False)
    due_time = forms.TimeField(label="Hạn gửi báo cáo, giờ", required=False)

    class Meta:
        model = Meeting
        fields = [
            *("period", "title", "form", "place", "host", "chair", "secretaries"),
            *("with_unit", "invited"),
        ]
        widgets = {
            "invited": forms.CheckboxSelectMultiple,
            "secretaries": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "title": "Theo mẫu của loại hội nghị; sửa được.",
            "chair": "Người chủ trì và kết luận.",
            "with_unit": "Đơn vị này viết báo cáo và tiếp thu yêu cầu vào chương trình của mình.",
            "invited": "Mỗi đơn vị được mời viết một báo cáo trước hội nghị.",
        }

    def __init__(self, *args: Any, today: datetime.date, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        office = self.instance.organiser
        chosen = kwargs.get("initial", {}).get("on") or today
        day = planning.day_of(self.instance) if self.instance.pk else chosen
        self._choose_period()
        self._choose_units(office, day)
        self._choose_chair(office, day)
        self._choose_secretaries(office, day)
        if self.instance.state == Meeting.State.SCHEDULED:
            for name in ("on", "starts", "ends", "place"):
                self.fields[name].disabled = True
        self.add_box()

    def _choose_period(self) -> None:
        field: Any = self.fields["period"]
        kind = self.instance.kind
        periods = Period.objects.filter(kind=kind.period_kind).select_related("work_year")
        field.queryset = periods.order_by("-ends_on")
        field.required = bool(kind.period_kind)
        field.empty_label = None if kind.period_kind else "Không theo kỳ"

    def _choose_units(self, office: Unit, day: datetime.date) -> None:
        invited: Any = self.fields["invited"]
        invited.queryset = habits.invitable(office, day).named(day)
        invited.required = False
        invited.label_from_instance = _short_name
        self._choose_unit(habits.invitable(office, day).named(day))
        host: Any = self.fields["host"]
        host.queryset = Unit.objects.existing(day).named(day).of_office(office)
        host.label_from_instance = _short_name
        host.empty_label = None

    def _choose_unit(self, units: UnitQuerySet) -> None:
        """With which one a session is held, a launch's programme is; the others are guests."""
        if not self.instance.kind.is_with_one:
            del self.fields["with_unit"]
            return
        field: Any = self.fields["with_unit"]
        field.queryset, field.required = units, True
        field.label_from_instance = _short_name
        field.error_messages["required"] = "Chọn đơn vị: loại hội nghị này làm việc với một đơn vị."
        self.fields["invited"].label = "Đơn vị khác cùng dự"
        self.fields["invited"].help_text = "Cùng dự, không phải viết báo cáo."

    def _choose_chair(self, office: Unit, day: datetime.date) -> None:
        field: Any = self.fields["chair"]
        leaders = Appointment.objects.current(day).of_office(office).may_sign()
        kept = Appointment.objects.filter(pk=self.instance.chair_id or 0)
        field.queryset = (leaders | kept).select_related("person").order_by("pk")
        field.label_from_instance = lambda one: f"{one.person.full_name}, {one.position}"
        field.empty_label = None

    def _choose_secretaries(self, office: Unit, day: datetime.date) -> None:
        """Who does the Office's work; those chosen before stay to choose from."""
        field: Any = self.fields["secretaries"]
        held = Appointment.objects.current(day).of_office(office)
        clerks = held.filter(role__in=SECRETARIES).filter(
            Q(unit=office) | Q(unit__is_secretariat=True)
        )
        people = Q(appointments__in=clerks)
        if self.instance.pk:
            people |= Q(meetings_written=self.instance)
        field.queryset = Person.objects.filter(people).distinct()
        acting = self.user.acting
        if not self.instance.pk and self.instance.kind.by_portfolio and acting:
            # Of the Office only who writes a leaders' briefing reads it whole.
            self.initial["secretaries"] = [acting.person_id] if acting.keeps_office else []
        field.required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._read_slot(cleaned)
        self._read_deadline(cleaned)
        self._read_audience(cleaned)
        if not self.errors:
            self._judge_conflicts(cleaned)
        return cleaned

    @property
    def people(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("invited", "secretaries")}

    def _read_audience(self, cleaned: dict[str, Any]) -> None:
        """A meeting with one unit; a region or district has none below it."""
        field: Any = self.fields["invited"]
        if self.instance.kind.is_with_one:
            self._invite_unit(cleaned)
            return
        is_one = self.instance.kind.audience == MeetingKind.Audience.ONE
        if is_one and field.queryset.exists() and len(cleaned.get("invited") or []) != 1:
            self.add_error("invited", "Chọn một đơn vị: loại hội nghị này làm việc với một đơn vị.")

    def _invite_unit(self, cleaned: dict[str, Any]) -> None:
        """Whom a session is held with comes to it."""
        unit = cleaned.get("with_unit")
        others = [one for one in cleaned.get("invited") or [] if one != unit]
        cleaned["invited"] = [*filter(None, [unit]), *others]

    def _judge_conflicts(self, cleaned: dict[str, Any]) -> None:
        """What was accepted before, or is not changed, is not asked about again; a second press
        is refused as such."""
        meeting: Meeting = self.instance
        if meeting.pk and not CLASHING.intersection(self.changed_data):
            return
        meeting.title = cleaned["title"]
        if planning.is_doubled(meeting):
            return
        for name in ("place", "chair", "host"):
            setattr(meeting, name, cleaned[name])
        known = set(meeting.accepted_conflicts.splitlines())
        self.judge_conflicts(meeting, [one.pk for one in cleaned["invited"]], self.user, known)
        meeting.accepted_conflicts = "\n".join(self.found)

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
    day = _first_day(kind, today)
    period = habits.last_ended_period(kind, day)
    year = period.work_year if period else WorkYear.objects.at(day)
    invited = [unit.pk for unit in habits.propose_invited(kind, organiser, day)]
    turn = hosting.next_host(organiser, today) if kind.hosted_in_turn else None
    starts, ends = map(timezone.localtime, habits.slot(kind, day))
    due = habits.reports_due(kind, day, working_days.around([day]))
    return {
        "on": day,
        "starts": starts.time(),
        "ends": ends.time(),
        "period": period,
        "title": habits.title_of(kind, period, year),
        "host": turn.unit_id if turn else organiser.pk,
        "place": turn.place if turn else "",
        "chair": habits.propose_chair(kind, organiser, day, invited),
        "invited": invited,
        "with_unit": invited[0] if len(invited) == 1 else None,
        "form": kind.form,
        "due_on": due and timezone.localtime(due).date(),
        "due_time": due and timezone.localtime(due).time(),
    }


def _first_day(kind: MeetingKind, today: datetime.date) -> datetime.date:
    """In a week, on the kind's weekday if it has one, never on a day off."""
    day = today + datetime.timedelta(days=7)
    if kind.weekday:
        day += datetime.timedelta(days=(kind.weekday - day.isoweekday()) % 7)
    return working_days.around([day]).working_from(day)


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

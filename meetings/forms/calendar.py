"""Forms of the calendar: a move, calling off, a year's series, turns to host."""

import copy
import datetime
from collections.abc import Collection, Mapping
from typing import Any

from django import forms

from meetings.models import HostTurn, Meeting, MeetingKind
from meetings.scheduling import conflicts, habits
from meetings.scheduling.moving import To
from meetings.scheduling.series import Wanted
from procuracy.web.forms import SafeTextMixin, tidied
from targets import working_days
from targets.catalogue_forms import DayField
from targets.models import WorkYear
from units.models import Appointment, Unit, User

# A year's period with the weeks in which its review is held.
FARTHEST = datetime.timedelta(days=366 + 120)
ACCEPT = "Tôi đã biết trùng lịch và vẫn xếp như vậy"


class ConflictMixin(forms.BaseForm):
    """A box that appears with the clashes it is about; ticked, they are accepted knowingly."""

    found: list[str]

    def add_box(self) -> None:
        self.found = []
        self.fields["accepts"] = forms.BooleanField(
            label=ACCEPT, required=False, widget=forms.HiddenInput
        )

    def judge_conflicts(
        self,
        meeting: Meeting,
        units: list[int],
        user: User,
        known: Collection[str] = (),
    ) -> None:
        """`known`: sentences that were accepted before."""
        self.found = conflicts.found(meeting, units, user)
        new = [sentence for sentence in self.found if sentence not in known]
        if not new:
            return
        self.fields["accepts"].widget = forms.CheckboxInput()
        if not self.cleaned_data.get("accepts"):
            self.add_error(None, [f"Trùng lịch: {sentence}." for sentence in new])

    @property
    def clashes(self) -> bool:
        """The box must be seen."""
        return not self.fields["accepts"].widget.is_hidden


class MeetingMoveForm(SafeTextMixin, ConflictMixin, forms.Form):
    on = DayField(label="Ngày họp mới")
    starts = forms.TimeField(label="Từ giờ")
    ends = forms.TimeField(label="Đến giờ")
    place = forms.CharField(label="Địa điểm", max_length=200)
    due_on = DayField(label="Hạn gửi báo cáo, ngày", required=False)
    due_time = forms.TimeField(label="Hạn gửi báo cáo, giờ", required=False)
    reason = forms.CharField(
        label="Lý do chuyển lịch",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Báo cho mọi người được mời, cùng ngày giờ cũ và mới.",
    )

    def __init__(self, *args: Any, meeting: Meeting, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting, self.user = meeting, user
        if meeting.reports_due_at:
            self.fields["due_on"].help_text = "Để trống: tính theo lệ của loại hội nghị."
        else:
            del self.fields["due_on"], self.fields["due_time"]
        self.add_box()

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        day, starts, ends = (said.get(name) for name in ("on", "starts", "ends"))
        if not (day and starts and ends):
            return said
        if ends <= starts:
            self.add_error("ends", "Giờ kết thúc phải sau giờ bắt đầu.")
            return said
        begins, place = habits.moment(day, starts), said.get("place", "")
        due = self._due(day, said)
        if due and due > begins:
            self.add_error("due_on", "Hạn gửi báo cáo phải trước giờ họp.")
        self.to = To(begins, habits.moment(day, ends), place, due)
        self._judge_moved()
        return said

    def _due(self, day: datetime.date, said: dict[str, Any]) -> datetime.datetime | None:
        if not self.meeting.reports_due_at:
            return None
        if said.get("due_on"):
            return habits.moment(said["due_on"], said.get("due_time") or datetime.time(16))
        return habits.reports_due(self.meeting.kind, day, working_days.around([day]))

    def _judge_moved(self) -> None:
        moved = copy.copy(self.meeting)
        moved.starts_at, moved.ends_at = self.to.starts_at, self.to.ends_at
        moved.place = self.to.place
        units = list(self.meeting.invited.values_list("pk", flat=True))
        self.judge_conflicts(moved, units, self.user)


class MeetingCancelForm(SafeTextMixin, forms.Form):
    reason = forms.CharField(
        label="Lý do hủy",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Báo cho mọi người được mời.",
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if meeting.state == Meeting.State.DRAFT:
            field = self.fields["reason"]
            field.required, field.help_text = False, "Cuộc họp chưa lên lịch: không phải báo ai."


class MeetingSeriesForm(SafeTextMixin, forms.Form):
    """The habits a year's calendar is made with; they begin as the kind's own."""

    year = forms.ModelChoiceField(WorkYear.objects.all(), label="Năm công tác", empty_label=None)
    weekday = forms.TypedChoiceField(
        label="Thứ", coerce=int, empty_value=None, required=False, choices=()
    )
    days_after = forms.IntegerField(
        label="Số ngày sau khi hết kỳ", min_value=0, max_value=90, required=False
    )
    usual_time = forms.TimeField(label="Giờ bắt đầu")
    length_minutes = forms.IntegerField(label="Thời gian họp, phút", min_value=10, max_value=720)
    form = forms.ChoiceField(label="Hình thức", choices=MeetingKind.Form.choices)
    place = forms.CharField(label="Địa điểm", max_length=200)
    chair = forms.ModelChoiceField(Appointment.objects.none(), label="Chủ trì", empty_label=None)

    def __init__(
        self, *args: Any, kind: MeetingKind, organiser: Unit, today: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.organiser = kind, organiser
        fields: dict[str, Any] = self.fields
        fields["weekday"].choices = [("", "Không cố định"), *MeetingKind.Weekday.choices]
        if kind.is_weekly:
            fields["weekday"].required = True
            del fields["days_after"]
        leaders = Appointment.objects.current(today).of_office(organiser).may_sign()
        fields["chair"].queryset = leaders.select_related("person").order_by("pk")
        fields["chair"].label_from_instance = lambda one: f"{one.person.full_name}, {one.position}"
        if kind.hosted_in_turn:
            fields["place"].help_text = "Đơn vị đăng cai có địa điểm riêng thì theo đơn vị."

    def wanted(self) -> Wanted:
        """The kind with these habits, of a copy that is never stored."""
        said = self.cleaned_data
        kind = copy.copy(self.kind)
        kind.weekday, kind.usual_time = said["weekday"], said["usual_time"]
        kind.length_minutes, kind.form = said["length_minutes"], said["form"]
        if said.get("days_after") is not None:
            kind.days_after = said["days_after"]
        return Wanted(kind, self.organiser, said["year"], said["chair"], said["place"])


class SlotDays:
    """The days typed beside the slots of a preview: `on_2026-12-01` for the slot that begins then,
    `seen_…` the day whose clashes were shown with it."""

    def __init__(self, data: Mapping[str, str], today: datetime.date) -> None:
        self.today = today
        self.changed: dict[datetime.date, datetime.date] = {}
        self.wrong: dict[datetime.date, tuple[str, str]] = {}
        self.is_news = False
        for name in list(data)[:800]:
            slot_on = _iso(name.removeprefix("on_")) if name.startswith("on_") else None
            if slot_on:
                self._read(slot_on, tidied(data[name]).strip(), data.get(f"seen_{slot_on}", ""))

    def _read(self, slot_on: datetime.date, typed: str, seen: str) -> None:
        if not typed:
            return
        try:
            day = DayField().clean(typed)
        except forms.ValidationError as error:
            self.wrong[slot_on] = (typed, error.messages[0])
            return
        if not slot_on <= day <= slot_on + FARTHEST:
            self.wrong[slot_on] = (typed, "Chọn ngày trong kỳ hoặc không lâu sau kỳ.")
            return
        if day < self.today:
            self.wrong[slot_on] = (typed, "Ngày này đã qua.")
            return
        self.changed[slot_on] = day
        self.is_news = self.is_news or day != _iso(seen)

    @property
    def is_valid(self) -> bool:
        return not self.wrong


def _iso(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


class ScheduleUntilForm(forms.Form):
    until = DayField(label="Đến hết ngày")


class HostTurnForm(SafeTextMixin, forms.ModelForm):
    class Meta:
        model = HostTurn
        fields = ["unit", "place"]
        help_texts = {"place": "Hội trường nơi đón hội nghị; để trống thì ghi trụ sở đơn vị."}

    def __init__(self, *args: Any, organiser: Unit, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        taken = HostTurn.objects.filter(organiser=organiser).values("unit")
        units = habits.invitable(organiser, today).named(today).exclude(pk__in=taken)
        field.queryset = units.exclude(pk=organiser.pk)
        field.label_from_instance = lambda unit: unit.short_name
        field.empty_label = "Chọn đơn vị"


def first_series_values(
    kind: MeetingKind, organiser: Unit, today: datetime.date, place: str
) -> dict[str, Any]:
    return {
        "year": WorkYear.objects.at(today),
        "weekday": kind.weekday,
        "days_after": kind.days_after,
        "usual_time": kind.usual_time,
        "length_minutes": kind.length_minutes,
        "form": kind.form,
        "place": place,
        "chair": habits.propose_chair(kind, organiser, today),
    }

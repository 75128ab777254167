"""Who comes to a meeting: added, marked, corrected."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from meetings import states
from meetings.attendance import attending
from meetings.attendance.attending import Seat
from meetings.attendance.marking import Facts
from meetings.models import AgendaItem, Attendance, Meeting, Site
from meetings.models.agenda import AgendaItemQuerySet
from procuracy.web.forms import SafeTextMixin
from units.models import Appointment, Person, Unit

# What the Office alone says of somebody's seat.
SEATING = {"site", "unit", "position", "guest_name", "organisation"}


def people_of(meeting: Meeting) -> QuerySet[Person]:
    """Who holds a position in the organiser's office or below on the meeting day."""
    here = Appointment.objects.current(states.day_of(meeting)).of_office(meeting.organiser)
    return Person.objects.filter(pk__in=here.values("person"))


class NewAttendanceForm(SafeTextMixin, forms.ModelForm):
    """Somebody added by hand: person, unit and site are independent of each other."""

    class Meta:
        model = Attendance
        fields = ["person", "unit", "site", "position"]

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.meeting = meeting
        day = states.day_of(meeting)
        fields: dict[str, Any] = self.fields
        fields["site"].queryset = meeting.sites.all()
        fields["unit"].queryset = Unit.objects.existing(day).named(day).of_office(meeting.organiser)
        fields["unit"].label_from_instance = lambda unit: unit.short_name
        fields["person"].queryset = people_of(meeting)

    def _get_validation_exclusions(self) -> set[str]:
        # The meeting is not typed, yet "once per meeting" must be looked at.
        return super()._get_validation_exclusions() - {"meeting"}  # type: ignore[misc]


class GuestForm(SafeTextMixin, forms.ModelForm):
    """Khách mời ngoài ngành: somebody from outside the two tiers, by name."""

    class Meta:
        model = Attendance
        fields = ["guest_name", "organisation", "position", "site"]
        help_texts = {"organisation": "Ví dụ: Ban Nội chính Tỉnh ủy."}

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.meeting = meeting
        fields: dict[str, Any] = self.fields
        fields["site"].queryset, fields["site"].empty_label = meeting.sites.all(), None
        for name in ("guest_name", "organisation"):
            fields[name].required = True

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        known = Attendance.objects.guests().filter(meeting=self.instance.meeting)
        who = {name: said.get(name, "") for name in ("guest_name", "organisation")}
        if known.filter(**who).exists():
            self.add_error("guest_name", "Khách mời này đã có trong thành phần dự.")
        return said


class AttendanceForm(SafeTextMixin, forms.ModelForm):
    """All that is known of one person's coming; `may_seat`: also where he sits, for whom."""

    arrived = forms.TimeField(label="Giờ đến", required=False)
    stand_in = forms.ModelChoiceField(
        Person.objects.none(), label="Người dự thay", required=False, empty_label="Không có"
    )

    class Meta:
        model = Attendance
        fields = ["presence", "excuse", "guest_name", "organisation", "site", "unit", "position"]

    def __init__(self, *args: Any, may_seat: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.instance
        fields: dict[str, Any] = self.fields
        fields["stand_in"].queryset = people_of(row.meeting).exclude(pk=row.person_id or 0)
        fields["stand_in"].initial = row.replaced_by and row.replaced_by.person_id
        arrived = row.arrived_at
        fields["arrived"].initial = timezone.localtime(arrived).time() if arrived else None
        fields["excuse"].required = False
        for name in ("unit", "stand_in") if row.is_guest else ("guest_name", "organisation"):
            del fields[name]
        if not may_seat:
            for name in SEATING & set(fields):
                del fields[name]
            return
        fields["site"].queryset, fields["site"].empty_label = row.meeting.sites.all(), None
        if row.is_guest:
            for name in ("guest_name", "organisation"):
                fields[name].required = True
            return
        day = states.day_of(row.meeting)
        units = Unit.objects.existing(day).of_office(row.meeting.organiser)
        kept = Unit.objects.filter(pk=row.unit_id)
        fields["unit"].queryset = (units | kept).distinct().named(day)
        fields["unit"].label_from_instance = lambda unit: unit.short_name
        fields["unit"].empty_label = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        away = cleaned.get("presence") in Attendance.AWAY
        if not away:
            cleaned["excuse"], cleaned["stand_in"] = "", None
        if cleaned.get("presence") == Attendance.Presence.EXCUSED and not (
            cleaned.get("excuse") or cleaned.get("stand_in")
        ):
            stands_in = "" if self.instance.is_guest else ", hoặc chọn người dự thay"
            self.add_error("excuse", f"Ghi lý do vắng{stands_in}.")
        return cleaned

    def facts(self) -> Facts:
        cleaned, row = self.cleaned_data, self.instance
        arrived = cleaned["arrived"]
        starts = timezone.localtime(row.meeting.starts_at)
        return Facts(
            cleaned["presence"],
            starts.replace(hour=arrived.hour, minute=arrived.minute) if arrived else None,
            cleaned["excuse"],
            cleaned.get("stand_in"),
        )

    def seat(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in SEATING & set(self.fields)}

    def _post_clean(self) -> None:
        """Nothing of what was typed goes onto the row: `marking` does it under the lock."""


class HeadCountForm(forms.ModelForm):
    class Meta:
        model = Site
        fields = ["head_count"]


class AskForm(SafeTextMixin, forms.Form):
    """Who wants to speak, by a few letters; for how long, on which line."""

    speaker = forms.CharField(label="Người đăng ký", max_length=160)
    minutes = forms.IntegerField(label="Số phút", min_value=1, max_value=120)
    agenda_item = forms.ModelChoiceField(
        AgendaItem.objects.none(), label="Về mục", required=False, empty_label="Không theo mục"
    )

    def __init__(
        self, *args: Any, agenda: AgendaItemQuerySet, seats: list[Seat], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats
        field: Any = self.fields["agenda_item"]
        field.queryset = agenda.filter(is_heading=False)
        self.fields["speaker"].widget.attrs |= {"list": "seats", "autocomplete": "off"}
        self.fields["speaker"].widget.attrs["data-key"] = "Alt+N"

    def clean_speaker(self) -> Attendance:
        typed = self.cleaned_data["speaker"]
        found = attending.seat_meant(typed, self.seats)
        if found is None:
            raise forms.ValidationError(
                "Không rõ là ai trong thành phần dự: gõ thêm chữ, hoặc chọn trong danh sách."
            )
        return found.attendance

"""Forms of inspections: the line of the list, findings, steps, the sessions they belong to."""

import datetime
from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import Q

from meetings.inspections.finding import Said
from meetings.inspections.planning import below, leads, months_of
from meetings.models import Inspection, InspectionFinding, Meeting
from procuracy.web.dates import screen_month
from procuracy.web.forms import SafeTextMixin
from targets.catalogue_forms import DayField
from targets.models import WorkYear
from units.models import Appointment, Field, Person, Unit

SEEN: dict[str, Any] = {"min_value": 0, "max_value": 2**31 - 1, "widget": forms.HiddenInput}


class MonthField(forms.TypedChoiceField):
    """A month of a work year, as its first day."""

    def __init__(self, **more: Any) -> None:
        super().__init__(coerce=datetime.date.fromisoformat, **more)

    def offer(self, year: WorkYear) -> None:
        self.choices = [(month.isoformat(), screen_month(month)) for month in months_of(year)]


def short_name(unit: Unit) -> str:
    return unit.short_name


def people_of(office: Unit, on: datetime.date, kept: Collection[int]) -> Any:
    """The office's own people and those of its departments; those chosen before."""
    own = Q(unit=office) | Q(unit__parent=office, unit__kind=Unit.Kind.DEPARTMENT)
    held = Appointment.objects.current(on).filter(own)
    return Person.objects.filter(Q(pk__in=held.values("person")) | Q(pk__in=kept))


class InspectionForm(SafeTextMixin, forms.ModelForm):
    """A line of the list; office and work year are set on the instance before."""

    planned_month = MonthField(label="Tháng")
    version = forms.IntegerField(required=False, **SEEN)

    class Meta:
        model = Inspection
        fields = (
            "unit",
            "mode",
            "planned_month",
            "lead",
            "subject",
            "team_lead",
            "members",
            "decision",
            "assessment",
        )
        widgets = {
            "members": forms.CheckboxSelectMultiple,
            "assessment": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "decision": "Số, ngày quyết định, ví dụ số 12/QĐ-VKS ngày 05/3/2027.",
            "assessment": "Ưu điểm, hạn chế chung; từng hạn chế, thiếu sót ghi riêng.",
        }

    def __init__(self, *args: Any, today: datetime.date, **more: Any) -> None:
        super().__init__(*args, **more)
        row: Inspection = self.instance
        month: Any = self.fields["planned_month"]
        month.offer(row.work_year)
        for name, found in (
            ("unit", below(row.office, today, row.unit_id)),
            ("lead", leads(row.office, today, row.lead_id)),
        ):
            units: Any = self.fields[name]
            units.queryset, units.label_from_instance = found.named(today), short_name
            units.empty_label = None
        self._choose_people(today)
        if row.pk:
            month_now = row.planned_month.isoformat()
            self.initial.update(version=row.version, planned_month=month_now)
            self._hold_what_was_found()
        else:
            del self.fields["assessment"]

    def _choose_people(self, today: datetime.date) -> None:
        row: Inspection = self.instance
        kept = list(row.members.values_list("pk", flat=True)) if row.pk else []
        people = people_of(row.office, today, [*kept, row.team_lead_id or 0])
        for name in ("team_lead", "members"):
            field: Any = self.fields[name]
            field.queryset, field.required = people, False

    def _hold_what_was_found(self) -> None:
        """It is that unit's, found in that way."""
        if self.instance.findings.exists():
            for name in ("unit", "mode"):
                self.fields[name].disabled = True

    @property
    def seen(self) -> int:
        return int(self.cleaned_data.get("version") or 0)


class FindingForm(SafeTextMixin, forms.ModelForm):
    """What was found; with words of repair it becomes a task once it is concluded."""

    version = forms.IntegerField(required=False, **SEEN)

    class Meta:
        model = InspectionFinding
        fields = ("text", "field", "repair", "repair_due", "responsible")
        field_classes = {"repair_due": DayField}
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "repair": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "text": "Không ghi tên bị can, bị cáo, đương sự.",
            "repair": "Để trống nếu chỉ nhắc rút kinh nghiệm.",
            "repair_due": "Ngày cuối cùng được phép.",
            "responsible": "Của đơn vị; không chọn thì thủ trưởng đơn vị.",
        }

    def __init__(
        self, *args: Any, inspection: Inspection, today: datetime.date, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        held = Appointment.objects.current(today).filter(unit=inspection.unit_id)
        people = Q(pk__in=held.values("person")) | Q(pk=self.instance.responsible_id or 0)
        responsible: Any = self.fields["responsible"]
        responsible.queryset = Person.objects.filter(people)
        field: Any = self.fields["field"]
        field.queryset = Field.objects.all()
        if self.instance.pk:
            self.initial["version"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("repair_due") and not cleaned.get("repair"):
            self.add_error("repair", "Có hạn khắc phục thì ghi yêu cầu khắc phục.")
        return cleaned

    def said(self) -> Said:
        return Said(**{fact: self.cleaned_data[fact] for fact in Said.FACTS})

    @property
    def seen(self) -> int:
        return int(self.cleaned_data.get("version") or 0)


class OutcomeForm(SafeTextMixin, forms.Form):
    """What looking again showed."""

    outcome = forms.ChoiceField(
        label="Kết quả phúc tra",
        choices=InspectionFinding.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn kết quả phúc tra."},
    )
    note = forms.CharField(
        label="Nhận xét",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    due = DayField(
        label="Hạn mới", required=False, help_text="Khi còn phải khắc phục; để trống thì giữ hạn."
    )
    version = forms.IntegerField(**SEEN)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("outcome") == InspectionFinding.Outcome.REPAIRED:
            cleaned["due"] = None
        return cleaned


class AnnounceForm(SafeTextMixin, forms.Form):
    decision = forms.CharField(
        label="Quyết định kiểm tra",
        max_length=120,
        help_text="Số, ngày quyết định.",
        error_messages={"required": "Ghi số, ngày quyết định kiểm tra."},
    )


class HoldForm(forms.Form):
    held_on = DayField(label="Kiểm tra từ ngày")
    held_to = DayField(label="Đến hết ngày", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("held_on"), cleaned.get("held_to")
        if first and last and last < first:
            self.add_error("held_to", "Ngày kết thúc không được trước ngày bắt đầu kiểm tra.")
        return cleaned


class ConcludeForm(SafeTextMixin, forms.Form):
    on = DayField(label="Kết luận ngày")
    conclusion = forms.CharField(
        label="Kết luận kiểm tra",
        max_length=120,
        required=False,
        help_text="Số, ngày văn bản kết luận, ví dụ số 05/KL-VKS ngày 20/3/2027.",
    )


class ReasonForm(SafeTextMixin, forms.Form):
    reason = forms.CharField(
        label="Lý do",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi lý do."},
    )


class SessionsForm(forms.Form):
    """The meetings in which it was announced and concluded."""

    announced_in = forms.ModelChoiceField(
        Meeting.objects.none(), label="Cuộc họp công bố", required=False, empty_label="Chưa có"
    )
    concluded_in = forms.ModelChoiceField(
        Meeting.objects.none(), label="Cuộc họp kết luận", required=False, empty_label="Chưa có"
    )

    version = forms.IntegerField(**SEEN)

    def __init__(self, *args: Any, meetings: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("announced_in", "concluded_in"):
            field: Any = self.fields[name]
            field.queryset = meetings


class RepeatForm(forms.Form):
    """Which units are looked at again, in which month, by whom."""

    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label="Đơn vị",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một đơn vị."},
    )
    month = MonthField(label="Tháng phúc tra")
    lead = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Đơn vị chủ trì",
        required=False,
        empty_label="Như lần kiểm tra trước",
    )

    def __init__(
        self,
        *args: Any,
        units: Any,
        year: WorkYear,
        office: Unit,
        today: datetime.date,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        month: Any = self.fields["month"]
        month.offer(year)
        for name, found in (("units", units), ("lead", leads(office, today))):
            field: Any = self.fields[name]
            field.queryset, field.label_from_instance = found.named(today), short_name

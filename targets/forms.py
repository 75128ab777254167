"""Forms of plans, their tasks and of assignments."""

import datetime
from decimal import Decimal
from typing import Any

from django import forms

from procuracy.web.forms import SafeTextMixin
from procuracy.web.numbers import NumberRefused, format_trimmed, parse_decimal
from targets import plans
from targets.models import Instrument, Plan, PlanTask, TargetAssignment
from units.models import Appointment, Unit


class PlanForm(SafeTextMixin, forms.ModelForm):
    class Meta:
        model = Plan
        fields = ("unit", "work_year", "title", "code", "issued_on", "bases")
        widgets = {"bases": forms.CheckboxSelectMultiple}
        help_texts = {
            "code": "Ví dụ 01/KH-VKSQT; để trống khi chưa có số.",
            "bases": "Văn bản mà kế hoạch căn cứ vào.",
        }

    def __init__(self, *args: Any, acting: Appointment, today: datetime.date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        units = self.fields["unit"]
        units.queryset = plan_units(acting, today)  # type: ignore[attr-defined]
        units.empty_label = None  # type: ignore[attr-defined]
        self.fields["work_year"].empty_label = None  # type: ignore[attr-defined]
        self.fields["bases"].queryset = Instrument.objects.all()  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["unit"], self.fields["work_year"]

    def _get_validation_exclusions(self) -> set[str]:
        """A title is unique within unit and year, also when the form does not ask for them."""
        left_out: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return left_out - {"unit", "work_year"}


def plan_units(acting: Appointment, today: datetime.date) -> Any:
    """Whose plans the holder may write: the own unit's, and the office's where he keeps it."""
    ids = {acting.unit_id} if acting.types_figures else set()
    if acting.keeps_office or acting.leads_office:
        ids.add(acting.office.pk)
    return Unit.objects.filter(pk__in=ids).named(today).order_by("order")


class PlanTaskForm(SafeTextMixin, forms.ModelForm):
    class Meta:
        model = PlanTask
        fields = (
            "content",
            "is_focus",
            "is_breakthrough",
            "lead",
            "people",
            "due_on",
            "due_text",
            "product",
            "serves",
        )
        widgets = {"content": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"content": {"required": "Ghi nội dung nhiệm vụ."}}

    def __init__(self, *args: Any, plan: Plan, today: datetime.date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        choices = {
            "lead": plans.leads(plan, today),
            "people": plans.people(plan, today),
            "serves": plans.higher_tasks(plan),
        }
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.fields["lead"].empty_label = None  # type: ignore[attr-defined]
        self.fields["serves"].empty_label = "không"  # type: ignore[attr-defined]
        if not self.instance.pk:
            self.fields["lead"].initial = plan.unit_id


class RowTaskForm(PlanTaskForm):
    """The row under the table: one line, Enter adds."""

    class Meta(PlanTaskForm.Meta):
        fields = ("content", "is_focus", "is_breakthrough", "lead", "people", "due_on", "serves")  # type: ignore[assignment]
        widgets = {"content": forms.TextInput(attrs={"autocomplete": "off", "data-focus": True})}  # type: ignore[dict-item]


class ThresholdField(forms.CharField):
    """A threshold as Vietnamese write it: `90`, `66,5`."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Decimal):  # of a disabled field
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            found = parse_decimal(text, 2)
        except NumberRefused as refused:
            raise forms.ValidationError(refused.sentence) from None
        if found >= 10**10:
            raise forms.ValidationError("Ngưỡng quá lớn: kiểm tra lại số.")
        return found

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else format_trimmed(value)


class AssignmentForm(forms.Form):
    """One target of a unit; the Office gives (`gives`), the unit's leaders promise (`promises`)."""

    is_assigned = forms.BooleanField(label="giao", required=False)
    assigned_threshold = ThresholdField(label="ngưỡng giao", required=False)
    committed_threshold = ThresholdField(label="ngưỡng đăng ký", required=False)
    due_on = forms.DateField(label="hạn riêng", required=False)

    def __init__(
        self,
        *args: Any,
        assignment: TargetAssignment | None,
        gives: bool,
        promises: bool,
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.assignment = assignment
        for name, form_field in self.fields.items():
            form_field.widget.attrs["autocomplete"] = "off"
            form_field.disabled = not (promises if name == "committed_threshold" else gives)
        self.initial = {"is_assigned": assignment is not None} | {
            name: getattr(assignment, name, None)
            for name in ("assigned_threshold", "committed_threshold", "due_on")
        }

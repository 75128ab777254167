"""Forms of assignments."""

from decimal import Decimal
from typing import Any

from django import forms

from procuracy.web.numbers import NumberRefused, format_trimmed, parse_decimal
from targets.models import TargetAssignment


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

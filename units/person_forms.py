"""Forms of people, their positions and their titles."""

from typing import Any

from django import forms

from procuracy.web.forms import SafeTextMixin
from units.models import Appointment, Person, PersonTitle, Role
from units.models.organisation import UnitQuerySet


class PersonForm(SafeTextMixin, forms.ModelForm):
    class Meta:
        model = Person
        fields = ["full_name", "email", "phone"]

    def clean_full_name(self) -> str:
        return " ".join(self.cleaned_data["full_name"].split())


class AppointmentForm(SafeTextMixin, forms.ModelForm):
    """A position in one of the units of the office; the roles are those the user may give."""

    class Meta:
        model = Appointment
        fields = [
            *("unit", "position", "role", "is_acting", "is_concurrent"),
            *("manner", "decision", "valid_from", "valid_to"),
        ]
        help_texts = {
            "position": "In đúng như quyết định, ví dụ: Trưởng phòng.",
            "role": "Quyết định việc được làm trong hệ thống này.",
            "decision": "Số, ngày, nơi ban hành, ví dụ: Quyết định số 125/QĐ-VKSTC ngày 20/6/2025.",
        }

    def __init__(self, *args: Any, roles: list[Role], units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        unit.queryset = units
        unit.empty_label = "Chọn đơn vị"
        choices = [(role.value, role.label) for role in roles]
        self.fields["role"] = forms.ChoiceField(
            label="Vai trò",
            choices=[("", "Chọn vai trò"), *choices],
            help_text=self.fields["role"].help_text,
        )

    def _get_validation_exclusions(self) -> set[str]:
        """Without the constraint of a single holder, whom the action names in its refusal."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | {"role"}

    @property
    def said(self) -> dict[str, Any]:
        """What was typed about the position, as the actions take it."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class TransferForm(AppointmentForm):
    """The next position of somebody who holds one."""

    class Meta(AppointmentForm.Meta):
        fields = [name for name in AppointmentForm.Meta.fields if name != "valid_to"]
        labels = {"valid_from": "Giữ chức vụ mới từ ngày"}
        help_texts = AppointmentForm.Meta.help_texts | {
            "valid_from": "Chức vụ cũ kết thúc vào ngày hôm trước.",
        }


class CorrectionForm(AppointmentForm):
    """A position that was typed wrong; `seen` is what the clerk was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=700)


class EndForm(forms.Form):
    on = forms.DateField(label="Giữ chức vụ đến hết ngày")


class TitleForm(SafeTextMixin, forms.ModelForm):
    class Meta:
        model = PersonTitle
        fields = ["title", "valid_from", "valid_to", "decision"]
        help_texts = {
            "valid_from": "Chức danh đang giữ kết thúc vào ngày hôm trước.",
            "decision": "Số, ngày, nơi ban hành, ví dụ: Quyết định số 41/QĐ-VKSTC ngày 12/3/2024.",
        }

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class TitleCorrectionForm(TitleForm):
    seen = forms.CharField(widget=forms.HiddenInput, max_length=400)

    class Meta(TitleForm.Meta):
        help_texts = {"valid_from": "Để trống khi không rõ ngày."}


class TitleEndForm(forms.Form):
    on = forms.DateField(label="Giữ chức danh đến hết ngày")

"""Forms of a month's way to the Office, of deadlines, and of corrections."""

from collections.abc import Iterable
from typing import Any

from django import forms

from procuracy.web.forms import SafeTextMixin
from targets.catalogue_forms import MomentField
from units.models import Unit

# Kinds of units that report, in the order of the register.
KINDS = (Unit.Kind.DEPARTMENT, Unit.Kind.REGION, Unit.Kind.DISTRICT)
WORDS: dict[str, str] = {
    Unit.Kind.DEPARTMENT: "Các phòng",
    Unit.Kind.REGION: "VKSND khu vực",
    Unit.Kind.DISTRICT: "VKSND cấp huyện (trước sắp xếp)",
}


class NoteForm(SafeTextMixin, forms.Form):
    """Beside a step that needs no reason."""

    note = forms.CharField(
        label="Ghi chú",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, label: str = "", **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["note"].label = label or self.fields["note"].label


class GiveBackForm(SafeTextMixin, forms.Form):
    reason = forms.CharField(
        label="Lý do trả lại",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi lý do để đơn vị biết cần sửa gì."},
    )


class CorrectionForm(SafeTextMixin, forms.Form):
    new_value = forms.CharField(
        label="Số điều chỉnh",
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short num"}),
    )
    reason = forms.CharField(
        label="Lý do điều chỉnh",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Vì sao số đã gửi chưa đúng, căn cứ sổ thụ lý nào; không ghi tên bị can, bị cáo.",
        error_messages={"required": "Ghi lý do để Văn phòng quyết định."},
    )


class DecisionForm(SafeTextMixin, forms.Form):
    """`is_refusal`: then the unit must be told why."""

    note = forms.CharField(
        label="Ý kiến của Văn phòng",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, is_refusal: bool = False, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["note"].required = is_refusal
        self.fields["note"].error_messages["required"] = "Ghi ý kiến để đơn vị biết vì sao."


class DeadlineForm(forms.Form):
    """One moment per kind of units; empty: the period's own."""

    def __init__(self, *args: Any, kinds: Iterable[str] = KINDS, **kw: Any) -> None:
        super().__init__(*args, **kw)
        for kind in kinds:
            self.fields[kind] = MomentField(label=WORDS[kind], required=False)
            self.fields[kind].widget.attrs["autocomplete"] = "off"


class ExtensionForm(SafeTextMixin, forms.Form):
    unit = forms.TypedChoiceField(label="Đơn vị", coerce=int)
    due_at = MomentField(label="Gia hạn đến")
    reason = forms.CharField(
        label="Lý do gia hạn",
        max_length=300,
        error_messages={"required": "Ghi lý do gia hạn."},
    )

    def __init__(self, *args: Any, units: Iterable[Unit], **kw: Any) -> None:
        super().__init__(*args, **kw)
        choice = self.fields["unit"]
        assert isinstance(choice, forms.TypedChoiceField)
        choice.choices = [("", "Chọn đơn vị"), *((unit.pk, unit.short_name) for unit in units)]
        self.fields["due_at"].widget.attrs["autocomplete"] = "off"

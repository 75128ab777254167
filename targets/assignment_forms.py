"""Forms of giving a whole set: which one, to whom, after which example; and its workbook."""

from collections.abc import Sequence
from typing import Any

from django import forms

from procuracy.web.forms import SafeTextMixin
from targets import regiving
from targets.giving import Source
from targets.models import Target, TargetSet
from units.models import Unit


class FillForm(forms.Form):
    """Which set, of which layer, for whom, after which example."""

    target_set = forms.ModelChoiceField(
        TargetSet.objects.none(), label="Bộ chỉ tiêu", empty_label=None
    )
    layer = forms.ChoiceField(
        label="Lớp",
        required=False,
        choices=[("", "tất cả"), *Target.Layer.choices],
    )
    source = forms.ChoiceField(
        label="Giao", choices=[(one.value, one.label) for one in Source], initial=Source.COMMON
    )
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label="Cho các đơn vị",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một đơn vị."},
    )
    overwrites = forms.BooleanField(
        label="Thay cả ngưỡng, hạn đã giao",
        required=False,
        help_text="Không đánh dấu: chỉ giao những ô còn trống.",
    )

    def __init__(self, *args: Any, units: Any, sets: Sequence[TargetSet], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["units"].queryset = units  # type: ignore[attr-defined]
        self.fields["units"].label_from_instance = lambda unit: unit.short_name  # type: ignore[attr-defined]
        self.fields["target_set"].queryset = TargetSet.objects.filter(  # type: ignore[attr-defined]
            pk__in=[one.pk for one in sets]
        )
        if not self.is_bound:
            self.initial.setdefault("units", [unit.pk for unit in units])
            self.initial.setdefault("target_set", sets[0].pk if sets else None)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = cleaned.get("target_set")
        if cleaned.get("source") == Source.REPLACED and chosen and chosen.replaces_id is None:
            self.add_error("source", "Bộ này không thay cho bản nào: chọn cách giao khác.")
        return cleaned


class ReasonForm(SafeTextMixin, forms.Form):
    """Beside whatever changes thresholds and days."""

    reason = forms.CharField(
        label="Lý do đổi, thôi giao",
        max_length=regiving.LONGEST,
        required=False,
        help_text="Bắt buộc khi đã qua ngày đánh giá của chỉ tiêu: ghi vào lịch sử, in cạnh dấu ‡.",
    )


class SheetForm(forms.Form):
    file = forms.FileField(
        label="Tệp Excel (.xlsx)",
        help_text="Tệp tải từ trang này đã sửa; tối đa 5.000 dòng, 2 MB.",
        error_messages={
            "required": "Chọn tệp giao chỉ tiêu.",
            "empty": "Tệp rỗng.",
            "invalid": "Chọn tệp giao chỉ tiêu.",
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

"""Forms of the dated sets that targets come in, and of the version that replaces one."""

import datetime
from typing import Any

from django import forms

from procuracy.web.dates import screen_day
from procuracy.web.forms import SafeTextMixin
from targets import catalogue
from targets.catalogue_forms import DayField
from targets.models import TargetSet

TWICE = "Đã có bộ chỉ tiêu cùng tên: đặt tên khác, hoặc lập bản mới thay cho bộ ấy."


class TargetSetForm(SafeTextMixin, forms.ModelForm):
    class Meta:
        model = TargetSet
        fields = ("name", "instrument", "valid_from", "valid_to", "small_below")
        field_classes = {"valid_from": DayField, "valid_to": DayField}
        help_texts = {
            "valid_to": "Để trống khi còn hiệu lực.",
            "small_below": "Tỷ lệ có mẫu số nhỏ hơn được ghi là “số nhỏ”.",
        }

    def __init__(self, *args: Any, today: datetime.date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.today = today
        self.was = (self.instance.valid_from, self.instance.valid_to)
        self.fields["instrument"].empty_label = "chưa ghi"  # type: ignore[attr-defined]
        if "small_below" in self.fields:
            self.fields["small_below"].required = False
        if self.instance.pk and catalogue.replacement(self.instance):
            self.fields["valid_to"].disabled = True
            self.fields["valid_to"].help_text = "Đã có bản thay từ ngày sau."

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "Ngày hết hiệu lực không được trước ngày có hiệu lực.")
        self._check_name(cleaned.get("name", ""))
        if self.instance.pk and not self.errors:
            self._keep_the_past(first, last)
        return cleaned

    def _check_name(self, name: str) -> None:
        twins = TargetSet.objects.filter(name=name, version=self.instance.version)
        if name and twins.exclude(pk=self.instance.pk).exists():
            self.add_error("name", TWICE)

    def _keep_the_past(self, first: datetime.date | None, last: datetime.date | None) -> None:
        """Months that were reported by this set stay with it."""
        ended = catalogue.last_ended(self.today)
        if (first, last) == self.was or not catalogue.was_given(self.instance, self.today):
            return
        if first != self.was[0] and first and first <= ended:
            self.add_error("valid_from", _too_late(ended))
        if last != self.was[1] and last and last < ended:
            self.add_error("valid_to", _too_late(ended))


def _too_late(ended: datetime.date) -> str:
    return (
        f"Bộ đã giao cho các đơn vị và các kỳ đến {screen_day(ended)} đã tính theo bộ này: "
        "chọn ngày sau đó."
    )


class NewTargetSetForm(TargetSetForm):
    """A set that may begin as a copy of another one, and may replace it."""

    copied = forms.ModelChoiceField(
        TargetSet.objects.all(),
        label="Chép các chỉ tiêu của",
        required=False,
        empty_label="không chép",
    )
    replaces = forms.BooleanField(
        label="Là bản mới thay cho bộ được chép",
        required=False,
        help_text="Bộ được chép hết hiệu lực trước ngày bản mới có hiệu lực; các kỳ, hội nghị và "
        "thông báo trước đó giữ nguyên kết quả theo bộ cũ. Có thể giữ nguyên tên.",
    )

    class Meta(TargetSetForm.Meta):
        fields = ("name", "instrument", "valid_from")  # type: ignore[assignment]

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["valid_from"].required = True

    def clean(self) -> dict[str, Any]:
        copied, replaces = self.cleaned_data.get("copied"), self.cleaned_data.get("replaces")
        if copied and replaces:
            self.instance.replaces = copied
            if self.cleaned_data.get("name") == copied.name:
                self.instance.version = copied.version + 1
        cleaned = super().clean()
        if replaces:
            self._check_replaced(cleaned.get("valid_from"), copied)
        return cleaned

    def _check_replaced(self, first: datetime.date | None, copied: TargetSet | None) -> None:
        if copied is None:
            self.add_error("replaces", "Chọn bộ chỉ tiêu được chép và thay thế.")
            return
        if newer := catalogue.replacement(copied):
            self.add_error("replaces", f"Bộ này đã được thay bằng {newer}: chép bản ấy.")
        elif first and copied.valid_from and copied.valid_from >= first:
            self.add_error("replaces", "Bộ được chép có hiệu lực cùng ngày hoặc sau bộ mới.")
        elif first and copied.valid_to and copied.valid_to < first - datetime.timedelta(days=1):
            self.add_error("replaces", "Bộ được chép đã hết hiệu lực từ trước đó: bỏ đánh dấu.")
        ended = catalogue.last_ended(self.today)
        if first and first <= ended and catalogue.was_given(copied, self.today):
            self.add_error("valid_from", _too_late(ended))

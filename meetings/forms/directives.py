"""A directive: what, who, until when."""

import datetime
from typing import Any

from django import forms

from meetings.conclusion.addressing import Choice, UnknownAddressee, resolve
from meetings.conclusion.directing import Order
from meetings.conclusion.terms import NONE, Due, TermRefused, calendar_from, parse_due
from meetings.forms import concerning
from meetings.forms.concerning import ConcernsField
from meetings.models import Meeting
from procuracy.web.forms import SafeTextMixin
from units.models import Field


class OrderForm(SafeTextMixin, forms.Form):
    """Addressees and term are typed as they are dictated, and read back in full."""

    text = forms.CharField(label="Nội dung chỉ đạo", max_length=5000, widget=forms.Textarea)
    lead = forms.CharField(
        label="Đơn vị thực hiện (chủ trì)",
        max_length=2000,
        required=False,
        help_text="Ví dụ: Các phòng nghiệp vụ; KV 4. Cách nhau bằng dấu chấm phẩy.",
    )
    coordinating = forms.CharField(label="Phối hợp", max_length=2000, required=False)
    due = forms.CharField(
        label="Hạn",
        max_length=100,
        required=False,
        help_text="trước 16 giờ ngày 15/9/2026 · trong 05 ngày làm việc · hằng tháng trước ngày 25",
    )
    product = forms.CharField(label="Sản phẩm", max_length=200, required=False)
    field = forms.ModelChoiceField(
        Field.objects.all(),
        label="Lĩnh vực",
        required=False,
        empty_label="",
        help_text="Bỏ trống khi ghi mới: theo số liệu được trích hoặc phòng được giao.",
    )
    version = forms.IntegerField(required=False, initial=0, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, among: list[Choice], on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.among, self.on = among, on
        self.fields["text"].widget.attrs["rows"] = 4
        for name in ("lead", "coordinating"):
            self.fields[name].widget.attrs["list"] = "addressees"

    def clean_lead(self) -> list[Choice]:
        return self._named("lead")

    def clean_coordinating(self) -> list[Choice]:
        return self._named("coordinating")

    def _named(self, name: str) -> list[Choice]:
        try:
            return resolve(self.cleaned_data[name], self.among)
        except UnknownAddressee as unknown:
            raise forms.ValidationError(unknown.sentence) from None

    def clean_due(self) -> Due:
        try:
            return parse_due(self.cleaned_data["due"], self.on, calendar_from(self.on))
        except TermRefused as refused:
            raise forms.ValidationError(refused.sentence) from None

    def facts(self) -> dict[str, Any]:
        """What `Order` is made of."""
        said = self.cleaned_data
        due: Due = said.get("due") or NONE
        names = ("text", "lead", "coordinating", "product", "field")
        return {name: said[name] for name in names} | due.columns


class DirectiveForm(OrderForm):
    """One that is given in a meeting, of the words marked in what somebody said."""

    gives_no_task = forms.BooleanField(label="Không phát sinh nhiệm vụ", required=False)
    concerns = ConcernsField(help_text="Để nguyên: như ý kiến được trích.")
    source = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # The words marked in the source, and where they begin; added by static/js/desk.js.
    quote = forms.CharField(
        max_length=5000, required=False, strip=False, widget=forms.HiddenInput, label="Đoạn trích"
    )
    quote_start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    over = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        concerning.offer(self, meeting)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        named = cleaned.get("lead") or cleaned.get("coordinating")
        if cleaned.get("gives_no_task") and named:
            self.add_error(
                "gives_no_task",
                "Đã ghi đơn vị thực hiện: bỏ chọn ô này, hoặc bỏ trống đơn vị thực hiện.",
            )
        return cleaned

    def order(self) -> Order:
        said = self.cleaned_data
        return Order(
            **self.facts(),
            gives_no_task=said["gives_no_task"],
            quote=said["quote"],
            quote_start=said["quote_start"] if said["quote"] else None,
            concerns=said.get("concerns"),
        )

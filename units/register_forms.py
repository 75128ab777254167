"""Forms about the numbers of a register."""

import datetime
from typing import Any

from django import forms

from procuracy.web.forms import SafeTextMixin
from units.registry import HIGHEST_NUMBER


class SkipForm(SafeTextMixin, forms.Form):
    """Numbers that no document here bears, and why."""

    year = forms.IntegerField(label="Năm", min_value=1990, max_value=2200)
    first = forms.IntegerField(label="Từ số", min_value=1, max_value=HIGHEST_NUMBER)
    last = forms.IntegerField(
        label="Đến số",
        min_value=1,
        max_value=HIGHEST_NUMBER,
        required=False,
        help_text="Để trống nếu chỉ một số.",
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: Cấp trên sổ giấy trước ngày dùng phần mềm.",
        error_messages={"required": "Ghi lý do số không có văn bản tại đây."},
    )

    def said(self) -> dict[str, Any]:
        """What `numbers.skip` asks for."""
        names = ("year", "first", "last", "reason")
        found = {name: self.cleaned_data[name] for name in names}
        return found | {"last": found["last"] or found["first"]}


class RangeForm(forms.Form):
    """Which numbers of a year are printed; all of them when nothing is said."""

    year = forms.IntegerField(min_value=1990, max_value=2200)
    first = forms.IntegerField(label="từ số", min_value=1, required=False)
    last = forms.IntegerField(label="đến số", min_value=1, required=False)

    def span(self, today: datetime.date) -> tuple[int, int, int]:
        """(year, first, last); what cannot be read counts as not said."""
        self.is_valid()
        said = self.cleaned_data
        last = said.get("last") or HIGHEST_NUMBER
        return said.get("year") or today.year, said.get("first") or 1, last

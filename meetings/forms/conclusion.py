"""Forms of the conclusion: reasons for what is missing, and for opening a meeting again."""

from collections.abc import Iterable
from typing import Any

from django import forms

from meetings.conclusion.conclusion_checks import Check
from procuracy.web.forms import SafeTextMixin


class ReasonsForm(forms.Form):
    """A field for each rule that does not hold: why the meeting is concluded all the same."""

    def __init__(self, data: Any, *, checks: Iterable[Check], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for check in checks:
            if check.rule and not check.holds:
                self.fields[check.rule.value] = forms.CharField(
                    label="Lý do vẫn kết luận",
                    max_length=500,
                    widget=forms.Textarea(attrs={"rows": 2}),
                    error_messages={"required": "Sửa cho đủ, hoặc ghi lý do vẫn kết luận."},
                )


class ConclusionForm(SafeTextMixin, ReasonsForm):
    @property
    def reasons(self) -> dict[str, str]:
        return {name: text for name, text in self.cleaned_data.items() if isinstance(text, str)}


class ReopenForm(SafeTextMixin, forms.Form):
    reason = forms.CharField(
        label="Lý do mở lại",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi lý do mở lại hội nghị."},
    )

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


ISSUE, AT_ONCE = "issue", "at_once"


class ConclusionForm(SafeTextMixin, ReasonsForm):
    """`chooses`: the kind of meeting leaves open whether a notice is issued."""

    notice = forms.ChoiceField(
        label="Thông báo kết luận",
        choices=[
            (ISSUE, "Ra thông báo kết luận: nhiệm vụ có hiệu lực khi thông báo phát hành"),
            (AT_ONCE, "Không ra thông báo, giao việc ngay: hội nghị kết thúc, không mở lại được"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn ra thông báo, hoặc giao việc ngay không ra thông báo."},
    )

    def __init__(self, *args: Any, chooses: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not chooses:
            del self.fields["notice"]

    @property
    def reasons(self) -> dict[str, str]:
        said = self.cleaned_data.items()
        return {name: text for name, text in said if isinstance(text, str) and name != "notice"}

    @property
    def issues_notice(self) -> bool | None:
        chosen = self.cleaned_data.get("notice")
        return None if chosen is None else chosen == ISSUE


class ReopenForm(SafeTextMixin, forms.Form):
    reason = forms.CharField(
        label="Lý do mở lại",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi lý do mở lại hội nghị."},
    )

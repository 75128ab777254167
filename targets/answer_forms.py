"""Forms of targets that are words."""

from django import forms

from procuracy.web.forms import SafeTextMixin
from targets.models import TargetAnswer


class TargetAnswerForm(SafeTextMixin, forms.ModelForm):
    is_fulfilled = forms.TypedChoiceField(
        label="Đánh giá",
        choices=[("1", "đạt yêu cầu"), ("0", "chưa đạt yêu cầu")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đạt hoặc chưa đạt yêu cầu."},
    )

    class Meta:
        model = TargetAnswer
        fields = ("is_fulfilled", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"text": {"required": "Ghi căn cứ đánh giá."}}

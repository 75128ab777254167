"""A phrase of the office's minutes."""

from django import forms

from meetings.models import Phrase
from procuracy.web.forms import SafeTextMixin


class PhraseForm(SafeTextMixin, forms.ModelForm):
    class Meta:
        model = Phrase
        fields = ("shortcut", "text", "kind", "order")
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "shortcut": "Gõ chữ tắt trong ô ý kiến rồi bấm Alt+M.",
            "text": "Chỗ phải điền ghi bằng …; con trỏ dừng ở chỗ đầu tiên.",
            "kind": "Để trống thì dùng cho mọi loại ý kiến.",
        }

    def _get_validation_exclusions(self) -> set[str]:
        """The office is none of the fields, and yet its shortcuts differ."""
        left_out: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return left_out - {"office"}

    def clean_shortcut(self) -> str:
        shortcut: str = self.cleaned_data["shortcut"]
        return shortcut.lower()

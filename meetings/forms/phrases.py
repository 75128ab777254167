"""A phrase of the office's minutes."""

from django import forms

from meetings.models import Phrase
from procuracy.web.forms import SafeTextMixin


class PhraseForm(SafeTextMixin, forms.ModelForm):
    class Meta:
        model = Phrase
        fields = ("shortcut", "text", "kind", "order")
        help_texts = {
            "shortcut": "Gõ chữ tắt trong ô ý kiến rồi bấm Alt+M.",
            "text": "Chỗ phải điền ghi bằng …; con trỏ dừng ở chỗ đầu tiên.",
            "kind": "Để trống thì dùng cho mọi loại ý kiến.",
        }

    def clean_shortcut(self) -> str:
        shortcut: str = self.cleaned_data["shortcut"]
        return shortcut.lower()

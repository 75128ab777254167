"""What a department asks about figures, and what the unit answers."""

from django import forms

from procuracy.web.forms import SafeTextMixin


class QuestionForm(SafeTextMixin, forms.Form):
    text = forms.CharField(
        label="Câu hỏi cho đơn vị",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nêu dòng số liệu và điều cần làm rõ; không ghi tên bị can, bị cáo.",
    )


class AnswerForm(SafeTextMixin, forms.Form):
    answer = forms.CharField(
        label="Trả lời", max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

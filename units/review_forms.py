"""Forms of a paper's review."""

from django import forms

from procuracy.web.forms import SafeTextMixin


class HandForm(SafeTextMixin, forms.Form):
    note = forms.CharField(
        label="Lời trình",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CommentForm(SafeTextMixin, forms.Form):
    """`key`: the passage it is about; empty for the whole paper."""

    key = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label="Góp ý",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Viết nội dung góp ý."},
    )


class ResolveForm(SafeTextMixin, forms.Form):
    answer = forms.CharField(label="Đã xử lý thế nào", max_length=500, required=False)

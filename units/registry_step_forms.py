"""Forms of the steps between a draft and its release."""

from typing import Any

from django import forms

from procuracy.web.forms import SafeTextMixin


class ReturnForm(SafeTextMixin, forms.Form):
    reason = forms.CharField(
        label="Lý do",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi lý do để người soạn biết cần sửa gì."},
    )


class VoidForm(ReturnForm):
    """A number is void: why."""

    reason = forms.CharField(
        label="Lý do hủy số",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi lý do hủy số: lý do được giữ trong sổ văn bản đi."},
    )


class ReplaceForm(ReturnForm):
    """A released paper is drawn up anew: why."""

    reason = forms.CharField(
        label="Nội dung sai, lý do thay thế",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi văn bản sai ở đâu, vì sao phải thay thế."},
    )


class SignForm(forms.Form):
    signed_on = forms.DateField(
        label="Ngày ký", error_messages={"required": "Ghi ngày ký trên văn bản."}
    )


class NumberForm(forms.Form):
    """`gives_here`: the register gives the number; else the one given elsewhere is recorded."""

    dated_on = forms.DateField(
        label="Ngày văn bản", error_messages={"required": "Ghi ngày văn bản."}
    )
    given = forms.IntegerField(label="Số đã cấp ở hệ thống văn bản", min_value=1, required=False)

    def __init__(self, *args: Any, gives_here: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if gives_here:
            del self.fields["given"]
        else:
            self.fields["given"].required = True

"""Forms with a file: read and judged as typed text is (`uploads`), vouched for where it must be."""

from typing import Any

from django import forms

from procuracy.web import secrecy, uploads
from procuracy.web.errors import Refused
from procuracy.web.forms import CONFIRM


class UploadField(forms.FileField):
    """Cleans to an `uploads.Upload`, or None."""

    default_error_messages = {
        "max_length": "Tên tệp dài quá: đặt tên ngắn hơn rồi tải lên lại.",
        "empty": "Tệp rỗng.",
        "invalid": "Chưa nhận được tệp: chọn lại tệp.",
        "required": "Chọn tệp cần tải lên.",
    }

    def __init__(self, **kw: Any) -> None:
        kw.setdefault("help_text", "PDF, Word, Excel hoặc ảnh, tối đa 10 MB.")
        widget = forms.FileInput(attrs={"accept": uploads.ACCEPT})
        super().__init__(max_length=200, widget=widget, **kw)

    def clean(self, data: Any, initial: Any = None) -> uploads.Upload | None:
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return uploads.read(file)
        except Refused as refused:
            raise forms.ValidationError(refused.message) from None


class UploadMixin:
    """Before SafeTextMixin: `file` is stored once what is asked about it was confirmed."""

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data  # type: ignore[misc]
        upload: uploads.Upload | None = cleaned.get("file")
        if upload and upload.finding.answer is not secrecy.Answer.ACCEPT:
            self.fields[CONFIRM].widget = forms.CheckboxInput()
            if not cleaned.get(CONFIRM):
                words = f"{upload.finding.sentence} Đánh dấu ô xác nhận và chọn lại tệp."
                self.add_error("file", words)  # type: ignore[attr-defined]
        return cleaned

"""Forms of what comes back signed, and of the certificates that an office trusts."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from procuracy.web.errors import Refused
from procuracy.web.forms import SafeTextMixin
from procuracy.web.upload_forms import UploadField, UploadMixin
from units import signed_copies, trusting
from units.models import Document

COMPARED = (
    "Tôi đã so từng trang của tệp với bản đã ban hành: cùng nội dung, đủ trang, đủ chữ ký, con dấu"
)
LOOK = "Xem những điều nêu ở dưới, đánh dấu ô xác nhận đã so và chọn lại tệp."


class SignedCopyForm(UploadMixin, SafeTextMixin, forms.Form):
    """`findings`: what the file is, once it could be read; the box is seen where it is asked."""

    file = UploadField(
        label="Tệp đã ký",
        help_text="PDF có chữ ký số, hoặc bản quét (PDF, JPG, PNG); tối đa 10 MB.",
    )
    compared = forms.BooleanField(label=COMPARED, required=False, widget=forms.HiddenInput)

    def __init__(self, document: Document, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document = document
        self.findings: signed_copies.Findings | None = None

    def clean(self) -> dict[str, Any]:
        upload = self.cleaned_data.get("file")  # all that is asked about it, at once
        cleaned = super().clean()
        if not upload:
            return cleaned
        try:
            self.findings = signed_copies.examine(self.document, upload)
        except Refused as refused:
            self.add_error("file", refused.message)
            return cleaned
        if self.findings.refusal:
            self.add_error("file", self.findings.refusal)
        elif self.findings.doubts:
            self.fields["compared"].widget = forms.CheckboxInput()
            if not cleaned.get("compared"):
                self.add_error("file", LOOK)
        return cleaned

    @property
    def is_doubted(self) -> bool:
        return not self.fields["compared"].widget.is_hidden


class CertificateField(forms.FileField):
    """Cleans to a certificate, PEM or DER."""

    default_error_messages = {
        "max_length": "Tên tệp dài quá: đặt tên ngắn hơn rồi tải lên lại.",
        "empty": "Tệp rỗng.",
        "invalid": "Chưa nhận được tệp: chọn lại tệp.",
        "required": "Chọn tệp chứng thư (.cer, .crt, .pem).",
    }

    def clean(self, data: Any, initial: Any = None) -> trusting.Certificate | None:
        file: UploadedFile | None = super().clean(data, initial)
        if not file:
            return None
        try:
            return trusting.certificate(file.read(trusting.MOST_BYTES + 1))
        except Refused as refused:
            raise forms.ValidationError(refused.message) from None


class TrustRootForm(forms.Form):
    certificate = CertificateField(
        label="Tệp chứng thư",
        max_length=200,
        help_text="Chứng thư gốc hoặc trung gian của đơn vị cấp chữ ký số (.cer, .crt, .pem).",
        widget=forms.FileInput(attrs={"accept": ".cer,.crt,.pem,.der"}),
    )

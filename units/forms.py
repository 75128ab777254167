"""Forms of sign-in, units, people and accounts."""

import datetime
import re
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from procuracy.web.errors import Refused
from procuracy.web.forms import SafeTextMixin
from units.actions.accounts import check_strength
from units.models import Field, Register, User
from units.models.registry import DocumentKind, RegisterQuerySet

USERNAME = RegexValidator(
    r"^[a-z0-9]+([._-][a-z0-9]+)*$",
    "Tên đăng nhập gồm chữ thường không dấu, chữ số; ngăn cách bằng dấu chấm, ví dụ hoa.nv.",
)
SYMBOL = re.compile(r"(?:\{loai\}|\{coquan\}|\{donvi\}|[A-ZĐ0-9.-])+")
_PASSWORD_BOX = {"autocomplete": "new-password", "spellcheck": "false"}


class PasswordForm(forms.Form):
    """The owner of an account chooses a new password."""

    current = forms.CharField(
        label="Mật khẩu hiện nay",
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    new = forms.CharField(
        label="Mật khẩu mới",
        max_length=256,
        strip=False,
        help_text="Ít nhất 12 ký tự, không phải mật khẩu thường gặp, không giống tên đăng nhập. "
        "Một câu ngắn dễ nhớ là tốt nhất.",
        widget=forms.PasswordInput(attrs=_PASSWORD_BOX),
    )
    again = forms.CharField(
        label="Nhập lại mật khẩu mới",
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs=_PASSWORD_BOX),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_current(self) -> str:
        current: str = self.cleaned_data["current"]
        if not self.user.check_password(current):
            raise forms.ValidationError("Mật khẩu hiện nay không đúng.")
        return current

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        try:
            check_strength(new, self.user)
        except Refused as refused:
            raise forms.ValidationError(refused.message) from refused
        if self.user.check_password(new):
            raise forms.ValidationError("Mật khẩu mới phải khác mật khẩu hiện nay.")
        return new

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "new" in cleaned and "again" in cleaned and cleaned["new"] != cleaned["again"]:
            self.add_error("again", "Hai lần nhập mật khẩu mới không giống nhau.")
        return cleaned


class UnitForm(SafeTextMixin, forms.Form):
    """A unit's present names, and what was taken over unverified."""

    name = forms.CharField(label="Tên đầy đủ", max_length=200)
    short_name = forms.CharField(label="Tên gọn", max_length=80)
    place_name = forms.CharField(label="Địa danh trên văn bản", max_length=60, required=False)
    symbol = forms.RegexField(
        r"^[0-9A-ZĐ]+([.-][0-9A-ZĐ]+)*$",
        label="Ký hiệu trên văn bản",
        max_length=20,
        required=False,
        help_text="Đứng sau loại văn bản: 05/TB-VKSKV5.",
        error_messages={"invalid": "Ký hiệu viết hoa, không có dấu cách, ví dụ VKSKV5."},
    )
    since = forms.DateField(
        label="Dùng tên này từ ngày",
        required=False,
        help_text="Tên cũ kết thúc ngày hôm trước và vẫn đứng trên các văn bản đã ban hành.",
    )
    fields_of_work = forms.ModelMultipleChoiceField(
        Field.objects.all(),
        label="Lĩnh vực",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    source = forms.CharField(
        label="Căn cứ, nguồn",
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_verified = forms.BooleanField(label="Đã kiểm chứng", required=False)


class AccountForm(forms.Form):
    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=60,
        validators=[USERNAME],
        help_text="Chữ thường không dấu, ví dụ hoa.nv.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )


class RegisterForm(SafeTextMixin, forms.ModelForm):
    """How an office numbers. A kind of document stands in one register only."""

    document_kinds = forms.MultipleChoiceField(
        label="Loại văn bản", choices=DocumentKind.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Register
        fields = ["name", "document_kinds", "symbol_template", "source"]
        help_texts = {
            "symbol_template": "{loai} là chữ viết tắt của loại, {coquan} là ký hiệu cơ quan, "
            "{donvi} là ký hiệu phòng soạn thảo: {loai}-{coquan} cho 05/TB-VKS, {coquan}-{donvi} "
            "cho 319/VKS-VP.",
            "source": "Cấp số tại đây: số liên tục, ngày không lùi. "
            "Ghi nhận: nhập số đã cấp ở hệ thống văn bản.",
        }

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self._others().filter(name=name).exists():
            raise forms.ValidationError("Cơ quan này đã có sổ cùng tên.")
        return name

    def _others(self) -> RegisterQuerySet:
        """The other registers of the same office."""
        office = Register.objects.filter(office=self.instance.office_id)
        return office.exclude(pk=self.instance.pk)

    def clean_symbol_template(self) -> str:
        """`{so}/` before it says the same; the office is named by {coquan} or in letters."""
        template: str = self.cleaned_data["symbol_template"].strip().removeprefix("{so}/")
        names_office = "{coquan}" in template or "VKS" in template
        if not names_office or not SYMBOL.fullmatch(template):
            raise forms.ValidationError(
                "Mẫu ký hiệu gồm chữ hoa, dấu gạch nối, {loai}, {coquan} và {donvi}, "
                "ví dụ {loai}-{coquan} hoặc {so}/TB-VKSQT."
            )
        return template

    def clean_document_kinds(self) -> list[str]:
        kinds: list[str] = self.cleaned_data["document_kinds"]
        taken = {kind for other in self._others() for kind in other.document_kinds}
        if both := [DocumentKind(kind).label for kind in kinds if kind in taken]:
            raise forms.ValidationError(f"Sổ khác của cơ quan đã nhận: {', '.join(both)}.")
        return kinds


class DayForm(forms.Form):
    """The day on which an organisation is looked at, and words to find."""

    on = forms.DateField(label="Cơ cấu tại ngày", required=False)
    q = forms.CharField(label="Tìm theo tên", required=False, max_length=100)

    def day(self, today: datetime.date) -> datetime.date:
        chosen: datetime.date | None = self.cleaned_data.get("on") if self.is_valid() else None
        return chosen or today

    @property
    def words(self) -> str:
        return (self.cleaned_data.get("q") or "") if self.is_valid() else ""

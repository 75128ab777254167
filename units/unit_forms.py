"""Forms that found, close and correct units, and take a workbook of them."""

import re
from typing import Any

from django import forms

from procuracy.web import secrecy, xlsx
from procuracy.web.forms import SafeTextMixin
from procuracy.web.numbers import format_number
from units.models import Field, Unit
from units.unit_rules import UnitRefused

CODE_ERROR = {"invalid": "Mã gồm chữ không dấu, chữ số, gạch nối, ví dụ QT2-P10."}
SYMBOL_ERROR = {"invalid": "Ký hiệu viết hoa, không có dấu cách, ví dụ VKSKV5."}
CODE = r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"
SYMBOL = r"^[0-9A-ZĐ]+([.-][0-9A-ZĐ]+)*$"
KINDS = [
    (kind.value, words)
    for kind, words in (
        (Unit.Kind.DEPARTMENT, "Phòng, bộ phận thuộc tỉnh"),
        (Unit.Kind.REGION, "VKSND khu vực"),
        (Unit.Kind.DISTRICT, "VKSND cấp huyện (trước 01/7/2025)"),
    )
]


def is_code(text: str) -> bool:
    return re.fullmatch(CODE, text) is not None


def is_symbol(text: str) -> bool:
    return re.fullmatch(SYMBOL, text) is not None


def tell(form: forms.BaseForm, refused: UnitRefused) -> None:
    """The sentence at the field that has to change, else above the form."""
    field = {"name_from": "valid_from", "name_to": "valid_to"}.get(refused.field, refused.field)
    form.add_error(field if field in form.fields else None, refused.message)


class UnitCreateForm(SafeTextMixin, forms.Form):
    kind = forms.ChoiceField(label="Loại", choices=KINDS)
    parent = forms.ModelChoiceField(Unit.objects.none(), label="Trực thuộc", empty_label=None)
    number = forms.IntegerField(
        label="Số",
        required=False,
        min_value=1,
        max_value=99,
        help_text="Số phòng hoặc số khu vực, nếu có.",
    )
    name = forms.CharField(label="Tên đầy đủ", max_length=200)
    short_name = forms.CharField(
        label="Tên gọn", max_length=80, help_text="Ví dụ: Phòng 10, VKSND khu vực 9."
    )
    place_name = forms.CharField(label="Địa danh trên văn bản", max_length=60, required=False)
    symbol = forms.RegexField(
        SYMBOL,
        label="Ký hiệu trên văn bản",
        max_length=20,
        required=False,
        error_messages=SYMBOL_ERROR,
        help_text="Đơn vị có con dấu riêng: VKSKV9; phòng: P9, để ghi 12/VKS-P9.",
    )
    fields_of_work = forms.ModelMultipleChoiceField(
        Field.objects.all(),
        label="Lĩnh vực",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chỉ chọn cho phòng; đơn vị cấp huyện, khu vực làm mọi lĩnh vực.",
    )
    is_secretariat = forms.BooleanField(label="Là Văn phòng của tỉnh", required=False)
    valid_from = forms.DateField(label="Hoạt động từ ngày")
    valid_to = forms.DateField(
        label="Đến hết ngày",
        required=False,
        help_text="Để trống nếu đang hoạt động; ghi khi nhập đơn vị đã kết thúc trước đây.",
    )
    code = forms.RegexField(
        CODE,
        label="Mã",
        max_length=20,
        required=False,
        error_messages=CODE_ERROR,
        help_text="Để trống: hệ thống đặt theo mã của tỉnh và số, ví dụ QT2-P10.",
    )
    basis = forms.CharField(
        label="Căn cứ",
        max_length=500,
        help_text="Số, ngày, cơ quan ban hành quyết định thành lập.",
    )

    def __init__(self, *args: Any, provinces: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ModelChoiceField)
        parent.queryset = provinces

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind and kind != Unit.Kind.DEPARTMENT:
            if cleaned.get("is_secretariat"):
                self.add_error("is_secretariat", "Chỉ một phòng là Văn phòng của tỉnh.")
            cleaned["fields_of_work"] = []
        return cleaned


class UnitCloseForm(SafeTextMixin, forms.Form):
    last_day = forms.DateField(label="Hoạt động đến hết ngày")
    basis = forms.CharField(
        label="Căn cứ", max_length=500, help_text="Số, ngày, cơ quan ban hành quyết định."
    )
    has_no_successor = forms.BooleanField(
        label="Không có đơn vị nào kế thừa",
        required=False,
        help_text="Chỉ đánh dấu khi người, phân công và nhiệm vụ đã được bố trí xong.",
    )


class UnitCorrectForm(SafeTextMixin, forms.Form):
    code = forms.RegexField(CODE, label="Mã", max_length=20, error_messages=CODE_ERROR)
    number = forms.IntegerField(label="Số", required=False, min_value=1, max_value=99)
    valid_from = forms.DateField(label="Hoạt động từ ngày", required=False)
    valid_to = forms.DateField(label="Đến hết ngày", required=False)
    reason = forms.CharField(
        label="Lý do đính chính",
        max_length=500,
        help_text="Ví dụ: gõ nhầm ngày, theo Quyết định số …",
    )


class UnitFileForm(SafeTextMixin, forms.Form):
    file = forms.FileField(
        label="Tệp XLSX",
        max_length=200,
        allow_empty_file=True,
        help_text=f"Tối đa {format_number(xlsx.MOST_ROWS)} dòng, 2 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )
    reason = forms.CharField(
        label="Căn cứ, lý do",
        max_length=500,
        help_text="Được ghi ở từng đơn vị có nội dung đính chính.",
    )


class UnitApplyForm(forms.Form):
    """Sends back what was previewed; where a text holds a weak sign of secrecy, it asks."""

    sealed = forms.CharField(widget=forms.HiddenInput)
    not_secret = forms.BooleanField(
        label="Tôi xác nhận nội dung không thuộc bí mật nhà nước",
        error_messages={"required": secrecy.ASKED},
    )

    def __init__(self, *args: Any, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["not_secret"]

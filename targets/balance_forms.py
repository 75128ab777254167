"""The form of a balance: two sides typed as sums of lines."""

from typing import Any

from django import forms

from procuracy.web.forms import SafeTextMixin
from targets.balance_sides import Part, check_side, parse_side, write_side
from targets.catalogue_forms import DayField
from targets.models import Balance, BalanceTerm, Indicator
from targets.target_forms import TermsField
from targets.terms import MINUS, TermsRefused

Side = BalanceTerm.Side
HELP = "Mã dòng với dấu + và −; “trước:” trước mã là số tồn kỳ trước chuyển sang."


class BalanceForm(SafeTextMixin, forms.ModelForm):
    left = TermsField(label="Vế trái", help_text=HELP)
    right = TermsField(label="Vế phải", help_text=HELP)

    class Meta:
        model = Balance
        fields = (
            "code",
            "field",
            "name",
            "relation",
            "is_strict",
            "left_text",
            "right_text",
            "valid_from",
            "valid_to",
            "order",
            "source",
        )
        field_classes = {"valid_from": DayField, "valid_to": DayField}
        help_texts = {
            "code": "Chữ thường không dấu, chữ số, gạch nối; ví dụ ds-can-doi.",
            "name": "Đứng đầu câu nhắc trong bảng nhập, ví dụ: Vụ, việc dân sự.",
            "relation": "“Phải đi kèm”: có số liệu vế trái thì phải có số liệu vế phải.",
            "is_strict": "Không đánh dấu: chỉ nhắc trong bảng nhập, đơn vị vẫn trình, gửi được.",
            "left_text": "Ví dụ: phải giải quyết. Để trống thì đọc tên các dòng.",
            "right_text": "Ví dụ: đã giải quyết và còn lại.",
            "valid_to": "Để trống khi cân đối còn được dùng.",
        }

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.lines = {line.code: line for line in Indicator.objects.all()}
        self.sides: dict[str, list[Part]] = {side: [] for side in Side.values}
        self.fields["field"].empty_label = "Chọn lĩnh vực"  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["code"]
            self._show_stored_terms()

    def _show_stored_terms(self) -> None:
        terms = list(self.instance.terms.select_related("indicator").order_by("pk"))
        for side in Side.values:
            of = [term for term in terms if term.side == side]
            self.sides[side] = [(term.sign, term.indicator.code, term.moment) for term in of]
            self.initial[side] = write_side(of)

    def clean_left(self) -> str:
        return self._read(Side.LEFT)

    def clean_right(self) -> str:
        return self._read(Side.RIGHT)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        left, right = ({(c, m) for _, c, m in self.sides[side]} for side in Side.values)
        if left and left == right:
            self.add_error("right", "Hai vế giống nhau: cân đối này luôn đúng.")
        return cleaned

    @property
    def left_lines(self) -> list[tuple[str, str]]:
        return self._named(Side.LEFT)

    @property
    def right_lines(self) -> list[tuple[str, str]]:
        return self._named(Side.RIGHT)

    def _named(self, side: str) -> list[tuple[str, str]]:
        """(sign, words) of what was typed last, as far as it can be read."""
        return [
            (
                MINUS if sign < 0 else "+",
                self.lines[code].name
                + (" (kỳ trước chuyển sang)" if moment == BalanceTerm.Moment.PREVIOUS else ""),
            )
            for sign, code, moment in self.sides[side]
            if code in self.lines
        ]

    def _read(self, side: str) -> str:
        typed: str = self.cleaned_data[side]
        try:
            parts = parse_side(typed)
            self.sides[side] = parts
            check_side(parts, self.lines)
        except TermsRefused as refused:
            raise forms.ValidationError(refused.sentence) from None
        if not parts:
            raise forms.ValidationError("Ghi ít nhất một mã dòng.")
        return typed

"""Forms of targets and of the dated sets they come in."""

import datetime
from typing import Any

from django import forms

from procuracy.web.forms import SafeTextMixin
from targets.catalogue_forms import DayField
from targets.forms import ThresholdField
from targets.models import Indicator, Target, TargetSet, TargetTerm
from targets.terms import MINUS, Terms, TermsRefused, check_terms, parse_terms, write_terms

Side = TargetTerm.Side
RATIO, COUNT, QUALITATIVE = Target.Measure.RATIO, Target.Measure.COUNT, Target.Measure.QUALITATIVE


class TermsField(forms.CharField):
    """One side of a target as a signed sum of lines; `check_terms` is for who knows the lines."""

    def __init__(self, **kw: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocomplete": "off"})
        super().__init__(required=False, max_length=1000, widget=widget, **kw)


class TargetForm(SafeTextMixin, forms.ModelForm):
    threshold = ThresholdField(
        label="Ngưỡng chung",
        required=False,
        help_text="Phần trăm cho tỷ lệ. Để trống khi mỗi đơn vị được giao riêng.",
    )
    numerator = TermsField(label="Tử số, hoặc số được đếm: mã dòng với dấu + và −")
    denominator = TermsField(label="Mẫu số: mã dòng với dấu + và −")
    is_verified = forms.BooleanField(
        label="Đã kiểm chứng với văn bản ban hành",
        required=False,
        help_text="Đánh dấu thì chỉ tiêu không còn ghi “chưa kiểm chứng”.",
    )

    class Meta:
        model = Target
        fields = (
            "target_set",
            "code",
            "field",
            "name",
            "short_name",
            "measure",
            "direction",
            "threshold",
            "numerator_text",
            "denominator_text",
            "source",
            "order",
        )
        labels = {"numerator_text": "Tử số bằng chữ", "denominator_text": "Mẫu số bằng chữ"}
        help_texts = {
            "short_name": "Đứng ở đầu cột của bảng chỉ tiêu.",
            "source": "Văn bản, phụ lục, số thứ tự của chỉ tiêu.",
        }
        widgets = {
            "name": forms.Textarea(attrs={"rows": 2}),
            "numerator_text": forms.Textarea(attrs={"rows": 2}),
            "denominator_text": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.lines = {line.code: line for line in Indicator.objects.select_related("field")}
        self.sides: dict[str, Terms] = {Side.NUMERATOR: [], Side.DENOMINATOR: []}
        self.fields["field"].empty_label = "Chọn lĩnh vực"  # type: ignore[attr-defined]
        self.fields["target_set"].empty_label = None  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["target_set"], self.fields["code"]
            self._show_stored_terms()
        if not self.instance.is_assumed:
            del self.fields["is_verified"]

    def _show_stored_terms(self) -> None:
        for term in self.instance.terms.select_related("indicator"):
            self.sides[term.side].append((term.sign, term.indicator.code))
        self.initial.update({side: write_terms(terms) for side, terms in self.sides.items()})

    def clean_numerator(self) -> str:
        return self._read_side(Side.NUMERATOR)

    def clean_denominator(self) -> str:
        return self._read_side(Side.DENOMINATOR)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        check = {RATIO: self._check_ratio, COUNT: self._check_count, QUALITATIVE: self._check_words}
        if cleaned.get("measure") in check:
            check[cleaned["measure"]]()
        if cleaned.get("direction") == Target.Direction.ZERO and cleaned.get("threshold"):
            self.add_error("threshold", "“Không để xảy ra” nghĩa là ngưỡng 0: ghi 0 hoặc để trống.")
        if cleaned.get("is_verified"):
            self.instance.is_assumed = False
        return cleaned

    @property
    def numerator_lines(self) -> list[tuple[str, Indicator]]:
        return self._named(Side.NUMERATOR)

    @property
    def denominator_lines(self) -> list[tuple[str, Indicator]]:
        return self._named(Side.DENOMINATOR)

    def _named(self, side: str) -> list[tuple[str, Indicator]]:
        """(sign, line) of what was typed last, as far as it can be read."""
        terms = [(sign, self.lines.get(code)) for sign, code in self.sides[side]]
        return [(MINUS if sign < 0 else "+", line) for sign, line in terms if line]

    def _get_validation_exclusions(self) -> set[str]:
        """A code is unique within its set, also when the form does not ask for them."""
        left_out: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return left_out - {"target_set", "code"}

    def _read_side(self, side: str) -> str:
        typed: str = self.cleaned_data[side]
        try:
            self.sides[side] = parse_terms(typed)
            check_terms(self.sides[side], self.lines)
        except TermsRefused as refused:
            raise forms.ValidationError(refused.sentence) from None
        return typed

    def _has(self, side: str) -> bool:
        """A side that could not be read has its own error already."""
        return side in self.errors or bool(self.sides[side])

    def _check_ratio(self) -> None:
        if self.instance.is_computed:
            return
        if not self._has(Side.NUMERATOR):
            self.add_error(Side.NUMERATOR, "Chỉ tiêu tỷ lệ phải có tử số.")
        if not self._has(Side.DENOMINATOR):
            self.add_error(Side.DENOMINATOR, "Chỉ tiêu tỷ lệ phải có mẫu số.")

    def _check_count(self) -> None:
        if not self._has(Side.NUMERATOR) and not self.instance.is_computed:
            self.add_error(Side.NUMERATOR, "Ghi dòng thống kê được đếm.")
        if self.sides[Side.DENOMINATOR]:
            self.add_error(
                Side.DENOMINATOR,
                "Chỉ tiêu số lượng không có mẫu số: để trống, hoặc chọn cách đo là tỷ lệ.",
            )

    def _check_words(self) -> None:
        for side in Side.values:
            if self.sides[side]:
                self.add_error(side, "Chỉ tiêu định tính không tính từ số liệu: để trống.")
        if self.cleaned_data.get("threshold") is not None:
            self.add_error("threshold", "Chỉ tiêu định tính không có ngưỡng: để trống.")


class TargetSetForm(SafeTextMixin, forms.ModelForm):
    class Meta:
        model = TargetSet
        fields = ("name", "instrument", "valid_from", "valid_to")
        field_classes = {"valid_from": DayField, "valid_to": DayField}
        help_texts = {"valid_to": "Để trống khi còn hiệu lực."}

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["instrument"].empty_label = "chưa ghi"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "Ngày hết hiệu lực không được trước ngày có hiệu lực.")
        return cleaned


class NewTargetSetForm(TargetSetForm):
    """A set that may begin as a copy of another one, and may follow it."""

    copied = forms.ModelChoiceField(
        TargetSet.objects.all(),
        label="Chép các chỉ tiêu của",
        required=False,
        empty_label="không chép",
    )
    replaces = forms.BooleanField(
        label="Bộ được chép hết hiệu lực từ ngày bộ mới có hiệu lực", required=False
    )

    class Meta(TargetSetForm.Meta):
        fields = ("name", "instrument", "valid_from")  # type: ignore[assignment]

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["valid_from"].required = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first: datetime.date | None = cleaned.get("valid_from")
        copied: TargetSet | None = cleaned.get("copied")
        if not cleaned.get("replaces"):
            return cleaned
        if copied is None:
            self.add_error("replaces", "Chọn bộ chỉ tiêu được chép và thay thế.")
        elif first and copied.valid_from and copied.valid_from >= first:
            self.add_error("replaces", "Bộ được chép có hiệu lực cùng ngày hoặc sau bộ mới.")
        return cleaned

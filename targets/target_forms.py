"""The form of a target: what it asks for, and the sum behind it."""

import datetime
from typing import Any

from django import forms

from procuracy.web.forms import SafeTextMixin
from targets import catalogue
from targets.forms import ThresholdField
from targets.models import Indicator, Target, TargetTerm
from targets.terms import MINUS, Terms, TermsRefused, check_terms, parse_terms, write_terms

Side = TargetTerm.Side
Measure = Target.Measure
# What decides about verdicts: locked once a target in force was given to units.
DECIDING = ("measure", "direction", "threshold", "computation", "numerator", "denominator")


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
            "computation",
            "origin",
            "layer",
            "is_proactive",
            "numerator_text",
            "denominator_text",
            "source",
            "order",
        )
        labels = {"numerator_text": "Tử số bằng chữ", "denominator_text": "Mẫu số bằng chữ"}
        help_texts = {
            "short_name": "Đứng ở đầu cột của bảng chỉ tiêu.",
            "source": "Văn bản, phụ lục, số thứ tự của chỉ tiêu.",
            "computation": "Chọn thì không ghi dòng thống kê và không ai nhập số liệu.",
            "is_proactive": "Đơn vị tự thực hiện được: trực tiếp kiểm sát, kiến nghị.",
        }
        widgets = {
            "name": forms.Textarea(attrs={"rows": 2}),
            "numerator_text": forms.Textarea(attrs={"rows": 2}),
            "denominator_text": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, today: datetime.date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.lines = {line.code: line for line in Indicator.objects.select_related("field")}
        self.sides: dict[str, Terms] = {Side.NUMERATOR: [], Side.DENOMINATOR: []}
        self.fields["field"].empty_label = "Chọn lĩnh vực"  # type: ignore[attr-defined]
        self.fields["target_set"].empty_label = None  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["target_set"], self.fields["code"]
            self._show_stored_terms()
        self.fields["computation"].choices = [  # type: ignore[attr-defined]
            ("", "không, tính từ số liệu"),
            *Target.Computation.choices,
        ]
        for name in ("origin", "layer"):
            self.fields[name].required = False
        if not self.instance.is_assumed:
            del self.fields["is_verified"]
        self.is_fixed = bool(self.instance.pk) and catalogue.is_in_use(self.instance, today)
        if self.is_fixed:
            for name in DECIDING:
                self.fields[name].disabled = True

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
        if cleaned.get("computation"):
            self._check_computed(cleaned)
        elif cleaned.get("measure") in _CHECKS:
            _CHECKS[cleaned["measure"]](self)
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

    def _check_computed(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("measure") != Measure.RATIO:
            self.add_error("measure", "Chỉ tiêu do phần mềm tự tính được đo bằng tỷ lệ.")
        for side in Side.values:
            if self.sides[side]:
                self.add_error(side, "Chỉ tiêu do phần mềm tự tính không có dòng: để trống.")

    def _check_ratio(self) -> None:
        if not self._has(Side.NUMERATOR):
            self.add_error(Side.NUMERATOR, "Chỉ tiêu tỷ lệ phải có tử số.")
        if not self._has(Side.DENOMINATOR):
            self.add_error(Side.DENOMINATOR, "Chỉ tiêu tỷ lệ phải có mẫu số.")

    def _check_coverage(self) -> None:
        self._check_ratio()
        if (self.cleaned_data.get("threshold") or 0) > 100:
            self.add_error("threshold", "Tỷ lệ bao phủ không quá 100 %.")

    def _check_per_head(self) -> None:
        """People are counted by a dated level: the one in force at the period's end."""
        if not self._has(Side.NUMERATOR):
            self.add_error(Side.NUMERATOR, "Ghi dòng thống kê được đếm.")
        if not self._has(Side.DENOMINATOR):
            self.add_error(Side.DENOMINATOR, "Ghi dòng số người (Kiểm sát viên) để chia.")
        heads = [self.lines[code] for _, code in self.sides[Side.DENOMINATOR]]
        if any(line.nature != Indicator.Nature.LEVEL for line in heads):
            self.add_error(
                Side.DENOMINATOR,
                "Số người là dòng có tính chất “mức đang áp dụng”, không cộng dồn.",
            )

    def _check_count(self) -> None:
        if not self._has(Side.NUMERATOR):
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


_CHECKS = {
    Measure.RATIO: TargetForm._check_ratio,
    Measure.COVERAGE: TargetForm._check_coverage,
    Measure.COUNT: TargetForm._check_count,
    Measure.PER_HEAD: TargetForm._check_per_head,
    Measure.QUALITATIVE: TargetForm._check_words,
}

"""Forms of what every office shares: work years and periods, lines of statistics."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from procuracy.web.dates import FIRST_YEAR, LAST_YEAR, screen_month
from procuracy.web.forms import SafeTextMixin
from targets import calendar
from targets.models import Figure, Indicator, Period, WorkYear

FIXED = "Không đổi được: dòng này đã có số liệu."


def sensible(value: datetime.date) -> None:
    """A typing error in the year is no date of ours, and far years break what counts months."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise forms.ValidationError(f"Năm {value.year} không hợp lý: kiểm tra lại năm.")


class DayField(forms.DateField):
    default_validators = [sensible]


class MomentField(forms.DateTimeField):
    """`31/8/2026 16:00`, office time."""

    default_validators = [sensible]
    default_error_messages = {"invalid": "Nhập ngày và giờ theo dạng 31/8/2026 16:00."}

    def __init__(self, **kw: Any) -> None:
        attrs = {"placeholder": "dd/mm/yyyy hh:mm"}
        kw["widget"] = forms.DateTimeInput(format="%d/%m/%Y %H:%M", attrs=attrs)
        super().__init__(**kw)


class WorkYearForm(forms.ModelForm):
    class Meta:
        model = WorkYear
        fields = ("year", "starts_on", "ends_on")
        field_classes = {"starts_on": DayField, "ends_on": DayField}

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        if self.instance.pk:
            del self.fields["year"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        year = cleaned.get("year", self.instance.year)
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and first >= last:
            # Not left to the model's constraints: PostgreSQL makes no range of turned days.
            self.add_error("ends_on", "Năm công tác phải kết thúc sau ngày bắt đầu.")
            return cleaned
        if not (year and first and last):
            return cleaned
        if year not in (first.year, last.year):
            self.add_error(None, f"Năm công tác {year} phải có ngày thuộc năm {year}.")
        if calendar.add_months(first, 12) <= last:
            self.add_error("ends_on", "Năm công tác dài nhiều nhất mười hai tháng.")
        return cleaned


class PeriodForm(SafeTextMixin, forms.ModelForm):
    class Meta:
        model = Period
        fields = ("label", "starts_on", "ends_on", "due_at")
        field_classes = {"starts_on": DayField, "ends_on": DayField, "due_at": MomentField}

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.was, self.month = self.instance.label, self.instance.month
        for form_field in self.fields.values():
            form_field.widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._stay_inside("starts_on")
        self._stay_inside("ends_on")
        last = cleaned.get("ends_on")
        is_month = self.instance.kind == Period.Kind.MONTH
        if is_month and last and calendar.first_of_month(last) != self.month:
            where = f"tháng {self.month.month}/{self.month.year}"
            self.add_error("ends_on", f"Kỳ này là {where}, phải kết thúc trong {where}.")
        return cleaned

    def _stay_inside(self, name: str) -> None:
        day, year = self.cleaned_data.get(name), self.instance.work_year
        if day and not year.starts_on <= day <= year.ends_on:
            self.add_error(name, "Ngày này nằm ngoài năm công tác.")


def check_overlaps(forms_of_year: Sequence[PeriodForm]) -> None:
    """Periods of one kind follow each other; a form whose row begins too early gets the error."""
    latest: dict[str, PeriodForm] = {}
    for form in sorted(forms_of_year, key=lambda form: form.instance.number):
        before = latest.get(form.instance.kind)
        first = form.cleaned_data.get("starts_on")
        ended = before.cleaned_data.get("ends_on") if before else None
        if before and first and ended and first <= ended:
            form.add_error(
                "starts_on", f"Trùng ngày với kỳ liền trước ({before['label'].value()})."
            )
        latest[form.instance.kind] = form


class IndicatorForm(SafeTextMixin, forms.ModelForm):
    class Meta:
        model = Indicator
        fields = (
            "code",
            "field",
            "name",
            "counted_in",
            "nature",
            "decimals",
            "is_cumulative",
            "beside",
            "valid_from",
            "valid_to",
            "order",
            "source",
        )
        field_classes = {"valid_from": DayField, "valid_to": DayField}
        help_texts = {
            "code": "Chữ thường không dấu, chữ số, gạch nối; ví dụ tb-da-gq.",
            "counted_in": "Ví dụ: vụ, bị can, tin, cuộc.",
            "decimals": "0 cho số đếm; nhiều nhất 2.",
            "nature": "Phát sinh: cộng các tháng. Tồn, mức: lấy tháng cuối.",
            "is_cumulative": "Đơn vị nhập số từ đầu năm công tác; số của tháng được tính ra.",
            "beside": "Cùng đếm một việc bằng đơn vị tính khác: vụ và bị can, việc và tiền.",
            "valid_to": "Để trống khi dòng còn được dùng.",
        }

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["field"].empty_label = "Chọn lĩnh vực"  # type: ignore[attr-defined]
        firsts = Indicator.objects.filter(beside=None).exclude(pk=self.instance.pk)
        self.fields["beside"].queryset = firsts.order_by("field__order", "order")  # type: ignore[attr-defined]
        self.fields["beside"].empty_label = "không"  # type: ignore[attr-defined]
        months = Figure.objects.filter(indicator=self.instance.pk).order_by("month")
        self.months = list(months.values_list("month", flat=True).distinct())
        if self.months:
            for name in ("code", "nature", "decimals"):
                self.fields[name].disabled = True
                self.fields[name].help_text = FIXED

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        return code if self.months else code.lower()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "Ngày thôi dùng không được trước ngày bắt đầu dùng.")
        if self.months and first and calendar.month_end(self.months[0]) < first:
            self.add_error("valid_from", f"Dòng đã có số liệu {screen_month(self.months[0])}.")
        if self.months and last and self.months[-1] > last:
            self.add_error("valid_to", f"Dòng đã có số liệu {screen_month(self.months[-1])}.")
        self._check_pair(cleaned)
        return cleaned

    def _check_pair(self, cleaned: dict[str, Any]) -> None:
        beside = cleaned.get("beside")
        if beside is None:
            return
        if hasattr(self.instance, "companion") and self.instance.pk:
            self.add_error("beside", f"Dòng này đã đứng đầu hàng với {self.instance.companion}.")
        elif beside.field != cleaned.get("field") or beside.nature != cleaned.get("nature"):
            self.add_error("beside", "Hai dòng cùng hàng phải cùng lĩnh vực và tính chất.")

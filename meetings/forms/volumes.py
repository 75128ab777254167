"""What is chosen to be bound, and what is said of how long records are kept."""

import datetime
from typing import Any

from django import forms

from meetings.models import Disposal, RetentionRule
from meetings.volumes.choosing import Choice
from meetings.volumes.reference import parted
from procuracy.web.forms import SafeTextMixin
from targets.models import Period
from units.models import Appointment, Unit
from units.models.registry import DocumentKind

MOST_TERMS = 300
LONGEST_TERM = 80


def _day(label: str, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


class ChoiceForm(forms.Form):
    """Office, kind and span; a period fills the days that were left out."""

    office = forms.ModelChoiceField(Unit.objects.none(), label="Cơ quan", required=False)
    kind = forms.ChoiceField(label="Loại văn bản", choices=DocumentKind.choices)
    period = forms.ModelChoiceField(
        Period.objects.none(), label="Kỳ", required=False, empty_label="Theo ngày ghi bên cạnh"
    )
    starts_on = _day("Từ ngày", required=False)
    ends_on = _day("Đến hết ngày", required=False)

    def __init__(
        self, acting: Appointment, today: datetime.date, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.acting, self.today = acting, today
        offices = Unit.objects.filter(pk__in=acting.office_ids).named(today)
        office: Any = self.fields["office"]
        office.queryset = offices
        office.label_from_instance = lambda unit: unit.short_name
        office.initial, office.empty_label = acting.office, None
        if len(acting.office_ids) == 1:
            del self.fields["office"]
        years = Period.objects.filter(starts_on__lte=today).select_related("work_year")
        period: Any = self.fields["period"]
        period.queryset = years.order_by("-work_year__year", "-ends_on", "starts_on")
        period.label_from_instance = lambda row: f"{row.label}, năm {row.work_year.year}"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if period := said.get("period"):
            said["starts_on"], said["ends_on"] = period.starts_on, period.ends_on
        starts, ends = said.get("starts_on"), said.get("ends_on")
        if not self.errors and not (starts and ends):
            self.add_error(None, "Chọn kỳ, hoặc ghi từ ngày và đến hết ngày.")
        elif starts and ends and starts > ends:
            self.add_error("ends_on", "Đến hết ngày phải sau hoặc bằng từ ngày.")
        elif ends and ends > self.today:
            said["ends_on"] = self.today
            if starts and starts > self.today:
                self.add_error("starts_on", "Kỳ này chưa bắt đầu.")
        return said

    def choice(self) -> Choice:
        said = self.cleaned_data
        office = said.get("office") or self.acting.office
        kind = DocumentKind(said["kind"])
        return Choice(office, kind, said["starts_on"], said["ends_on"])


class RuleForm(SafeTextMixin, forms.ModelForm):
    """An office's own line of the table."""

    class Meta:
        model = RetentionRule
        fields = ["years", "source"]


class TermsForm(SafeTextMixin, forms.Form):
    """An office's own index words: one a line, other ways of writing behind `=`."""

    terms = forms.CharField(
        label="Từ khóa của cơ quan",
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Mỗi dòng một từ khóa; cách viết khác sau dấu =, cách nhau bằng dấu chấm phẩy. "
        "Ví dụ: tin báo = tố giác; nguồn tin về tội phạm",
    )

    def clean_terms(self) -> dict[str, list[str]]:
        """Term → its variants."""
        found: dict[str, list[str]] = {}
        for number, line in enumerate(self.cleaned_data["terms"].splitlines(), start=1):
            term, _, variants = (part.strip() for part in line.partition("="))
            ways = parted(variants)
            if not term and not ways:
                continue
            if not term:
                raise forms.ValidationError(f"Dòng {number}: ghi từ khóa trước dấu =.")
            if any(len(way) > LONGEST_TERM for way in (term, *ways)):
                raise forms.ValidationError(
                    f"Dòng {number}: mỗi từ khóa, cách viết không quá {LONGEST_TERM} ký tự."
                )
            if term in found:
                raise forms.ValidationError(f"Dòng {number}: từ khóa “{term}” ghi hai lần.")
            found[term] = ways
        if len(found) > MOST_TERMS:
            raise forms.ValidationError(f"Nhiều nhất {MOST_TERMS} từ khóa.")
        return found


class DisposalForm(SafeTextMixin, forms.ModelForm):
    """The decision on paper; the list of documents stands beside it."""

    class Meta:
        model = Disposal
        fields = ["outcome", "code", "decided_on", "keep_until", "reason"]
        widgets = {
            "decided_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "keep_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "reason": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"keep_until": "Chỉ ghi khi giữ thêm; để trống: giữ vĩnh viễn."}

    def __init__(self, today: datetime.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_decided_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["decided_on"]
        if day > self.today:
            raise forms.ValidationError("Ngày quyết định không được sau hôm nay.")
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        until = said.get("keep_until")
        extended = said.get("outcome") == Disposal.Outcome.EXTENDED
        if until and not extended:
            self.add_error("keep_until", "Chỉ ghi khi quyết định giữ thêm.")
        elif until and until <= self.today:
            self.add_error("keep_until", "Ngày giữ đến phải sau hôm nay.")
        return said

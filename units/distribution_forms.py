"""Forms of the term of acknowledgement, of outside bodies and groups, and of what was posted."""

import datetime
from typing import Any

from django import forms

from procuracy.web.dates import printed_short
from procuracy.web.forms import SafeTextMixin
from units.models import AcknowledgementTerm, OutsideBody, RecipientGroup, Unit

_CLOCK = {"type": "time"}


class AcknowledgementTermForm(forms.ModelForm):
    class Meta:
        model = AcknowledgementTerm
        fields = (
            *("amount", "counted_in", "morning_from", "morning_to"),
            *("afternoon_from", "afternoon_to"),
        )
        widgets = {
            name: forms.TimeInput(attrs=_CLOCK, format="%H:%M")
            for name in ("morning_from", "morning_to", "afternoon_from", "afternoon_to")
        }
        help_texts = {
            "amount": "Tính từ lúc văn bản được gửi; theo ngày thì đến hết giờ làm việc của ngày "
            "cuối, không tính ngày gửi."
        }


class _NamedOnce(SafeTextMixin, forms.ModelForm):
    """Of one office: the name is its own once."""

    taken = ""

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others: Any = type(self.instance)._default_manager.exclude(pk=self.instance.pk)
        if others.filter(office=self.instance.office_id, name=name).exists():
            raise forms.ValidationError(self.taken)
        return name


class OutsideBodyForm(_NamedOnce):
    taken = "Cơ quan này đã có trong danh sách."

    class Meta:
        model = OutsideBody
        fields = ("name", "address", "email", "order", "is_offered")
        help_texts = {
            "name": "Ví dụ: Thường trực Tỉnh ủy (để b/c).",
            "email": "Có địa chỉ thì hệ thống gửi kèm bản PDF khi phát hành; không có thì văn thư "
            "gửi bưu điện và ghi lại.",
        }


class _Named(forms.ModelMultipleChoiceField):
    def label_from_instance(self, unit: Any) -> str:
        return str(unit.short_name)


class RecipientGroupForm(_NamedOnce):
    taken = "Đã có nhóm tên này."

    kinds = forms.MultipleChoiceField(
        label="Mọi đơn vị loại",
        choices=Unit.Kind.choices[1:],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Đơn vị trực thuộc cơ quan vào ngày phát hành.",
    )
    units = _Named(
        label="Đơn vị kể tên",
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Đơn vị đã sáp nhập, chia tách thì đơn vị kế thừa nhận thay.",
    )

    class Meta:
        model = RecipientGroup
        fields = ("name", "kinds", "with_fields_only", "units", "bodies", "order", "is_offered")
        widgets = {"bodies": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office, named = self.instance.office, set[int]()
        bodies = OutsideBody.objects.offered_by(office)
        if self.instance.pk:
            named = set(self.instance.units.values_list("pk", flat=True))
            bodies = bodies | OutsideBody.objects.filter(groups=self.instance)
        units = Unit.objects.filter(pk__in=[*near(office, today), *named]).named(today)
        self.fields["units"].queryset = units.order_by("order")  # type: ignore[attr-defined]
        self.fields["bodies"].queryset = bodies.distinct()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) for name in ("kinds", "units", "bodies")):
            self.add_error(None, "Nhóm chưa có ai: chọn loại đơn vị, đơn vị hoặc cơ quan.")
        return cleaned


def near(office: Unit, on: datetime.date) -> list[int]:
    """Units that an office writes to: its own, the one above, and what stands beside it there."""
    units = Unit.objects.existing(on).of_office(office).exclude(pk=office.pk)
    found = list(units.values_list("pk", flat=True))
    if office.parent is not None:
        above = Unit.objects.existing(on).of_office(office.parent).exclude(pk=office.pk)
        found += above.values_list("pk", flat=True)
    return found


class PostingSpanForm(forms.Form):
    """The days of a printed book; left out or wrong: this month so far."""

    since = forms.DateField(required=False)
    until = forms.DateField(required=False)

    def span(self, today: datetime.date) -> tuple[datetime.date, datetime.date]:
        said = self.cleaned_data if self.is_valid() else {}
        until = said.get("until") or today
        since = said.get("since") or until.replace(day=1)
        return min(since, until), max(since, until)


class PostingForm(SafeTextMixin, forms.Form):
    """When it was given to the post."""

    sent_on = forms.DateField(
        label="Ngày gửi", error_messages={"required": "Ghi ngày gửi bưu điện."}
    )
    note = forms.CharField(label="Số hiệu bưu gửi, ghi chú", max_length=120, required=False)

    def __init__(
        self, *args: Any, released_on: datetime.date, today: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.released_on, self.today = released_on, today

    def clean_sent_on(self) -> datetime.date:
        sent_on: datetime.date = self.cleaned_data["sent_on"]
        if not self.released_on <= sent_on <= self.today:
            since, until = printed_short(self.released_on), printed_short(self.today)
            raise forms.ValidationError(
                f"Ngày gửi từ ngày phát hành ({since}) đến hôm nay ({until})."
            )
        return sent_on

    def said(self) -> dict[str, Any]:
        """What `units.distributing.post` takes."""
        return {name: self.cleaned_data[name] for name in ("sent_on", "note")}

"""Forms of instruments and awards."""

import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.text import Truncator

from procuracy.web.dates import screen_day
from procuracy.web.forms import SafeTextMixin
from procuracy.web.upload_forms import UploadField, UploadMixin
from targets.catalogue_forms import DayField
from targets.models import Award, Instrument
from units.models import Appointment, Person, Unit

ISSUED_FIELDS = ("code", "issued_on", "signer")


class BasesField(forms.ModelMultipleChoiceField):
    """Numbers begin anew every year: the day and the subject tell two of the same number apart."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, one: Any) -> str:
        subject = Truncator(one.subject).chars(70)
        return f"{one} ngày {screen_day(one.issued_on)}: {subject}"


class InstrumentForm(SafeTextMixin, forms.ModelForm):
    """What was issued has a number, a day and a signer; a draft gets them when it is issued."""

    class Meta:
        model = Instrument
        fields = ("kind", "code", "issued_on", "issuer", "signer", "subject", "bases")
        field_classes = {"issued_on": DayField, "bases": BasesField}
        widgets = {"subject": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "code": "Ghi đủ số và ký hiệu, ví dụ 139/QĐ-VKSTC.",
            "bases": "Văn bản mà văn bản này căn cứ vào.",
        }

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        bases = Instrument.objects.issued().exclude(pk=self.instance.pk)
        self.fields["bases"].queryset = bases  # type: ignore[attr-defined]
        for name in ISSUED_FIELDS:
            if not self.instance.is_issued:
                del self.fields[name]
            elif name != "signer":
                self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        """No base is younger than what rests on it, so that bases never run in a circle."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day = cleaned.get("issued_on")
        late = [b for b in cleaned.get("bases", ()) if day and b.issued_on > day]
        if late:
            self.add_error("bases", f"{late[0]} ban hành sau văn bản này nên không thể là căn cứ.")
        return cleaned


class IssueForm(SafeTextMixin, forms.Form):
    code = forms.CharField(
        label="Số, ký hiệu",
        max_length=40,
        help_text="Số của sổ văn bản đi, ví dụ 12/KH-VKS.",
        error_messages={"required": "Ghi số, ký hiệu của văn bản."},
    )
    issued_on = DayField(label="Ngày ban hành", error_messages={"required": "Ghi ngày ban hành."})
    signer = forms.CharField(
        label="Người ký", max_length=120, error_messages={"required": "Ghi người ký văn bản."}
    )


class ReplaceForm(forms.Form):
    by = forms.ModelChoiceField(
        Instrument.objects.none(),
        label="Văn bản thay thế",
        required=False,
        empty_label="không có văn bản thay thế",
    )
    on = DayField(
        label="Hết hiệu lực từ ngày",
        error_messages={"required": "Ghi ngày văn bản hết hiệu lực."},
    )

    def __init__(self, *args: Any, replaced: Instrument, **kw: Any) -> None:
        super().__init__(*args, **kw)
        others = Instrument.objects.issued().exclude(pk=replaced.pk)
        self.fields["by"].queryset = others  # type: ignore[attr-defined]


class FileForm(UploadMixin, SafeTextMixin, forms.Form):
    file = UploadField(label="Tệp văn bản")


class AwardForm(SafeTextMixin, forms.ModelForm):
    class Meta:
        model = Award
        fields = (
            "work_year",
            "unit",
            "person",
            "title",
            "reason",
            "decision_code",
            "decided_on",
            "decided_by",
        )
        field_classes = {"decided_on": DayField}
        widgets = {"reason": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "unit": "Đơn vị được khen, hoặc nơi cá nhân lập thành tích.",
            "title": "Ví dụ: Tập thể lao động xuất sắc, Chiến sĩ thi đua cơ sở, Giấy khen.",
            "decision_code": "Ghi đủ số và ký hiệu, ví dụ 215/QĐ-VKS.",
        }

    def __init__(self, *args: Any, acting: Appointment, today: datetime.date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        own = Unit.objects.filter(Q(pk__in=acting.office_ids) | Q(parent__in=acting.office_ids))
        people = Person.objects.filter(appointments__unit__in=own.values("pk")).distinct()
        self.fields["unit"].queryset = own.named(today).order_by("order")  # type: ignore[attr-defined]
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["person"].empty_label = "tập thể đơn vị"  # type: ignore[attr-defined]

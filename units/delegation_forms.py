"""Forms of delegations."""

import datetime
from typing import Any

from django import forms

from procuracy.web.forms import SafeTextMixin
from units.delegating import delegates
from units.models import Appointment, Unit


class DelegateField(forms.ModelChoiceField):
    def label_from_instance(self, appointment: Any) -> str:
        return f"{appointment.person.full_name}, {appointment.position}"


class DelegationForm(SafeTextMixin, forms.Form):
    to = DelegateField(
        Appointment.objects.none(),
        label="Người được ủy quyền",
        empty_label="Chọn người được ủy quyền",
        help_text="Cấp phó thay Viện trưởng điều hành, ký KT.; thủ trưởng phòng chỉ ký TUQ. "
        "văn bản nêu trong nội dung ủy quyền.",
    )
    mandate = forms.CharField(
        label="Văn bản ủy quyền",
        max_length=200,
        help_text="Số, ký hiệu, ngày. Ví dụ: Giấy ủy quyền số 01/GUQ-VKS ngày 02/11/2026.",
    )
    scope = forms.CharField(
        label="Nội dung ủy quyền", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    valid_from = forms.DateField(label="Từ ngày")
    valid_to = forms.DateField(label="Đến hết ngày")

    def __init__(self, office: Unit, today: datetime.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.queryset = delegates(office, today)


class RevokeForm(forms.Form):
    on = forms.DateField(label="Hiệu lực đến hết ngày")

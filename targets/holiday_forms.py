"""A holiday, or a weekend day that is worked instead."""

from typing import Any

from django import forms

from procuracy.web.forms import SafeTextMixin
from targets.catalogue_forms import sensible
from targets.models import Holiday


class HolidayForm(SafeTextMixin, forms.ModelForm):
    class Meta:
        model = Holiday
        fields = ("on", "name", "is_worked", "is_assumed")
        help_texts = {"is_worked": "Thứ Bảy, Chủ nhật đi làm thay cho ngày nghỉ được hoán đổi."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].validators.append(sensible)

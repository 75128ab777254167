"""What the inspector asks the history for, and a request to take out a spilled secret."""

import datetime
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone

from procuracy.web.dates import screen_day
from procuracy.web.forms import SafeTextMixin
from procuracy.web.history import reading, recorded
from procuracy.web.models.history import Recorded
from units.models import Appointment, Unit

DAYS_SHOWN = 30


class HistoryForm(forms.Form):
    """By GET; without any condition the last DAYS_SHOWN days."""

    since = forms.DateField(label="Từ ngày")
    until = forms.DateField(label="Đến hết ngày")
    person = forms.CharField(label="Người thực hiện", required=False, max_length=80)
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="Đơn vị", required=False, empty_label="mọi đơn vị"
    )
    thing = forms.ChoiceField(label="Loại nội dung", required=False)
    act = forms.ChoiceField(
        label="Việc", required=False, choices=[("", "mọi việc"), *Recorded.Kind.choices]
    )
    words = forms.CharField(
        label="Có chữ",
        required=False,
        max_length=100,
        help_text="trong 20.000 thay đổi mới nhất khớp các điều kiện khác",
    )

    def __init__(self, acting: Appointment, today: datetime.date, data: Any = None) -> None:
        # Changes stand at their true moments, also where a try-out stands on another day.
        now = timezone.localdate()
        usual = {"since": now - datetime.timedelta(days=DAYS_SHOWN), "until": now}
        if data is None or not {"since", "until"} & set(data):
            asked = dict(data.items()) if data else {}
            data = {key: screen_day(value) for key, value in usual.items()} | asked
        super().__init__(data)
        units: Any = self.fields["unit"]
        units.queryset = Unit.objects.named(today).filter(pk__in=acting.seen_unit_ids)
        things: Any = self.fields["thing"]
        things.choices = [("", "mọi loại"), *kinds()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", "Ngày cuối không được trước ngày đầu.")
        return cleaned

    def asked(self) -> dict[str, str]:
        """The conditions as they are logged."""
        said = {key: value for key, value in self.cleaned_data.items() if value}
        return {key: str(value) for key, value in said.items()}

    def lines(self) -> list[str]:
        """The conditions at the head of an export."""
        names = {"since": "Từ ngày", "until": "đến hết ngày"}
        parts = [
            f"{names.get(key) or self.fields[key].label}: {value}"
            for key, value in self.asked().items()
        ]
        return ["LỊCH SỬ THAY ĐỔI", "; ".join(parts)]


def kinds() -> list[tuple[str, str]]:
    """Table → what its rows are called, in the order of the alphabet."""
    all_kinds = {m._meta.db_table: reading.called(m) for m in recorded.recorded_models()}
    return sorted(all_kinds.items(), key=lambda pair: pair[1])


class PurgeForm(SafeTextMixin, forms.Form):
    """Which text of the record, and why. The secret itself is never repeated here."""

    column = forms.ChoiceField(label="Mục có nội dung bí mật nhà nước")
    reason = forms.CharField(
        label="Lý do, căn cứ (không ghi lại nội dung bí mật)",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, model: type[models.Model], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns: Any = self.fields["column"]
        columns.choices = purgeable(model)


def purgeable(model: type[models.Model]) -> list[tuple[str, str]]:
    """Columns that hold free text, and what else the model says, by their names."""
    also = getattr(model, "purgeable", ())
    return [
        (str(field.column), reading.label_of(field))
        for field in model._meta.concrete_fields
        if (field.name in also or _is_text(field)) and reading.label_of(field)
    ]


def _is_text(field: Any) -> bool:
    is_text = type(field) in (models.CharField, models.TextField)
    return is_text and not field.choices and not field.unique

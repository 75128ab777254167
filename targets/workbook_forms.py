"""What somebody asks for when he wants a workbook, and the one that he loads back."""

import datetime
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django import forms

from procuracy.web.xlsx import MOST_BYTES
from targets import calendar
from targets.models import Period, View, Workbook, WorkYear
from targets.workbooks.grids import MOST_MONTHS
from units.models import Field, Unit

Layout = Workbook.Layout
UNIT_LAYOUTS = [(one.value, one.label) for one in (Layout.MONTHS, Layout.YEARS)]
CONSOLIDATED_LAYOUTS = [
    (one.value, one.label) for one in (Layout.TO_DATE, Layout.PERIOD, Layout.EACH_MONTH)
]


class UnitChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.short_name)


class MonthField(forms.TypedChoiceField):
    """`2026-10`, chosen among the months of the work years."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            coerce=lambda text: datetime.date.fromisoformat(f"{text}-01"),
            error_messages={
                "required": "Chọn tháng.",
                "invalid_choice": "Chọn tháng trong danh sách.",
            },
        )


class UnitWorkbookForm(forms.Form):
    unit = UnitChoice(
        Unit.objects.none(),
        label="Đơn vị",
        empty_label=None,
        error_messages={
            "required": "Chọn đơn vị.",
            "invalid_choice": "Chọn đơn vị trong danh sách.",
        },
    )
    first_month = MonthField("Từ tháng")
    last_month = MonthField("Đến hết tháng")
    layout = forms.ChoiceField(
        label="Cách trình bày",
        choices=UNIT_LAYOUTS,
        error_messages={
            "required": "Chọn cách trình bày.",
            "invalid_choice": "Chọn cách trình bày trong danh sách.",
        },
    )

    def __init__(
        self,
        *args: Any,
        units: Any,
        years: Sequence[WorkYear],
        month: datetime.date,
        today: datetime.date,
        **more: Any,
    ) -> None:
        """`month`: whose figures are wanted now. The one after today's may be prepared."""
        super().__init__(*args, **more)
        self.initial.update(first_month=f"{month:%Y-%m}", last_month=f"{month:%Y-%m}")
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        last = calendar.add_months(calendar.first_of_month(today), 1)
        months = [month for month in months_of(years) if month <= last]
        choices = [(f"{m:%Y-%m}", f"{m.month}/{m.year}") for m in months]
        for name in ("first_month", "last_month"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_month"), cleaned.get("last_month")
        if first and last:
            if last < first:
                self.add_error("last_month", "Tháng cuối phải từ tháng đầu trở đi.")
            elif len(calendar.months_between(first, last)) > MOST_MONTHS:
                self.add_error("last_month", f"Chọn tối đa {MOST_MONTHS} tháng cho một sổ.")
        return cleaned


def months_of(years: Iterable[WorkYear]) -> list[datetime.date]:
    """Newest first, each once."""
    found = {
        month for year in years for month in calendar.months_between(year.starts_on, year.ends_on)
    }
    return sorted(found, reverse=True)


class PeriodField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.label)


class ConsolidatedForm(forms.Form):
    period = PeriodField(
        Period.objects.none(),
        label="Kỳ",
        empty_label=None,
        error_messages={"required": "Chọn kỳ.", "invalid_choice": "Chọn kỳ trong danh sách."},
    )
    layout = forms.ChoiceField(
        label="Số liệu",
        choices=CONSOLIDATED_LAYOUTS,
        error_messages={
            "required": "Chọn cách lấy số liệu.",
            "invalid_choice": "Chọn cách lấy số liệu trong danh sách.",
        },
    )
    field = forms.ModelChoiceField(
        Field.objects.all(),
        label="Lĩnh vực",
        required=False,
        empty_label="Tất cả, mỗi lĩnh vực một trang",
        error_messages={"invalid_choice": "Chọn lĩnh vực trong danh sách."},
    )
    view = forms.ChoiceField(
        label="Đơn vị đã sắp xếp",
        choices=[("", "Như bảng chỉ tiêu"), *View.choices[1:]],
        required=False,
        error_messages={"invalid_choice": "Chọn cách cộng số liệu trong danh sách."},
    )

    def __init__(
        self,
        *args: Any,
        years: Sequence[WorkYear],
        month: datetime.date,
        today: datetime.date,
        **more: Any,
    ) -> None:
        """Periods that have begun."""
        super().__init__(*args, **more)
        begun = Period.objects.filter(work_year__in=list(years), starts_on__lte=today)
        periods = begun.select_related("work_year")
        rows = list(periods.order_by("-work_year__year", "starts_on", "ends_on"))
        self.fields["period"].queryset = periods  # type: ignore[attr-defined]
        by_year = groupby(rows, lambda row: row.work_year.year)
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            (f"Năm công tác {year}", [(row.pk, row.label) for row in of_year])
            for year, of_year in by_year
        ]
        wanted = (row for row in rows if row.kind == Period.Kind.MONTH and row.month == month)
        self.initial["period"] = next((row.pk for row in wanted), None)


class LoadForm(forms.Form):
    file = forms.FileField(
        label="Sổ đã nhập (.xlsx)",
        help_text="Tệp do hệ thống lập, tối đa 2 MB. Xem trước rồi mới ghi.",
        error_messages={
            "required": "Chọn tệp sổ số liệu.",
            "empty": "Tệp rỗng.",
            "invalid": "Chọn tệp sổ số liệu.",
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def content(self) -> bytes:
        """One byte more than may be, so that what is too large is seen to be."""
        return bytes(self.cleaned_data["file"].read(MOST_BYTES + 1))

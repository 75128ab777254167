"""After how many working days leaders are told of late tasks."""

from django import forms

from meetings.models import EscalationTerm


def _days(label: str, help_text: str, least: int, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=least,
        max_value=most,
        error_messages={
            "min_value": f"Ít nhất {least} ngày làm việc.",
            "max_value": f"Nhiều nhất {most} ngày làm việc.",
        },
    )


class EscalationTermForm(forms.ModelForm):
    deputy_days = _days(
        "Báo cấp phó phụ trách sau số ngày làm việc",
        "Đếm từ ngày liền sau hạn. Đơn vị chưa có cấp phó phụ trách thì lúc này báo thẳng người "
        "đứng đầu.",
        1,
        30,
    )
    head_days = _days(
        "Báo người đứng đầu sau số ngày làm việc", "Muộn hơn thời hạn báo cấp phó.", 2, 60
    )

    class Meta:
        model = EscalationTerm
        fields = ("deputy_days", "head_days")

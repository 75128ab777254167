"""After how many working days leaders are told of late tasks."""

from django import forms

from meetings.models import EscalationTerm


class EscalationTermForm(forms.ModelForm):
    class Meta:
        model = EscalationTerm
        fields = ("deputy_days", "head_days")
        labels = {
            "deputy_days": "Báo cấp phó phụ trách sau số ngày làm việc",
            "head_days": "Báo người đứng đầu sau số ngày làm việc",
        }
        help_texts = {
            "deputy_days": "Đếm từ ngày liền sau hạn. Đơn vị chưa có cấp phó phụ trách thì lúc này "
            "báo thẳng người đứng đầu.",
            "head_days": "Muộn hơn thời hạn báo cấp phó, nhiều nhất 60 ngày làm việc.",
        }

"""Forms of a task: the answer, and sending it back."""

from typing import Any

from django import forms

from procuracy.web.forms import SafeTextMixin
from procuracy.web.upload_forms import UploadField, UploadMixin
from targets.models import Plan


class TaskStepForm(forms.Form):
    """The version that the person saw when pressing the button."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Several of them stand on one page: ids are each form's own.
        kwargs.setdefault("auto_id", f"id_{type(self).__name__}_%s")
        super().__init__(*args, **kwargs)


class TaskReportForm(SafeTextMixin, TaskStepForm):
    text = forms.CharField(
        label="Kết quả thực hiện",
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Ghi kết quả đã làm, số liệu, văn bản kèm theo."},
    )

    def said(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"], "version": self.cleaned_data["version"]}


class TaskFileForm(UploadMixin, SafeTextMixin, forms.Form):
    file = UploadField(label="Tài liệu chứng minh")


class TaskReturnForm(SafeTextMixin, TaskStepForm):
    reason = forms.CharField(
        label="Lý do trả lại",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lý do để đơn vị biết cần làm thêm gì."},
    )

    def said(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"], "version": self.cleaned_data["version"]}


class TaskPlanForm(TaskStepForm):
    plan = forms.ModelChoiceField(
        label="Chương trình, kế hoạch", queryset=Plan.objects.none(), empty_label=None
    )

    def __init__(self, unit_id: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans = (
            Plan.objects.filter(unit_id=unit_id)
            .taking_tasks()
            .order_by("-work_year__year", "title")
        )
        self.fields["plan"].queryset = plans  # type: ignore[attr-defined]

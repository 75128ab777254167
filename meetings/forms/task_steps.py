"""Forms of a task's other steps: a later day, another unit, who is in charge, what proves it."""

import datetime
from typing import Any

from django import forms

from meetings.forms.tasks import TaskStepForm
from meetings.models import DirectiveTask
from meetings.tasks import handing_over
from procuracy.web.dates import screen_month
from procuracy.web.forms import SafeTextMixin
from targets.catalogue_forms import DayField
from targets.models import Figure, Indicator, Plan, PlanTask
from units.models import Appointment, Unit

MONTHS_BACK = 12
ROWS: dict[str, Any] = {"attrs": {"rows": 3}}


class TaskExtensionForm(SafeTextMixin, TaskStepForm):
    to_on = DayField(label="Đề nghị đến hết ngày")
    reason = forms.CharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(**ROWS),
        error_messages={"required": "Ghi lý do chưa làm xong và việc còn lại."},
    )

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("to_on", "reason", "version")}


class TaskDecisionForm(SafeTextMixin, forms.Form):
    """What the leader says to a request, or the unit's head to his clerk; needed to refuse."""

    words = forms.CharField(
        label="Ý kiến", max_length=2000, required=False, widget=forms.Textarea(**ROWS)
    )

    def __init__(self, *args: Any, label: str = "", required: bool = False, **kw: Any) -> None:
        kw.setdefault("auto_id", "id_decision_%s")
        super().__init__(*args, **kw)
        self.fields["words"].required = required
        self.fields["words"].error_messages["required"] = "Ghi lý do để đơn vị biết."
        if label:
            self.fields["words"].label = label


class TaskSendForm(SafeTextMixin, forms.Form):
    """The clerk's report as its head sends it on."""

    text = forms.CharField(
        label="Kết quả thực hiện", max_length=10000, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args: Any, **kw: Any) -> None:
        kw.setdefault("auto_id", "id_send_%s")
        super().__init__(*args, **kw)


class TaskHandOverForm(SafeTextMixin, TaskStepForm):
    to = forms.ModelChoiceField(
        label="Đơn vị nhận", queryset=Unit.objects.none(), empty_label="Chọn đơn vị"
    )
    reason = forms.CharField(
        label="Lý do chuyển giao",
        max_length=2000,
        widget=forms.Textarea(**ROWS),
        error_messages={"required": "Ghi lý do chuyển giao."},
    )

    def __init__(self, task: DirectiveTask, on: datetime.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.queryset = handing_over.takers(task, on)
        to.label_from_instance = _short_name

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("to", "reason", "version")}


class TaskReclaimForm(SafeTextMixin, TaskStepForm):
    reason = forms.CharField(
        label="Lý do đề nghị nhận lại",
        max_length=2000,
        widget=forms.Textarea(**ROWS),
        error_messages={"required": "Ghi lý do đề nghị nhận lại."},
    )

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("reason", "version")}


class TaskInChargeForm(TaskStepForm):
    seat = forms.ModelChoiceField(
        label="Người phụ trách",
        queryset=Appointment.objects.none(),
        required=False,
        empty_label="Thủ trưởng đơn vị",
    )

    def __init__(self, task: DirectiveTask, on: datetime.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seat: Any = self.fields["seat"]
        seat.queryset = handing_over.colleagues(task, on).order_by("person__given_name", "pk")
        seat.label_from_instance = _named


class TaskLinkForm(TaskStepForm):
    line = forms.ModelChoiceField(
        label="Nhiệm vụ đã có trong chương trình",
        queryset=PlanTask.objects.none(),
        empty_label="Chọn nhiệm vụ",
    )

    def __init__(self, unit_id: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        line: Any = self.fields["line"]
        line.queryset = lines_of(unit_id, Plan.objects.taking_tasks())
        line.label_from_instance = _content


class TaskFigureForm(forms.Form):
    """A line of the unit's statistics and one of its last months."""

    indicator = forms.ModelChoiceField(
        label="Dòng thống kê", queryset=Indicator.objects.none(), empty_label="Chọn dòng"
    )
    month = forms.TypedChoiceField(label="Tháng", coerce=datetime.date.fromisoformat)

    def __init__(self, unit_id: int, on: datetime.date, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "id_figure_%s")
        super().__init__(*args, **kwargs)
        self.unit_id = unit_id
        months = _months(on)
        rows = Figure.objects.filter(unit=unit_id, month__in=months)
        indicator: Any = self.fields["indicator"]
        indicator.queryset = Indicator.objects.filter(pk__in=rows.values("indicator"))
        month: Any = self.fields["month"]
        month.choices = [(day.isoformat(), screen_month(day)) for day in months]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "indicator" in cleaned and "month" in cleaned:
            rows = Figure.objects.select_related("indicator").filter(unit=self.unit_id)
            cleaned["figure"] = rows.filter(
                indicator=cleaned["indicator"], month=cleaned["month"]
            ).first()
            if cleaned["figure"] is None:
                self.add_error("month", "Tháng này đơn vị chưa nhập số liệu của dòng đã chọn.")
        return cleaned


class TaskProofForm(forms.Form):
    line = forms.ModelChoiceField(
        label="Nhiệm vụ trong chương trình",
        queryset=PlanTask.objects.none(),
        empty_label="Chọn nhiệm vụ",
    )

    def __init__(self, unit_id: int, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "id_proof_%s")
        super().__init__(*args, **kwargs)
        line: Any = self.fields["line"]
        line.queryset = lines_of(unit_id, Plan.objects.live())
        line.label_from_instance = _content


def lines_of(unit_id: int, plans: Any) -> Any:
    """Standing lines of the unit's plans, the latest year first."""
    rows = PlanTask.objects.standing().filter(plan__in=plans.filter(unit_id=unit_id))
    return rows.select_related("plan").order_by("-plan__work_year__year", "plan", "order", "pk")


def _months(on: datetime.date) -> list[datetime.date]:
    """First days, this month first."""
    last = on.year * 12 + on.month - 1
    found = [divmod(last - back, 12) for back in range(MONTHS_BACK)]
    return [datetime.date(year, month + 1, 1) for year, month in found]


def _short_name(unit: Unit) -> str:
    return unit.short_name


def _named(seat: Appointment) -> str:
    return seat.named


def _content(line: PlanTask) -> str:
    return f"{line.content[:110]} ({line.plan.title[:60]})"

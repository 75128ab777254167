"""Forms of plans, their tasks, progress and supplements."""

import datetime
from typing import Any

from django import forms
from django.db.models import Q

from procuracy.web.forms import SafeTextMixin
from procuracy.web.upload_forms import UploadField, UploadMixin
from targets import plans
from targets.instrument_forms import BasesField
from targets.models import Instrument, Plan, PlanDocument, PlanProgress, PlanTask
from targets.plans.choices import leaders, partners
from units.models import Appointment, Person, Unit


class PlanForm(SafeTextMixin, forms.ModelForm):
    copied_from = forms.ModelChoiceField(
        Plan.objects.none(),
        label="Lấy nhiệm vụ từ",
        required=False,
        empty_label="không, bắt đầu từ kế hoạch trống",
        help_text=(
            "Nhiệm vụ của kế hoạch năm trước được chép sang, thời hạn chuyển sang năm công tác "
            "mới, chưa có kết quả nào."
        ),
    )

    class Meta:
        model = Plan
        fields = ("unit", "work_year", "kind", "title", "code", "issued_on", "replaces", "bases")
        field_classes = {"bases": BasesField}
        help_texts = {
            "code": "Chỉ ghi khi số được cấp ở nơi khác; ban hành tại đây thì văn thư cấp số.",
            "bases": "Văn bản mà kế hoạch căn cứ vào.",
            "replaces": "Khi kế hoạch này được đưa vào thực hiện, kế hoạch cũ hết hiệu lực.",
        }

    def __init__(self, *args: Any, acting: Appointment, today: datetime.date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        units = plan_units(acting, today)
        own = Plan.objects.filter(unit__in=units).select_related("work_year")
        rows = {
            "unit": units,
            "bases": Instrument.objects.issued(),
            "copied_from": own,
            "replaces": self._replaceable(own),
        }
        for name, choices in rows.items():
            self.fields[name].queryset = choices  # type: ignore[attr-defined]
        self.fields["unit"].empty_label = None  # type: ignore[attr-defined]
        self.fields["work_year"].empty_label = None  # type: ignore[attr-defined]
        self.fields["replaces"].empty_label = "không thay thế kế hoạch nào"  # type: ignore[attr-defined]
        self.fields["kind"].required = False  # what the plan is already
        if self.instance.pk:
            self._close_settled()

    def _close_settled(self) -> None:
        """What a plan is never changes; what was printed on an issued one does not either."""
        settled = ["unit", "work_year", "copied_from"]
        if self.instance.documents.exclude(state=PlanDocument.State.DRAFT).exists():
            settled += ["kind", "code", "issued_on"]
        if self.instance.documents.filter(document__isnull=False).exists():
            settled += ["title", "bases"]
        for name in settled:
            del self.fields[name]

    def _replaceable(self, own: Any) -> Any:
        """In force; of the very unit and year where these are known."""
        rows = own.filter(state=Plan.State.IN_FORCE)
        if self.instance.pk:
            rows = rows.filter(unit=self.instance.unit_id, work_year=self.instance.work_year_id)
            kept = Q(pk=self.instance.replaces_id)
            return (own.filter(kept) | rows).exclude(pk=self.instance.pk)
        return rows

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        old = cleaned.get("replaces")
        unit, year = (cleaned.get(name) for name in ("unit", "work_year"))
        if old and unit and year and (old.unit_id, old.work_year_id) != (unit.pk, year.pk):
            self.add_error(
                "replaces", "Chỉ thay thế kế hoạch của cùng đơn vị trong cùng năm công tác."
            )
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """A title is unique within unit and year, also when the form does not ask for them."""
        left_out: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return left_out - {"unit", "work_year"}


def plan_units(acting: Appointment, today: datetime.date) -> Any:
    """Whose plans the holder may write: the own unit's, and the office's where he keeps it."""
    ids = {acting.unit_id} if acting.types_figures else set()
    if acting.keeps_office or acting.leads_office:
        ids.add(acting.office.pk)
    return Unit.objects.filter(pk__in=ids).named(today).order_by("order")


class LoadedPersonField(forms.ModelChoiceField):
    """Says beside each name how many tasks that person has in charge already."""

    def label_from_instance(self, person: Any) -> str:
        return with_load(person)


class LoadedPeopleField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person: Any) -> str:
        return with_load(person)


def with_load(person: Any) -> str:
    if not person.open_count:
        return str(person)
    late = f", {person.late_count} quá hạn" if person.late_count else ""
    return f"{person} ({person.open_count} việc đang làm{late})"


class TaskFieldsMixin:
    """Who may be chosen, and what the domain is handed besides the row itself."""

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def choose(self, plan: Plan, today: datetime.date, task: PlanTask) -> None:
        held = Person.objects.none() if task.pk is None else task.people.all()
        choices = {
            "lead": plans.leads(plan, today),
            "coordinating": partners(plan, today).exclude(pk=task.lead_id),
            "leader": leaders(plan, today, task),
            "people": plans.people(plan, today, held),
            "person": plans.people(plan, today, held),
            "serves": plans.higher_tasks(plan),
        }
        empty = {"person": "chưa phân công", "leader": "chưa phân công", "serves": "không"}
        for name in self.fields.keys() & choices.keys():
            self.fields[name].queryset = choices[name]  # type: ignore[attr-defined]
            self.fields[name].empty_label = empty.get(name)  # type: ignore[attr-defined]
        if task.pk is None:
            self.fields["lead"].initial = plan.unit_id


class PlanTaskForm(SafeTextMixin, TaskFieldsMixin, forms.ModelForm):
    people = LoadedPeopleField(
        Person.objects.none(),
        label="Người phụ trách",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = PlanTask
        fields = (
            "content",
            "is_focus",
            "is_breakthrough",
            "solutions",
            "lead",
            "coordinating",
            "leader",
            "people",
            "due_on",
            "due_text",
            "product",
            "serves",
        )
        widgets = {
            "content": forms.Textarea(attrs={"rows": 3}),
            "solutions": forms.Textarea(attrs={"rows": 3}),
            "coordinating": forms.CheckboxSelectMultiple,
        }
        error_messages = {"content": {"required": "Ghi nội dung nhiệm vụ."}}

    def __init__(self, *args: Any, plan: Plan, today: datetime.date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.choose(plan, today, self.instance)

    def links(self) -> dict[str, Any]:
        """A unit that leads does not coordinate as well."""
        lead = self.cleaned_data["lead"]
        units = [unit for unit in self.cleaned_data["coordinating"] if unit != lead]
        return {"people": list(self.cleaned_data["people"]), "coordinating": units}


class RowTaskForm(SafeTextMixin, TaskFieldsMixin, forms.ModelForm):
    """The row under the table: one line, Enter adds."""

    person = LoadedPersonField(Person.objects.none(), label="Người phụ trách", required=False)

    class Meta:
        model = PlanTask
        fields = ("content", "is_focus", "is_breakthrough", "lead", "due_on", "serves")
        widgets = {"content": forms.TextInput(attrs={"autocomplete": "off"})}
        error_messages = PlanTaskForm.Meta.error_messages

    def __init__(self, *args: Any, plan: Plan, today: datetime.date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.choose(plan, today, self.instance)

    def links(self) -> dict[str, Any]:
        person = self.cleaned_data["person"]
        return {"people": [person] if person else []}


class PlanReasonForm(SafeTextMixin, forms.Form):
    """Why a plan goes back, or why it is supplemented."""

    reason = forms.CharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lý do."},
    )


class PlanStartForm(forms.Form):
    in_force_on = forms.DateField(
        label="Thực hiện từ ngày", error_messages={"required": "Ghi ngày bắt đầu thực hiện."}
    )


class ProgressForm(UploadMixin, SafeTextMixin, forms.Form):
    """What was reached; a file proves it."""

    stage = forms.ChoiceField(
        label="Tình trạng",
        choices=[c for c in PlanProgress.Stage.choices if c[0] != PlanProgress.Stage.RESUMED],
        initial=PlanProgress.Stage.DOING,
    )
    percent = forms.IntegerField(
        label="Mức độ (%)",
        required=False,
        min_value=0,
        max_value=100,
        help_text="Để trống cũng được.",
    )
    text = forms.CharField(
        label="Kết quả, vướng mắc",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Ghi kết quả đã làm, số liệu hoặc vướng mắc."},
    )
    file = UploadField(label="Tài liệu chứng minh", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("stage") == PlanProgress.Stage.DONE:
            cleaned["percent"] = 100
        elif cleaned.get("percent") == 100:
            self.add_error("percent", "Đã đạt 100 % thì chọn tình trạng “hoàn thành”.")
        return cleaned

    def said(self) -> dict[str, Any]:
        files = filter(None, [self.cleaned_data["file"]])
        said = {name: self.cleaned_data[name] for name in ("stage", "percent", "text")}
        return said | {"files": list(files)}

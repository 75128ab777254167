"""Forms of the paper that issues a plan: its texts and parties, and the steps of its way."""

import datetime
from typing import Any

from django import forms
from django.db.models import Q

from procuracy.web.forms import SafeTextMixin
from targets.models import PlanDocument
from targets.plan_documents import TEXTS
from units.annex_forms import WithAnnexes
from units.models import Appointment, Unit
from units.models.papers import MARKED
from units.signing import signer_options

ROWS = {"opening": 3, "purpose": 5, "organisation": 6, "recipients_text": 5}


class SignerField(forms.ModelChoiceField):
    """Those who may sign on the day, each with the lines that will stand above the name."""

    said: dict[int, str]

    def label_from_instance(self, appointment: Any) -> str:
        return self.said[appointment.pk]


class UnitsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, unit: Any) -> str:
        return str(unit.short_name)


class PlanDocumentForm(WithAnnexes, SafeTextMixin, forms.ModelForm):
    """`edition`: the one that the texts were begun from."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    signer = SignerField(label="Người ký", queryset=Appointment.objects.none(), empty_label=None)
    recipients = UnitsField(
        label="Đơn vị nhận trong hệ thống",
        queryset=Unit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một đơn vị nhận."},
    )

    class Meta:
        model = PlanDocument
        fields = (*TEXTS, *MARKED, "signer", "recipients")
        widgets = {name: forms.Textarea(attrs={"rows": rows}) for name, rows in ROWS.items()}
        help_texts = {
            "purpose": "Mỗi dòng là một đoạn; để trống thì bản in không có mục này.",
            "recipients_text": "Mỗi dòng một nơi nhận, như in trên văn bản.",
        }

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = self.instance.plan
        office = plan.unit.office
        options = signer_options(office, plan.kind, today)
        signer: Any = self.fields["signer"]
        signer.said = {option.appointment.pk: str(option) for option in options}
        signer.queryset = Appointment.objects.filter(pk__in=signer.said).order_by("role", "pk")
        near = Q(pk__in=Unit.objects.existing(today).of_office(office)) | Q(pk=office.parent_id)
        near |= Q(pk__in=self.instance.recipients.all())
        units = Unit.objects.filter(near).exclude(pk=office.pk).named(today).order_by("order")
        self.fields["recipients"].queryset = units  # type: ignore[attr-defined]
        if self.instance.since_id:
            del self.fields["purpose"]

    def said(self) -> dict[str, Any]:
        """What `plan_documents.change` takes."""
        cleaned = self.cleaned_data
        return {
            "edition": cleaned["edition"],
            "said": {name: cleaned.get(name, "") for name in (*TEXTS, *MARKED)}
            | self.said_annexes(),
            "signer": cleaned["signer"],
            "recipients": list(cleaned["recipients"]),
        }

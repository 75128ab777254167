"""Forms of the paper that issues a plan: its texts and parties, and the steps of its way."""

import datetime
from typing import Any

from django import forms

from procuracy.web.forms import SafeTextMixin
from targets.models import PlanDocument
from targets.plan_documents import TEXTS
from units.annex_forms import WithAnnexes
from units.models import Appointment
from units.models.papers import MARKED
from units.recipient_forms import is_addressed, offer_recipients, said_recipients
from units.signing import signer_options

ROWS = {"opening": 3, "purpose": 5, "organisation": 6, "recipients_text": 5}


class SignerField(forms.ModelChoiceField):
    """Those who may sign on the day, each with the lines that will stand above the name."""

    said: dict[int, str]

    def label_from_instance(self, appointment: Any) -> str:
        return self.said[appointment.pk]


class PlanDocumentForm(WithAnnexes, SafeTextMixin, forms.ModelForm):
    """`edition`: the one that the texts were begun from."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    signer = SignerField(label="Người ký", queryset=Appointment.objects.none(), empty_label=None)

    class Meta:
        model = PlanDocument
        fields = (*TEXTS, *MARKED, "signer")
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
        offer_recipients(self, self.instance, office, today)
        if self.instance.since_id:
            del self.fields["purpose"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not is_addressed(self):
            self.add_error("recipients", "Chọn ít nhất một nơi nhận.")
        return cleaned

    def said(self) -> dict[str, Any]:
        """What `plan_documents.change` takes."""
        cleaned = self.cleaned_data
        return {
            "edition": cleaned["edition"],
            "said": {name: cleaned.get(name, "") for name in (*TEXTS, *MARKED)}
            | self.said_annexes(),
            "signer": cleaned["signer"],
            **said_recipients(self),
        }

"""Forms of a meeting's papers: texts, who signs, who receives them."""

import datetime
from typing import Any

from django import forms
from django.db.models import Q

from meetings.consolidating import papers as consolidated
from meetings.forms.notices import SignerField
from meetings.models import ConsolidatedReport, Invitation, MinutesDocument, PaperWording
from meetings.papers import amending, inviting, minutes_documents
from meetings.wording import keeping
from meetings.wording.minutes import MINUTES
from procuracy.web.forms import SafeTextMixin
from units.annex_forms import WithAnnexes
from units.models import AmendingPaper, Appointment, Unit
from units.models.papers import MARKED
from units.recipient_forms import FIELDS as RECIPIENTS
from units.recipient_forms import offer_recipients, said_recipients
from units.signing import signer_options

ROWS = {"subject": 2, "recipients_text": 5, "invited": 5, "guests": 3, "event": 2, "place": 2}
ROWS |= {"opening": 4, "closing": 3, "notes": 3, "cause": 2, "correction": 10}


class MeetingPaperForm(WithAnnexes, SafeTextMixin, forms.ModelForm):
    """`edition`: the one that the texts were begun from."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_recipients(self, self.instance, self.office, today)

    @property
    def office(self) -> Unit:
        """That issues it."""
        organiser: Unit = self.instance.meeting.organiser
        return organiser

    def said(self) -> dict[str, Any]:
        """What `units.issuing.change` takes."""
        cleaned = self.cleaned_data
        left_out = ("edition", "not_secret", *RECIPIENTS)
        return {
            "edition": cleaned["edition"],
            "said": {name: cleaned[name] for name in self.fields if name not in left_out}
            | self.said_annexes(),
            **said_recipients(self),
        }


class InvitationForm(MeetingPaperForm):
    signer = SignerField(label="Người ký", queryset=Appointment.objects.none(), empty_label=None)

    class Meta:
        model = Invitation
        fields = (*inviting.TEXTS, *MARKED, "signer")
        widgets = {
            name: forms.Textarea(attrs={"rows": rows})
            for name, rows in ROWS.items()
            if name in inviting.TEXTS
        }
        help_texts = {
            "invited": "Mỗi dòng một thành phần được mời, như in trên giấy mời.",
            "guests": "Mỗi dòng một khách; gửi bản giấy, in chung danh sách được mời.",
            "recipients_text": "Mỗi dòng một nơi nhận.",
        }

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        signer: Any = self.fields["signer"]
        signer.offer(signer_options(self.instance.meeting.organiser, inviting.KIND, today))


class AmendingPaperForm(MeetingPaperForm):
    signer = SignerField(label="Người ký", queryset=Appointment.objects.none(), empty_label=None)

    class Meta:
        model = AmendingPaper
        fields = (*amending.TEXTS, *MARKED, "signer")
        widgets = {
            name: forms.Textarea(attrs={"rows": rows})
            for name, rows in {**ROWS, "reason": 2, "content": 8}.items()
            if name in amending.TEXTS
        }
        help_texts = {
            "reason": "Ghi vào sổ văn bản đi và trang của văn bản; không in.",
            "recipients_text": "Mỗi dòng một nơi nhận.",
        }

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        signer: Any = self.fields["signer"]
        signer.offer(signer_options(self.office, amending.KIND, today))

    @property
    def office(self) -> Unit:
        issuer: Unit = self.instance.of.office
        return issuer


class ConsolidatedForm(MeetingPaperForm):
    signer = SignerField(label="Người ký", queryset=Appointment.objects.none(), empty_label=None)

    class Meta:
        model = ConsolidatedReport
        fields = (*consolidated.TEXTS, *MARKED, "signer")
        widgets = {
            name: forms.Textarea(attrs={"rows": rows})
            for name, rows in ROWS.items()
            if name in consolidated.TEXTS
        }
        help_texts = {
            "subject": "Phần trong ngoặc được in ở dòng riêng.",
            "recipients_text": "Mỗi dòng một nơi nhận.",
        }

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        signer: Any = self.fields["signer"]
        signer.offer(signer_options(self.instance.meeting.organiser, consolidated.KIND, today))


class SecretaryField(forms.ModelChoiceField):
    def label_from_instance(self, appointment: Any) -> str:
        return f"{appointment.person.full_name}, {appointment.position}"


class WordingField(forms.ModelChoiceField):
    """Versions are counted for each kind of meeting anew."""

    def label_from_instance(self, wording: PaperWording) -> str:
        return f"bản {wording.version}, {wording.kind or 'mọi loại hội nghị'}"


class MinutesDocumentForm(MeetingPaperForm):
    wording = WordingField(
        label="Mẫu biên bản",
        queryset=PaperWording.objects.none(),
        required=False,
        empty_label="mẫu chung của phần mềm",
        help_text="Câu dẫn, đề mục, thứ tự các phần; lời phát biểu và kết luận giữ nguyên.",
    )
    secretary = SecretaryField(
        label="Thư ký", queryset=Appointment.objects.none(), empty_label=None
    )

    class Meta:
        model = MinutesDocument
        fields = (*minutes_documents.SUPPLEMENT_TEXTS, "wording", *MARKED, "secretary")
        widgets = {
            name: forms.Textarea(attrs={"rows": rows})
            for name, rows in ROWS.items()
            if name in minutes_documents.SUPPLEMENT_TEXTS
        }
        help_texts = {
            "recipients_text": "Mỗi dòng một nơi nhận.",
        }

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        paper = self.instance
        held = minutes_documents.secretaries(paper.meeting)
        chosen = Q(pk=paper.secretary_id)
        known = Appointment.objects.filter(Q(pk__in=held.values("pk")) | chosen)
        secretary: Any = self.fields["secretary"]
        secretary.queryset = known.select_related("person")
        if paper.is_supplement:
            self.fields["correction"].required = True
            del self.fields["wording"]
        else:
            del self.fields["cause"], self.fields["correction"]
            self._offer_wordings()

    def _offer_wordings(self) -> None:
        """A draft goes on with the version it began with until somebody takes another one."""
        paper, field = self.instance, self.fields["wording"]
        meeting = paper.meeting
        offered = keeping.offered(MINUTES, meeting.organiser_id, meeting.kind_id, paper.wording_id)
        assert isinstance(field, WordingField)
        field.queryset = offered.select_related("kind")
        if not offered.exists():
            del self.fields["wording"]


class SupplementForm(SafeTextMixin, forms.Form):
    cause = forms.CharField(
        label="Lý do bổ sung",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi lý do bổ sung, đính chính biên bản."},
    )
    correction = forms.CharField(
        label="Nội dung bổ sung, đính chính",
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Ghi rõ chỗ nào của biên bản được đọc lại thế nào; mỗi dòng một đoạn.",
        error_messages={"required": "Ghi nội dung bổ sung, đính chính."},
    )

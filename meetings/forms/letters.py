"""Forms of an ordinary official letter: what it is about, its text, who signs and receives it."""

import datetime
from typing import Any

from django import forms

from meetings.forms.meeting_papers import MeetingPaperForm
from meetings.forms.notices import SignerField
from meetings.models import Letter, Meeting
from meetings.papers import letters
from procuracy.web.forms import SafeTextMixin
from units.models import Appointment, Unit, User
from units.models.papers import MARKED
from units.signing import signer_options

ROWS = {"subject": 2, "addressed": 3, "content": 14, "recipients_text": 5}
ONE_EACH = "Mỗi dòng một nơi, như in sau “Kính gửi”."


class LetterCreateForm(SafeTextMixin, forms.ModelForm):
    """`meeting`: the one from whose page it was begun."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": "Không tìm thấy cuộc họp: mở lại từ trang cuộc họp."},
    )

    class Meta:
        model = Letter
        fields = ("subject", "addressed", "meeting")
        widgets = {
            name: forms.Textarea(attrs={"rows": ROWS[name]}) for name in ("subject", "addressed")
        }
        labels = {"subject": "Về việc"}
        help_texts = {"addressed": ONE_EACH}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meeting: Any = self.fields["meeting"]
        meeting.queryset = Meeting.objects.visible_to(user)


class LetterForm(MeetingPaperForm):
    signer = SignerField(label="Người ký", queryset=Appointment.objects.none(), empty_label=None)

    class Meta:
        model = Letter
        fields = (*letters.TEXTS, *MARKED, "signer", "recipients")
        widgets = {name: forms.Textarea(attrs={"rows": rows}) for name, rows in ROWS.items()}
        labels = {"subject": "Về việc"}
        help_texts = {
            "addressed": ONE_EACH,
            "content": "Mỗi dòng một đoạn.",
            "recipients_text": "Mỗi dòng một nơi nhận.",
        }

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["content"].required = False
        signer: Any = self.fields["signer"]
        signer.offer(signer_options(self.office, letters.KIND, today))

    @property
    def office(self) -> Unit:
        issuer: Unit = self.instance.office
        return issuer

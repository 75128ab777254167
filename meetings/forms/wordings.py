"""A wording as it is typed."""

from typing import Any

from django import forms

from meetings.models import Meeting, MeetingKind
from meetings.models.wordings import MOST_LETTERS
from meetings.wording import sections
from meetings.wording.faults import Fault, Faulty
from meetings.wording.invitation import INVITATION
from meetings.wording.minutes import MINUTES
from meetings.wording.notice import NOTICE
from meetings.wording.report import REPORT
from meetings.wording.sections import PaperKind
from procuracy.web.forms import SafeTextMixin
from units.models import User

MEETINGS_OFFERED = 15
HELD = [Meeting.State.IN_SESSION, Meeting.State.CONCLUDED, Meeting.State.CLOSED]
AHEAD = [Meeting.State.DRAFT, Meeting.State.SCHEDULED]
# An invitation calls to what is ahead; what was held shows its words too.
TRIED = {
    NOTICE.paper: HELD,
    INVITATION.paper: AHEAD + HELD,
    MINUTES.paper: HELD,
    REPORT.paper: [Meeting.State.SCHEDULED, *HELD],
}


class WordingForm(SafeTextMixin, forms.Form):
    """`version`: what the text began with; `meeting`: what the preview is drawn from."""

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    text = forms.CharField(
        label="Mẫu",
        max_length=MOST_LETTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 26, "spellcheck": "false", "class": "wording"}),
        error_messages={
            "required": "Mẫu chưa có chữ nào; muốn về mẫu chung thì bấm «Bỏ mẫu riêng»."
        },
    )
    meeting = forms.ModelChoiceField(
        label="Xem thử với",
        queryset=Meeting.objects.none(),
        required=False,
        empty_label="hội nghị giả định",
    )

    def __init__(
        self, *args: Any, paper: PaperKind, user: User, kind: MeetingKind | None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.paper = paper
        self.faults: list[Fault] = []
        offered = meetings(user, paper, kind)
        field: Any = self.fields["meeting"]
        if paper.paper not in TRIED:
            field.empty_label = "văn bản giả định"
        field.queryset = offered
        shown = list(offered.order_by("-starts_at")[:MEETINGS_OFFERED])
        field.choices = [("", field.empty_label), *((one.pk, one.title) for one in shown)]
        self.shown = shown
        if shown:
            self.initial.setdefault("meeting", shown[0].pk)

    def first_meeting(self) -> Meeting | None:
        """What a fresh page previews: the newest."""
        return self.shown[0] if self.shown else None

    def clean_text(self) -> str:
        """Every fault with its line, the text as it was typed."""
        text: str = self.cleaned_data["text"]
        try:
            sections.compiled(text, self.paper)
        except Faulty as wrong:
            self.faults = wrong.faults
            raise forms.ValidationError([str(fault) for fault in wrong.faults]) from None
        return text


def meetings(user: User, paper: PaperKind, kind: MeetingKind | None) -> Any:
    """Meetings of the office that such a paper is about, of this kind or of any."""
    assert user.acting
    rows = Meeting.objects.read_whole(user).filter(
        organiser_id__in=user.acting.office_ids, state__in=TRIED.get(paper.paper, [])
    )
    rows = rows.select_related("organiser", "chair__person", "kind", "period", "work_year")
    return rows.filter(kind=kind) if kind else rows

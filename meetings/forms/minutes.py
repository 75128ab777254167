"""Rows of the record, and the chair's assessment."""

import datetime
from typing import Any

from django import forms

from meetings.attendance.attending import (
    Speaker,
    asked_meant,
    asked_names,
    seat_meant,
    seat_named,
)
from meetings.desk.minutes import Saving, Seen, Words
from meetings.forms import concerning
from meetings.forms.concerning import ConcernsField
from meetings.models import Attendance, Intervention, Meeting
from procuracy.web.forms import SafeTextMixin, tidied
from units.models import Unit

# A row may have waited so long for its line; what is older was begun by a wrong clock.
LONGEST_WAIT = datetime.timedelta(hours=12)


class _SeenMixin:
    """Fields by which a conflict is told from one's own earlier sending.

    `over` is given by the panel that shows both texts: the writer has seen that version too.
    """

    cleaned_data: dict[str, Any]
    data: Any

    def seen(self) -> Seen:
        version = self.cleaned_data["over"] or self.cleaned_data["version"]
        return Seen(version, sent_before(self.data))


def sent_before(data: Any) -> tuple[str, ...]:
    """Texts this very form sent and got no answer for; added by static/js/desk.js."""
    return tuple(tidied(text) for text in data.getlist("last_sent"))


class InterventionForm(_SeenMixin, SafeTextMixin, forms.Form):
    """One row. The speaker is typed: a name of the attendance list, or anybody else's."""

    speaker_text = forms.CharField(label="Người phát biểu", max_length=160, required=False)
    kind = forms.ChoiceField(label="Loại ý kiến", choices=Intervention.Kind)
    agenda_item: Any = forms.ModelChoiceField(
        label="Mục chương trình", queryset=None, required=False, empty_label="Ngoài chương trình"
    )
    answers: Any = forms.ModelChoiceField(
        label="Trả lời cho", queryset=None, required=False, widget=forms.HiddenInput
    )
    text = forms.CharField(
        label="Nội dung", max_length=20000, required=False, strip=False, widget=forms.Textarea
    )
    # Whom a question is put to, as typed: "kv 4".
    asked = forms.CharField(label="Hỏi đơn vị", max_length=160, required=False)
    concerns = ConcernsField()
    # Milliseconds since the row was begun: it is sent later where the line was cut.
    begun_ago = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    over = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        fields: dict[str, Any] = self.fields
        items = meeting.agenda.filter(is_heading=False)
        fields["agenda_item"].queryset = items.select_related("concerns")
        fields["answers"].queryset = meeting.interventions.select_related("concerns")
        concerning.offer(self, meeting)

    def clean_asked(self) -> Unit | None:
        """Read when something is typed; while typing, what is not yet a unit is nobody."""
        typed = self.cleaned_data["asked"].strip()
        if not typed:
            return None
        found = asked_meant(typed, asked_names(self.meeting))
        if found is None and "finish" in self.data:
            raise forms.ValidationError(f"Không rõ “{typed[:60]}” là đơn vị nào: ghi rõ hơn.")
        return found

    def saving(self, now: datetime.datetime) -> Saving:
        said = self.cleaned_data["begun_ago"] or 0
        waited = LONGEST_WAIT
        if said < LONGEST_WAIT.total_seconds() * 1000:
            waited = datetime.timedelta(milliseconds=said)
        return Saving(
            is_finished="finish" in self.data,
            revives="restore" in self.data,
            begun_at=now - waited,
        )

    def words(self, speakers: list[Speaker], *, is_finished: bool) -> Words:
        """A finished row names its speaker in full where only one person can be meant."""
        typed = self.cleaned_data["speaker_text"]
        find = seat_meant if is_finished else seat_named
        one = find(typed, speakers)
        sitting = self.meeting.attendances.filter(pk=one.pk).first() if one else None
        return self._words(one.label if one else typed, sitting)

    def goes_on(self, row: Intervention) -> Words:
        """More of the same speaker's words: nobody has to be looked up."""
        return self._words(row.speaker_text, row.speaker)

    def _words(self, speaker_text: str, speaker: Attendance | None) -> Words:
        said = self.cleaned_data
        # What is said to words, or under a line, that concern one alone concerns him, too.
        above = [one.concerns for one in (said["answers"], said["agenda_item"]) if one]
        concerns = [said.get("concerns"), *above]
        return Words(
            kind=said["kind"],
            speaker_text=speaker_text,
            speaker=speaker,
            text=said["text"],
            agenda_item=said["agenda_item"],
            answers=said["answers"],
            asked=said["asked"] if said["kind"] == Intervention.Kind.QUESTION else None,
            concerns=next(filter(None, concerns), None),
        )


class AssessmentForm(_SeenMixin, SafeTextMixin, forms.Form):
    text = forms.CharField(
        label="Đánh giá của chủ trì",
        max_length=20000,
        required=False,
        strip=False,
        widget=forms.Textarea,
        help_text="Mỗi đoạn một dòng; là phần I của thông báo kết luận.",
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    over = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

"""What the secretary turns the hall's screen to."""

from typing import Any

from django import forms

from meetings.attendance import attending
from meetings.attendance.attending import Seat
from meetings.models import AgendaItem, HallFocus, Meeting
from procuracy.web.forms import tidied
from units.models import Unit


class HallForm(forms.Form):
    """Only what was sent is changed; a speaker is meant by a few letters, as at the desk."""

    item = forms.ModelChoiceField(queryset=AgendaItem.objects.none(), required=False)
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), required=False)
    shows = forms.ChoiceField(choices=HallFocus.Shows.choices, required=False)
    speaker = forms.CharField(label="Người phát biểu", max_length=160, required=False)

    def __init__(self, data: Any, *, meeting: Meeting, seats: list[Seat]) -> None:
        super().__init__(data)
        self.seats = seats
        self.fields["item"].queryset = meeting.agenda.heard()  # type: ignore[attr-defined]
        self.fields["unit"].queryset = meeting.invited.all()  # type: ignore[attr-defined]

    def clean_speaker(self) -> Any:
        typed = tidied(self.cleaned_data["speaker"])
        if not typed.strip():
            return None
        seat = attending.seat_meant(typed, self.seats)
        if seat is None:
            raise forms.ValidationError("Không rõ ai: gõ thêm chữ của chức vụ, đơn vị.")
        return seat.attendance

    def facts(self) -> dict[str, Any]:
        """What `hall.turn_to` takes; choosing a unit shows it."""
        found = {
            name: self.cleaned_data[name]
            for name in ("item", "unit", "speaker")
            if name in self.data
        }
        if shows := self.cleaned_data["shows"]:
            found["shows"] = shows
        elif found.get("unit"):
            found["shows"] = HallFocus.Shows.UNIT
        return found

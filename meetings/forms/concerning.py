"""Whom alone a row of a leaders' briefing concerns: chosen by a number."""

from typing import Any

from django import forms

from meetings.agenda import portfolios
from meetings.models import Meeting
from units.models import Appointment


class ConcernsField(forms.ModelChoiceField):
    """`1. Nguyễn Văn An`: the number is the second keystroke, after the key of the field."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Appointment.objects.none(),
            label="Liên quan đến",
            required=False,
            empty_label="0. Mọi người",
            **kwargs,
        )

    def offer(self, meeting: Meeting) -> None:
        self.places = {one.pk: no for no, one in enumerate(portfolios.leaders(meeting), start=1)}
        rows = Appointment.objects.filter(pk__in=self.places).select_related("person")
        self.queryset = rows.order_by("valid_from", "pk")

    def label_from_instance(self, obj: Any) -> str:
        return f"{self.places[obj.pk]}. {obj.person.full_name}"


def offer(form: forms.Form | forms.ModelForm, meeting: Meeting) -> None:
    """The form's field `concerns`, where rows of this meeting may concern one alone."""
    if meeting.kind.by_portfolio:
        field: Any = form.fields["concerns"]
        field.offer(meeting)
    else:
        del form.fields["concerns"]

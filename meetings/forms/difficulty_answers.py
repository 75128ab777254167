"""The answer to a difficulty, and the task that it may give to who promised."""

import datetime
from typing import Any

from django import forms

from meetings.conclusion.addressing import Choice, UnknownAddressee, resolve
from meetings.conclusion.directing import Order
from meetings.conclusion.terms import NONE, Due, TermRefused, calendar_from, parse_due
from meetings.forms.reports import AnswerForm
from units.models import Appointment


class AnswerTaskForm(AnswerForm):
    """Left empty below the answer it gives no task."""

    lead = forms.CharField(
        label="Giao thực hiện",
        max_length=2000,
        required=False,
        help_text="Để trống nếu chỉ trả lời. Ví dụ: Phòng 9; Văn phòng.",
        widget=forms.TextInput(attrs={"list": "addressees"}),
    )
    myself = forms.BooleanField(label="Tôi trực tiếp thực hiện", required=False)
    task = forms.CharField(
        label="Việc phải làm",
        max_length=4000,
        required=False,
        help_text="Để trống: như nội dung trả lời.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    due = forms.CharField(
        label="Hạn",
        max_length=100,
        required=False,
        help_text="trước ngày 15/9/2026 · trong 05 ngày làm việc",
    )

    def __init__(
        self, *args: Any, among: list[Choice], acting: Appointment, on: datetime.date, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.among, self.acting, self.on = among, acting, on

    def clean_lead(self) -> list[Choice]:
        try:
            return resolve(self.cleaned_data["lead"], self.among)
        except UnknownAddressee as unknown:
            raise forms.ValidationError(unknown.sentence) from None

    def clean_due(self) -> Due:
        try:
            return parse_due(self.cleaned_data["due"], self.on, calendar_from(self.on))
        except TermRefused as refused:
            raise forms.ValidationError(refused.sentence) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        due = cleaned.get("due") or NONE
        wants = cleaned.get("task") or due.words
        if wants and "lead" not in self.errors and not self._doers():
            self.add_error("lead", "Đã ghi việc hoặc hạn: ghi đơn vị, người thực hiện.")
        return cleaned

    def _doers(self) -> list[Choice]:
        said = self.cleaned_data
        own = [Choice(self.acting.named, appointment=self.acting.pk)] if said.get("myself") else []
        named = [*own, *(said.get("lead") or [])]
        return list({(one.group, one.unit, one.appointment): one for one in named}.values())

    def order(self) -> Order | None:
        """What is to be done; None where the answer gives no task."""
        said, doers = self.cleaned_data, self._doers()
        due: Due = said.get("due") or NONE
        if not doers:
            return None
        return Order(
            text=said["task"] or said["text"],
            lead=doers,
            coordinating=[],
            due_text=due.words[:100],
            due_on=due.day,
            due_time=due.time,
            repeats=due.repeats,
            repeats_day=due.repeats_day,
            repeats_until=due.until,
        )

"""What a meeting says of each task without a day."""

import datetime
from typing import Any

from django import forms

from meetings.conclusion.terms import TermRefused, parse_due
from meetings.models import DirectiveTask
from meetings.tasks.reviewing import Decision, Outcome
from procuracy.web.forms import SafeTextMixin

CHOICES = [("", "chưa xem xét"), *Outcome.choices]


class ReviewForm(SafeTextMixin, forms.Form):
    """One line of the list; left at its first choice it decides nothing."""

    outcome = forms.ChoiceField(
        label="Xem xét", choices=CHOICES, required=False, widget=forms.Select
    )
    due = forms.CharField(
        label="Hạn",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "trước ngày 15/9/2026"}),
    )
    words = forms.CharField(
        label="Lý do, ý kiến",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 1}),
    )
    version = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, task: DirectiveTask, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(
            data,
            prefix=f"t{task.pk}",
            initial={"version": task.version, "words": getattr(task, "last_words", "") or ""},
            **kwargs,
        )
        self.task, self.on = task, on

    def clean_due(self) -> datetime.date | None:
        typed = self.cleaned_data["due"]
        if not typed or self.data.get(self.add_prefix("outcome")) != Outcome.DATED:
            return None
        try:
            return parse_due(typed, self.on).day
        except TermRefused as refused:
            raise forms.ValidationError(refused.sentence) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        outcome = cleaned.get("outcome")
        if outcome == Outcome.DATED and not cleaned.get("due") and "due" not in self.errors:
            self.add_error("due", "Ghi ngày phải xong, ví dụ trước ngày 15/9/2026.")
        if outcome in (Outcome.CLOSED, Outcome.KEPT) and not cleaned.get("words"):
            self.add_error("words", "Ghi lý do kết thúc theo dõi hoặc lý do để không định hạn.")
        return cleaned

    @property
    def decides(self) -> bool:
        return bool(self.cleaned_data.get("outcome"))

    def decision(self) -> Decision:
        said = self.cleaned_data
        return Decision(
            self.task, said["version"] or 0, said["outcome"], said["words"], said.get("due")
        )

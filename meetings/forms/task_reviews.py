"""What a meeting says of the tasks of one order that has no day."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from meetings.conclusion.terms import TermRefused, calendar_from, parse_due
from meetings.models import Directive, DirectiveTask
from meetings.tasks.reviewing import Decision, Outcome
from procuracy.web.forms import SafeTextMixin

CHOICES = [("", "chưa xem xét"), *Outcome.choices]


class ReviewForm(SafeTextMixin, forms.Form):
    """For all of an order's units that are ticked; left at its first choice it decides nothing.

    `tasks`, each with `unit_name`: a choice is the task with the version that the person saw.
    """

    tasks = forms.MultipleChoiceField(
        label="Đơn vị",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "Người khác vừa cập nhật nhiệm vụ này: xem lại rồi ghi tiếp."
        },
    )
    outcome = forms.ChoiceField(label="Xem xét", choices=CHOICES, required=False)
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

    def __init__(
        self, data: Any, *, tasks: Sequence[DirectiveTask], on: datetime.date, **kwargs: Any
    ) -> None:
        seen = {f"{task.pk}-{task.version}": task for task in tasks}
        before = (getattr(task, "last_words", "") or "" for task in tasks)
        first = {"tasks": list(seen), "words": next(filter(None, before), "")}
        super().__init__(data, prefix=f"d{tasks[0].directive_id}", initial=first, **kwargs)
        self.seen, self.on = seen, on
        self.fields["tasks"].choices = [  # type: ignore[attr-defined]
            (key, getattr(task, "unit_name", "")) for key, task in seen.items()
        ]

    @property
    def first(self) -> DirectiveTask:
        return next(iter(self.seen.values()))

    @property
    def directive(self) -> Directive:
        return self.first.directive

    @property
    def _outcome(self) -> str:
        return str(self.data.get(self.add_prefix("outcome"), ""))

    def clean_due(self) -> datetime.date | None:
        typed = self.cleaned_data["due"]
        if not typed or self._outcome != Outcome.DATED:
            return None
        try:
            return parse_due(typed, self.on, calendar_from(self.on)).day
        except TermRefused as refused:
            raise forms.ValidationError(refused.sentence) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        outcome = cleaned.get("outcome")
        if outcome == Outcome.DATED and not cleaned.get("due") and "due" not in self.errors:
            self.add_error("due", "Ghi ngày phải xong, ví dụ trước ngày 15/9/2026.")
        if outcome in (Outcome.CLOSED, Outcome.KEPT) and not cleaned.get("words"):
            self.add_error("words", "Ghi lý do kết thúc theo dõi hoặc lý do để không định hạn.")
        if outcome and not cleaned.get("tasks") and "tasks" not in self.errors:
            self.add_error("tasks", "Chọn ít nhất một đơn vị.")
        return cleaned

    def decisions(self) -> Iterator[Decision]:
        said = self.cleaned_data
        if not said.get("outcome"):
            return
        for key in said["tasks"]:
            task = self.seen[key]
            yield Decision(task, task.version, said["outcome"], said["words"], said.get("due"))

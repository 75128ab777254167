"""Forms of a unit's acceptance of a session, and of the breakthrough chosen at a launch."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms

from meetings.models import AcceptanceLine, DirectiveTask
from meetings.sessions.accepting import Choice
from procuracy.web.forms import SafeTextMixin
from targets.models import PlanTask
from units.models import Person

Kind = AcceptanceLine.Kind
LATER = "later"
KINDS = [
    (Kind.NEW, "bổ sung nhiệm vụ mới"),
    (Kind.EXISTING, "thuộc nhiệm vụ đã có"),
    (Kind.CHANGE, "đề nghị sửa"),
    (LATER, "để lại, trả lời sau"),
]


class AcceptanceForm(SafeTextMixin, forms.Form):
    """What goes with all requests; `key` makes a second press change nothing."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    # The requests that the page showed, so that one taken by a colleague meanwhile is told of.
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)
    words = forms.CharField(
        label="Lời tiếp thu",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, tasks: Iterable[DirectiveTask] = ()) -> None:
        seen = ",".join(str(task.pk) for task in tasks)
        super().__init__(data, initial={"key": uuid4(), "seen": seen})


class RequestForm(SafeTextMixin, forms.Form):
    """One request. `lines`: of the unit's plan, by id; `people`: who may have it in charge."""

    kind = forms.ChoiceField(label="Cách tiếp thu", choices=KINDS)
    line = forms.ChoiceField(label="Nhiệm vụ đã có", required=False)
    person = forms.ChoiceField(label="Người phụ trách", required=False)
    due_on = forms.DateField(label="Hạn trong chương trình", required=False)
    reason = forms.CharField(
        label="Lý do đề nghị sửa",
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    proposal = forms.CharField(
        label="Đề nghị sửa thành",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        data: Any,
        *,
        task: DirectiveTask,
        lines: Mapping[int, PlanTask],
        people: Mapping[int, Person],
        lead: int | None,
    ) -> None:
        first = {"kind": Kind.NEW, "person": lead or "", "due_on": task.due_on}
        super().__init__(data, prefix=f"r{task.pk}", initial=first)
        self.task, self.lines, self.people = task, lines, people
        fields: Any = self.fields
        named = [(pk, _short(line)) for pk, line in lines.items()]
        fields["line"].choices = [("", "chọn nhiệm vụ"), *named]
        fields["person"].choices = [
            ("", "chưa phân công"),
            *((pk, person.full_name) for pk, person in people.items()),
        ]
        if not lines:
            fields["kind"].choices = [one for one in KINDS if one[0] != Kind.EXISTING]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("kind") == Kind.EXISTING and not said.get("line"):
            self.add_error("line", "Chọn nhiệm vụ đã có trong chương trình.")
        if said.get("kind") == Kind.CHANGE and not (said.get("reason") or "").strip():
            self.add_error("reason", "Ghi lý do đề nghị sửa.")
        if said.get("kind") == Kind.NEW:
            self._judge_day(said.get("due_on"))
        return said

    def _judge_day(self, day: datetime.date | None) -> None:
        ordered = self.task.due_on
        if day and ordered and day > ordered:
            self.add_error(
                "due_on", "Không sau hạn được giao; cần thêm thời gian thì chọn “đề nghị sửa”."
            )

    def choice(self) -> Choice:
        said = self.cleaned_data
        return Choice(
            task=self.task.pk,
            kind=said["kind"],
            line=self.lines.get(int(said["line"] or 0)),
            person=self.people.get(int(said["person"] or 0)),
            due_on=said["due_on"],
            reason=said["reason"],
            proposal=said["proposal"],
        )


def _short(line: PlanTask) -> str:
    words = line.content if len(line.content) <= 90 else f"{line.content[:88]}…"
    return f"mục {line.no}: {words}"


class BreakthroughForm(SafeTextMixin, forms.Form):
    """A task of the programme, or a new one said in the hall."""

    task = forms.ChoiceField(label="Nhiệm vụ của chương trình", required=False)
    content = forms.CharField(
        label="Khâu đột phá mới",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    solutions = forms.CharField(
        label="Giải pháp",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, tasks: Sequence[PlanTask]) -> None:
        super().__init__(data)
        self.tasks = {task.pk: task for task in tasks}
        field: Any = self.fields["task"]
        field.choices = [("", "ghi khâu đột phá mới"), *((t.pk, _short(t)) for t in tasks)]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.errors and not said.get("task") and not said.get("content"):
            self.add_error("content", "Chọn một nhiệm vụ, hoặc ghi khâu đột phá mới.")
        return said

    def chosen(self) -> dict[str, Any]:
        said = self.cleaned_data
        task = self.tasks.get(int(said["task"] or 0))
        return {
            "task": task,
            "content": "" if task else said["content"],
            "solutions": said["solutions"],
        }

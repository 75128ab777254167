"""Forms of the conclusion: reasons for what is missing, and for opening a meeting again."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import Truncator

from meetings.conclusion.conclusion_checks import Check, NoTask
from meetings.models import ConclusionOverride, Directive
from procuracy.web.forms import SafeTextMixin


class ReasonsForm(forms.Form):
    """A field for each rule that does not hold: why the meeting is concluded all the same.

    `CHOSEN`: rules that a tick answers, not a reason.
    """

    CHOSEN: tuple[str, ...] = ()

    def __init__(self, data: Any, *, checks: Iterable[Check], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for check in checks:
            if check.rule and not check.holds and check.rule not in self.CHOSEN:
                self.fields[check.rule.value] = forms.CharField(
                    label="Lý do vẫn kết luận",
                    max_length=500,
                    widget=forms.Textarea(attrs={"rows": 2}),
                    error_messages={"required": "Sửa cho đủ, hoặc ghi lý do vẫn kết luận."},
                )


ISSUE, AT_ONCE = "issue", "at_once"


class ConclusionForm(SafeTextMixin, ReasonsForm):
    """`chooses`: the kind of meeting leaves open whether a notice is issued.

    `orders`: what the chair ordered; what has no addressee may be said to give no task.
    """

    CHOSEN = (ConclusionOverride.Rule.DIRECTIVES,)

    gives_no_task = forms.BooleanField(
        label="Hội nghị không phát sinh nhiệm vụ",
        required=False,
        error_messages={
            "required": "Ghi ý kiến chỉ đạo, hoặc chọn hội nghị không phát sinh nhiệm vụ."
        },
    )
    no_task = forms.MultipleChoiceField(
        label="Không phát sinh nhiệm vụ", required=False, widget=forms.CheckboxSelectMultiple
    )

    notice = forms.ChoiceField(
        label="Thông báo kết luận",
        choices=[
            (ISSUE, "Ra thông báo kết luận: nhiệm vụ có hiệu lực khi thông báo phát hành"),
            (AT_ONCE, "Không ra thông báo, giao việc ngay: hội nghị kết thúc, không mở lại được"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn ra thông báo, hoặc giao việc ngay không ra thông báo."},
    )

    def __init__(
        self,
        data: Any,
        *,
        checks: Iterable[Check],
        chooses: bool,
        orders: Iterable[Directive],
        **kwargs: Any,
    ) -> None:
        checks = list(checks)
        super().__init__(data, checks=checks, **kwargs)
        if not chooses:
            del self.fields["notice"]
        self._offer(orders, any(one.rule in self.CHOSEN and not one.holds for one in checks))

    def _offer(self, orders: Iterable[Directive], must_choose: bool) -> None:
        """The ticks that mean something: nothing is addressed, or a directive is not."""
        rows = list(orders)
        silent = [one for one in rows if not one.gives_no_task and not one.addressees.all()]
        choices: Any = self.fields["no_task"]
        choices.choices = [
            (one.pk, f"Ý kiến {one.order}: {Truncator(one.text).words(14)}") for one in silent
        ]
        self.fields["gives_no_task"].required = must_choose
        if not silent:
            del self.fields["no_task"]
        if any(one.addressees.all() for one in rows):
            del self.fields["gives_no_task"]

    @property
    def reasons(self) -> dict[str, str]:
        said = self.cleaned_data.items()
        return {name: text for name, text in said if isinstance(text, str) and name != "notice"}

    @property
    def issues_notice(self) -> bool | None:
        chosen = self.cleaned_data.get("notice")
        return None if chosen is None else chosen == ISSUE


def chosen(data: QueryDict) -> NoTask:
    """What was ticked, before the form is judged: it decides which reasons are asked for."""
    keys = {int(key) for key in data.getlist("no_task") if key.isascii() and key.isdecimal()}
    return NoTask("gives_no_task" in data, frozenset(keys))


class ReopenForm(SafeTextMixin, forms.Form):
    reason = forms.CharField(
        label="Lý do mở lại",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi lý do mở lại hội nghị."},
    )

"""A unit's report: its sections, its way to the Office, its deadline, its attachments."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from meetings.models import Difficulty, ReportSection
from meetings.models.kind_sections import MOST_LETTERS, SectionSource
from meetings.reporting.checking import Word
from meetings.reporting.sections import mark_of
from procuracy.web.forms import SafeTextMixin
from procuracy.web.upload_forms import UploadField, UploadMixin
from targets.catalogue_forms import MomentField
from units.models import Field


class SectionForm(SafeTextMixin, forms.Form):
    """One section; `seen` is the mark of the text that the form began with."""

    section = forms.IntegerField(min_value=1)
    seen = forms.CharField(max_length=16)
    # The mark of the other text, once the writer has seen it beside the own one.
    over = forms.CharField(max_length=16, required=False)
    text = forms.CharField(
        max_length=MOST_LETTERS, required=False, strip=False, widget=forms.Textarea({"rows": 6})
    )


def section_form(section: ReportSection) -> SectionForm:
    """Unbound, with what is stored; ids are told apart by the section."""
    first = {"section": section.pk, "seen": mark_of(section.text), "text": section.text}
    form = SectionForm(initial=first, auto_id=f"id_{section.pk}_%s")
    field = form.fields["text"]
    field.label, field.help_text = section.title, section.hint
    # The limit is told, never cut off: what was pasted stays in the field.
    field.widget.attrs.pop("maxlength", None)
    if section.source not in (SectionSource.OWN, SectionSource.SPEECH):
        field.widget.attrs["rows"] = 3  # the lines above it say the most
    if section.is_speech:
        field.widget.attrs |= {"data-speech-letters": section.max_length}
        if section.minutes:
            field.widget.attrs["data-speech-minutes"] = section.minutes
    return form


class SendForm(forms.Form):
    """Sent is what was seen: its version."""

    version = forms.IntegerField(min_value=0)


class AcceptForm(SafeTextMixin, forms.Form):
    """Accepted is the sending that was read."""

    sent_at = forms.DateTimeField(
        input_formats=["%Y-%m-%dT%H:%M:%S.%f%z"], widget=forms.HiddenInput
    )
    note = forms.CharField(label="Ghi chú", max_length=400, required=False)


class ReturnForm(SafeTextMixin, forms.Form):
    reason = forms.CharField(
        label="Lý do trả lại",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Đơn vị đọc lý do này, sửa rồi gửi lại.",
        error_messages={"required": "Ghi lý do để đơn vị biết cần sửa gì."},
    )


class PartsForm(forms.Form):
    """A result and a remark for each field of work that is asked about."""

    sent_at = forms.DateTimeField(
        input_formats=["%Y-%m-%dT%H:%M:%S.%f%z"],
        widget=forms.HiddenInput,
        error_messages={"required": "Trang này đã cũ: tải lại rồi làm tiếp."},
    )

    def __init__(self, *args: Any, among: Sequence[Field], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.among = among
        for one in among:
            self.fields[f"fine_{one.pk}"] = forms.TypedChoiceField(
                label=one.short_name,
                choices=[("1", "Đúng, đủ"), ("0", "Có nội dung cần sửa, bổ sung")],
                coerce=lambda value: value == "1",
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"note_{one.pk}"] = forms.CharField(
                label=f"Ý kiến về {one.short_name.lower()}",
                max_length=1000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def parts(self) -> Iterator[tuple[Field, forms.BoundField, forms.BoundField]]:
        for one in self.among:
            yield one, self[f"fine_{one.pk}"], self[f"note_{one.pk}"]


class CheckForm(SafeTextMixin, PartsForm):
    """What a department says of each of its fields; a remark needs its words.

    With `all` every field that is left open has nothing to remark.
    """

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for one in self.among:
            fine, note = f"fine_{one.pk}", f"note_{one.pk}"
            said = cleaned.get(note, "").strip()
            if cleaned.get(fine) is None and note in cleaned:
                # Words alone are a remark.
                cleaned[fine] = False if said else True if "all" in self.data else None
            if cleaned.get(fine) is False and note in cleaned and not said:
                self.add_error(note, "Ghi nội dung cần sửa, bổ sung.")
        return cleaned

    def words(self) -> list[Word]:
        said = [(one, self.cleaned_data[f"fine_{one.pk}"]) for one in self.among]
        return [
            Word(one, is_fine, self.cleaned_data[f"note_{one.pk}"])
            for one, is_fine in said
            if is_fine is not None
        ]


class AttachForm(UploadMixin, SafeTextMixin, forms.Form):
    file = UploadField(label="Tài liệu kèm theo")


class ReportDeadlineForm(forms.Form):
    due_at = MomentField(label="Hạn gửi báo cáo")


class ReportExtensionForm(SafeTextMixin, forms.Form):
    due_at = MomentField(label="Gia hạn đến")
    reason = forms.CharField(
        label="Lý do gia hạn",
        max_length=300,
        error_messages={"required": "Ghi lý do gia hạn."},
    )


class DifficultyForm(SafeTextMixin, forms.ModelForm):
    """`seen`: the words that the form began with; `over`: those shown beside the own ones."""

    seen = forms.CharField(required=False, max_length=5000, widget=forms.HiddenInput, strip=False)
    over = forms.CharField(required=False, max_length=5000, widget=forms.HiddenInput, strip=False)

    class Meta:
        model = Difficulty
        fields = ("text", "proposal", "field")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "proposal": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "text": "Ghi sự việc, không ghi tên bị can, bị cáo, đương sự.",
            "proposal": "Đề nghị ai làm gì; Phó Viện trưởng phụ trách trả lời.",
            "field": "Để chuyển đúng lãnh đạo phụ trách; không chọn thì theo đơn vị.",
        }


class AnswerForm(SafeTextMixin, forms.Form):
    text = forms.CharField(
        label="Trả lời",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Ghi nội dung trả lời."},
    )


class SettleForm(SafeTextMixin, forms.Form):
    text = forms.CharField(
        label="Ghi chú",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, is_asking: bool = False, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["text"].required = is_asking
        self.fields["text"].error_messages["required"] = "Ghi điều cần trả lời rõ thêm."

"""Forms of the notice: its texts, who signs and receives it, and the steps of its way."""

import datetime
from typing import Any

from django import forms

from meetings.models import Meeting, Notice, NoticeParagraph, NoticeSection
from meetings.papers.drafting import signer_of, signers
from meetings.papers.notice_editing import (
    PARAGRAPH_LENGTH,
    TEXTS,
    Conflict,
    digest,
    label_of,
    said_annexes,
)
from meetings.papers.notice_sections import LENGTH, shown
from procuracy.web.forms import SafeTextMixin
from units.annex_forms import annex_forms
from units.models import Appointment, Field
from units.models.papers import MOST_COPIES, Urgency
from units.recipient_forms import is_addressed, offer_recipients, said_recipients
from units.signing import SignerOption

ONE_LINE = {"subject": 2, "filing": 1, "directives": 2, "recipients_text": 6}


class SignerField(forms.ModelChoiceField):
    """Those who may sign on the day, each with the lines that will stand above the name."""

    said: dict[int, str]

    def offer(self, options: list[SignerOption]) -> None:
        self.said = {option.appointment.pk: str(option) for option in options}
        self.queryset = Appointment.objects.filter(pk__in=self.said).order_by("role", "pk")

    def label_from_instance(self, appointment: Any) -> str:
        return self.said[appointment.pk]


class NoticeCreateForm(forms.Form):
    signer = SignerField(label="Người ký", queryset=Appointment.objects.none(), empty_label=None)

    def __init__(self, meeting: Meeting, on: datetime.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        signer: Any = self.fields["signer"]
        signer.offer(signers(meeting, on))


class NoticePartiesForm(NoticeCreateForm):
    urgency = forms.ChoiceField(label="Mức độ khẩn", choices=Urgency, required=False)
    copies = forms.IntegerField(
        label="Số lượng bản", required=False, min_value=1, max_value=MOST_COPIES
    )
    # The digest of the annexes that were shown.
    annex_base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, notice: Notice, on: datetime.date, data: Any = None, **kwargs: Any) -> None:
        signer = signer_of(notice, on)
        kwargs["initial"] = {
            "signer": signer.pk,
            "urgency": notice.urgency,
            "copies": notice.copies,
            "annex_base": digest(said_annexes(notice)),
        }
        super().__init__(notice.meeting, on, data, **kwargs)
        self.annexes = annex_forms(data, notice.annexes)
        if signer.pk != notice.signer_id:
            self.fields["signer"].help_text = (
                f"{notice.signer.person.full_name} đã thôi giữ chức vụ {notice.signer.position}; "
                "bản in lấy người ký ở trên."
            )
        offer_recipients(self, notice, notice.meeting.organiser, on)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not is_addressed(self):
            self.add_error("recipients", "Chọn ít nhất một nơi nhận.")
        return cleaned

    def is_valid(self) -> bool:
        mine = super().is_valid()
        return mine and (not self.annexes.is_bound or bool(self.annexes.is_valid()))

    def said(self) -> dict[str, Any]:
        """What `notice_editing.set_parties` takes."""
        annexes = self.annexes.said() if self.annexes.is_bound else None
        return self.cleaned_data | said_recipients(self) | {"annexes": annexes}


class NoticeTextForm(SafeTextMixin, forms.Form):
    """One text of a draft, with the digest of the text that it was begun from."""

    text = forms.CharField(widget=forms.Textarea, required=False)
    base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    # The digest of the other person's text, after it was seen: save over it.
    over = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(
        self, data: Any, *, key: str, label: str, now: str, longest: int, whole: str = ""
    ) -> None:
        """`whole`: what the digest is taken of where that is more than the text."""
        super().__init__(data, prefix=key, initial={"text": now, "base": digest(whole or now)})
        self.key = key
        # What the page carries on: the digest of the text that stands in the database.
        self.shown_base = self["base"].value() or ""
        self.conflict: Conflict | None = None
        text = self.fields["text"]
        text.label = label
        text.max_length = longest  # type: ignore[attr-defined]
        text.validators.append(forms.CharField(max_length=longest).validators[0])
        text.widget.attrs["rows"] = rows_for(key, now)

    @property
    def their_digest(self) -> str:
        return digest(self.conflict.theirs) if self.conflict else ""

    @property
    def begun_from(self) -> str:
        return str(self.cleaned_data["over"] or self.cleaned_data["base"])


def rows_for(key: str, text: str) -> int:
    lines = sum(1 + len(line) // 90 for line in text.splitlines())
    return max(ONE_LINE.get(key, 3), min(lines + 1, 18))


class NoticeSectionForm(NoticeTextForm):
    """A section's name and text; the opening has no name."""

    title = forms.CharField(
        label="Tên mục", max_length=200, error_messages={"required": "Mục cần có tên."}
    )

    def __init__(self, section: NoticeSection, data: Any = None) -> None:
        key = f"s{section.pk}" if section.is_own else section.role
        data = _with_title(data, f"{key}-title", section.title)
        whole = shown(section)
        super().__init__(
            data, key=key, label="Nội dung", now=section.text, longest=LENGTH, whole=whole
        )
        self.section = section
        self.initial["title"] = section.title
        if section.role == NoticeSection.Role.OPENING:
            del self.fields["title"]
            self.fields["text"].required = True
            self.fields["text"].label = "Mở đầu"
        else:
            self.order_fields(["title", "text"])

    @property
    def name(self) -> str:
        return str(self.cleaned_data.get("title", ""))


def _with_title(data: Any, name: str, title: str) -> Any:
    """A page that sends no name of the section leaves it as it is."""
    if data is None or name in data:
        return data
    data = data.copy()
    data[name] = title
    return data


class NoticeSectionAddForm(SafeTextMixin, forms.Form):
    role = forms.ChoiceField(label="Thêm mục", choices=[])
    title = forms.CharField(label="Tên mục", max_length=200, required=False)

    def __init__(self, notice: Notice, data: Any = None) -> None:
        super().__init__(data, prefix="add")
        present = set(notice.sections.values_list("role", flat=True))
        role: Any = self.fields["role"]
        role.choices = [
            (value, "mục khác" if value == "own" else label)
            for value, label in reversed(NoticeSection.Role.choices)
            if value == "own" or value not in present
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("role") == "own" and not cleaned.get("title"):
            self.add_error("title", "Ghi tên mục.")
        return cleaned


class ParagraphFieldForm(forms.Form):
    """The field of work of a paragraph that no directive stands behind."""

    field = forms.ModelChoiceField(
        Field.objects.all(),
        label="Lĩnh vực",
        required=False,
        widget=forms.Select(attrs={"class": "form-select form-select-sm w-auto mw-100"}),
    )

    @classmethod
    def choices(cls) -> list[tuple[Any, str]]:
        """Read once for all paragraphs of a page."""
        rows = Field.objects.values_list("pk", "name")
        return [("", "Nhiệm vụ chung"), *rows]

    @classmethod
    def of(cls, paragraph: NoticeParagraph, choices: list[tuple[Any, str]]) -> "ParagraphFieldForm":
        form = cls(initial={"field": paragraph.field_id}, auto_id=f"id_p{paragraph.pk}-%s")
        chosen: Any = form.fields["field"]
        chosen.choices = choices
        return form


def text_form(notice: Notice, name: str, data: Any = None) -> NoticeTextForm:
    longest, is_required = TEXTS[name]
    label = label_of(name).capitalize()
    form = NoticeTextForm(data, key=name, label=label, now=getattr(notice, name), longest=longest)
    form.fields["text"].required = is_required
    return form


def paragraph_form(paragraph: NoticeParagraph, data: Any = None) -> NoticeTextForm:
    return NoticeTextForm(
        data,
        key=f"p{paragraph.pk}",
        label=f"Ý kiến {paragraph.order}",
        now=paragraph.text,
        longest=PARAGRAPH_LENGTH,
    )

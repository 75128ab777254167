"""A unit's report: its sections, sending, giving back."""

from django import forms

from meetings.models import ReportSection
from meetings.models.kind_sections import MOST_LETTERS
from meetings.reporting.sections import mark_of
from procuracy.web.forms import SafeTextMixin


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
    form.fields["text"].label = section.title
    return form


class SendForm(forms.Form):
    """Sent is what was seen: its version."""

    version = forms.IntegerField(min_value=0)


class ReturnForm(SafeTextMixin, forms.Form):
    reason = forms.CharField(
        label="Lý do trả lại",
        max_length=500,
        help_text="Đơn vị đọc lý do này, sửa rồi gửi lại.",
    )

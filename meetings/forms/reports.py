"""A unit's report, section by section."""

from django import forms

from meetings import reporting
from meetings.models import UnitReport
from procuracy.web.forms import SafeTextMixin


class SectionForm(SafeTextMixin, forms.Form):
    """One section; `seen` is the mark of the text that the form began with."""

    section = forms.ChoiceField(choices=[(one, one) for one in UnitReport.SECTIONS])
    seen = forms.CharField(max_length=16)
    # The mark of the other text, once the writer has seen it beside the own one.
    over = forms.CharField(max_length=16, required=False)
    text = forms.CharField(
        max_length=20000, required=False, strip=False, widget=forms.Textarea({"rows": 6})
    )


def section_form(report: UnitReport, section: str) -> SectionForm:
    """Unbound, with what is stored; ids are told apart by the section."""
    text = getattr(report, section)
    first = {"section": section, "seen": reporting.mark_of(text), "text": text}
    form = SectionForm(initial=first, auto_id=f"id_{section}_%s")
    form.fields["text"].label = reporting.TITLES[section]
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

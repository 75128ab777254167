"""The sections of a kind of meeting, all on one page."""

from typing import Any

from django import forms

from meetings.models import KindSection, MeetingKind
from meetings.models.kind_sections import SectionSource
from procuracy.web.forms import SafeTextMixin

MOST_SECTIONS, BLANK = 15, 2


class KindSectionForm(SafeTextMixin, forms.ModelForm):
    class Meta:
        model = KindSection
        fields = ("order", "source", "title", "hint", "is_required", "max_length")
        widgets = {"order": forms.NumberInput(attrs={"class": "short"})}


class _KindSections(forms.BaseInlineFormSet):
    def clean(self) -> None:
        kept = [form for form in self.forms if _is_kept(form)]
        orders = [form.cleaned_data.get("order") for form in kept]
        if len(set(orders)) < len(orders):
            raise forms.ValidationError("Hai mục báo cáo trùng số thứ tự.")
        if not kept:
            raise forms.ValidationError("Giữ ít nhất một mục báo cáo.")
        sources = [str(form.cleaned_data.get("source", SectionSource.OWN)) for form in kept]
        for source in set(sources) - {SectionSource.OWN}:
            if sources.count(source) > 1:
                label = SectionSource(source).label
                raise forms.ValidationError(f"Nội dung “{label}” chỉ đặt ở một mục.")
        super().clean()


def _is_kept(form: Any) -> bool:
    said = getattr(form, "cleaned_data", None)
    return bool(said and said.get("title") and not said.get("DELETE"))


KindSections = forms.inlineformset_factory(
    MeetingKind,
    KindSection,
    form=KindSectionForm,
    formset=_KindSections,
    extra=BLANK,
    max_num=MOST_SECTIONS,
    # Room to show what is too many; a number that somebody makes up draws no thousand rows.
    absolute_max=2 * MOST_SECTIONS,
    validate_max=True,
)

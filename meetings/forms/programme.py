"""Agenda and sites, typed in tables."""

from typing import Any

from django import forms
from django.forms import BaseInlineFormSet, inlineformset_factory

from meetings.agenda import presenting
from meetings.agenda.presenting import Presenter
from meetings.models import AgendaItem, Meeting, Site
from procuracy.web.forms import SafeTextMixin
from units.models import Appointment


class AgendaItemForm(SafeTextMixin, forms.ModelForm):
    """`among`: who may be meant by a few letters in the column of presenters."""

    class Meta:
        model = AgendaItem
        fields = ["order", "is_heading", "title", "presenter", "minutes"]

    # Of a leaders' briefing.
    concerns = forms.TypedChoiceField(
        label="Liên quan đến", required=False, coerce=int, empty_value=None
    )

    def __init__(
        self,
        *args: Any,
        among: list[Presenter],
        leaders: list[Appointment] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.among = among
        self._offer(leaders)
        self.fields["order"].required = False
        self.fields["minutes"].required = False
        self.fields["minutes"].widget.attrs["data-minutes"] = True
        self.fields["presenter"].widget.attrs |= {"list": "presenters", "autocomplete": "off"}

    def _offer(self, leaders: list[Appointment] | None) -> None:
        if leaders is None:
            del self.fields["concerns"]
            return
        field: Any = self.fields["concerns"]
        held = self.instance.concerns
        known = [*leaders, *([held] if held and held not in leaders else [])]
        field.choices = [("", "Mọi người"), *((one.pk, one.person.full_name) for one in known)]
        self.initial["concerns"] = str(self.instance.concerns_id or "")

    def has_changed(self) -> bool:
        """A new row counts only once it says something; its number of minutes is a habit."""
        if self.instance.pk is None and not self.data.get(self.add_prefix("title"), "").strip():
            return False
        return super().has_changed()

    def clean_order(self) -> int:
        order = self.cleaned_data["order"]
        return 999 if order is None else order

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("is_heading") or cleaned.get("minutes") is None:
            cleaned["minutes"] = 0
        self._present(cleaned)
        if "concerns" in cleaned:
            self.instance.concerns_id = cleaned["concerns"]
        return cleaned

    def _present(self, cleaned: dict[str, Any]) -> None:
        """Who is meant is written in full and kept as unit and person; other words stand alone."""
        if "presenter" not in self.changed_data or "presenter" not in cleaned:
            return
        found = presenting.meant(cleaned["presenter"], self.among)
        self.instance.unit_id = found.unit if found else None
        self.instance.person_id = found.person if found else None
        if found:
            cleaned["presenter"] = found.label


class SiteForm(SafeTextMixin, forms.ModelForm):
    class Meta:
        model = Site
        fields = ["name", "is_online", "head_count"]

    def has_changed(self) -> bool:
        if self.instance.pk is None and not self.data.get(self.add_prefix("name"), "").strip():
            return False
        return super().has_changed()


class KeepUsed(BaseInlineFormSet):
    """Rows that something else rests on cannot go."""

    USED = {
        Site: {"attendances": "Điểm cầu “{}” đang có người dự: chuyển họ rồi hãy bỏ."},
        AgendaItem: {
            "interventions": "Mục “{}” đã có ý kiến trong biên bản: không bỏ được.",
            "turns": "Mục “{}” đã có người đăng ký phát biểu: không bỏ được.",
            "carried_to": "Mục “{}” đã chuyển sang hội nghị sau: không bỏ được.",
        },
    }

    def clean(self) -> None:
        super().clean()
        assert self.model
        for form in self.deleted_forms:
            if not form.instance.pk:
                continue
            for rows, sentence in self.USED[self.model].items():
                if getattr(form.instance, rows).exists():
                    raise forms.ValidationError(sentence.format(form.instance))


AgendaFormSet = inlineformset_factory(
    Meeting,
    AgendaItem,
    form=AgendaItemForm,
    formset=KeepUsed,
    extra=3,
    can_delete=True,
    max_num=100,
    absolute_max=100,
)
SiteFormSet = inlineformset_factory(
    Meeting,
    Site,
    form=SiteForm,
    formset=KeepUsed,
    extra=2,
    can_delete=True,
    max_num=200,
    absolute_max=200,
)

"""Whom a paper is addressed to, as part of the form of every paper: units, groups, bodies outside;
and the printed lines proposed from them."""

import datetime
from typing import Any

from django import forms

from units.distribution_forms import near
from units.models import OutsideBody, RecipientGroup, Unit
from units.models.papers import Paper
from units.recipient_lines import proposed

FIELDS = ("recipients", "groups", "bodies")
PROPOSE = "propose"


class _Chosen(forms.ModelMultipleChoiceField):
    """Nothing chosen may be sent as an empty word."""

    def clean(self, value: Any) -> Any:
        return super().clean([one for one in value or [] if one])


class _Units(_Chosen):
    def label_from_instance(self, unit: Any) -> str:
        return str(unit.short_name)


def offer_recipients(form: Any, paper: Paper, office: Unit, today: datetime.date) -> None:
    """Puts the three fields into a form; what was chosen is offered whatever became of it."""
    chosen = {name: list(getattr(paper, name).values_list("pk", flat=True)) for name in FIELDS}
    units = Unit.objects.filter(pk__in=[*near(office, today), *chosen["recipients"]])
    groups = RecipientGroup.objects.offered_by(office)
    bodies = OutsideBody.objects.offered_by(office)
    form.fields["recipients"] = _Units(
        label="Đơn vị nhận trong hệ thống",
        queryset=units.exclude(pk=office.pk).named(today).order_by("order"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    for name, label, rows, model in (
        ("groups", "Nhóm nơi nhận", groups, RecipientGroup),
        ("bodies", "Cơ quan bên ngoài", bodies, OutsideBody),
    ):
        form.fields[name] = _Chosen(
            label=label,
            queryset=(rows | model._default_manager.filter(pk__in=chosen[name])).distinct(),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
    form.initial |= chosen
    form.addressed = (office, today)


def said_recipients(form: Any) -> dict[str, Any]:
    """What `units.issuing.change` takes."""
    return {name: list(form.cleaned_data[name]) for name in FIELDS}


def is_addressed(form: Any) -> bool:
    return any(form.cleaned_data.get(name) for name in FIELDS)


def proposal(form: Any) -> str:
    """The printed lines for what is chosen on a valid form."""
    office, today = form.addressed
    chosen = said_recipients(form)
    lines = proposed(
        office,
        today,
        units=chosen["recipients"],
        groups=chosen["groups"],
        bodies=chosen["bodies"],
    )
    return "\n".join(lines)


def with_proposal(form: Any, data: Any) -> bool:
    """Puts the proposed lines into the sent form, which is shown again: nothing is stored yet.
    False when they were not asked for, or something else must be mended first."""
    if PROPOSE not in data or not form.is_valid():
        return False
    form.data = data.copy()
    form.data["recipients_text"] = proposal(form)
    return True

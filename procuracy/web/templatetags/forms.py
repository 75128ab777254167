"""One way to draw a form field: `{% field form.name %}` and `{% form_errors form %}`.

Python only chooses which include draws the control; classes and markup are in `templates/web/`.
"""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.widgets import Input

register = template.Library()

# First match wins: a widget class stands after its subclasses.
CONTROLS: list[tuple[type[forms.Widget], str]] = [
    (forms.MultiWidget, "other"),
    (forms.SelectDateWidget, "other"),
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "choices"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.NumberInput, "number"),
    (forms.DateTimeInput, "text"),
    (forms.DateInput, "date"),
    (forms.TimeInput, "time"),
    (Input, "text"),
]


@register.inclusion_tag("web/_field.html")
def field(bound: BoundField, *, label: str = "", help_text: str = "") -> dict[str, Any]:
    """Label, control, help text and errors of one field, tied together for screen readers."""
    kind = control_of(bound.field.widget)
    return {
        "field": bound,
        "kind": kind,
        "control": f"web/_control_{kind}.html",
        "widget": widget_context(bound),
        "label": label or bound.label,
        "help_text": help_text or bound.help_text,
        "described_by": described_by(bound, has_help=bool(help_text or bound.help_text)),
    }


@register.inclusion_tag("web/_form_errors.html")
def form_errors(form: forms.BaseForm) -> dict[str, Any]:
    """What to correct, above the form: sentences of the whole form, links to single fields."""
    wrong = [bound for bound in form if bound.errors]
    return {
        "sentences": form.non_field_errors(),
        "hidden": [bound for bound in wrong if bound.is_hidden],
        "shown": [bound for bound in wrong if not bound.is_hidden],
        "count": sum(len(errors) for errors in form.errors.values()),
    }


def control_of(widget: forms.Widget) -> str:
    """Name of the include that draws this widget."""
    if widget.is_hidden:
        return "other"
    return next((name for kind, name in CONTROLS if isinstance(widget, kind)), "other")


def widget_context(bound: BoundField) -> dict[str, Any]:
    """The widget's own template context (name, value, attrs, type, optgroups …)."""
    widget = bound.field.widget
    if bound.field.localize:
        widget.is_localized = True
    attrs = bound.build_widget_attrs({"id": bound.auto_id}, widget)
    context: dict[str, Any] = widget.get_context(bound.html_name, bound.value(), attrs)["widget"]
    context["attrs"].pop("aria-describedby", None)  # the include writes it, see described_by
    return context


def described_by(bound: BoundField, *, has_help: bool) -> str:
    """Ids of help and errors, in the order in which they should be read."""
    own = bound.field.widget.attrs.get("aria-describedby", "")
    errors = f"{bound.auto_id}_error" if bound.errors else ""
    help_id = f"{bound.auto_id}_help" if has_help else ""
    return " ".join(part for part in (own, errors, help_id) if part)

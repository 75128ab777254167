"""The grid of the yearly list: a line for each unit, months typed one below the other."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from meetings.forms.inspections import short_name
from meetings.inspections.planning import Line, months_of
from meetings.models import Inspection, InspectionMode
from procuracy.web.forms import SafeTextMixin
from targets.models import WorkYear
from units.models import Unit

MOST = 20  # lines of one unit
COLUMNS = {"inspected": InspectionMode.INSPECTED, "by_itself": InspectionMode.SELF}


class MonthCell(forms.CharField):
    """`3`, or `3/2027`: the month of the work year that is called so."""

    months: Sequence[datetime.date] = ()

    def __init__(self, **more: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "num"}
        widget = forms.TextInput(attrs=attrs)
        super().__init__(required=False, max_length=7, widget=widget, **more)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        number, _, year = typed.replace(" ", "").partition("/")
        for month in self.months:
            if number.lstrip("0") == str(month.month) and year in ("", str(month.year)):
                return month
        first, last = self.months[0], self.months[-1]
        raise forms.ValidationError(
            f"Ghi tháng từ {first.month}/{first.year} đến {last.month}/{last.year}."
        )


def _lead_field(**more: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label="Đơn vị chủ trì", coerce=int, required=False, empty_value=None, **more
    )


def _subject_field() -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label="Nội dung kiểm tra", max_length=300, required=False, widget=widget)


def _offer(form: forms.Form, leads: Sequence[Unit]) -> None:
    lead: Any = form.fields["lead"]
    lead.choices = [("", "—"), *((one.pk, short_name(one)) for one in leads)]


class CommonForm(SafeTextMixin, forms.Form):
    """For every line that says nothing else."""

    lead = _lead_field()
    subject = _subject_field()

    def __init__(self, *args: Any, leads: Sequence[Unit], **more: Any) -> None:
        super().__init__(*args, prefix="all", **more)
        _offer(self, leads)


class PlanRowForm(SafeTextMixin, forms.Form):
    """One unit: the months in which it is inspected or inspects itself, by whom, on what."""

    inspected = MonthCell(label="Kiểm tra, tháng")
    by_itself = MonthCell(label="Tự kiểm tra, tháng")
    lead = _lead_field()
    subject = _subject_field()

    def __init__(
        self,
        *args: Any,
        months: Sequence[datetime.date],
        leads: Sequence[Unit],
        common: CommonForm | None = None,
        **more: Any,
    ) -> None:
        super().__init__(*args, use_required_attribute=False, **more)
        self.common = common
        for name in COLUMNS:
            cell: Any = self.fields[name]
            cell.months = months
        _offer(self, leads)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        given = self.common.cleaned_data if self.common and self.common.is_valid() else {}
        wanted = any(cleaned.get(name) for name in COLUMNS)
        if cleaned.get("subject") and not wanted and not self.errors:
            self.add_error("inspected", "Ghi tháng kiểm tra hoặc tự kiểm tra.")
        for name in ("lead", "subject"):
            cleaned[name] = cleaned.get(name) or given.get(name)
        if wanted and not cleaned["lead"] and not self.errors:
            self.add_error("lead", "Chọn đơn vị chủ trì.")
        return cleaned

    def lines(self, unit: Unit) -> Iterator[Line]:
        for name, mode in COLUMNS.items():
            if month := self.cleaned_data[name]:
                subject = (self.cleaned_data["subject"] or "").strip()
                yield Line(unit.pk, mode, self.cleaned_data["lead"], month, subject)


@dataclass
class Row:
    """A unit, what the list has of it, and what is added."""

    unit: Unit
    present: list[Inspection]
    form: PlanRowForm


def rows(
    units: Sequence[Unit],
    leads: Sequence[Unit],
    year: WorkYear,
    present: Sequence[Inspection],
    *,
    data: Mapping[str, Any] | None = None,
    common: CommonForm | None = None,
    start: Sequence[Line] = (),
) -> list[Row]:
    """A line for each unit; of a start (last year's list) one for each line that it has there."""
    months = months_of(year)
    have: dict[int, list[Inspection]] = {}
    for one in present:
        have.setdefault(one.unit_id, []).append(one)
    found = []
    for unit in units:
        known = have.get(unit.pk, [])
        first = _sent(unit, data) if data is not None else _starts(unit, known, start, leads)
        for number, initial in enumerate(first):
            form = PlanRowForm(
                data,
                months=months,
                leads=leads,
                common=common,
                initial=initial,
                prefix=f"u{unit.pk}-{number}",
            )
            found.append(Row(unit, known if number == 0 else [], form))
    return found


def _sent(unit: Unit, data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """As many lines as the page had."""
    number = 1
    while number < MOST and f"u{unit.pk}-{number}-lead" in data:
        number += 1
    return [{} for _ in range(number)]


def _starts(
    unit: Unit, known: Sequence[Inspection], start: Sequence[Line], leads: Sequence[Unit]
) -> list[dict[str, Any]]:
    """What to begin with; what this year's list has already is not offered again."""
    there = {(one.mode, one.lead_id, one.subject) for one in known}
    columns = {mode: name for name, mode in COLUMNS.items()}
    existing = {one.pk for one in leads}
    found: list[dict[str, Any]] = [
        {
            columns[InspectionMode(line.mode)]: str(line.month.month),
            "lead": line.lead_id if line.lead_id in existing else "",
            "subject": line.subject,
        }
        for line in start
        if line.unit_id == unit.pk and (line.mode, line.lead_id, line.subject) not in there
    ]
    return found or [{}]

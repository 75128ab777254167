"""Ticks: to whom a consolidated report is sent."""

import datetime
from collections.abc import Iterator
from typing import Any

from django import forms

from meetings.consolidating import readers
from meetings.models import ConsolidatedReport
from units.models import Appointment, Unit


class ReadersField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, appointment: Any) -> str:
        return f"{appointment.person.full_name}, {appointment.position}"


class ReadersForm(forms.Form):
    readers = ReadersField(
        label="Gửi đến",
        queryset=Appointment.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một người nhận báo cáo."},
    )

    def __init__(
        self, *args: Any, report: ConsolidatedReport, today: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial["readers"] = [seat.pk for seat in readers.chosen(report, today)]
        self._report, self._today = report, today
        field: Any = self.fields["readers"]
        field.queryset = readers.offered(report, today)
        told = set(report.deliveries.values_list("person", flat=True))
        self._told = {seat.pk for seat in field.queryset if seat.person_id in told}
        # Who has it keeps it; a ticked box that cannot be touched is not sent by the browser.
        field.required = not self._told

    def by_unit(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """(unit, its people as boxes), in the office's order."""
        bound: Any = self["readers"]
        ticked = {str(value) for value in bound.value() or []}
        seats = list(self.fields["readers"].queryset)  # type: ignore[attr-defined]
        names = Unit.objects.named(self._today).in_bulk({seat.unit_id for seat in seats})
        grouped: dict[int, list[dict[str, Any]]] = {}
        for seat in seats:
            told = seat.pk in self._told
            grouped.setdefault(seat.unit_id, []).append(
                {"seat": seat, "is_told": told, "is_ticked": told or str(seat.pk) in ticked}
            )
        for unit, boxes in grouped.items():
            yield names[unit].short_name, boxes

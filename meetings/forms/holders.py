"""Who has a task now that its holder is gone."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms

from meetings.forms.tasks import TaskStepForm
from meetings.models import DirectiveTask
from meetings.tasks import holders
from units.models import Appointment


class SeatChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.named)


class HolderForm(TaskStepForm):
    """Left at its first choice the unit as a whole carries it out."""

    seat = SeatChoice(
        Appointment.objects.none(),
        label="Người thực hiện",
        required=False,
        empty_label="Đơn vị, không riêng người nào",
    )

    def __init__(self, task: DirectiveTask, on: datetime.date, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"id_{task.pk}_%s")
        super().__init__(*args, **kwargs)
        field = self.fields["seat"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = holders.seats([task.unit_id], on)


def shown(tasks: Iterable[DirectiveTask], on: datetime.date) -> dict[int, HolderForm]:
    """A form for each task, by its id; people of all units in one query."""
    tasks = list(tasks)
    people: defaultdict[int, list[Appointment]] = defaultdict(list)
    for seat in holders.seats({task.unit_id for task in tasks}, on):
        people[seat.unit_id].append(seat)
    forms = {}
    for task in tasks:
        form = HolderForm(task, on, initial={"version": task.version})
        offered: list[tuple[Any, Any]] = [("", form.fields["seat"].empty_label)]  # type: ignore[attr-defined]
        offered += [(seat.pk, seat.named) for seat in people[task.unit_id]]
        form.fields["seat"].choices = offered  # type: ignore[attr-defined]
        forms[task.pk] = form
    return forms

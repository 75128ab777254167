"""What stands beside a task wherever it is listed."""

import datetime
from typing import Any

from meetings.tasks import following
from procuracy.web import clock
from units.models import Unit


def name_units(tasks: Any, on: datetime.date, known: dict[int, str] | None = None) -> None:
    """Sets `unit_name`, `told_origin` and `is_late` on each task; one query where the short names
    of all units are not known."""
    tasks, now = list(tasks), clock.now()
    units = {task.unit_id for task in tasks}
    names = known or Unit.objects.filter(pk__in=units).order_by().short_names(on)
    for task in tasks:
        task.unit_name = names[task.unit_id]
        task.told_origin = following.origin(task)
        task.is_late = task.is_active and task.is_overdue(now)

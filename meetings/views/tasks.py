"""What stands beside a task wherever it is listed."""

import datetime
from typing import Any

from meetings.tasks import following
from procuracy.web import clock
from units.models import Unit


def name_units(tasks: Any, on: datetime.date) -> None:
    """Sets `unit_name`, `told_origin` and `is_late` on each task, in one query."""
    tasks, now = list(tasks), clock.now()
    names = Unit.objects.named(on).in_bulk([task.unit_id for task in tasks])
    for task in tasks:
        task.unit_name = names[task.unit_id].short_name
        task.told_origin = following.origin(task)
        task.is_late = task.is_active and task.is_overdue(now)

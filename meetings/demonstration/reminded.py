"""Reminders of the last working days; one unit's head has said that he knows of the earlier ones."""

import datetime

from meetings.demonstration.offices import Staff
from meetings.demonstration.script import HANOI
from meetings.models import TaskReminder
from meetings.tasks import reminding
from targets.working_days import around
from units.models import Role


def play(staff: Staff, today: datetime.date) -> None:
    """As the nightly job would have made them, three working days ago and on the last one."""
    off = around([today])
    last = today if off.is_working(today) else off.before(today, 1)
    for day in (off.before(last, 3), last):
        morning = datetime.datetime.combine(day, datetime.time(6), HANOI)
        reminding.remind(day, at=morning, by_mail=False)
        head = staff.user_of("QT2-P9", Role.UNIT_HEAD)
        if head and day != last:
            told = TaskReminder.objects.visible_to(head)
            reminding.acknowledge_rows(told, at=morning + datetime.timedelta(hours=2))

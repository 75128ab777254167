"""The inbox of reminders: what waits to be acknowledged, and what lately was."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from meetings.models import DirectiveTask, TaskReminder
from meetings.tasks import following, reminding
from meetings.tasks.reminder_letters import kind_of, when
from targets.working_days import DaysOff, around
from units.models import Unit, User

# Of what was acknowledged the latest.
KNOWN = 20
WORDS = {
    "ahead": "sắp đến hạn",
    "late": "quá hạn",
    "told": "quá hạn, báo lãnh đạo",
}


@dataclass(frozen=True)
class Line:
    """A task that was recalled; `due`: `hạn 20/11/2026, quá 1 ngày làm việc`. Its text is empty
    for who may no longer read it."""

    reminder: TaskReminder
    task: DirectiveTask
    text: str
    unit: str
    origin: str
    due: str

    @property
    def word(self) -> str:
        return WORDS[kind_of(self.reminder)]

    @property
    def is_late(self) -> bool:
        return kind_of(self.reminder) != "ahead"


@dataclass(frozen=True)
class Inbox:
    waiting: list[Line]
    known: list[Line]

    @property
    def late(self) -> int:
        return sum(line.is_late for line in self.waiting)

    @property
    def last(self) -> int:
        """The newest row that is shown."""
        return max((line.reminder.pk for line in self.waiting), default=0)


def reminded(user: User, today: datetime.date) -> Inbox:
    """A fixed number of queries."""
    waiting = reminding.waiting_of(user)
    mine = TaskReminder.objects.visible_to(user).filter(acknowledged_at__isnull=False)
    known = list(mine.order_by("-acknowledged_at", "-pk")[:KNOWN])
    of_these = DirectiveTask.objects.filter(pk__in={row.task_id for row in [*waiting, *known]})
    tasks = {task.pk: task for task in following.told(of_these)}
    facts = Facts(
        tasks,
        readable=set(of_these.visible_to(user).values_list("pk", flat=True)),
        names=Unit.objects.named(today).in_bulk({task.unit_id for task in tasks.values()}),
        today=today,
        off=around([today, *(task.due_on for task in tasks.values() if task.due_on)]),
    )
    return Inbox([facts.line(row) for row in waiting], [facts.line(row) for row in known])


@dataclass(frozen=True)
class Facts:
    tasks: Mapping[int, DirectiveTask]
    readable: set[int]
    names: Mapping[int, Unit]
    today: datetime.date
    off: DaysOff

    def line(self, row: TaskReminder) -> Line:
        task = self.tasks[row.task_id]
        return Line(
            row,
            task,
            text=task.directive.text if task.pk in self.readable else "",
            unit=self.names[task.unit_id].short_name,
            origin=following.origin(task),
            due=when(task, self.today, self.off) if task.due_on else "",
        )

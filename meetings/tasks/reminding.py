"""Nhắc việc: seven, three, one working days before a task's day, after it, then to leaders.

On working days only, at most once a day for each person: what is found later in the day is told on
the next one. A row is made once for each person, task, stage and day due, together with the digest
of the day; the letter follows by a job. A run that is killed leaves nothing, and is repeated.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from meetings.models import DirectiveTask, EscalationTerm, TaskDigest, TaskReminder
from meetings.models.task_reminders import TaskReminderQuerySet
from meetings.tasks.reminded_people import Asked, People, people
from targets.working_days import DaysOff, days_off
from units.models import User

Stage = TaskReminder.Stage
# Working days before, the nearest first: somebody told late is told once, not three times.
BEFORE = ((Stage.ONE, 1), (Stage.THREE, 3), (Stage.SEVEN, 7))
LEADERS = (Stage.DEPUTY, Stage.HEAD)
# What a letter could not bring within so many working days is no news.
CARRIED = 5
# Days around today whose holidays matter: the longest term is 60 working days, and Tết.
REACH = datetime.timedelta(days=120)
# Of `pg_advisory_xact_lock`: any number, the same in every process.
LOCK = 7_310_064_115


class Terms(NamedTuple):
    deputy: int = 3
    head: int = 7


Key = tuple[int, int, str, datetime.date]  # task, person, stage, day due


class Calendar:
    """Which stages a day due has reached today; each day is counted once."""

    def __init__(self, today: datetime.date, off: DaysOff) -> None:
        self.today, self.off = today, off
        self.limits = [(stage, off.after(today, days)) for stage, days in BEFORE]
        self._past: dict[tuple[datetime.date, Terms], tuple[Stage, ...]] = {}

    @property
    def farthest(self) -> datetime.date:
        return self.limits[-1][1]

    def stages(self, due_on: datetime.date, terms: Terms) -> tuple[Stage, ...]:
        if due_on >= self.today:
            return tuple(stage for stage, limit in self.limits if due_on <= limit)[:1]
        if (due_on, terms) not in self._past:
            told = zip(LEADERS, terms, strict=True)
            leaders = (stage for stage, days in told if self.off.after(due_on, days) <= self.today)
            self._past[due_on, terms] = (Stage.OVERDUE, *leaders)
        return self._past[due_on, terms]


@transaction.atomic
def remind(on: datetime.date, *, at: datetime.datetime, by_mail: bool = True) -> list[TaskDigest]:
    """Rows and digests of the day `on`; none on days off. `by_mail`: also for those whom the
    letters of the last days did not reach."""
    off = days_off(on - REACH, on + REACH)
    if not off.is_working(on):
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    served = set(TaskDigest.objects.filter(on=on).values_list("person", flat=True))
    wanted = {key for key in _wanted(Calendar(on, off)) if key[1] not in served}
    fresh = wanted - _known({key[0] for key in wanted})
    told = {key[1] for key in fresh}
    if by_mail:
        told |= _unreached(on, off) - served
    TaskReminder.objects.bulk_create(
        (
            TaskReminder(task_id=task, person_id=person, stage=stage, due_on=due_on, on=on)
            for task, person, stage, due_on in sorted(fresh)
        ),
        batch_size=1000,
    )
    return TaskDigest.objects.bulk_create(
        TaskDigest(person_id=person, on=on, at=at) for person in sorted(told)
    )


def _wanted(calendar: Calendar) -> Iterator[Key]:
    """Everything that should have been said by today of tasks that wait for their addressee."""
    found = people(calendar.today)
    set_here = EscalationTerm.objects.values_list("office", "deputy_days", "head_days")
    terms = {office: Terms(*days) for office, *days in set_here}
    rows = DirectiveTask.objects.active().to_answer().filter(due_on__lte=calendar.farthest)
    columns = rows.order_by().values_list(
        "pk",
        "due_on",
        "unit",
        Coalesce("directive__meeting__organiser", "directive__office"),
        "directive__field",
        "appointment",
        "in_charge",
        "directive__concerns",
    )
    for task, due_on, *ids in columns:
        asked = Asked(*ids)
        for stage in calendar.stages(due_on, terms.get(asked.giver, Terms())):
            for person, said in _told(found, asked, stage):
                yield task, person, said.value, due_on


def _told(found: People, asked: Asked, stage: Stage) -> Iterable[tuple[int, Stage]]:
    """Where no deputy is in charge the head is told in his place. Who has to do it is told as the
    doer, not as his own leader."""
    if stage not in LEADERS:
        urgent = stage in (Stage.ONE, Stage.OVERDUE)
        return [(person, stage) for person in found.doers(asked, is_urgent=urgent)]
    persons = found.deputies(asked) if stage == Stage.DEPUTY else frozenset()
    if not persons:
        persons, stage = found.heads(asked), Stage.HEAD
    return [(person, stage) for person in persons - found.doers(asked, is_urgent=True)]


def _known(tasks: set[int]) -> set[Key]:
    rows = TaskReminder.objects.filter(task__in=tasks).order_by()
    return set(rows.values_list("task", "person", "stage", "due_on"))


def _unreached(on: datetime.date, off: DaysOff) -> set[int]:
    """Persons whose letter of the last days never left, and who have not read it here since."""
    told = TaskReminder.objects.waiting().filter(person=OuterRef("person"), on=OuterRef("on"))
    later = TaskDigest.objects.filter(
        person=OuterRef("person"), on__gt=OuterRef("on"), mailed_at__isnull=False
    )
    rows = TaskDigest.objects.filter(
        Exists(told),
        ~Exists(later),
        on__range=(off.before(on, CARRIED), on - datetime.timedelta(days=1)),
        mailed_at__isnull=True,
    )
    return set(rows.exclude(person__email="").values_list("person", flat=True))


def waiting_of(user: User) -> list[TaskReminder]:
    """One for each task, its latest stage; the oldest day due first."""
    rows = TaskReminder.objects.visible_to(user).waiting().order_by("on", "pk")
    latest = {row.task_id: row for row in rows}
    return sorted(latest.values(), key=lambda row: (row.due_on, row.pk))


def acknowledge(user: User, tasks: Iterable[int], *, at: datetime.datetime) -> int:
    """Of some tasks everything that the person has been told so far; number of rows."""
    rows = TaskReminder.objects.visible_to(user).filter(task__in=list(tasks))
    return acknowledge_rows(rows, at=at)


def acknowledge_rows(rows: TaskReminderQuerySet, *, at: datetime.datetime) -> int:
    return rows.filter(acknowledged_at__isnull=True).update(acknowledged_at=at)

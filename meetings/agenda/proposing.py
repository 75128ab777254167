"""What the application proposes to hear, each with why; accepted one by one or all.

A source is a function that looks at one side of the units' work; a proposal's key keeps it from
being put on the same agenda twice.
"""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction
from django.utils import timezone

from meetings import states
from meetings.agenda import lines
from meetings.models import AgendaItem, DirectiveTask, Meeting
from procuracy.web.errors import Refused
from targets.models import Period
from units.models import Unit


@dataclass(frozen=True)
class Proposal:
    """`unit`: who has to speak; `link`: where what is said in `reason` can be looked at."""

    key: str
    title: str
    reason: str
    unit: Unit | None = None
    minutes: int = 5
    task: DirectiveTask | None = None
    link: str = ""
    presenter: str = ""  # who speaks, where it is not the unit

    def line(self) -> AgendaItem:
        return AgendaItem(
            title=self.title[:300],
            reason=self.reason[:300],
            presenter=self.presenter or (self.unit.short_name[:120] if self.unit else ""),
            unit_id=self.unit.pk if self.unit and not self.presenter else None,
            minutes=self.minutes,
            task=self.task,
            proposal_key="" if self.task else self.key,
        )


@dataclass(frozen=True)
class Hearing:
    """What a source looks at: a meeting, the period it hears, the units it invites."""

    meeting: Meeting
    period: Period | None
    now: datetime.datetime

    @property
    def today(self) -> datetime.date:
        return timezone.localtime(self.now).date()

    @cached_property
    def units(self) -> list[Unit]:
        """Invited ones, named as on the meeting day."""
        named = self.meeting.invited.named(states.day_of(self.meeting))
        return list(named.order_by("order", "code"))

    @cached_property
    def by_id(self) -> dict[int, Unit]:
        return {unit.pk: unit for unit in self.units}


@dataclass(frozen=True)
class Source:
    heading: str
    find: Callable[[Hearing], Iterable[Proposal]]


@dataclass(frozen=True)
class Found:
    heading: str
    proposals: list[Proposal]


def proposals(hearing: Hearing, sources: Iterable[Source]) -> list[Found]:
    """Of each source what does not stand on the agenda yet; sources that find nothing left out."""
    rows = hearing.meeting.agenda.values_list("proposal_key", "task_id")
    keys = {key for key, _ in rows if key} | {_task_key(task) for _, task in rows if task}
    found = [
        Found(source.heading, [one for one in source.find(hearing) if one.key not in keys])
        for source in sources
    ]
    return [one for one in found if one.proposals]


def of_task(task: DirectiveTask, *, title: str, reason: str, unit: Unit, link: str) -> Proposal:
    return Proposal(_task_key(task.pk), title, reason, unit, task=task, link=link)


def _task_key(pk: int) -> str:
    return f"task-{pk}"


@transaction.atomic
def accept(
    hearing: Hearing,
    sources: Iterable[Source],
    *,
    keys: Collection[str] | None,
    at: datetime.datetime,
) -> int:
    """Put proposals on the agenda, all where `keys` is None; how many were put.

    Looked for anew under the lock: what was answered meanwhile does not come.
    """
    states.changeable(hearing.meeting)
    found = [one for group in proposals(hearing, sources) for one in group.proposals]
    wanted = found if keys is None else [one for one in found if one.key in keys]
    if not wanted:
        raise Refused("Chưa chọn mục nào, hoặc mục đã chọn không còn phải đưa vào.")
    lines.insert(hearing.meeting, [one.line() for one in wanted], at=at)
    return len(wanted)

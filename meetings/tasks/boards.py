"""What of a scope's open tasks must be looked at now, and who has it: the boards.

A task stands in one part by its day and state; an extension asked for stands beside.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from meetings.models import DirectiveTask, Extension
from meetings.models.directive_tasks import DirectiveTaskQuerySet
from meetings.tasks import following
from meetings.tasks.scopes import Scope
from procuracy.web import prepared
from procuracy.web.statements import kept
from units.models import Person, Unit

LATE, WEEK, REPORTED, ASKED, UNDATED, LATER = (
    "overdue",
    "week",
    "reported",
    "asked",
    "undated",
    "later",
)
TITLES = {
    LATE: "Quá hạn",
    WEEK: "Đến hạn trong tuần",
    REPORTED: "Chờ xác nhận",
    ASKED: "Đề nghị gia hạn",
    UNDATED: "Không định hạn",
    LATER: "Còn hạn sau tuần này",
}
SHOWN = 8
SATURDAY, WEEK_DAYS = 6, 7
NOBODY = "chưa ghi người phụ trách"


@dataclass
class Part:
    """`ids` in the order of the board; `tasks`: the first of them, with their words."""

    key: str
    ids: list[int] = field(default_factory=list)
    tasks: list[DirectiveTask] = field(default_factory=list)

    @property
    def title(self) -> str:
        return TITLES[self.key]

    @property
    def more(self) -> int:
        return len(self.ids) - len(self.tasks)


@dataclass
class Line:
    """A unit or a person with the numbers of what it has, by part."""

    key: int | None
    name: str = ""
    link: str = ""  # the scope of its own board, where that is offered
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def cells(self) -> list[dict[str, str] | None]:
        """For `each`; none is left empty."""
        told = [(title, self.counts[part]) for part, title in TITLES.items()]
        return [{"title": title, "text": str(one)} if one else None for title, one in told]

    @property
    def open(self) -> int:
        """An extension asked for is counted in the part of its task."""
        return sum(number for part, number in self.counts.items() if part != ASKED)


@dataclass
class Board:
    """`units`: short names by key, of those in the lines; `unheld`: tasks whose person holds the
    position no more."""

    scope: Scope
    until: datetime.date  # the last day of the week looked at
    parts: dict[str, Part]
    lines: list[Line]
    units: dict[int, str]
    unheld: int

    @property
    def shown(self) -> list[Part]:
        """What must be looked at; the rest has time."""
        return [part for key, part in self.parts.items() if key != LATER]

    @property
    def open(self) -> int:
        return sum(line.open for line in self.lines)


def week_end(today: datetime.date) -> datetime.date:
    """Its Sunday; on Saturday and Sunday the coming week's."""
    day = today.isoweekday()
    ahead = WEEK_DAYS - day + (WEEK_DAYS if day >= SATURDAY else 0)
    return today + datetime.timedelta(days=ahead)


def board(
    rows: DirectiveTaskQuerySet, scope: Scope, now: datetime.datetime, shown: int | None = SHOWN
) -> Board:
    """Of tasks in force that have not ended; `shown` of each part with their words, None: all.
    Three queries, and one for what is told of the tasks' papers."""
    local = timezone.localtime(now)
    until = week_end(local.date())
    parts = {key: Part(key) for key in TITLES}
    lines: dict[int | None, Line] = {}
    unheld = 0
    for pk, unit, person, state, due_on, due_time, is_asked, *ends in _open(rows):
        part = place(state, due_on, due_time, local=local, until=until)
        key = unit if scope.parted_by == "unit" else person
        line = lines.setdefault(key, Line(key))
        for one in (part, ASKED) if is_asked else (part,):
            parts[one].ids.append(pk)
            line.counts[one] += 1
        unheld += any(end and end < local.date() for end in ends)
    _tell(parts.values(), shown)
    names = _names(lines, scope, local.date())
    for line in lines.values():
        line.name = names.get(line.key or 0, NOBODY)
    ordered = sorted(lines.values(), key=lambda line: (-line.counts[LATE], -line.open, line.name))
    return Board(scope, until, parts, ordered, names if scope.parted_by == "unit" else {}, unheld)


def place(
    state: str,
    due_on: datetime.date | None,
    due_time: datetime.time | None,
    *,
    local: datetime.datetime,
    until: datetime.date,
) -> str:
    """The part an open task stands in; late by the same rule as `DirectiveTask.is_overdue`."""
    if state == DirectiveTask.State.REPORTED:
        return REPORTED
    if due_on is None:
        return UNDATED
    today = local.date()
    if due_on < today or (due_on == today and due_time is not None and due_time < local.time()):
        return LATE
    return WEEK if due_on <= until else LATER


def narrowed(
    rows: DirectiveTaskQuerySet, part: str, now: datetime.datetime
) -> DirectiveTaskQuerySet:
    """The tasks of one part, for the list of all of them; a test holds it with `place`."""
    today = timezone.localdate(now)
    if part == REPORTED:
        return rows.to_confirm()
    if part == ASKED:
        return rows.open().filter(_asked())
    rows = rows.to_answer()
    if part == UNDATED:
        return rows.filter(due_on__isnull=True)
    late = rows.overdue(now).order_by().values("pk")
    if part == LATE:
        return rows.filter(pk__in=late)
    rows = rows.exclude(pk__in=late)
    if part == WEEK:
        return rows.filter(due_on__range=(today, week_end(today)))
    return rows.filter(due_on__gt=week_end(today))


def _asked() -> Exists:
    waiting = Extension.objects.filter(task=OuterRef("pk"), state=Extension.State.ASKED)
    return Exists(waiting)


def _open(rows: DirectiveTaskQuerySet) -> list[tuple[Any, ...]]:
    """Key, unit, person, state, day, hour, extension asked, ends of the positions that hold it;
    the earliest day first."""
    rows = rows.active().open().annotate(asked=_asked())
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "pk")
    found = rows.values_list(
        "pk",
        "unit",
        "in_charge__person",
        "appointment__person",
        "state",
        "due_on",
        "due_time",
        "asked",
        "in_charge__valid_to",
        "appointment__valid_to",
    )
    told = prepared.rows(found)
    return [(pk, unit, one or two, *facts) for pk, unit, one, two, *facts in told]


def _tell(parts: Iterable[Part], shown: int | None) -> None:
    wanted = {part.key: part.ids[:shown] for part in parts if part.key != LATER}
    ids = {pk for some in wanted.values() for pk in some}
    tasks = following.listed(DirectiveTask.objects.filter(pk__in=ids)).in_bulk() if ids else {}
    for part in parts:
        part.tasks = [tasks[pk] for pk in wanted.get(part.key, []) if pk in tasks]


def _names(keys: Iterable[int | None], scope: Scope, today: datetime.date) -> dict[int, str]:
    among = tuple(sorted(key for key in keys if key))
    return dict(_units(among, today) if scope.parted_by == "unit" else _people(among))


@kept
def _units(among: tuple[int, ...], on: datetime.date) -> QuerySet[Unit, Any]:
    rows: QuerySet[Any, Any] = Unit.objects.filter(pk__among=list(among)).order_by().named(on)
    return rows.values_list("pk", "short_name")


@kept
def _people(among: tuple[int, ...]) -> QuerySet[Person, Any]:
    return Person.objects.filter(pk__among=list(among)).order_by().values_list("pk", "full_name")

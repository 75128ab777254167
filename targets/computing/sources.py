"""Who keeps records that a target is computed from. Registered when the application starts."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from targets.models import Target

Computation = Target.Computation
Counted = Mapping[int, tuple[int, int]]  # by unit: done on time, fallen due


@dataclass(frozen=True)
class Item:
    """One thing that was counted: of which unit, due on which day; `link`: where it is read, ""
    for nowhere."""

    unit: int
    day: datetime.date
    title: str
    due: str
    done: str
    is_on_time: bool
    link: str = ""


def counted(rows: Iterable[tuple[int, int, int]]) -> Counted:
    """From (unit, done on time, fallen due)."""
    return {unit: (done, due) for unit, done, due in rows}


class Source(Protocol):
    """Days are the first and the last on which a thing is due."""

    computation: Computation

    def count(
        self, units: Collection[int], first: datetime.date, last: datetime.date
    ) -> Counted: ...

    def items(
        self, units: Collection[int], first: datetime.date, last: datetime.date
    ) -> list[Item]: ...


_SOURCES: dict[str, list[Source]] = {}


def register(source: Source) -> None:
    """At start; the same source once."""
    known = _SOURCES.setdefault(source.computation, [])
    if type(source) not in map(type, known):
        known.append(source)


def sources(computation: str) -> list[Source]:
    return _SOURCES.get(computation, [])

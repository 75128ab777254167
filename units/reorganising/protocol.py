"""What an app tells the assistant about its rows that point at units: count, move, undo.

A follower claims every foreign key and many-to-many of its app to `Unit`, by label:
"targets.Figure.unit", as leading across (`moves`) or as staying with the body that ended (`stays`).
A test fails for one that nobody claims.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from procuracy.web.errors import Refused
from units.models import Reorganisation, Unit, User
from units.reorganising.ledger import Ledger

# Names beside a count; the count itself is exact.
NAMED = 40


@dataclass(frozen=True)
class Heir:
    """A body that follows; one that is to be founded has no row during a dry run."""

    key: str  # "u17" for the unit of that id, "n0" for the first new one
    name: str
    unit: Unit | None = None

    @property
    def pk(self) -> int:
        if self.unit is None:
            raise LookupError(f"{self.name} is not founded yet")
        return self.unit.pk


@dataclass(frozen=True)
class Line:
    """`count` rows of one sort, some of them by name: "chức vụ đang giữ", 12, ["Lê Thị An, …"]."""

    what: str
    count: int
    names: list[str] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True)
class Question:
    """What only the user can say. `options` are (value, words); an answer is one of the values."""

    key: str
    words: str
    options: list[tuple[str, str]]
    is_required: bool = True
    # What holds when nothing is answered, in words.
    otherwise: str = ""


@dataclass(frozen=True)
class Counted:
    """A follower's part of the dry run."""

    follows: list[Line] = field(default_factory=list)
    stays: list[Line] = field(default_factory=list)
    asks: list[Question] = field(default_factory=list)


@dataclass
class Change:
    """What is about to happen: `sources` end the day before `on`, `heirs` follow them.

    `routes` leads a source's id to its heir's key; a split has none, there the user chooses.
    """

    kind: str
    on: datetime.date
    sources: list[Unit]
    heirs: list[Heir]
    routes: Mapping[int, str]
    choices: Mapping[str, str]
    # Appointments that ended → those that follow them; units.people fills it, others read it.
    appointments: dict[int, int] = field(default_factory=dict)

    @property
    def is_split(self) -> bool:
        return self.kind == Reorganisation.Kind.SPLIT

    @property
    def source_ids(self) -> list[int]:
        return [unit.pk for unit in self.sources]

    @property
    def last_day(self) -> datetime.date:
        """Of the bodies that end."""
        return self.on - datetime.timedelta(days=1)

    def heir(self, key: str) -> Heir:
        return next(heir for heir in self.heirs if heir.key == key)

    def heir_options(self) -> list[tuple[str, str]]:
        return [(heir.key, heir.name) for heir in self.heirs]

    def ways(self, question: str) -> dict[int, Heir]:
        """Source → heir; in a split as answered to `question`, empty while unanswered."""
        if not self.is_split:
            return {source: self.heir(key) for source, key in self.routes.items()}
        chosen = self.choices.get(question, "")
        return {pk: self.heir(chosen) for pk in self.source_ids} if self._knows(chosen) else {}

    def way_ids(self, question: str) -> dict[int, int]:
        """Ids of sources → ids of heirs, once these are founded."""
        return {source: heir.pk for source, heir in self.ways(question).items()}

    def ask_where(self, question: str, what: str, count: int) -> list[Question]:
        """In a split somebody has to say where rows of a sort go."""
        if not self.is_split or not count:
            return []
        return [Question(question, f"{what} chuyển về", self.heir_options())]

    def _knows(self, key: str) -> bool:
        return any(heir.key == key for heir in self.heirs)


@dataclass(frozen=True)
class Done:
    """A reorganisation looked at again before it is undone; `heir_ids` stood before it."""

    record: Reorganisation
    heir_ids: list[int]


class Follower(Protocol):
    key: str
    heading: str
    moves: frozenset[str]
    stays: frozenset[str]

    def count(self, change: Change) -> Counted:
        """What will follow, what stays, what must be chosen. Writes nothing."""
        ...

    def move(self, change: Change, ledger: Ledger) -> None:
        """Lead the rows across, every one through the ledger."""
        ...

    def undo(self, done: Done) -> list[str]:
        """What new hangs on the heirs, in words, that the ledger cannot see by itself.

        The rows are put back by the ledger, once no follower names anything.
        """
        ...


@runtime_checkable
class Recorder(Protocol):
    """A follower whose rows tell in a trail of their own, which nobody takes back, what happened
    to them: it tells of the undo, too."""

    def undone(self, record: Reorganisation, *, by: User, at: datetime.datetime) -> None:
        """Called inside the undo, after the rows were put back."""
        ...


_followers: dict[str, Follower] = {}


def register(follower: Follower) -> None:
    """Called by an app's `ready`; followers move in the order of the apps, lower ones first."""
    _followers[follower.key] = follower


def followers() -> Iterator[Follower]:
    yield from _followers.values()


def answered(question: Question, choices: Mapping[str, str]) -> str:
    """The answer, or "" where none is needed. Refused when one is missing or not offered."""
    value = choices.get(question.key, "")
    if value and value not in dict(question.options):
        raise Refused(f"{question.words}: mục đã chọn không còn trong danh sách.")
    if not value and question.is_required:
        raise Refused(f"Chưa chọn: {question.words}.")
    return value

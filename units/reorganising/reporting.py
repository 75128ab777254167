"""The dry run: what follows and what stays, by name and count, and what must be chosen first."""

from dataclasses import asdict, dataclass
from typing import Any

from units.reorganising.protocol import NAMED, Change, Counted, Line, Question, followers


@dataclass(frozen=True)
class Group:
    """One follower's part."""

    key: str
    heading: str
    counted: Counted


@dataclass(frozen=True)
class Report:
    change: Change
    groups: list[Group]

    @property
    def questions(self) -> list[Question]:
        return [question for group in self.groups for question in group.counted.asks]

    @property
    def unanswered(self) -> list[Question]:
        given = self.change.choices
        return [q for q in self.questions if q.is_required and not given.get(q.key)]

    def follows(self) -> list[tuple[str, list[Line]]]:
        return _parts(self.groups, "follows")

    def stays(self) -> list[tuple[str, list[Line]]]:
        return _parts(self.groups, "stays")


def report(change: Change) -> Report:
    return Report(change, [Group(f.key, f.heading, f.count(change)) for f in followers()])


def facts(made: Report) -> dict[str, Any]:
    """What the record keeps: plain lists of names, counts and answers, for the page to print.

    {"sources": [{"id", "name"}], "targets": [{"id", "name", "is_new"}], "follows"/"stays":
    [[heading, [{"what", "count", "names", "note"}]]], "answers": [[words, answer]]}
    """
    change = made.change
    return {
        "sources": [{"id": unit.pk, "name": unit.short_name} for unit in change.sources],
        "targets": [
            {"id": heir.pk, "name": heir.name, "is_new": heir.key.startswith("n")}
            for heir in change.heirs
        ],
        "follows": [
            [heading, [_kept(line) for line in lines]] for heading, lines in made.follows()
        ],
        "stays": [[heading, [_kept(line) for line in lines]] for heading, lines in made.stays()],
        "answers": [
            [question.words, dict(question.options)[answer]]
            for question in made.questions
            if (answer := change.choices.get(question.key))
        ],
    }


def _kept(line: Line) -> dict[str, Any]:
    return asdict(line) | {"names": line.names[:NAMED]}


def _parts(groups: list[Group], side: str) -> list[tuple[str, list[Line]]]:
    parts = []
    for group in groups:
        lines = [line for line in getattr(group.counted, side) if line.count]
        if lines:
            parts.append((group.heading, lines))
    return parts

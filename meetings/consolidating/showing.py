"""A whole report on the screen, as it is printed: its notes numbered through, below its text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Shown:
    """`blocks`: {number, title, level, paragraphs: [[{text, changed, note}]]}, where `note` is the
    number of one of `notes` or 0."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_marked(self) -> bool:
        return any(
            run["changed"]
            for block in self.blocks
            for paragraph in block["paragraphs"]
            for run in paragraph
        )


def shown(lines: Sequence[Mapping[str, Any]]) -> Shown:
    """Of lines as `meetings.consolidating.papers.lines_said` gives and an issued report froze."""
    found = Shown()
    for line in lines:
        paragraphs = [[_run(run, found.notes) for run in one] for one in line["paragraphs"]]
        found.blocks.append({**line, "paragraphs": paragraphs})
    return found


def _run(run: Mapping[str, Any], notes: list[str]) -> dict[str, Any]:
    if run["note"]:
        notes.append(run["note"])
    return {**run, "note": len(notes) if run["note"] else 0}

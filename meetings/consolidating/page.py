"""What the page of a consolidated report shows of its lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from meetings.consolidating import wording
from meetings.consolidating.comparing import Piece, differences
from meetings.consolidating.numbering import numbers
from meetings.models import ConsolidatedLine, ConsolidatedReport
from meetings.reporting.sections import mark_of


@dataclass(frozen=True)
class Mark:
    """A piece of text; `number` of the footnote behind it, 0 for none."""

    text: str
    is_changed: bool
    number: int


@dataclass
class Shown:
    """A line as it stands on the page."""

    line: ConsolidatedLine
    number: str
    paragraphs: list[list[Mark]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    is_below_hidden: bool = False

    @property
    def name(self) -> str:
        """As others are told of it: `II.1. Tin báo`, else the beginning of its text."""
        said = self.line.title or self.line.text[:50] or self.line.get_source_display()
        return f"{self.number} {said}".strip()

    @property
    def mark(self) -> str:
        """Of what the software writes now."""
        return mark_of(self.line.generated)

    @property
    def beside(self) -> tuple[list[Piece], list[Piece]]:
        """(what stands, what the software writes now), word by word."""
        stands, fresh = self.line.text, self.line.generated
        return differences(wording.plain(stands), wording.plain(fresh))


def shown(report: ConsolidatedReport, lines: Sequence[ConsolidatedLine]) -> list[Shown]:
    """In reading order; hidden ones too, without a number."""
    found = _numbered(lines)
    for one in found:
        one.paragraphs, one.notes = _drawn(report, one.line)
    return found


def _numbered(lines: Sequence[ConsolidatedLine]) -> list[Shown]:
    found: list[Shown] = []
    below: int | None = None
    for line in lines:
        is_below = below is not None and line.level > below
        if not is_below:
            below = line.level if line.is_hidden else None
        found.append(Shown(line, "", is_below_hidden=is_below))
    given = numbers(one.line for one in found if not (one.is_below_hidden or one.line.is_hidden))
    for one in found:
        one.number = given.get(one.line.pk, "")
    return found


def single(report: ConsolidatedReport, line: ConsolidatedLine) -> Shown:
    """A single line, numbered as it stands among all."""
    bare = list(report.lines.only("pk", "report", "order", "level", "title", "is_hidden"))
    given = next(one for one in _numbered(bare) if one.line.pk == line.pk)
    given.line = line
    given.paragraphs, given.notes = _drawn(report, line)
    return given


def _drawn(
    report: ConsolidatedReport, line: ConsolidatedLine
) -> tuple[list[list[Mark]], list[dict[str, Any]]]:
    previous = line.previous_text if report.previous_id else None
    said = [wording.footnote(entry) for entry in line.breakdown]
    notes: list[dict[str, Any]] = []
    paragraphs = []
    for runs in wording.paragraphs(line.text, previous, line.breakdown):
        marks = []
        for run in runs:
            number = 0
            if run.note:
                at = said.index(run.note) if run.note in said else -1
                notes.append(_note(line.breakdown[at] if at >= 0 else {}, run.note))
                number = len(notes)
            marks.append(Mark(run.text, run.is_changed, number))
        paragraphs.append(marks)
    return paragraphs, notes


def _note(entry: dict[str, Any], text: str) -> dict[str, Any]:
    """With a link for each unit, where its number is looked up."""
    parts = [
        {"unit": part[0], "amount": wording.amount(part[1]), "link": part[2]}
        for part in entry.get("parts", [])
        if len(part) > 2
    ]
    rest = wording.footnote({**entry, "parts": []}) if parts else text
    return {"label": entry.get("label", ""), "parts": parts, "text": rest}

"""A line of a consolidated report as it is drawn: its words, what of them changed since the report
before, and the numbers of units at the foot. The page, the paper and the Word file draw from it.

`[2]` in a text stands for the second entry of the line's breakdown; an anchor without an entry, or
whose entry has nothing to say, is not drawn.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from meetings.consolidating.comparing import Piece, differences
from procuracy.web.numbers import format_trimmed

ALIKE = 0.3  # of the letters of both, in the mean
ANCHOR = re.compile(r"\[([0-9]{1,3})\]")

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Run:
    """`note`: stands at the foot of the page, its mark behind the text."""

    text: str
    is_changed: bool = False
    note: str = ""


def footnote(entry: Entry) -> str:
    """`KV1 - 3; Phòng 2 - 1; chưa có số liệu: KV3.`; empty where there is nothing to say."""
    said = [f"{part[0]} - {amount(part[1])}" for part in entry.get("parts") or []]
    if missing := entry.get("missing"):
        said.append(f"chưa có số liệu: {', '.join(missing)}")
    words = [f"{'; '.join(said)}."] if said else []
    if note := entry.get("note"):
        words.append(note)
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def amount(value: Any) -> str:
    """Numbers as they are written here; words as they are."""
    if isinstance(value, int | float | Decimal):
        return format_trimmed(Decimal(str(value)))
    return str(value)


def paragraphs(text: str, previous: str | None, breakdown: Sequence[Entry]) -> list[list[Run]]:
    """Each line of the text in runs; `previous` None: no report before, nothing is marked."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    bare = [ANCHOR.sub("", line) for line in lines]
    if previous is None:
        marked = [[Piece(line)] for line in bare]
    else:
        before = [ANCHOR.sub("", one).strip() for one in previous.splitlines() if one.strip()]
        marked = list(_marked(before, bare))
    notes = [footnote(entry) for entry in breakdown]
    return [_runs(line, one, notes) for line, one in zip(lines, marked, strict=True)]


def runs(text: str, previous: str | None, breakdown: Sequence[Entry]) -> list[Run]:
    """As `paragraphs`, of a text drawn in one piece."""
    found: list[Run] = []
    for place, line in enumerate(paragraphs(text, previous, breakdown)):
        found += [Run("\n"), *line] if place else line
    return found


def plain(text: str) -> str:
    """Without its anchors."""
    return ANCHOR.sub("", text)


def _marked(before: list[str], after: list[str]) -> Iterator[list[Piece]]:
    """Line against line first: a report quotes sixty units, and two of them said something new."""
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old = before[a:b]
        for place, line in enumerate(after[c:d]):
            if kind == "equal":
                yield [Piece(line)]
            elif place < len(old):
                yield _differing(old[place], line)
            else:
                yield [Piece(line, is_changed=True)]


def _differing(before: str, line: str) -> list[Piece]:
    """A line of which little stands as it stood is another one: single words that both have by
    chance are not told from the others."""
    pieces = differences(before, line)[1]
    same = sum(len(piece.text) for piece in pieces if not piece.is_changed)
    mean = (len(before) + len(line)) / 2
    return pieces if same >= ALIKE * mean else [Piece(line, is_changed=True)]


def _runs(line: str, pieces: list[Piece], notes: list[str]) -> list[Run]:
    """The pieces, cut where an anchor stood."""
    anchors = _anchors(line)
    found: list[Run] = []
    at = 0
    for piece in pieces:
        rest = piece.text
        while anchors and anchors[0][0] <= at + len(rest):
            place, number = anchors.pop(0)
            note = notes[number - 1] if 0 < number <= len(notes) else ""
            found.append(Run(rest[: place - at], piece.is_changed, note))
            rest, at = rest[place - at :], place
        found.append(Run(rest, piece.is_changed))
        at += len(rest)
    return _joined(found)


def _anchors(line: str) -> list[tuple[int, int]]:
    """(place in the text without anchors, number) of each."""
    found: list[tuple[int, int]] = []
    taken = 0
    for match in ANCHOR.finditer(line):
        found.append((match.start() - taken, int(match[1])))
        taken += len(match[0])
    return found


def _joined(runs: list[Run]) -> list[Run]:
    """Without empty ones; neighbours that look alike are one."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last and not last.note and last.is_changed == run.is_changed:
            found[-1] = Run(last.text + run.text, run.is_changed, run.note)
        elif run.text or run.note:
            found.append(run)
    return found

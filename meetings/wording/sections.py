"""A wording in sections, which are the layout too: they stand in its order, under its headings.

    [mở đầu]
    Ngày {{ cuoc_hop.ngay }}, …
    [đánh giá] Đánh giá tình hình, kết quả công tác
    …

A line that begins with a name in square brackets opens a section; what follows the name is its
heading. Lines below it, up to the next one, are its text, each line a paragraph.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from meetings.wording import checking, drawing
from meetings.wording.expressions import folded
from meetings.wording.faults import Fault, Faulty, faulty
from meetings.wording.language import MOST_LETTERS, Body, Text, read
from meetings.wording.schema import Schema

MOST_SECTIONS = 30
LONGEST_HEADING = 200
_OPENS = re.compile(r"\[([^\[\]]{1,40})\]\s*(.*)")


@dataclass(frozen=True)
class SectionKind:
    """`role`: what the paper calls it; `letters`: at most, once it is drawn; `is_bare`: only its
    heading and its place are the wording's."""

    name: str
    role: str
    label: str
    has_heading: bool = False
    is_needed: bool = False
    is_many: bool = False
    is_line: bool = False
    is_bare: bool = False
    letters: int = 20_000

    @property
    def code(self) -> str:
        return folded(self.name)


@dataclass(frozen=True)
class PaperKind:
    """What of a kind of paper is worded. `values`: from the facts that the paper gives; `of_kind`:
    each kind of meeting may have a wording of its own."""

    paper: str
    schema: Schema
    sections: tuple[SectionKind, ...]
    values: Callable[[Any], dict[str, Any]]
    of_kind: bool = True

    def section(self, name: str) -> SectionKind | None:
        code = " ".join(folded(name).split())
        return next((one for one in self.sections if one.code == code), None)


@dataclass(frozen=True)
class Part:
    """A section as it was read; nodes know their lines in the whole wording."""

    kind: SectionKind
    line: int
    heading: Body
    body: Body


@dataclass(frozen=True)
class Drawn:
    role: str
    title: str
    text: str


def compiled(source: str, paper: PaperKind) -> list[Part]:
    """Raises Faulty with everything that is found: the first thing unreadable of each section,
    unknown fields, sections that are missing or stand twice."""
    if len(source) > MOST_LETTERS:
        read(source)
    found: list[Fault] = []
    parts: list[Part] = []
    for line, opening, text in _pieces(source, found):
        try:
            part = _part(paper, line, opening, text)
        except Faulty as wrong:
            found += wrong.faults
            continue
        parts.append(part)
        found += checking.faults([*part.heading, *part.body], paper.schema)
    if not found:
        found += _layout_faults(parts, paper)
    if found:
        raise Faulty(*sorted(found, key=lambda fault: fault.line))
    return parts


def draw(
    parts: Sequence[Part], paper: PaperKind, said: Any, *, is_house: bool = False
) -> list[Drawn]:
    """From the facts of a paper. Raises Faulty when it would grow without measure; the house's own
    wording never does, however much was said."""
    values = paper.values(said)
    pen = drawing.Pen(is_measured=not is_house)
    return [_drawn(part, values, pen) for part in parts]


def _drawn(part: Part, values: dict[str, Any], pen: drawing.Pen) -> Drawn:
    title = " ".join(pen.drawing(part.heading, values).split())
    text = pen.drawing(part.body, values)
    if len(title) > LONGEST_HEADING and pen.is_measured:
        raise faulty(part.line, f"đề mục dài quá {LONGEST_HEADING} chữ.")
    if part.kind.has_heading and not title:
        raise faulty(part.line, f"đề mục của «[{part.kind.name}]» thành ra trống.")
    if part.kind.is_line:
        text = " ".join(text.split())[: None if pen.is_measured else part.kind.letters]
    if len(text) > part.kind.letters and pen.is_measured:
        raise faulty(part.line, f"mục «[{part.kind.name}]» dài quá {part.kind.letters} chữ.")
    return Drawn(part.kind.role, title, text)


def _pieces(source: str, found: list[Fault]) -> Iterator[tuple[int, re.Match[str], str]]:
    """Line, the line that opens the section, the text below it."""
    opening: re.Match[str] | None = None
    at, below = 1, list[str]()
    for number, line in enumerate(source.split("\n"), start=1):
        match = _OPENS.fullmatch(line.strip())
        if match:
            if opening:
                yield at, opening, "\n".join(below)
            opening, at, below = match, number, []
        elif opening:
            below.append(line)
        elif line.strip() and not line.strip().startswith("{#"):
            found.append(Fault(number, "chữ đứng trước mục đầu tiên; mở mục bằng «[mở đầu]»."))
            return
    if opening:
        yield at, opening, "\n".join(below)


def _part(paper: PaperKind, line: int, opening: re.Match[str], text: str) -> Part:
    kind = paper.section(opening[1])
    if kind is None:
        known = ", ".join(f"[{one.name}]" for one in paper.sections)
        raise faulty(line, f"không có mục «[{opening[1]}]»; các mục là {known}.")
    if opening[2] and not kind.has_heading:
        raise faulty(line, f"mục «[{kind.name}]» không có đề mục: viết nội dung ở dòng dưới.")
    if kind.has_heading and not opening[2]:
        raise faulty(line, f"mục «[{kind.name}]» cần có đề mục, viết liền sau ngoặc vuông.")
    part = Part(kind, line, read(opening[2], line), read(text, line + 1))
    says = any(not isinstance(one, Text) or one.text.strip() for one in part.body)
    if kind.is_bare and says:
        raise faulty(line, f"mục «[{kind.name}]» chỉ có đề mục, nội dung do phần mềm nối vào.")
    return part


def _layout_faults(parts: list[Part], paper: PaperKind) -> list[Fault]:
    found: list[Fault] = []
    seen: set[str] = set()
    for part in parts:
        if part.kind.name in seen and not part.kind.is_many:
            found.append(Fault(part.line, f"mục «[{part.kind.name}]» có hai lần."))
        seen.add(part.kind.name)
    if len(parts) > MOST_SECTIONS:
        found.append(Fault(parts[MOST_SECTIONS].line, f"nhiều nhất {MOST_SECTIONS} mục."))
    last = parts[-1].line if parts else 1
    for kind in paper.sections:
        if kind.is_needed and kind.name not in seen:
            found.append(Fault(last, f"thiếu mục «[{kind.name}]» ({kind.label})."))
    return found

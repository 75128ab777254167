"""A dashboard as data: headed tables, some with a chart above.

The same sections are drawn on the screen, printed on A4 lying across and written into a workbook,
so that the three cannot differ.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from procuracy.web import xlsx
from procuracy.web.numbers import format_trimmed
from targets.charts import Chart
from targets.formulas import Value
from targets.scores import (
    REGIVEN,
    REGIVEN_WORDS,
    RESTATED_WORDS,
    SIGNS,
    SMALL_WORDS,
    Score,
    goal_text,
    regiven_notes,
)
from targets.templatetags.verdicts import tone
from targets.verdicts import Verdict


@dataclass(frozen=True)
class Head:
    """`width`: in percent of the table's, one of those in print.css; columns without one share
    the rest. `is_whole`: its words stay on one line."""

    label: str
    width: int = 0
    is_number: bool = False
    is_whole: bool = False


@dataclass(frozen=True)
class Cell:
    """`value`: what a workbook holds in place of the text, with `decimals` and `suffix`."""

    text: str = ""
    link: str = ""
    verdict: Verdict | None = None
    note: str = ""
    value: Decimal | int | None = None
    decimals: int = 0
    suffix: str = ""

    @property
    def is_told(self) -> bool:
        """Draws its verdict beside, or in place of, the text."""
        return self.verdict is not None and self.verdict is not Verdict.UNASSIGNED

    @property
    def words(self) -> str:
        """On paper and in a workbook's text: glyph, then the value or the verdict's word."""
        if self.verdict is None:
            return self.text
        return f"{self.verdict.glyph} {self.text or self.verdict.word}".strip()


MANY = 8  # rows


@dataclass(frozen=True)
class Section:
    """`sheet`: its name in a workbook. `empty`: the sentence that stands for a table without
    rows. `foot`: the row of the total."""

    title: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Cell]]
    sheet: str = ""
    chart: Chart | None = None
    notes: Sequence[str] = ()
    empty: str = "Không có dòng nào."
    foot: Sequence[Cell] = ()
    is_prose: bool = False  # long words: on paper a paragraph for each row, not a table

    @property
    def is_folded(self) -> bool:
        """On the screen long words wait behind their title."""
        return self.is_prose and bool(self.rows)

    @property
    def is_brief(self) -> bool:
        """Numbers alone, which would stand too far from what they are of."""
        return all(head.is_number for head in self.heads[1:])

    @property
    def body(self) -> list[list[tuple[Head, Cell]]]:
        """Rows with the head of each cell, for tables that are stacked on a phone."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]

    @property
    def halves(self) -> list[list[list[tuple[Head, Cell]]]]:
        """The body as paper prints it: many rows of numbers alone stand in two tables side by
        side."""
        body = self.body
        if not self.is_brief or self.foot or len(body) < MANY:
            return [body]
        middle = (len(body) + 1) // 2
        return [body[:middle], body[middle:]]

    @property
    def prose(self) -> list[tuple[str, str]]:
        """Of each row: its first two cells, and the others with their heads."""
        return [
            (f"{row[0].text}. {row[1].text}", _joined(zip(self.heads[2:], row[2:], strict=True)))
            for row in self.rows
        ]

    @property
    def foot_cells(self) -> list[tuple[Head, Cell]]:
        return list(zip(self.heads, self.foot, strict=True)) if self.foot else []


@dataclass(frozen=True)
class Page:
    """`file`: the name under which it is saved, without ending. `period`: what its figures are
    of; `back`: the address that Esc leads to, with its words."""

    title: str
    file: str
    period: str
    sections: Sequence[Section]
    counts: Sequence[tuple[Verdict, int]] = ()
    notes: Sequence[str] = ()
    subtitle: str = ""
    back: tuple[str, str] = ("", "")
    links: Sequence[tuple[str, str]] = field(default_factory=list)
    is_choice: bool = False  # across a reform, of two ways to add figures up
    is_tight: bool = False  # small print, to be one page
    facts: Sequence[tuple[str, Cell]] = ()  # what the page is about, in a word and a number each
    has_figures: bool = True  # else it is told when it was printed, not of when its figures are


def _joined(cells: Iterable[tuple[Head, Cell]]) -> str:
    return "; ".join(f"{head.label.lower()}: {cell.text}" for head, cell in cells if cell.text)


def mark_notes(scores: Iterable[Score]) -> list[str]:
    """What the signs behind numbers mean, as far as there are any."""
    shown = list(scores)
    found = [SMALL_WORDS] if any(one.is_small for one in shown) else []
    if any(one.is_restated or one.is_before_restated for one in shown):
        found.append(RESTATED_WORDS)
    return found + regiven_notes(shown)


def sign_notes(sections: Iterable[Section]) -> list[str]:
    """As `mark_notes`, of what stands in the rows."""
    cells = [c for one in sections for row in [*one.rows, one.foot] for c in row]
    signs = [sign for sign in SIGNS if any(sign in cell.text for cell in cells)]
    found = [SIGNS[sign] for sign in signs if sign != REGIVEN]
    regiven = sorted({cell.note for cell in cells if REGIVEN in cell.text})
    return found + [f"{REGIVEN} {note}." if note else REGIVEN_WORDS for note in regiven]


def plain(text: str, link: str = "", note: str = "") -> Cell:
    return Cell(text, link, note=note)


def counted(number: int) -> Cell:
    """Nothing for 0: an empty place is read faster than a nought."""
    return Cell(str(number), value=number) if number else Cell()


def amount(value: Value | None, decimals: int = 0) -> Cell:
    if value is None:
        return Cell()
    exact = Decimal(value)
    places = max(decimals, -int(exact.normalize().as_tuple().exponent))
    return Cell(format_trimmed(value), value=exact, decimals=max(0, places))


def shown(text: str, suffix: str = "") -> Cell:
    """A number as it is written (`78,57 %`, `−1.234,5`), kept as a number of those decimals."""
    bare = text.removesuffix(" %").replace(".", "").replace(",", ".").replace("−", "-")
    try:
        value = Decimal(bare.removeprefix("+"))
    except ArithmeticError:
        return Cell(text)
    decimals = len(bare.partition(".")[2])
    ending = " %" if text.endswith(" %") else ""
    return Cell(text, value=value, decimals=decimals, suffix=ending + suffix)


def signed(cell: Cell, sign: str) -> Cell:
    """With a sign behind its number, also in a workbook; an empty one stays empty."""
    return replace(cell, text=cell.text + sign, suffix=cell.suffix + sign) if cell.text else cell


def result(score: Score, link: str = "") -> Cell:
    """What a target has reached: value and verdict, or the verdict's word alone."""
    if not score.is_assigned:
        return Cell("không giao") if score.result.numerator is not None else Cell()
    text, note = score.shown, score.note or score.regiven
    note = note or ("số liệu đã điều chỉnh" if score.is_restated else "")
    found = shown(text, f"{score.mark} {score.verdict.glyph}".rstrip()) if text else Cell()
    told = text and text + score.mark
    return Cell(told, link, score.verdict, note, found.value, found.decimals, found.suffix)


def goal_of(score: Score) -> str:
    return goal_text(score.target, score.threshold)


def spreads(page: Page, state: str) -> Iterator[xlsx.Spread]:
    """A sheet for each section."""
    said = [f"{word}: {cell.words}" for word, cell in page.facts]
    for section in page.sections:
        given = sum(head.width for head in section.heads)
        rest = (100 - given) / max(1, sum(not head.width for head in section.heads))
        yield xlsx.Spread(
            name=section.sheet or section.title,
            title=f"{page.title}: {section.title}" if section.title else page.title,
            headings=[[head.label for head in section.heads]],
            rows=_sheet_rows(section),
            lines=[line for line in (page.subtitle, page.period, *said, state) if line],
            notes=[*section.notes, *page.notes] if section.rows else [section.empty],
            widths=[max(8.0, (head.width or rest) * 1.3) for head in section.heads],
        )


def _sheet_rows(section: Section) -> Iterator[list[xlsx.Cell]]:
    for row in [*section.rows, *([section.foot] if section.foot else [])]:
        cells = zip(section.heads, row, strict=True)
        strong = row is section.foot
        yield [sheet_cell(c, is_strong=strong, is_right=head.is_number) for head, c in cells]


def sheet_cell(cell: Cell, *, is_strong: bool = False, is_right: bool = False) -> xlsx.Cell:
    colour = tone(cell.verdict) if cell.verdict else ""
    if cell.value is None:
        text = f"{cell.words}. {cell.note}" if cell.note else cell.words
        return xlsx.Cell(text, xlsx.Look(colour, is_strong=is_strong, is_right=is_right))
    look = xlsx.Look(colour, cell.decimals, cell.suffix, is_strong)
    return xlsx.Cell(cell.value, look)


def file_name(page: Page, at: datetime.date, ending: str) -> str:
    return f"{page.file}-{at:%Y-%m-%d}.{ending}"


def listed(items: Iterable[str], most: int = 3) -> str:
    """`a, b, c và 4 nữa`."""
    found = list(items)
    more = f" và {len(found) - most} nữa" if len(found) > most else ""
    return ", ".join(found[:most]) + more

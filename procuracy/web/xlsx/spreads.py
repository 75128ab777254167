"""A table in a workbook as it stands on paper: title, what it shows, headings of several rows, rows
of any number in constant memory, notes below, A4 lying across."""

import datetime
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import IO, NamedTuple
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse
from xlsxwriter.worksheet import Worksheet

from procuracy.web.xlsx.looks import AS_TYPED, Cell, Look, Looks, Plain, as_text, put

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME_HOLDS = 31
HEAD = Look("head")
A4 = 9
WIDTH = 12.0  # in characters
# What a page lying across shows legibly, in characters; a wider table goes on on the next page.
PAGE_HOLDS = 210
WIDE_SCALE = 75
LINE = 15.0  # of text, in points
HIGHEST = 409.0  # a row of Excel
BROAD = 0.95  # of a column for each letter: narrow letters, and lines that break between words
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


class Heading(NamedTuple):
    """Spans columns and rows as a table's heading on a page does; what it covers is left out."""

    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Spread:
    """`name`: of the sheet; `frozen`: columns that stay in sight beside the headings."""

    name: str
    title: str
    headings: Sequence[Sequence[Heading | str]]
    rows: Iterable[Sequence[Cell | Plain]]
    lines: Sequence[str] = ()  # below the title: unit, period, state of the figures
    notes: Sequence[str] = ()  # below the table
    widths: Sequence[float] = ()
    frozen: int = 1


def stream(spreads: Iterable[Spread]) -> IO[bytes]:
    """The workbook in a file of its own that goes when it is closed; read from its beginning.

    Each spread and row is asked for when its turn comes, so that the memory used is that of a row.
    """
    target: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  (whoever asked closes it)
    with new_book(target) as book:
        looks, taken = Looks(book), set[str]()
        for spread in spreads:
            lay(book.add_worksheet(sheet_name(spread.name, taken)), spread, looks)
    target.seek(0)
    return target


def new_book(target: IO[bytes]) -> xlsxwriter.Workbook:
    book = xlsxwriter.Workbook(target, AS_TYPED)
    # The same rows give the same bytes on every day.
    book.set_properties({"created": datetime.datetime(2000, 1, 1)})
    return book


def download(file: IO[bytes], file_name: str) -> HttpResponse:
    """Sends and closes a workbook; `file_name` may have Vietnamese letters."""
    with file:
        answer = HttpResponse(file.read(), content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file_name)}"
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def sheet_name(wanted: str, taken: set[str]) -> str:
    """As Excel allows it, and once in the workbook."""
    plain = wanted.translate(_NOT_IN_NAMES).strip("' ")[:NAME_HOLDS].strip("' ") or "Trang"
    name, number = plain, 1
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        name = f"{plain[: NAME_HOLDS - 4]} ({number})"
    taken.add(name.casefold())
    return name


def lay(sheet: Worksheet, spread: Spread, looks: Looks) -> int:
    """Returns the row below the table, counted from 0."""
    columns = sum(h.across if isinstance(h, Heading) else 1 for h in spread.headings[0])
    widths = [*spread.widths[:columns], *[WIDTH] * (columns - len(spread.widths))]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, as_text(spread.title), looks.line(bold=True, font_size=14))
    at = 1
    for at, line in enumerate(spread.lines, 1):
        sheet.write_string(at, 0, as_text(line), looks.line(italic=True))
    top = at + 1
    first = head(sheet, top, spread.headings, looks, widths)
    sheet.freeze_panes(first, spread.frozen)
    sheet.repeat_rows(top, first - 1)
    on_paper(sheet)
    if sum(widths) > PAGE_HOLDS:
        sheet.fit_to_pages(0, 0)
        sheet.set_print_scale(WIDE_SCALE)
        sheet.repeat_columns(0, max(spread.frozen - 1, 0))
    at = first - 1
    for at, row in enumerate(spread.rows, first):
        stretch(sheet, at, [(place, _text(cell)) for place, cell in enumerate(row)], widths)
        for place, cell in enumerate(row):
            put(sheet, at, place, cell, looks)
    for note_at, note in enumerate(spread.notes, at + 2):
        sheet.write_string(note_at, 0, as_text(note), looks.line(italic=True))
    return at + 1


def stretch(
    sheet: Worksheet, row: int, texts: Iterable[tuple[int, str]], widths: Sequence[float]
) -> None:
    """As high as its longest text needs: not every program finds that out when it opens a file."""
    lines = max((_lines(text, widths[at]) for at, text in texts if at < len(widths)), default=1)
    if lines > 1:
        sheet.set_row(row, min(lines * LINE, HIGHEST))


def _lines(text: str, width: float) -> int:
    if len(text) * BROAD <= width and "\n" not in text:
        return 1
    return sum(ceil(len(line) * BROAD / width) or 1 for line in text.split("\n"))


def _text(cell: Cell | Plain) -> str:
    value = cell.value if isinstance(cell, Cell) else cell
    return value if isinstance(value, str) else ""


def head(
    sheet: Worksheet,
    top: int,
    headings: Sequence[Sequence[Heading | str]],
    looks: Looks,
    widths: Sequence[float] = (),
) -> int:
    """Returns the first row below."""
    style = looks.of("text", HEAD)
    for row, cells in enumerate(_spread_out(headings), top):
        flat = [(at, one.text) for at, one in cells if one and one.across == one.down == 1]
        stretch(sheet, row, flat, widths)
        for place, one in cells:
            if one is None:
                sheet.write_blank(row, place, None, style)
                continue
            sheet.write_string(row, place, as_text(one.text), style)
            if one.across > 1 or one.down > 1:
                # merge_range would write into rows to come, which constant memory cannot.
                area = [row, place, row + one.down - 1, place + one.across - 1]
                sheet.merge.append(area)
    return top + len(headings)


def _spread_out(
    headings: Sequence[Sequence[Heading | str]],
) -> Iterator[list[tuple[int, Heading | None]]]:
    """Row by row (column, heading), None where another one reaches over."""
    covered: set[tuple[int, int]] = set()
    for row, given in enumerate(headings):
        found: list[tuple[int, Heading | None]] = []
        place = 0
        for text in given:
            one = text if isinstance(text, Heading) else Heading(text)
            while (row, place) in covered:
                place += 1
            covered |= {
                (row + down, place + across)
                for down in range(one.down)
                for across in range(one.across)
            }
            found.append((place, one))
            place += one.across
        begun = {place for place, _ in found}
        found += [(at, None) for r, at in covered if r == row and at not in begun]
        yield sorted(found, key=lambda pair: pair[0])


def on_paper(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P/&N")

"""Long plain tables as pages of a PDF, a hundred times faster than by the print engine.

A volume's contents, indexes and digests are some thousand cells of plain text; the print engine
takes 2 ms for each of them. Here they are set by widths alone: columns, wrapped lines, hairlines,
the head repeated. What must look like a letter is left to `procuracy.web.pdf`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from procuracy.web.pdf_faces import Face, face

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
TOP, BOTTOM, LEFT, RIGHT = 20 * MM, 20 * MM, 30 * MM, 20 * MM
SIZE, LEADING, PADDING = 11, 13.2, 3.0
TITLE_SIZE, TITLE_LEADING = 14, 17.0
TALLEST = 40  # lines of one row; what is longer goes on in a row below


@dataclass(frozen=True)
class Column:
    """`width` in millimetres; all of a table fill the 160 mm between the margins."""

    label: str
    width: float
    centred: bool = False


@dataclass(frozen=True)
class Listing:
    """A titled table; `note` stands below the title, `size` is that of the letters."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    note: str = ""
    size: float = SIZE


class _Sheet:
    """Operators of the pages, filled from the top."""

    def __init__(self) -> None:
        self.pages: list[list[bytes]] = []
        self.turn()

    def turn(self) -> None:
        self.pages.append([])
        self.y = HEIGHT - TOP

    def fits(self, height: float) -> bool:
        return self.y - height >= BOTTOM

    def text(self, name: str, shown: bytes, size: float, x: float, y: float) -> None:
        self.pages[-1].append(
            b"BT /%s %g Tf %.2f %.2f Td %s Tj ET"
            % (
                name.encode(),
                size,
                x,
                y,
                shown,
            )
        )

    def box(self, x: float, y: float, width: float, height: float) -> None:
        self.pages[-1].append(b"%.2f %.2f %.2f %.2f re S" % (x, y, width, height))


def pages(listings: Sequence[Listing]) -> list[bytes]:
    """Content streams of upright A4 pages that name the fonts /Regular, /Bold and /Italic; every
    listing begins a page."""
    sheet = _Sheet()
    for number, listing in enumerate(listings):
        if number:
            sheet.turn()
        _title(sheet, listing)
        _head(sheet, listing)
        for row in listing.rows:
            for part in _parts(listing, row, face("Regular")):
                _row(sheet, listing, part)
    return [b"q 0.5 w\n" + b"\n".join(page) + b"\nQ" for page in sheet.pages]


def wrapped(text: str, width: float, size: float, drawn: Face) -> list[str]:
    """Lines no wider than `width` points, broken between words, else between letters."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if drawn.width(longer, size) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            *full, line = _broken(word, width, size, drawn)
            lines += full
        lines.append(line)
    return lines


def _broken(word: str, width: float, size: float, drawn: Face) -> Iterator[str]:
    """A word in pieces that fit; at least one letter each."""
    piece = ""
    for letter in word:
        if piece and drawn.width(piece + letter, size) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _title(sheet: _Sheet, listing: Listing) -> None:
    width = WIDTH - LEFT - RIGHT
    told = [(listing.title.upper(), "Bold", TITLE_SIZE), (listing.note, "Italic", SIZE + 1)]
    for text, style, size in told:
        for line in wrapped(text, width, size, face(style)) if text else []:
            sheet.y -= TITLE_LEADING
            x = LEFT + (width - face(style).width(line, size)) / 2
            sheet.text(style, face(style).shown(line), size, x, sheet.y)
    sheet.y -= TITLE_LEADING / 2


def _head(sheet: _Sheet, listing: Listing) -> None:
    bold = face("Bold")
    cells = [
        wrapped(column.label, column.width * MM - 2 * PADDING, listing.size, bold)
        for column in listing.columns
    ]
    _cells(sheet, listing, cells, "Bold", all_centred=True)


def _parts(listing: Listing, row: Sequence[str], drawn: Face) -> Iterator[list[list[str]]]:
    """The row's wrapped cells; one that is taller than `TALLEST` in several parts."""
    cells = [
        wrapped(text, column.width * MM - 2 * PADDING, listing.size, drawn)
        for column, text in zip(listing.columns, row, strict=True)
    ]
    for start in range(0, max(map(len, cells)), TALLEST):
        yield [lines[start : start + TALLEST] for lines in cells]


def _row(sheet: _Sheet, listing: Listing, cells: list[list[str]]) -> None:
    if not sheet.fits(_height(listing, cells)):
        sheet.turn()
        _head(sheet, listing)
    _cells(sheet, listing, cells, "Regular")


def _height(listing: Listing, cells: list[list[str]]) -> float:
    return max(map(len, cells)) * listing.size * LEADING / SIZE + 2 * PADDING


def _cells(
    sheet: _Sheet,
    listing: Listing,
    cells: list[list[str]],
    style: str,
    *,
    all_centred: bool = False,
) -> None:
    height, drawn, leading = _height(listing, cells), face(style), listing.size * LEADING / SIZE
    x = LEFT
    for column, lines in zip(listing.columns, cells, strict=True):
        width = column.width * MM
        sheet.box(x, sheet.y - height, width, height)
        y = sheet.y - PADDING - listing.size
        for line in lines:
            gap = (width - drawn.width(line, listing.size)) / 2
            inset = gap if column.centred or all_centred else PADDING
            if line:
                sheet.text(style, drawn.shown(line), listing.size, x + inset, y)
            y -= leading
        x += width
    sheet.y -= height

"""PDFs bound into one file: stored pages as they are, with a number stamped on each.

Nothing is drawn again: a page keeps its content, its fonts and its size; one line is added in its
upper right corner. The cover, made by the print engine, gives the file its PDF/A metadata, title,
language and colour profile; bytes are equal for equal input.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from procuracy.web.pdf_faces import face
from procuracy.web.pdf_lists import HEIGHT, MM, WIDTH

STAMP_SIZE = 9
STAMP_RIGHT, STAMP_TOP = 12 * MM, 9 * MM
# What leads to parts of a page's own file that do not come along.
LEFT_BEHIND = ("/StructParents", "/Annots", "/Tabs", "/AA")


@dataclass
class Book:
    """A file being bound; `cover` is a PDF of two pages: the first and the last of the book."""

    cover: bytes
    stamp: Callable[[str], str]  # page number as printed → the line in the corner
    marks: list[tuple[str, int]] = field(default_factory=list)  # words of the outline, page index

    def __post_init__(self) -> None:
        self.pdf = pikepdf.open(BytesIO(self.cover))
        if len(self.pdf.pages) != 2:
            raise ValueError("A cover has two pages: the first and the last of the book.")
        for key in ("/StructTreeRoot", "/MarkInfo", "/Outlines"):
            if key in self.pdf.Root:
                del self.pdf.Root[key]
        self.fonts = {style: face(style).embed(self.pdf) for style in ("Regular", "Bold", "Italic")}
        named: Any = {f"/{style}": font for style, font in self.fonts.items()}
        self._named = Dictionary(named)
        self._certificate = self.pdf.pages[1]
        del self.pdf.pages[1]
        self._front = 0

    def add(self, stored: bytes, words: str) -> int:
        """Pages of a stored file behind those there are; how many they were."""
        self.marks.append((words, self._body))
        with pikepdf.open(BytesIO(stored)) as source:
            count = len(source.pages)
            self.pdf.pages.extend(source.pages)
        return count

    def add_lists(self, streams: Iterable[bytes], words: str, *, in_front: bool = False) -> None:
        """Pages that `pdf_lists` set."""
        if not in_front:
            self.marks.append((words, self._body))
        for stream in streams:
            if in_front:
                self._front += 1
                self.pdf.pages.insert(self._front, self._page(stream))
            else:
                self.pdf.pages.append(self._page(stream))

    def bound(self, *, last: str) -> bytes:
        """The file: cover, lists in front (i, ii …), stored pages and lists (1, 2 …), certificate.

        `last`: the words of the certificate in the outline.
        """
        front = 1 + self._front
        self.marks.append((last, self._body))
        self.pdf.pages.append(self._certificate)
        self._stamp_all(front)
        self._outline(front)
        self.pdf.Root.PageLabels = _labels(front)
        written = BytesIO()
        self.pdf.save(
            written,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return written.getvalue()

    @property
    def _body(self) -> int:
        """Pages behind the cover and what stands in front."""
        return len(self.pdf.pages) - 1 - self._front

    def _page(self, stream: bytes) -> Any:
        page = Dictionary(
            Type=Name.Page,
            MediaBox=[0, 0, round(WIDTH, 2), round(HEIGHT, 2)],
            Resources=Dictionary(Font=self._named),
            Contents=self.pdf.make_stream(stream),
        )
        return pikepdf.Page(self.pdf.make_indirect(page))

    def _stamp_all(self, front: int) -> None:
        for index, page in enumerate(self.pdf.pages):
            for key in LEFT_BEHIND:
                if key in page.obj:
                    del page.obj[key]
            if index:
                number = roman(index) if index < front else str(index - front + 1)
                self._stamp(page, self.stamp(number))

    def _stamp(self, page: Any, words: str) -> None:
        drawn = face("Regular")
        _, _, right, top = (float(side) for side in page.mediabox)
        x = right - STAMP_RIGHT - drawn.width(words, STAMP_SIZE)
        y = top - STAMP_TOP
        name = page.add_resource(self.fonts["Regular"], Name.Font, Name("/Stamp"))
        line = b"Q q 0 g BT %s %d Tf %.2f %.2f Td %s Tj ET Q"
        shown = line % (str(name).encode(), STAMP_SIZE, x, y, drawn.shown(words))
        page.contents_add(b"q", prepend=True)
        page.contents_add(shown)

    def _outline(self, front: int) -> None:
        with self.pdf.open_outline() as outline:
            for words, index in self.marks:
                outline.root.append(pikepdf.OutlineItem(words, front + index))


def _labels(front: int) -> Any:
    """What a reader shows as the page's number: cover, i, ii …, 1, 2 …"""
    ranges: list[Any] = [0, Dictionary(P=pikepdf.String("Bìa"))]
    if front > 1:
        ranges += [1, Dictionary(S=Name.r)]
    return Dictionary(Nums=[*ranges, front, Dictionary(S=Name.D)])


def roman(number: int) -> str:
    """`iv`, for pages in front of the first one; up to 39 of them."""
    tens, ones = divmod(number, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]

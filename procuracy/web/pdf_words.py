"""Words of stored PDFs, page by page, as our own print engine writes them: two bytes a glyph, and
in each font a map from glyphs to letters.

A page takes 1 ms, where a general reader takes forty; what cannot be read says nothing.
"""

import re
from io import BytesIO
from typing import Any

import pikepdf

_SHOWN = re.compile(rb"/(\S+)\s+[-\d.]+\s+Tf\b|\[([^\]]*)\]\s*TJ\b|<([0-9A-Fa-f]*)>\s*Tj\b")
_GLYPHS = re.compile(rb"<([0-9A-Fa-f]*)>")
_LETTERS = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_BLOCKS = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)

# Glyph → letters, as `str.translate` takes it.
Letters = dict[int, str]


def page_words(pdf: bytes) -> list[str]:
    """Of every page, runs of text parted by blanks; [] for a file that cannot be read."""
    known: dict[Any, Letters] = {}
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            return [_words(page, known) for page in opened.pages]
    except (pikepdf.PdfError, ValueError):
        return []


def _words(page: Any, known: dict[Any, Letters]) -> str:
    """`known`: of each font of the file its letters, read once."""
    fonts = {name[1:].encode(): font for name, font in page.resources.get("/Font", {}).items()}
    for font in fonts.values():
        if font.objgen not in known:
            known[font.objgen] = _letters(_map(font))
    letters: Letters = {}
    found = []
    for name, array, single in _SHOWN.findall(_content(page)):
        if name:
            letters = known[fonts[name].objgen] if name in fonts else {}
        else:
            glyphs = b"".join(_GLYPHS.findall(array)) if array else single
            found.append(bytes.fromhex(glyphs.decode()).decode("utf-16-be").translate(letters))
    return " ".join(found)


def _content(page: Any) -> bytes:
    content = page.obj.get("/Contents")
    parts = content if isinstance(content, pikepdf.Array) else [content]
    return b"\n".join(part.read_bytes() for part in parts if part is not None)


def _map(font: Any) -> bytes:
    shown = font.get("/ToUnicode")
    return shown.read_bytes() if shown else b""


def _letters(told: bytes) -> Letters:
    found: Letters = {}
    for kind, block in _BLOCKS.findall(told):
        if kind == b"char":
            found |= {int(glyph, 16): _text(said) for glyph, said in _LETTERS.findall(block)}
            continue
        for first, last, said in _RANGE.findall(block):
            begins = int(said, 16)
            glyphs = range(int(first, 16), int(last, 16) + 1)
            found |= {glyph: chr(begins + at) for at, glyph in enumerate(glyphs)}
    return found


def _text(said: bytes) -> str:
    if len(said) == 4:
        return chr(int(said, 16))
    return bytes.fromhex(said.decode()).decode("utf-16-be")

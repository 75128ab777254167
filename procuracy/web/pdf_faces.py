"""The vendored faces for what is written into PDFs without the print engine: widths and bytes."""

from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
# Latin with all Vietnamese letters, and the signs of office texts. NFC: one letter, one glyph.
LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(0x1A0, 0x1A1, 0x1AF, 0x1B0),
    *range(0x1EA0, 0x1EFA),
    *range(0x2010, 0x2027),
    *(0x2030, 0x20AB, 0x2212, 0x2264, 0x2265),
)
# Tables that nobody asks for in a PDF: those that cannot be cut down, those read while cutting.
_UNCUT = ("FFTM", "DSIG", "GDEF", "GPOS", "GSUB", "kern")
_READ = ("gasp", "OS/2", "cmap", "name", "post")
_BLOCK = 100  # bfchar lines that one block of a character map may hold


class Face:
    """One face of Liberation Serif, cut down to `LETTERS`; made once per process."""

    def __init__(self, style: str) -> None:
        font = TTFont(FONTS / f"LiberationSerif-{style}.ttf")
        known = font.getBestCmap()
        _drop(font, _UNCUT)
        cut = subset.Subsetter(_options())
        cut.populate(unicodes=LETTERS)
        cut.subset(font)
        self.name = f"AAAAAA+LiberationSerif-{style}"
        scale = 1000 / font["head"].unitsPerEm
        order = {name: gid for gid, name in enumerate(font.getGlyphOrder())}
        self.gids = {chr(code): order[known[code]] for code in LETTERS if known.get(code) in order}
        self.advances = [round(font["hmtx"][name][0] * scale) for name in font.getGlyphOrder()]
        self._widths = {letter: self.advances[gid] for letter, gid in self.gids.items()}
        head, hhea = font["head"], font["hhea"]
        self.box = [round(getattr(head, side) * scale) for side in ("xMin", "yMin", "xMax", "yMax")]
        self.ascent, self.descent = round(hhea.ascent * scale), round(hhea.descent * scale)
        _drop(font, _READ)
        written = BytesIO()
        font.save(written)
        self.bytes = written.getvalue()

    def width(self, text: str, size: float) -> float:
        """In points; letters outside the face are as wide as its empty box."""
        blank = self.advances[0]
        return sum(self._widths.get(letter, blank) for letter in text) * size / 1000

    def shown(self, text: str) -> bytes:
        """The text as the operand of `Tj`."""
        return b"<" + "".join(f"{self.gids.get(letter, 0):04x}" for letter in text).encode() + b">"

    def embed(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """As a font of the file, with the map that lets readers search and copy."""
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/" + self.name),
            Flags=4,
            FontBBox=self.box,
            ItalicAngle=0,
            Ascent=self.ascent,
            Descent=self.descent,
            CapHeight=self.ascent,
            StemV=80,
            FontFile2=pdf.make_stream(self.bytes, Length1=len(self.bytes)),
        )
        inner = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name("/" + self.name),
            CIDSystemInfo=Dictionary(
                Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
            ),
            CIDToGIDMap=Name.Identity,
            FontDescriptor=pdf.make_indirect(descriptor),
            W=[0, list(self.advances)],
        )
        outer = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/" + self.name),
            Encoding=Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(inner)],
            ToUnicode=pdf.make_stream(self._letters()),
        )
        return pdf.make_indirect(outer)

    def _letters(self) -> bytes:
        """The character map: glyph → letter."""
        pairs = [f"<{gid:04x}> <{ord(letter):04x}>" for letter, gid in self.gids.items()]
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <ffff> endcodespacerange",
        ]
        for start in range(0, len(pairs), _BLOCK):
            block = pairs[start : start + _BLOCK]
            lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return "\n".join(lines).encode()


def _drop(font: TTFont, tables: tuple[str, ...]) -> None:
    for table in tables:
        if table in font:
            del font[table]


def _options() -> subset.Options:
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    return options


@cache
def face(style: str) -> Face:
    """`Regular`, `Bold` or `Italic`; about 0.1 s the first time."""
    return Face(style)

"""Files as people hand them in, and as attackers make them; small, and made here."""

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pikepdf

# What every virus scanner reports and no computer is harmed by; in two pieces, so that a scanner
# of this machine leaves this file alone.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD" + b"-ANTIVIRUS-TEST-FILE!$H+H*"


def archive(parts: dict[str, str | bytes], *, packed: bool = False) -> bytes:
    target = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(target, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return target.getvalue()


def word(*lines: str, **parts: str | bytes) -> bytes:
    """A Word file; `parts` by name, `__` for the folder and a last `_` for the dot."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    return word_of(f"<w:document>{body}</w:document>", {named(n): c for n, c in parts.items()})


def word_of(document: str | bytes, parts: dict[str, str | bytes] | None = None) -> bytes:
    return archive({"word/document.xml": document, **(parts or {})})


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def excel(parts: dict[str, str | bytes], *, packed: bool = False) -> bytes:
    return archive({"xl/workbook.xml": "<workbook/>", **parts}, packed=packed)


def named(argument: str) -> str:
    stem, _, ending = argument.replace("__", "/").rpartition("_")
    return f"{stem}.{ending}"


def png(width: int = 640, height: int = 480, *, text: str = "") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    said = [(b"tEXt", b"Comment\0" + text.encode())] if text else []
    chunks = [(b"IHDR", head), *said, (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def jpeg(width: int = 640, height: int = 480, *, text: str = "") -> bytes:
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    segments = [(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"), (0xFE, text.encode()), (0xC0, frame)]
    body = b"".join(
        struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data for marker, data in segments
    )
    return b"\xff\xd8" + body + b"\xff\xda\x00\x02points\xff\xd9"


def pdf(*lines: str, **root: pikepdf.Object) -> bytes:
    """One page with these lines in a font that reads Vietnamese; `root`: what its catalogue has."""
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(595, 842))
        if lines:
            write(made, page, lines)
        for name, value in root.items():
            made.Root[f"/{name}"] = value
        target = io.BytesIO()
        made.save(target)
    return target.getvalue()


def write(made: pikepdf.Pdf, page: pikepdf.Page, lines: tuple[str, ...]) -> None:
    """Each letter is a number of its own; the table of letters says what to read for it."""
    letters = sorted(set("".join(lines)))
    code = {letter: 33 + at for at, letter in enumerate(letters)}
    table = "".join(f"<{code[x]:02x}> <{x.encode('utf-16-be').hex()}>\n" for x in letters)
    cmap = f"begincmap\n{len(letters)} beginbfchar\n{table}endbfchar\nendcmap".encode()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        ToUnicode=made.make_stream(cmap),
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    said = "".join(
        f"BT /F 12 Tf 72 {700 - 20 * at} Td <{''.join(f'{code[x]:02x}' for x in line)}> Tj ET\n"
        for at, line in enumerate(lines)
    )
    page.Contents = made.make_stream(said.encode())


def changed(content: bytes, folder: Path) -> pikepdf.Pdf:
    """A PDF opened again, to put into it what programs that make PDFs put there."""
    path = folder / "tep.pdf"
    path.write_bytes(content)
    return pikepdf.open(path)


def saved(made: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def noted(made: pikepdf.Pdf, **annotation: Any) -> None:
    one = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[0, 0, 9, 9], **annotation)
    made.pages[0].Annots = pikepdf.Array([made.make_indirect(one)])

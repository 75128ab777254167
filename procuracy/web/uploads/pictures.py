"""Pictures: how many points they have is read from their head; nothing here decodes them.

A few kilobytes can hold a picture of gigabytes, which whoever opens or prints it would unpack.
"""

import struct
from collections.abc import Iterator

from procuracy.web.errors import Refused
from procuracy.web.numbers import format_number

# A sheet of A3 scanned at 600 points an inch has 70 million.
MOST_POINTS = 80_000_000
LONGEST_SIDE = 30_000

BROKEN = "Ảnh bị hỏng: mở bằng phần mềm xem ảnh, lưu lại rồi tải lên lại."
TOO_LARGE = f"Ảnh quá lớn: tối đa {format_number(MOST_POINTS // 1_000_000)} triệu điểm ảnh."

_PNG = b"\x89PNG\r\n\x1a\n"
# Frames of a JPEG: SOF0 to SOF15 without the tables DHT, JPG and DAC.
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_COMMENT, _SCAN, _END = 0xFE, 0xDA, 0xD9
_ALONE = {0x01, *range(0xD0, 0xD8)}


def check(content: bytes) -> None:
    """Refused for a picture too large to open; anything but a PNG or JPEG passes."""
    if content.startswith(_PNG):
        width, height = _png_size(content)
    elif content.startswith(b"\xff\xd8\xff"):
        width, height = _jpeg_size(content)
    else:
        return
    if not width or not height:
        raise Refused(BROKEN)
    if width * height > MOST_POINTS or max(width, height) > LONGEST_SIDE:
        raise Refused(TOO_LARGE)


def texts(content: bytes) -> Iterator[str]:
    """What a checked picture says in words: remarks of who made it, no letters of the picture."""
    if content.startswith(_PNG):
        for kind, data in _chunks(content):
            if kind in (b"tEXt", b"iTXt"):
                yield "\n".join(data.decode("utf-8", "replace").split("\0"))
    else:
        yield from (
            data.decode("utf-8", "replace")
            for marker, data in _segments(content)
            if marker == _COMMENT
        )


def _png_size(content: bytes) -> tuple[int, int]:
    kind, data = next(_chunks(content), (b"", b""))
    if kind != b"IHDR" or len(data) != 13:
        raise Refused(BROKEN)
    width, height = struct.unpack(">II", data[:8])
    return width, height


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        yield content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        at += 12 + length


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """The largest of its frames: later ones are read by some programs."""
    sizes = [
        struct.unpack(">HH", data[1:5])
        for marker, data in _segments(content)
        if marker in _FRAMES and len(data) >= 6
    ]
    if not sizes:
        raise Refused(BROKEN)
    height, width = max(sizes, key=lambda size: size[0] * size[1])
    return width, height


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Markers with their data, up to where the picture itself begins."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF or marker in _ALONE:  # filling; markers without data
            at += 1 if marker == 0xFF else 2
            continue
        if marker in (_SCAN, _END):
            return
        (length,) = struct.unpack_from(">H", content, at + 2)
        yield marker, content[at + 4 : at + 2 + length]
        at += 2 + max(length, 2)

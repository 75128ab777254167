"""Word and Excel files: archives of parts, looked at as a whole before any part is unpacked.

Refused: what is locked, what grows when unpacked, what could run (macros, controls, embedded
objects) and what is fetched from elsewhere when somebody opens the file (linked workbooks, remote
templates, DDE). A workbook inside, the figures of a chart, is looked at in the same way, once.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from procuracy.web.errors import Refused
from procuracy.web.uploads import pictures
from procuracy.web.uploads.markup import Markup

MOST_UNPACKED = 48 * 1024 * 1024
MOST_PARTS = 1_000
# Deflate reaches 1,000 to 1; sheets of real offices stay below 60.
MOST_RATIO = 150
RATIO_FROM = 1024 * 1024  # smaller parts cannot hurt, however well they pack

BROKEN = "Tệp bị hỏng: mở lại bằng phần mềm đã tạo ra tệp, lưu rồi tải lên lại."
LOCKED = "Tệp có đặt mật khẩu: bỏ mật khẩu rồi tải lên lại."
MACRO = "Tệp có macro: lưu thành tệp không có macro rồi tải lên lại."
TOO_LARGE = "Tệp quá lớn khi mở ra: bớt hình ảnh, trang tính không dùng."
EMBEDDED = (
    "Tệp có nhúng tệp hoặc đối tượng khác bên trong: bỏ đối tượng nhúng hoặc lưu thành PDF rồi "
    "tải lên lại."
)
LINKED = (
    "Tệp lấy nội dung từ tệp hoặc địa chỉ khác khi mở: ngắt liên kết hoặc lưu thành PDF rồi tải "
    "lên lại."
)

_MACRO = re.compile(r"(^|/)(vba\w*\.(bin|xml)|macrosheets/|customui\d*/)", re.IGNORECASE)
_OBJECT = re.compile(r"(^|/)(activex|ctrlprops|webextensions)/|(^|/)oleobject", re.IGNORECASE)
_LINK = re.compile(r"(^|/)externallinks/", re.IGNORECASE)
# What a printer remembers is the only part of unknown content that Excel itself writes.
_SETTINGS = re.compile(r"(^|/)printersettings/[^/]+\.bin$", re.IGNORECASE)
_WORKBOOK = re.compile(r"(^|/)embeddings/[^/]+\.xlsx$", re.IGNORECASE)
_FOREIGN = re.compile(
    r"\.(bin|exe|dll|scr|com|msi|jar|lnk|bat|cmd|ps1|js|vbs|hta|html|zip|rar|7z|gz"
    r"|do[ct][xm]|xl[st][xmb]|pp[ts][xm])$",
    re.IGNORECASE,
)
_STARTS = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"MZ",
    b"\x7fELF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)
_MARKUP = (".xml", ".rels", ".vml")
_DDE = re.compile(r"(^|[\s{])DDE(AUTO)?\s", re.IGNORECASE | re.MULTILINE)


def part_names(content: bytes) -> set[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return set(archive.namelist())
    except Exception as error:  # the reader has many words for a broken archive
        raise Refused(BROKEN) from error


def texts(content: bytes, *, is_inside: bool = False) -> Iterator[str]:
    """Texts of all parts, one line a paragraph or cell; refused for what may not be kept."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            check_size(parts)
            for part in parts:
                yield from _part(archive, part, is_inside)
    except Refused:
        raise
    except Exception as error:
        raise Refused(BROKEN) from error


def check_size(parts: list[zipfile.ZipInfo]) -> None:
    """By what the archive says of its parts; a part that is longer than said does not unpack."""
    names = [part.filename for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(LOCKED)
    if len(set(names)) < len(names):  # which of two is read depends on the reader
        raise Refused(BROKEN)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(TOO_LARGE)
    large = (part for part in parts if part.file_size > RATIO_FROM)
    if any(part.file_size > MOST_RATIO * max(part.compress_size, 1) for part in large):
        raise Refused(TOO_LARGE)


def _part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, is_inside: bool) -> Iterator[str]:
    name = part.filename
    for forbidden, sentence in ((_MACRO, MACRO), (_OBJECT, EMBEDDED), (_LINK, LINKED)):
        if forbidden.search(name):
            raise Refused(sentence)
    if name.lower().endswith(_MARKUP):
        yield _markup(name, archive.read(part))
    elif _WORKBOOK.search(name) and not is_inside:
        yield from texts(archive.read(part), is_inside=True)
    elif not _SETTINGS.search(name):
        inside = archive.read(part)
        if _FOREIGN.search(name) or inside.startswith(_STARTS):
            raise Refused(EMBEDDED)
        pictures.check(inside)


def _markup(name: str, content: bytes) -> str:
    read = Markup()
    try:
        read.feed(content)
    except expat.ExpatError:
        # Drawings of the old kind are not always well-formed, and nobody else reads them either.
        if not name.lower().endswith(".vml"):
            raise
    if name == "[Content_Types].xml" and any("macro" in kind for kind in read.types):
        raise Refused(MACRO)
    if read.fetches or _DDE.search(read.instructions()):
        raise Refused(LINKED)
    return read.text()

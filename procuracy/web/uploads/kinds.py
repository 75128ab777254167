"""What kinds of files are kept: told by the first bytes, never by name or claimed type."""

import unicodedata
import zipfile
from pathlib import PurePosixPath

from procuracy.web.errors import Refused
from procuracy.web.uploads import packages

NAME_LENGTH = 150

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS = {PDF: (".pdf",), PNG: (".png",), JPEG: (".jpg", ".jpeg"), WORD: (".docx",)}
ENDINGS |= {EXCEL: (".xlsx",)}
ACCEPT = ",".join(ending for endings in ENDINGS.values() for ending in endings)

UNKNOWN = "Chỉ nhận tệp PDF, Word (.docx), Excel (.xlsx) hoặc ảnh JPG, PNG."
OLD = "Tệp Word, Excel kiểu cũ hoặc có đặt mật khẩu: lưu thành .docx, .xlsx."
DOUBLE = (
    "Tệp chứa một tệp nén ghép ở sau: mở bằng phần mềm đã tạo ra tệp, lưu thành tệp mới rồi tải "
    "lên lại."
)

_STARTS = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}


def type_of(content: bytes) -> str:
    """Refused for any other kind, and for a file that is two kinds at once."""
    for start, media_type in _STARTS.items():
        if content.startswith(start):
            if is_archive(content):
                raise Refused(DOUBLE)
            return media_type
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(OLD)
    names = packages.part_names(content) if content.startswith(b"PK\x03\x04") else set()
    for media_type, part in ((WORD, "word/document.xml"), (EXCEL, "xl/workbook.xml")):
        if part in names:
            return media_type
    raise Refused(UNKNOWN)


def is_archive(content: bytes) -> bool:
    """Readers of archives begin at the end: a picture may carry one behind it."""
    try:
        return bool(packages.part_names(content))
    except (Refused, zipfile.BadZipFile):
        return False


def tidy_name(name: str, media_type: str) -> str:
    """Without folders and unseen signs, with the ending that its content has."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    last = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip(". ")
    stem, dot, ending = last.rpartition(".")
    if not dot or f".{ending.lower()}" not in ENDINGS[media_type]:
        stem, ending = last, ENDINGS[media_type][0][1:]
    return f"{(stem or 'tep')[: NAME_LENGTH - 6]}.{ending.lower()}"

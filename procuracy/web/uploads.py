"""Files that people hand in: what may be kept, and what a file says before it is kept.

Trusts neither the name nor the type that the browser claims: the first bytes decide. Text of Word
and Excel files and of PDFs is read and judged like typed text (design, rule 8). What cannot be
read, a picture or a scanned page, is asked about.
"""

import hashlib
import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import pypdf
from django.core.files.uploadedfile import UploadedFile

from procuracy.web import secrecy
from procuracy.web.errors import Refused

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 48 * 1024 * 1024
MOST_PARTS = 1_000
MOST_PAGES = 200
NAME_LENGTH = 150

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS = {PDF: (".pdf",), PNG: (".png",), JPEG: (".jpg", ".jpeg"), WORD: (".docx",)}
ENDINGS |= {EXCEL: (".xlsx",)}
ACCEPT = ",".join(ending for endings in ENDINGS.values() for ending in endings)

UNKNOWN = "Chỉ nhận tệp PDF, Word (.docx), Excel (.xlsx) hoặc ảnh JPG, PNG."
BROKEN = "Tệp bị hỏng: mở lại bằng phần mềm đã tạo ra tệp, lưu rồi tải lên lại."
LOCKED = "Tệp có đặt mật khẩu: bỏ mật khẩu rồi tải lên lại."
MACRO = "Tệp có macro: lưu thành tệp không có macro rồi tải lên lại."
UNREADABLE = (
    "Không đọc được chữ trong tệp này (ảnh, bản quét) để kiểm tra: xác nhận nội dung tệp không "
    "thuộc bí mật nhà nước để lưu."
)

# Where a line ends in the parts of Word and Excel files.
_BREAKS = re.compile(r"</w:p>|</w:tc>|<w:br[^>]*>|<w:tab/>|</a:p>|</si>|</is>|</v>|</comment>")
_TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Upload:
    """A file that may be kept; `finding` says whether somebody has to vouch for it."""

    name: str
    media_type: str
    content: bytes
    finding: secrecy.Finding

    def columns(self) -> dict[str, Any]:
        """For `StoredFile`."""
        return {
            "name": self.name,
            "media_type": self.media_type,
            "size": len(self.content),
            "sha256": hashlib.sha256(self.content).hexdigest(),
            "content": self.content,
        }


def read(file: UploadedFile) -> Upload:
    """Refused, with a sentence, for what may not be kept."""
    content = file.read(MOST_BYTES + 1)
    if not content:
        raise Refused("Tệp rỗng.")
    if len(content) > MOST_BYTES:
        raise Refused("Tệp lớn quá 10 MB: nén ảnh, quét lại ở độ phân giải thấp hơn.")
    media_type = type_of(content)
    name = tidy_name(file.name or "", media_type)
    return Upload(name, media_type, content, judged(name, media_type, content))


def type_of(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("Tệp Word, Excel kiểu cũ hoặc có đặt mật khẩu: lưu thành .docx, .xlsx.")
    names = _part_names(content) if content.startswith(b"PK") else set()
    for media_type, part in ((WORD, "word/document.xml"), (EXCEL, "xl/workbook.xml")):
        if part in names:
            return media_type
    raise Refused(UNKNOWN)


def tidy_name(name: str, media_type: str) -> str:
    """Without folders and unseen signs, with the ending that its content has."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    last = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip(". ")
    stem, dot, ending = last.rpartition(".")
    if not dot or f".{ending.lower()}" not in ENDINGS[media_type]:
        stem, ending = last, ENDINGS[media_type][0][1:]
    return f"{(stem or 'tep')[: NAME_LENGTH - 6]}.{ending.lower()}"


def judged(name: str, media_type: str, content: bytes) -> secrecy.Finding:
    """Refuses what is marked as secret; otherwise what has to be asked."""
    text = text_of(media_type, content)
    findings = [secrecy.check(part) for part in (PurePosixPath(name).stem, text)]
    for finding in findings:
        if finding.answer is secrecy.Answer.REFUSE:
            raise Refused(f"{name}: {finding.sentence}")
    asked = [one for one in findings if one.answer is secrecy.Answer.ASK]
    if not asked and not text.strip():
        asked = [secrecy.Finding(secrecy.Answer.ASK, UNREADABLE)]
    return asked[0] if asked else findings[0]


def text_of(media_type: str, content: bytes) -> str:
    """What can be read in it; "" for pictures."""
    if media_type == PDF:
        return "\n".join(_pages(content))
    if media_type in (WORD, EXCEL):
        return "\n".join(_parts(content))
    return ""


def _pages(content: bytes) -> Iterator[str]:
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise Refused(LOCKED)
        for number, page in enumerate(reader.pages, 1):
            if number > MOST_PAGES:
                raise Refused(f"Tệp dài quá {MOST_PAGES} trang: chỉ tải lên phần cần chứng minh.")
            yield page.extract_text()
    except Refused:
        raise
    except Exception as error:  # the reader has many words for a broken file
        raise Refused(BROKEN) from error


def _part_names(content: bytes) -> set[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {part.filename for part in archive.infolist()}
    except Exception as error:
        raise Refused(BROKEN) from error


def _parts(content: bytes) -> Iterator[str]:
    """Texts of an archive's parts, one line a paragraph or cell; bounded before it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise Refused(LOCKED)
            if any(part.filename.endswith("vbaProject.bin") for part in parts):
                raise Refused(MACRO)
            if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED:
                raise Refused("Tệp quá lớn khi mở ra: bớt hình ảnh, trang tính không dùng.")
            for part in parts:
                if part.filename.endswith(".xml"):
                    yield _plain(archive.read(part).decode("utf-8", "replace"))
    except Refused:
        raise
    except Exception as error:
        raise Refused(BROKEN) from error


def _plain(markup: str) -> str:
    return html.unescape(_TAGS.sub("", _BREAKS.sub("\n", markup)))

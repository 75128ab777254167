"""Files that people hand in: what may be kept, and what a file says before it is kept.

Trusts neither the name nor the type that the browser claims: the first bytes decide. What could
run, unpack without end or fetch something is refused; a virus scanner is asked where there is one.
Text of Word and Excel files and of PDFs is read and judged like typed text (design, rule 8). What
cannot be read, a picture or a scanned page, is asked about. docs/adr/0017-uploads.md.
"""

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from procuracy.web import secrecy
from procuracy.web.errors import Refused
from procuracy.web.models.files import StoredFile
from procuracy.web.uploads import packages, pdfs, pictures, scanning
from procuracy.web.uploads.kinds import (
    ACCEPT,
    EXCEL,
    JPEG,
    NAME_LENGTH,
    PDF,
    PNG,
    WORD,
    tidy_name,
    type_of,
)
from procuracy.web.uploads.receiving import MOST_BYTES

__all__ = ["ACCEPT", "EXCEL", "JPEG", "MOST_BYTES", "NAME_LENGTH", "PDF", "PNG", "WORD"]
__all__ += ["Upload", "read", "tidy_name", "type_of"]

EMPTY = "Tệp rỗng."
TOO_LARGE = "Tệp lớn quá 10 MB: nén ảnh, quét lại ở độ phân giải thấp hơn."
UNREADABLE = (
    "Không đọc được chữ trong tệp này (ảnh, bản quét) để kiểm tra: xác nhận nội dung tệp không "
    "thuộc bí mật nhà nước để lưu."
)


@dataclass(frozen=True)
class Upload:
    """A file that may be kept; `finding` says whether somebody has to vouch for it."""

    name: str
    media_type: str
    content: bytes
    finding: secrecy.Finding
    virus_check: str = StoredFile.VirusCheck.NONE

    def columns(self) -> dict[str, Any]:
        """For `StoredFile`."""
        return {
            "name": self.name,
            "media_type": self.media_type,
            "size": len(self.content),
            "sha256": hashlib.sha256(self.content).hexdigest(),
            "content": self.content,
            "virus_check": self.virus_check,
        }


def read(file: UploadedFile) -> Upload:
    """Refused, with a sentence, for what may not be kept."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES or len(content) != file.size:  # cut short as it arrived
        raise Refused(TOO_LARGE)
    if not content:
        raise Refused(EMPTY)
    media_type = type_of(content)
    name = tidy_name(file.name or "", media_type)
    virus_check = scanning.check(content)
    return Upload(name, media_type, content, judged(name, media_type, content), virus_check)


def judged(name: str, media_type: str, content: bytes) -> secrecy.Finding:
    """Refuses what is marked as secret; otherwise what has to be asked."""
    text, is_picture = text_of(media_type, content), media_type in (PNG, JPEG)
    findings = [secrecy.check(part) for part in (PurePosixPath(name).stem, text)]
    for finding in findings:
        if finding.answer is secrecy.Answer.REFUSE:
            raise Refused(f"{name}: {finding.sentence}")
    asked = [one for one in findings if one.answer is secrecy.Answer.ASK]
    if not asked and (is_picture or not text.strip()):
        asked = [secrecy.Finding(secrecy.Answer.ASK, UNREADABLE)]
    return asked[0] if asked else findings[0]


def text_of(media_type: str, content: bytes) -> str:
    """What can be read in it."""
    if media_type == PDF:
        return pdfs.text(content)
    if media_type in (WORD, EXCEL):
        return "\n".join(packages.texts(content))
    pictures.check(content)
    return "\n".join(pictures.texts(content))

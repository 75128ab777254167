"""What was signed elsewhere comes back: checked against the issued document, then kept with it.

What is certainly not this document, or was altered after it was signed, is refused. What a program
cannot see (a scan, words that a stamp added) somebody compares, under his name. ADR 0035.
"""

import datetime
import hashlib
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from procuracy.web import signatures, uploads
from procuracy.web.errors import Refused
from procuracy.web.signatures import Page, Signature
from units.comparing import Difference, Text, compare
from units.models import Document, SignedCopy, TrustRoot, User
from units.numbers import is_void

PICTURES = (uploads.PNG, uploads.JPEG)
KINDS = (uploads.PDF, *PICTURES)

OTHER_KIND = "Bản đã ký là tệp PDF hoặc ảnh quét JPG, PNG."
UNSIGNED = "Đây chính là bản in khi cấp số, chưa có chữ ký: chọn tệp đã ký."
OTHER_TEXT = (
    "Nội dung tệp khác bản đã ban hành: xem các chỗ khác ở dưới. Ký lại đúng bản đã cấp số, hoặc "
    "soạn văn bản thay thế."
)
BROKEN = "Chữ ký số của {name} không khớp với tệp: tệp đã bị sửa sau khi ký."
CHANGED = "Tệp đã bị sửa sau chữ ký số cuối cùng ({name}): ký lại rồi đưa lên."
PART = "Chữ ký số cuối cùng ({name}) chỉ bao phủ một phần của tệp: ký lại toàn bộ tệp."


@dataclass(frozen=True)
class Findings:
    pages: int
    issued_pages: int
    text: Text
    is_scan: bool
    signer: str = ""  # as the issued document prints his name
    marks: int = 0
    differences: list[Difference] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)

    def columns(self) -> dict[str, Any]:
        """As `SignedCopy.findings` keeps them."""
        return {
            "pages": self.pages,
            "issued_pages": self.issued_pages,
            "text": self.text.value,
            "is_scan": self.is_scan,
            "marks": self.marks,
            "differences": [one.columns() for one in self.differences],
            "signatures": [one.columns() for one in self.signatures],
        }

    @property
    def refusal(self) -> str:
        """Why this cannot be kept as the signed copy; "" when it can."""
        for one in self.signatures:
            if not one.intact:
                return BROKEN.format(name=one.name)
        if self.signatures and not self.signatures[-1].holds:
            last = self.signatures[-1]
            return (PART if last.covers == "part" else CHANGED).format(name=last.name)
        if self.text == Text.DIFFERENT and not self.is_scan:
            return OTHER_TEXT
        if self.pages != self.issued_pages and self.text != Text.REFLOWED:
            return f"Tệp có {self.pages} trang, văn bản đã ban hành có {self.issued_pages} trang."
        return ""

    @property
    def doubts(self) -> list[str]:
        """What somebody has to look at himself, as sentences."""
        return [sentence for is_so, sentence in self._looked_at() if is_so]

    def _looked_at(self) -> list[tuple[bool, str]]:
        earlier = [one.name for one in self.signatures[:-1] if not one.holds]
        strange = [one.name for one in self.signatures if one.trust == "untrusted"]
        return [
            (self.text == Text.NONE, "Bản quét, ảnh không có chữ để so: phần mềm không so được."),
            (
                self.text == Text.DIFFERENT,
                "Chữ máy đọc trong bản quét khác bản đã ban hành ở các chỗ ghi dưới đây.",
            ),
            (self.text == Text.STAMPED, "Tệp có chữ đóng thêm hoặc để trống số, ngày."),
            (self.text == Text.REFLOWED, "Cùng nội dung nhưng chia trang khác bản đã ban hành."),
            (bool(self.marks), f"Trên trang có {self.marks} ghi chú, hình chèn thêm."),
            (not self.signatures, "Tệp không có chữ ký số: chữ ký, con dấu chỉ người xem được."),
            (bool(earlier), f"Sau chữ ký của {'; '.join(earlier)}, tệp còn được ghi thêm."),
            (
                bool(self.signatures) and not self._is_signed_by_him(),
                f"Không chữ ký số nào mang tên {self.signer}, người ký in trên văn bản.",
            ),
            (bool(strange), f"Chứng thư của {'; '.join(strange)} không do đơn vị tin cậy cấp."),
        ]

    def _is_signed_by_him(self) -> bool:
        return any(_folded(self.signer) in _folded(one.name) for one in self.signatures)


def examine(document: Document, upload: uploads.Upload) -> Findings:
    """What the file is; Refused when it cannot be read at all."""
    if upload.media_type not in KINDS:
        raise Refused(OTHER_KIND)
    if hashlib.sha256(upload.content).hexdigest() == document.sha256:
        raise Refused(UNSIGNED)
    if upload.media_type in PICTURES:
        return Findings(1, document.page_count, Text.NONE, is_scan=True)
    copy = signatures.read(upload.content, roots_of(document))
    issued = signatures.texts(bytes(document.pdf))
    text, differences = compare(issued, [page.text for page in copy.pages], _blanks(document))
    return Findings(
        pages=len(copy.pages),
        issued_pages=document.page_count,
        text=text,
        is_scan=text == Text.NONE or _is_scan(copy.pages),
        signer=document.signer_name,
        marks=sum(page.marks for page in copy.pages),
        differences=differences,
        signatures=copy.signatures,
    )


@transaction.atomic
def bring(
    document: Document,
    upload: uploads.Upload,
    findings: Findings,
    *,
    is_compared: bool,
    by: User,
    at: datetime.datetime,
) -> SignedCopy:
    """Keep it with the document; Refused for what cannot be, or was not compared and must be."""
    if is_void(document):
        raise Refused(f"Số {document.code} đã bị hủy, văn bản không phát hành.")
    if findings.refusal:
        raise Refused(findings.refusal)
    if findings.doubts and not is_compared:
        raise Refused("Cần người so từng trang với bản đã ban hành: đánh dấu ô xác nhận.")
    return SignedCopy.objects.create(
        document=document,
        **upload.columns(),
        findings=findings.columns(),
        is_compared=bool(findings.doubts) and is_compared,
        by=by,
        at=at,
    )


def newest(document: Document) -> SignedCopy | None:
    """What readers get, without its bytes; None while only the issued print is there."""
    rows = SignedCopy.objects.filter(document=document).light()
    return rows.select_related("by__person").order_by("-pk").first()


def best(document: Document) -> tuple[str, bytes]:
    """Name and bytes of the signed PDF, or else of the issued one: for a letter outside."""
    copies = SignedCopy.objects.filter(document=document, media_type=uploads.PDF, size__gt=0)
    copy = copies.order_by("-pk").first()
    name = f"{document.code.replace('/', '-')}.pdf"
    return name, bytes(copy.content) if copy and copy.content else bytes(document.pdf)


def told(columns: dict[str, Any]) -> dict[str, Any]:
    """Findings as they were kept, for a page: moments as moments, and whether a signature holds."""
    signed = [Signature(**one) for one in columns["signatures"]]
    shown = [
        one.columns()
        | {"holds": one.holds, "at": datetime.datetime.fromisoformat(one.at) if one.at else None}
        for one in signed
    ]
    return {**columns, "signatures": shown}


def roots_of(document: Document) -> list[bytes]:
    rows = TrustRoot.objects.filter(office=document.office_id)
    return [bytes(content) for content in rows.values_list("content", flat=True)]


def _blanks(document: Document) -> set[str]:
    """Number, day and month as printed: what was signed first bears none of them."""
    number = document.code.partition("/")[0]
    on, month = document.dated_on, document.dated_on.month
    printed_month = f"{month:02d}" if month < 3 else str(month)
    return {number, f"{on.day:02d}", printed_month, document.code, f"/{document.code}"}


def _folded(name: str) -> str:
    """Certificates write names in capitals too, and accents as signs of their own."""
    return unicodedata.normalize("NFC", name).casefold()


def _is_scan(pages: list[Page]) -> bool:
    return bool(pages) and all(page.is_scan for page in pages)

"""A signed copy as it was kept, without reading a file; a certificate that is none."""

import hashlib
from typing import Any

from tests.factories.common import NOW
from units.models import Document, SignedCopy, TrustRoot, Unit, User

FOUND: dict[str, Any] = {
    "pages": 1,
    "issued_pages": 1,
    "text": "none",
    "is_scan": True,
    "marks": 0,
    "differences": [],
    "signatures": [],
}


def signed_copy(
    document: Document, by: User, content: bytes = b"%PDF-1.4", **more: Any
) -> SignedCopy:
    return SignedCopy.objects.create(
        document=document,
        name=more.pop("name", "ban-ky.pdf"),
        media_type=more.pop("media_type", "application/pdf"),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        findings=FOUND | more.pop("findings", {}),
        is_compared=more.pop("is_compared", True),
        by=by,
        at=NOW,
        **more,
    )


def trust_root(office: Unit, by: User, subject: str = "CA minh họa") -> TrustRoot:
    content = subject.encode()
    return TrustRoot.objects.create(
        office=office,
        subject=subject,
        issuer=subject,
        valid_from=NOW,
        valid_until=NOW,
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        by=by,
        at=NOW,
    )

"""A letter about an issued document."""

from typing import Any

from units.models import AmendingPaper, Appointment, Document
from units.models.amending import Effect


def amending_paper(of: Document, signer: Appointment, **more: Any) -> AmendingPaper:
    facts = {
        "effect": Effect.CORRECTS,
        "subject": f"Đính chính {of}",
        "reason": "Sai ký hiệu ở phần nơi nhận",
        "content": "Tại trang 1: “VKSND”; nay đính chính là: “VKSND tỉnh”.",
        "recipients_text": "Như trên",
    }
    return AmendingPaper.objects.create(of=of, signer=signer, **(facts | more))

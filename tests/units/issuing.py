"""The least that can be issued, for tests of registers and documents."""

import datetime
from typing import Any

from tests import factories as f
from units import registry
from units.models import Document, Register, Role, User

PDF = b"%PDF-1.7\n1 0 obj << /Type /Page >> endobj\n2 0 obj << /Type /Page >> endobj\n%%EOF\n"
DAY = f.TODAY


def facts(number: int | None = None, subject: str = "Kết luận giao ban tháng 10") -> dict[str, Any]:
    return {
        "kind_name": "THÔNG BÁO",
        "number": number,
        "subject": subject,
        "opening": ["Ngày 20/11/2026, VKSND tỉnh tổ chức hội nghị giao ban."],
        "assessment": [],
        "directives": [{"no": 1, "text": "Rà soát tin báo quá hạn", "addressees": "", "due": ""}],
        "organisation": [],
        "recipients": ["Các phòng thuộc VKSND tỉnh"],
        "signer": {
            "authority": "KT. VIỆN TRƯỞNG",
            "position": "PHÓ VIỆN TRƯỞNG",
            "name": "Nguyễn Văn A",
        },
    }


def render(number: int, code: str) -> tuple[dict[str, Any], bytes]:
    return facts(number), PDF + code.encode()


def issued(
    register: Register,
    by: User | None = None,
    *,
    kind: str = "TB",
    dated_on: datetime.date = DAY,
    at: datetime.datetime = f.NOW,
    **more: Any,
) -> Document:
    clerk = by or f.user(Role.REGISTRY_CLERK, register.office)
    return registry.issue(
        register,
        kind,
        dated_on=dated_on,
        render=more.pop("render", render),
        by=clerk,
        at=at,
        **more,
    )

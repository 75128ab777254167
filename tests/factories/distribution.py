"""Bodies outside, groups of recipients, and what went to them."""

from typing import Any

from tests.factories.common import NOW, next_number
from units.models import Document, OutsideBody, OutsideRecipient, RecipientGroup, Unit


def outside_body(office: Unit, name: str = "", **more: Any) -> OutsideBody:
    name = name or f"Cơ quan {next_number()}"
    return OutsideBody.objects.create(office=office, name=name, **more)


def recipient_group(office: Unit, name: str = "Các đơn vị", **more: Any) -> RecipientGroup:
    return RecipientGroup.objects.create(office=office, name=name, **more)


def outside_recipient(document: Document, body: OutsideBody) -> OutsideRecipient:
    return OutsideRecipient.objects.create(
        document=document,
        body=body,
        name=body.name,
        address=body.address,
        email=body.email,
        released_at=NOW,
    )


def outside(document: Document) -> dict[str, Any]:
    body = outside_body(document.office)
    return {
        "outside_body": body,
        "recipient_group": recipient_group(document.office),
        "outside_recipient": outside_recipient(document, body),
    }

"""A closed volume and a decision, without the drawing."""

from typing import Any

from meetings.models import (
    Disposal,
    DisposalItem,
    RetentionRule,
    Volume,
    VolumeItem,
    VolumeOrder,
)
from tests.factories.common import NOW, TODAY
from units.models import Document, User


def volume_order(document: Document, by: User, **more: Any) -> VolumeOrder:
    return VolumeOrder.objects.create(
        office=document.office,
        kind=more.pop("kind", document.kind),
        starts_on=more.pop("starts_on", document.dated_on),
        ends_on=more.pop("ends_on", document.dated_on),
        document_ids=[document.pk],
        asked_by=by,
        asked_at=NOW,
        **more,
    )


def volume(document: Document, by: User, pdf: bytes = b"%PDF-") -> Volume:
    order = volume_order(document, by, state=VolumeOrder.State.DONE)
    line = {
        "no": 1,
        "code": document.code,
        "words": document.subject,
        "sha256": document.sha256,
        "first": 1,
        "note": "",
    }
    made = Volume.objects.create(
        order=order,
        office=document.office,
        kind=document.kind,
        starts_on=order.starts_on,
        ends_on=order.ends_on,
        year=order.ends_on.year,
        number=Volume.objects.filter(office=document.office).count() + 1,
        facts={"documents": [line]},
        pdf=pdf,
        sha256="0" * 64,
        page_count=4,
        document_count=1,
        closed_at=NOW,
        closed_by=by,
    )
    VolumeItem.objects.create(volume=made, document=document, order=1, first_page=1, is_late=False)
    return made


def disposal(document: Document, by: User, **more: Any) -> Disposal:
    made = Disposal.objects.create(
        office=document.office,
        outcome=more.pop("outcome", Disposal.Outcome.EXTENDED),
        code=more.pop("code", "12/QĐ-VKS"),
        decided_on=TODAY,
        reason="Còn dùng để tra cứu",
        at=NOW,
        by=by,
        **more,
    )
    DisposalItem.objects.create(disposal=made, document=document, ended_on=TODAY)
    return made


def common_rule(kind: str = "TB", rhythm: str = "", years: int | None = 10) -> RetentionRule:
    rule, _ = RetentionRule.objects.get_or_create(
        office=None, document_kind=kind, rhythm=rhythm, defaults={"years": years, "source": "TT 10"}
    )
    return rule

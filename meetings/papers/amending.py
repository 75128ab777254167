"""Công văn đính chính, công văn thu hồi: a letter about an issued document, which it names.

For a fault of layout or procedure, or a document that should not stand; an error of content is
mended by drawing the paper up anew (`units.issuing.replace`). Steps: units.issuing.
"""

import datetime
from typing import Any

from django.db import transaction

from meetings.papers import withdrawing
from meetings.papers.letter_printing import letter_pdf
from meetings.papers.letterheads import letterhead, paragraphs, register_of
from meetings.wording import keeping
from meetings.wording.keeping import Tell, nobody
from meetings.wording.letters import CORRECTING, WITHDRAWING
from procuracy.web import dates
from procuracy.web.errors import Refused
from units import amending
from units.amending import Amends
from units.distributing import has_recipients
from units.issuing import Way
from units.models import AmendingPaper, Document, Register, Unit, User
from units.models.amending import Effect
from units.models.registry import DocumentKind
from units.signing import signing_block, usual_signer
from units.standing import named

KIND = DocumentKind.LETTER
WORDED = {Effect.CORRECTS: CORRECTING, Effect.WITHDRAWS: WITHDRAWING}
TEXTS = ("subject", "reason", "content", "recipients_text", "filing")
MOST_NAMED = 6  # addressees by name after "Kính gửi"; more are named by the document they have


@transaction.atomic
def prepare(
    document: Document,
    effect: str,
    *,
    by: User,
    at: datetime.datetime,
    tell: Tell = nobody,
) -> AmendingPaper:
    """The draft, or the one there is; Refused for what was not sent, or stands no more."""
    if found := document.amending_papers.filter(effect=effect, document=None).first():
        return found
    amending.check(document)
    if not document.recipients.exists() and not document.outside_recipients.exists():
        raise Refused(f"{document} chưa gửi đến đơn vị nào: hủy số rồi soạn lại.")
    on = dates.office_day(at)
    signer = usual_signer(document.office, KIND, on)
    if signer is None:
        raise Refused("Chưa soạn được: cơ quan chưa có lãnh đạo ký văn bản vào ngày này.")
    office = Unit.objects.named(on).get(pk=document.office_id)
    made = AmendingPaper.objects.create(
        of=document, effect=effect, signer=signer, **_draft(document, Effect(effect), office, tell)
    )
    made.recipients.set(document.recipients.values_list("unit", flat=True))
    made.bodies.set(document.outside_recipients.values_list("body", flat=True))
    return made


def _draft(document: Document, effect: Effect, office: Unit, tell: Tell) -> dict[str, str]:
    """The words of a new letter, from the office's wording; the Office reads and mends them."""
    texts = keeping.worded(WORDED[effect], said(document, office), office.pk, tell=tell).texts
    return {
        "subject": texts["subject"],
        "reason": "",
        "content": texts.get("content", ""),
        "recipients_text": texts["recipients"],
        "filing": texts["filing"],
    }


def said(document: Document, office: Unit) -> dict[str, Any]:
    """What the wording of such a letter may name: the document that it is about, and who issued it;
    `office` by its names of the day."""
    is_province = office.kind == Unit.Kind.PROVINCE
    return {
        "office": {
            "name": office.name,
            "short_name": office.short_name,
            "is_province": is_province,
        },
        "document": {
            "name": str(document),
            "named": named(document),
            "date": dates.printed_short(document.dated_on),
            "subject": document.subject,
        },
        "filing": "VT, VP" if is_province else "VT",
    }


def shortcoming(paper: AmendingPaper, on: datetime.date) -> str:
    """What still stands in the way of approval, as the end of a sentence; empty when nothing."""
    if not paper.reason.strip():
        return "chưa ghi lý do."
    if not paper.content.strip() or "…" in paper.content:
        return "nội dung còn chỗ trống (…)."
    if why := withdrawing.shortcoming(paper):
        return why
    if not has_recipients(paper):
        return "chưa chọn đơn vị nhận."
    try:
        amending.check(paper.of)
        signing_block(paper.signer, on, KIND)
        letter_register(paper)
    except Refused as refused:
        return refused.message[:1].lower() + refused.message[1:]
    return ""


def letter_register(paper: AmendingPaper) -> Register:
    return register_of(paper.of.office, KIND)


def facts(
    paper: AmendingPaper,
    *,
    on: datetime.date,
    register: Register,
    number: int | None = None,
    code: str = "",
) -> dict[str, Any]:
    """What `meetings.papers.letter_printing` draws for the day `on`."""
    return letterhead(register, KIND, on, number=number, code=code) | {
        "subject": paper.subject,
        "addressed": _addressed(paper, on),
        "opening": [*paragraphs(paper.content), *withdrawing.sentence(paper)],
        "amends": {"effect": paper.effect, "of": named(paper.of), "reason": paper.reason},
        "recipients": paragraphs(paper.recipients_text),
        **paper.marks(),
        "signer": signing_block(paper.signer, on, KIND),
    }


def _addressed(paper: AmendingPaper, on: datetime.date) -> list[str]:
    units = list(paper.recipients.named(on).order_by("order", "pk"))
    if len(units) > MOST_NAMED:
        return [f"Các đơn vị đã nhận {named(paper.of)}"]
    return [unit.short_name for unit in units]


def locked(paper: AmendingPaper) -> AmendingPaper:
    """The row as it is now; whoever changes it too waits here."""
    AmendingPaper.objects.select_for_update().get(pk=paper.pk)
    rows = AmendingPaper.objects.select_related(
        "of__office__parent", "signer__person", "signer__unit__parent", "document"
    )
    return rows.get(pk=paper.pk)


def _draw(
    paper: AmendingPaper, on: datetime.date, register: Register, number: int, code: str
) -> tuple[dict[str, Any], bytes]:
    frozen = facts(paper, on=on, register=register, number=number, code=code)
    return frozen, letter_pdf(frozen)


WAY = Way[AmendingPaper](
    noun="Công văn",
    locked=locked,
    kind=lambda paper: KIND,
    shortcoming=shortcoming,
    earliest=lambda paper: (paper.of.dated_on, "ngày của văn bản đó"),
    register=letter_register,
    draw=_draw,
    amends=lambda paper: Amends(paper.of, Effect(paper.effect), paper.reason),
    released=withdrawing.carry_out,
)

"""Công văn of an office: begun by a unit, issued by the office whose seal it takes (Mẫu 1.5).

A department has no seal of its own: its letters go by the province's register and its head signs
by order (TL.). Steps: units.issuing.
"""

import datetime
from typing import Any

from django.db import transaction

from meetings.models import Letter, Meeting
from meetings.papers.letter_printing import letter_pdf
from meetings.papers.letterheads import letterhead, paragraphs, register_of
from meetings.wording import keeping
from meetings.wording.keeping import Tell, nobody
from meetings.wording.letters import LETTER
from procuracy.web.dates import office_day
from procuracy.web.errors import Refused
from units.issuing import Way
from units.models import Appointment, Register, Unit, User
from units.models.registry import DocumentKind
from units.signing import SignerOption, signer_options, signing_block
from units.standing import replaced_words

KIND = DocumentKind.LETTER
TEXTS = ("subject", "addressed", "content", "recipients_text", "filing")


@transaction.atomic
def begin(
    seat: Appointment,
    *,
    subject: str,
    addressed: str,
    by: User,
    at: datetime.datetime,
    meeting: Meeting | None = None,
    tell: Tell = nobody,
) -> Letter:
    """A draft of the unit that `seat` works in; Refused while nobody may sign for the office.

    `meeting`: what it is written for.
    """
    on = office_day(at)
    signer = usual_signer(seat.unit, on)
    told = said(seat, subject, addressed, on)
    texts = keeping.worded(LETTER, told, seat.office.pk, tell=tell).texts
    made = Letter.objects.create(
        office=seat.office,
        unit=seat.unit,
        meeting=meeting,
        subject=subject,
        addressed=addressed,
        content=texts.get("content", ""),
        recipients_text=texts["recipients"],
        filing=texts["filing"],
        signer=signer.appointment,
        begun_by=by,
    )
    if not seat.unit.is_office:
        made.recipients.add(seat.unit)  # keeps its own copy
    return made


def said(seat: Appointment, subject: str, addressed: str, on: datetime.date) -> dict[str, Any]:
    """What the wording of a letter may name: who writes it for whom, and what was typed."""
    office, unit = seat.office, seat.unit.naming(on)
    names = office.naming(on)
    return {
        "office": {
            "name": names.name,
            "short_name": names.short_name,
            "is_province": office.kind == Unit.Kind.PROVINCE,
        },
        "unit": {"name": unit.name, "short_name": unit.short_name},
        "subject": subject,
        "addressed": paragraphs(addressed),
        "filing": filed(seat.unit, on),
    }


def usual_signer(unit: Unit, on: datetime.date) -> SignerOption:
    """The head of the unit where he may sign by order, else who usually signs for the office."""
    options = signer_options(unit.office, KIND, on)
    own = [option for option in options if option.appointment.unit_id == unit.pk]
    for option in (*own, *options):
        return option
    raise Refused("Chưa soạn được: cơ quan chưa có lãnh đạo ký văn bản vào ngày này.")


def filed(unit: Unit, on: datetime.date) -> str:
    """`VT, VP`; `VT, Phòng 9`; an office without departments files with its registry alone."""
    if unit.is_office:
        return "VT"
    return "VT, VP" if unit.is_secretariat else f"VT, {unit.naming(on).short_name}"[:60]


def shortcoming(letter: Letter, on: datetime.date) -> str:
    """What still stands in the way of approval, as the end of a sentence; empty when nothing."""
    if not letter.addressed.strip():
        return "chưa ghi nơi kính gửi."
    if not letter.content.strip() or "…" in letter.content:
        return "nội dung còn để trống hoặc còn chỗ chưa điền (…)."
    try:
        signing_block(letter.signer, on, KIND)
        letter_register(letter)
    except Refused as refused:
        return refused.message[:1].lower() + refused.message[1:]
    return ""


def letter_register(letter: Letter) -> Register:
    return register_of(letter.office, KIND)


def facts(
    letter: Letter,
    *,
    on: datetime.date,
    register: Register,
    number: int | None = None,
    code: str = "",
) -> dict[str, Any]:
    """What `meetings.papers.letter_printing` draws for the day `on`."""
    head = letterhead(register, KIND, on, number=number, code=code, unit=letter.unit)
    return head | {
        "subject": letter.subject,
        "addressed": paragraphs(letter.addressed),
        "opening": paragraphs(letter.content),
        "recipients": paragraphs(letter.recipients_text),
        **letter.marks(),
        "signer": signing_block(letter.signer, on, KIND),
        "replaces": replaced_words(letter),
    }


def locked(letter: Letter) -> Letter:
    """The row as it is now; whoever changes it too waits here."""
    Letter.objects.select_for_update().get(pk=letter.pk)
    rows = Letter.objects.select_related(
        "office__parent", "unit", "signer__person", "signer__unit__parent", "document"
    )
    return rows.get(pk=letter.pk)


def _draw(
    letter: Letter, on: datetime.date, register: Register, number: int, code: str
) -> tuple[dict[str, Any], bytes]:
    frozen = facts(letter, on=on, register=register, number=number, code=code)
    return frozen, letter_pdf(frozen)


def _earliest(letter: Letter) -> tuple[datetime.date, str]:
    assert letter.approved_at is not None
    return office_day(letter.approved_at), "ngày duyệt"


WAY = Way[Letter](
    noun="Công văn",
    locked=locked,
    kind=lambda letter: KIND,
    shortcoming=shortcoming,
    earliest=_earliest,
    register=letter_register,
    draw=_draw,
    unit=lambda letter: letter.unit,
)

"""Delivery of an issued document: a row for each unit, and mail where there is an address."""

import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from procuracy.web import letters
from units import acknowledging
from units.models import (
    Appointment,
    Document,
    DocumentLetter,
    DocumentRecipient,
    Role,
    Unit,
)

# Whose mail tells a unit that a document has come.
READERS = (Role.UNIT_HEAD, Role.UNIT_DEPUTY, Role.UNIT_CLERK, Role.HEAD_OF_OFFICE)


@transaction.atomic
def hand_over(
    document: Document, unit_id: int, *, at: datetime.datetime, is_asked: bool = True
) -> bool:
    """Deliver to one unit; False when it already has the document (a repeated job).

    `is_asked`: to acknowledge it in the term that the office sets.
    """
    due_at = acknowledging.due(document, unit_id, at=at) if is_asked else None
    _, is_new = DocumentRecipient.objects.get_or_create(
        document=document, unit_id=unit_id, defaults={"delivered_at": at, "due_at": due_at}
    )
    return is_new


def addresses(unit_id: int, on: datetime.date) -> list[str]:
    rows = Appointment.objects.current(on).filter(unit=unit_id, role__in=READERS)
    mails = rows.exclude(person__email="").values_list("person__email", flat=True)
    return sorted(set(mails))


def mail_is_possible() -> bool:
    """The dummy sender stands for "no mail server"."""
    return not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")


def write(document: Document, unit_id: int, *, on: datetime.date, at: datetime.datetime) -> bool:
    """The letter that a document has come, once; False when it was sent, or nobody has an address.

    Killed anywhere and repeated, it is sent exactly once (procuracy.web.letters).
    """
    row = DocumentRecipient.objects.filter(document=document, unit_id=unit_id).first()
    letter = message(document, unit_id, on=on)
    if row is None or letter is None or DocumentLetter.objects.filter(recipient=row).exists():
        return False

    def note() -> None:
        _, is_first = DocumentLetter.objects.get_or_create(recipient=row, defaults={"sent_at": at})
        if not is_first:
            raise letters.NotWanted

    def forget() -> None:
        DocumentLetter.objects.filter(recipient=row).delete()

    try:
        letters.hand_over(letter, note=note, forget=forget)
    except letters.NotWanted:
        return False
    return True


def message(document: Document, unit_id: int, *, on: datetime.date) -> EmailMessage | None:
    """Says that the document came, not what it says. Its Message-ID depends on document and unit
    alone, so that a mail repeated after a crash is known as the same one."""
    to = addresses(unit_id, on)
    if not to:
        return None
    office = Unit.objects.named(on).get(pk=document.office_id)
    domain = settings.DEFAULT_FROM_EMAIL.partition("@")[2] or "localhost"
    return EmailMessage(
        subject=f"{document}: {document.subject}"[:200],
        body=(
            f"{office.name} vừa gửi {document}.\n"
            "Đăng nhập hệ thống, vào mục Văn bản để xem và tải bản in.\n"
        ),
        to=to,
        headers={"Message-ID": f"<document-{document.pk}-unit-{unit_id}@{domain}>"},
    )

"""Whom a paper reaches: its units, its groups as they are on the document's day, bodies outside.

What groups meant is written down at the release (DocumentRecipient, OutsideRecipient).
"""

import datetime
import hashlib
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage

from procuracy.web import letters
from procuracy.web.dates import printed_short
from units import signed_copies
from units.delivering import mail_is_possible
from units.models import (
    Document,
    OutsideBody,
    OutsideLetter,
    OutsideRecipient,
    Posting,
    Unit,
    User,
)
from units.models.distribution import meanings
from units.models.papers import Paper


def has_recipients(paper: Paper) -> bool:
    return any(rows.exists() for rows in (paper.recipients, paper.groups, paper.bodies))


def reached(paper: Paper, document: Document) -> list[int]:
    """Keys of the units that it goes to, each once, in the order of the units' register."""
    office, found = document.office, set(paper.recipients.values_list("pk", flat=True))
    for meant in meanings(paper.groups.all(), office, document.dated_on).values():
        found |= meant - {office.pk}
    rows = Unit.objects.filter(pk__in=found).order_by("order", "code")
    return list(rows.values_list("pk", flat=True))


def outside(paper: Paper) -> list[OutsideBody]:
    """Chosen ones and those of its groups, each once."""
    chosen = OutsideBody.objects.filter(pk__in=paper.bodies.values("pk"))
    grouped = OutsideBody.objects.filter(groups__in=paper.groups.values("pk"))
    keys = {*chosen.values_list("pk", flat=True), *grouped.values_list("pk", flat=True)}
    return list(OutsideBody.objects.filter(pk__in=keys))


def enter_outside(paper: Paper, document: Document, *, at: datetime.datetime) -> list[int]:
    """A row for each body outside, written once; keys of those that are written to by mail."""
    made = OutsideRecipient.objects.bulk_create(
        [
            OutsideRecipient(
                document=document,
                body=body,
                name=body.name,
                address=body.address,
                email=body.email,
                released_at=at,
            )
            for body in outside(paper)
        ]
    )
    return [row.pk for row in made if row.email and mail_is_possible()]


def write_outside(recipient_id: int, *, at: datetime.datetime) -> bool:
    """The letter with the document, once; False when it was sent, or there is no address.

    Killed anywhere and repeated, it is sent exactly once (procuracy.web.letters).
    """
    row = OutsideRecipient.objects.select_related("document__office").get(pk=recipient_id)
    if not row.email or OutsideLetter.objects.filter(recipient=row).exists():
        return False

    def note() -> None:
        _, is_first = OutsideLetter.objects.get_or_create(recipient=row, defaults={"sent_at": at})
        if not is_first:
            raise letters.NotWanted

    def forget() -> None:
        OutsideLetter.objects.filter(recipient=row).delete()

    try:
        letters.hand_over(message(row), note=note, forget=forget)
    except letters.NotWanted:
        return False
    return True


def message(row: OutsideRecipient) -> EmailMessage:
    """With the signed copy where there is one, else the issued bytes; its Message-ID depends on
    document and body alone."""
    document: Any = row.document
    name, content = signed_copies.best(document)
    office = document.office.naming(document.dated_on)
    domain = settings.DEFAULT_FROM_EMAIL.partition("@")[2] or "localhost"
    letter = EmailMessage(
        subject=f"{document}: {document.subject}"[:200],
        body=(
            f"Kính gửi: {row.name}\n\n{office.name} gửi kèm {document} ngày "
            f"{printed_short(document.dated_on)}: {document.subject}.\n\n"
            f"Tệp kèm theo có SHA-256: {hashlib.sha256(content).hexdigest()}\n"
        ),
        to=[row.email],
        headers={"Message-ID": f"<document-{document.pk}-outside-{row.pk}@{domain}>"},
    )
    letter.attach(name, content, "application/pdf")
    return letter


def post(
    row: OutsideRecipient, *, sent_on: datetime.date, note: str, by: User, at: datetime.datetime
) -> bool:
    """Đã gửi bưu điện; False when somebody noted it before."""
    _, is_new = Posting.objects.get_or_create(
        recipient=row, defaults={"sent_on": sent_on, "note": note, "by": by, "at": at}
    )
    return is_new

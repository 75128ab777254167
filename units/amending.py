"""An issued document is replaced, corrected or withdrawn by another one, which names it."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from procuracy.web.errors import Refused
from units.models import Amendment, Document
from units.models.amending import Effect
from units.models.papers import Paper
from units.numbers import is_void
from units.standing import backwards, ended_by


@dataclass(frozen=True)
class Amends:
    """What a paper does to an issued document once it is released."""

    of: Document
    effect: Effect
    reason: str


def replaced(paper: Paper) -> Amends | None:
    """A paper drawn up anew replaces what it said before."""
    if paper.replaces is None:
        return None
    return Amends(paper.replaces, Effect.REPLACES, paper.replace_reason)


def check(document: Document) -> None:
    """Refused for what is void, or was replaced or withdrawn before."""
    if is_void(document):
        raise Refused(f"Số {document.code} đã bị hủy, văn bản chưa phát hành.")
    if by := ended_by(document):
        raise Refused(f"{document}: {backwards(by)[:1].lower()}{backwards(by)[1:]}.")


def enter(document: Document, amends: Amends) -> Amendment:
    """Of two at once that replace or withdraw a document one is refused."""
    check(amends.of)
    try:
        with transaction.atomic():
            return Amendment.objects.create(
                document=document, of=amends.of, effect=amends.effect, reason=amends.reason
            )
    except IntegrityError as error:
        raise Refused(f"{amends.of} vừa được thay thế hoặc thu hồi.") from error

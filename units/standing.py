"""Whether an issued document stands, and what was done about it, in words."""

from procuracy.web.dates import printed_short
from units.models import Amendment, Document, RegisterEntry
from units.models.amending import ENDING, Effect
from units.models.papers import Paper

WORDS = {
    Effect.REPLACES: ("Thay thế", "Đã được thay thế bằng"),
    Effect.CORRECTS: ("Đính chính", "Được đính chính tại"),
    Effect.WITHDRAWS: ("Thu hồi", "Đã thu hồi theo"),
}


def named(document: Document) -> str:
    """`Thông báo số 05/TB-VKS ngày 20/11/2026`."""
    return f"{document} ngày {printed_short(document.dated_on)}"


def replaced_words(paper: Paper) -> str:
    """The document that a paper replaces, as its facts say it; "" for most."""
    return named(paper.replaces) if paper.replaces else ""


def forwards(amendment: Amendment) -> str:
    """What the newer document does: `Thay thế Thông báo số …`."""
    return f"{WORDS[Effect(amendment.effect)][0]} {named(amendment.of)}"


def backwards(amendment: Amendment) -> str:
    """What became of the older one: `Đã được thay thế bằng Thông báo số …`."""
    return f"{WORDS[Effect(amendment.effect)][1]} {named(amendment.document)}"


def remarks(entry: RegisterEntry) -> list[str]:
    """Ghi chú of a line of the register; reads `void`, `amends` and `amended_by`."""
    document = entry.document
    found = [f"Số hủy: {entry.void.reason}"] if hasattr(entry, "void") else []
    if hasattr(document, "amends"):
        found.append(forwards(document.amends))
    return found + [backwards(one) for one in document.amended_by.all()]


def ended_by(document: Document) -> Amendment | None:
    """What replaced or withdrew it; None while it stands."""
    rows = Amendment.objects.filter(of=document, effect__in=ENDING).select_related("document")
    return rows.defer("document__pdf", "document__facts").first()


def latest(document: Document) -> Document:
    """What stands in its place by now: replacements followed to the end."""
    while (by := ended_by(document)) and by.effect == Effect.REPLACES:
        document = by.document
    return document

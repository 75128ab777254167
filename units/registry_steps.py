"""How far a paper is on its way through the registry (design, rule 5), as pages show it."""

import datetime
from typing import Any, Protocol

from procuracy.web.errors import Refused
from units.models import Appointment, Document, Register, Unit

# State → what is done there, in order. What is read before its state changes names who and when.
STEPS = {
    "draft": "Soạn dự thảo",
    "approved": "Duyệt",
    "signed": "Ký",
    "numbered": "Cấp số",
    "released": "Phát hành",
}


class Paper(Protocol):
    """A notice, the paper of a plan: drafted, approved, signed, numbered, released."""

    pk: Any
    state: Any
    signer: Appointment
    approved_at: datetime.datetime | None
    signed_on: datetime.date | None
    document: Document | None
    document_id: int | None
    released_at: datetime.datetime | None
    recipients: Any


def steps(paper: Paper, approver: str) -> list[dict[str, Any]]:
    """The five steps with what is known of each; `is_done` up to the state reached."""
    document = paper.document
    known: dict[str, tuple[object, datetime.date | None]] = {
        "approved": (approver, paper.approved_at),
        "signed": (paper.signer.person, paper.signed_on),
        "numbered": (document.code, document.dated_on) if document else ("", None),
        "released": ("", paper.released_at),
    }
    reached = list(STEPS).index(paper.state)
    return [
        {
            "label": label,
            "is_done": place <= reached,
            "is_next": place == reached + 1,
            "who": known.get(state, ("", None))[0] if place <= reached else "",
            "on": known.get(state, ("", None))[1] if place <= reached else None,
        }
        for place, (state, label) in enumerate(STEPS.items())
    ]


def delivery(paper: Paper) -> dict[str, Any]:
    """{done, total, is_over}: units that have the document, of those that shall."""
    if paper.state != "released" or paper.document_id is None:
        return {}
    total = paper.recipients.count()
    done = Unit.objects.filter(received__document=paper.document_id).count()
    return {"done": done, "total": total, "is_over": done >= total}


def gives_here(register_of: Any, paper: Paper) -> bool:
    """Whether the number is taken from the register here; also where none is kept, so that the
    refusal is read when it is asked for."""
    try:
        return bool(register_of(paper).source == Register.Source.HERE)
    except Refused:
        return True

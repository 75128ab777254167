"""How far a paper is on its way through the registry (design, rule 5), as pages show it."""

import datetime
from collections.abc import Callable
from typing import Any, TypeVar

from procuracy.web.errors import Refused
from units import distributing
from units.models import Register, Unit
from units.models.papers import Paper, PaperState

P = TypeVar("P", bound=Paper)

# State → what is done there, in order. What is read before its state changes names who and when.
STEPS = {
    PaperState.DRAFT: "Soạn dự thảo",
    PaperState.APPROVED: "Duyệt",
    PaperState.SIGNED: "Ký",
    PaperState.NUMBERED: "Cấp số",
    PaperState.RELEASED: "Phát hành",
}


def steps(paper: Paper, approver: str) -> list[dict[str, Any]]:
    """The five steps with what is known of each; `is_done` up to the state reached."""
    document = paper.document
    known: dict[PaperState, tuple[object, datetime.date | None]] = {
        PaperState.APPROVED: (approver, paper.approved_at),
        PaperState.SIGNED: (paper.signer.person, paper.signed_on),
        PaperState.NUMBERED: (document.code, document.dated_on) if document else ("", None),
        PaperState.RELEASED: ("", paper.released_at),
    }
    reached = list(STEPS).index(PaperState(paper.state))
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
    if paper.state != PaperState.RELEASED or paper.document_id is None:
        return {}
    assert paper.document is not None
    total = len(distributing.reached(paper, paper.document))
    done = Unit.objects.filter(received__document=paper.document_id).count()
    return {"done": done, "total": total, "is_over": done >= total}


def gives_here(register_of: Callable[[P], Register], paper: P) -> bool:
    """Whether the number is taken from the register here; also where none is kept, so that the
    refusal is read when it is asked for."""
    try:
        return register_of(paper).source == Register.Source.HERE
    except Refused:
        return True

"""Who drew a paper before it was issued: for signature, to read, or as a Word file."""

import datetime
from typing import Any

from units.models import PaperPrint, User
from units.models.papers import Paper

SHOWN = 10


def record(paper: Paper, form: PaperPrint.Form, *, by: User, at: datetime.datetime) -> None:
    PaperPrint.objects.create(
        paper=paper._meta.label_lower,
        paper_pk=paper.pk,
        edition=paper.edition,
        state=paper.state,
        form=form,
        user=by,
        at=at,
    )


def latest(paper: Paper) -> list[Any]:
    """The newest first, each with the name of the paper's state then."""
    rows = PaperPrint.objects.filter(paper=paper._meta.label_lower, paper_pk=paper.pk)
    found: list[Any] = list(rows.select_related("user__person").order_by("-at", "-pk")[:SHOWN])
    for row in found:
        row.stood = paper.State(row.state).label
    return found

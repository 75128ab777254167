"""A paper under review."""

from tests.factories.common import NOW
from units.models import PaperComment, PaperVersion, User
from units.models.papers import Paper
from units.paper_versions import Occasion, keep


def comment(paper: Paper, by: User) -> PaperComment:
    return PaperComment.objects.create(
        kind=paper.label,
        paper_id=paper.pk,
        key="subject",
        heading="Trích yếu",
        quote=paper.subject[:300],
        text="Ghi rõ tháng",
        by=by,
        at=NOW,
    )


def version(paper: Paper, by: User) -> PaperVersion:
    return keep(paper, Occasion.HANDED, by=by, at=NOW)

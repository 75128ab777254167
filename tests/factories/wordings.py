"""An office's own wordings of its papers."""

from meetings.models import MeetingKind, PaperWording
from meetings.wording import house
from tests.factories.common import NOW
from units.models import Unit, User


def wording(
    office: Unit,
    by: User,
    text: str = "",
    *,
    paper: str = PaperWording.Paper.NOTICE,
    kind: MeetingKind | None = None,
    version: int = 1,
) -> PaperWording:
    """Without a text the house's own, written down."""
    return PaperWording.objects.create(
        office=office,
        paper=paper,
        kind=kind,
        version=version,
        text=text or house.text(paper, house.USUAL),
        by=by,
        at=NOW,
    )

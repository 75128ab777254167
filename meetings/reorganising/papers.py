"""Drafts of a meeting's papers go to the heir; what was asked and issued stays."""

from typing import Any

from django.db.models import Q

from meetings.models import ConsolidatedReport, Invitation, Letter, MinutesDocument
from units.models.papers import Paper, PaperState
from units.reorganising.ledger import Ledger
from units.reorganising.protocol import NAMED, Change, Counted, Done, Line

WHERE = "meetings.papers"
UNNUMBERED = [PaperState.DRAFT, PaperState.APPROVED, PaperState.SIGNED]
KINDS: tuple[type[Paper], ...] = (Invitation, MinutesDocument, ConsolidatedReport, Letter)


class MeetingPapers:
    key = "meetings.papers"
    heading = "Giấy mời, biên bản trình ký, báo cáo tổng hợp, công văn"
    moves = frozenset(
        {
            "meetings.Invitation.recipients",
            "meetings.MinutesDocument.recipients",
            "meetings.ConsolidatedReport.recipients",
            "meetings.Letter.recipients",
            "meetings.Letter.office",
            "meetings.Letter.unit",
        },
    )
    # Of a meeting that is being held or was held.
    stays = frozenset(
        {
            "meetings.ChairQuestion.unit",
            "meetings.HallFocus.unit",
            "meetings.ReportDelivery.unit",
            "meetings.VolumeOrder.office",
            "meetings.Volume.office",
            "meetings.IssuedSlip.unit",
            "meetings.IndexTerm.office",
            "meetings.RetentionRule.office",
            "meetings.Disposal.office",
        }
    )

    def count(self, change: Change) -> Counted:
        rows = [paper for kind in KINDS for paper in _unnumbered(kind, change)]
        names = [str(paper) for paper in rows[:NAMED]]
        follows = [Line("giấy mời, biên bản, báo cáo, công văn chưa cấp số", len(rows), names)]
        where = change.ask_where(
            WHERE, "Giấy mời, biên bản, báo cáo, công văn chưa cấp số", len(rows)
        )
        return Counted(follows, [], where)

    def move(self, change: Change, ledger: Ledger) -> None:
        ways = change.way_ids(WHERE)
        for kind in KINDS:
            link: Any = kind._meta.get_field("recipients").remote_field.through
            whole = f"{kind._meta.model_name}_id"
            ids = [paper.pk for paper in _unnumbered(kind, change)]
            links = link._default_manager.filter(**{f"{whole}__in": ids})
            rows = list(links.values_list("pk", flat=True))
            ledger.remove(link, ledger.repoint(link, "unit_id", rows, ways, once_in=[whole]))
            drafts = kind._default_manager.filter(
                state=PaperState.DRAFT, signer__in=change.appointments
            )
            unsigned = list(drafts.values_list("pk", flat=True))
            ledger.repoint(kind, "signer_id", unsigned, change.appointments)
        letters = [paper.pk for paper in _unnumbered(Letter, change)]
        for column in ("unit_id", "office_id"):
            ledger.repoint(Letter, column, letters, ways)

    def undo(self, done: Done) -> list[str]:
        return []


def _unnumbered(kind: type[Paper], change: Change) -> list[Paper]:
    """Sent to a body that ends, or written by it."""
    rows = kind._default_manager.filter(state__in=UNNUMBERED)
    found = Q(recipients__in=change.source_ids)
    if kind is Letter:
        found |= Q(unit__in=change.source_ids) | Q(office__in=change.source_ids)
    return list(rows.filter(found).distinct().order_by("pk"))

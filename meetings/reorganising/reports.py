"""Unsent reports go on with the heir, as one text if there were several; sent ones stay."""

from django.db.models import QuerySet

from meetings.models import Difficulty, Meeting, ReportFile, ReportSection, UnitReport
from units.reorganising.ledger import Ledger, run, table_of
from units.reorganising.protocol import NAMED, Change, Counted, Done, Line

WHERE = "meetings.reports"
# What the others wrote in a section stands below what was kept there.
_JOIN = """
UPDATE {sections} t SET text = j.text FROM (
    SELECT kept.id, concat_ws(
        E'\\n', nullif(kept.text, ''), string_agg(nullif(s.text, ''), E'\\n' ORDER BY s.id)
    ) AS text
    FROM unnest(%s::bigint[], %s::bigint[]) AS m(old, new)
    JOIN {sections} s ON s.report_id = m.old
    JOIN {sections} kept ON kept.report_id = m.new AND kept."order" = s."order"
    GROUP BY kept.id
) j WHERE t.id = j.id
"""


class Reports:
    key = "meetings.reports"
    heading = "Báo cáo phục vụ hội nghị"
    moves = frozenset({"meetings.UnitReport.unit", "meetings.Difficulty.unit"})
    stays = frozenset[str]()

    def count(self, change: Change) -> Counted:
        unsent = _unsent(change)
        names = [str(row.meeting) for row in unsent.select_related("meeting")[:NAMED]]
        rest = UnitReport.objects.filter(unit__in=change.source_ids).exclude(pk__in=unsent)
        follows = [
            Line("báo cáo chưa gửi", unsent.count(), names, "cùng hội nghị: nội dung được nối lại")
        ]
        stays = [Line("báo cáo đã gửi hoặc của hội nghị đã qua", rest.count())]
        return Counted(follows, stays, change.ask_where(WHERE, "Báo cáo chưa gửi", unsent.count()))

    def move(self, change: Change, ledger: Ledger) -> None:
        ways = change.way_ids(WHERE)
        ids = list(_unsent(change).values_list("pk", flat=True))
        surplus = ledger.repoint(UnitReport, "unit_id", ids, ways, once_in=["meeting_id"])
        _join(ledger, ways, surplus)
        difficulties = Difficulty.objects.filter(unit__in=change.source_ids, closed_at=None)
        open_ids = list(difficulties.values_list("pk", flat=True))
        ledger.repoint(Difficulty, "unit_id", open_ids, ways)

    def undo(self, done: Done) -> list[str]:
        """What an heir has sent since; for moved rows the ledger sees it, too."""
        sent = UnitReport.objects.filter(
            unit__in=done.heir_ids,
            sent_at__gt=done.record.at,
            meeting__starts_at__date__gte=done.record.on,
        )
        count = sent.count()
        return [f"{count} báo cáo của đơn vị kế thừa đã gửi sau đó"] if count else []


def _join(ledger: Ledger, ways: dict[int, int], surplus: list[int]) -> None:
    """One text for each section of the kept reports; attachments and difficulties go along.

    An heir that has sent its own keeps it as sent; the drafts of the others stay theirs, as does
    what somebody has put forward: its steps cannot be taken away.
    """
    rest = UnitReport.objects.filter(pk__in=surplus, steps__isnull=True)
    kept = UnitReport.objects.filter(unit__in=ways.values(), meeting__in=rest.values("meeting"))
    into = {
        (row.meeting_id, row.unit_id): row.pk for row in kept.exclude(state__in=UnitReport.RECEIVED)
    }
    joined = {
        row.pk: into[row.meeting_id, ways[row.unit_id]]
        for row in rest
        if (row.meeting_id, ways[row.unit_id]) in into
    }
    texts = ReportSection.objects.filter(report__in=joined.values())
    with ledger.changing(ReportSection, list(texts.values_list("pk", flat=True))):
        run(_JOIN, [list(joined), list(joined.values())], sections=table_of(ReportSection))
    for model in (ReportFile, Difficulty):
        parts = model._default_manager.filter(report__in=joined).values_list("pk", flat=True)
        ledger.repoint(model, "report_id", list(parts), joined)
    old = ReportSection.objects.filter(report__in=joined).values_list("pk", flat=True)
    ledger.remove(ReportSection, list(old))
    ledger.remove(UnitReport, list(joined))


def _unsent(change: Change) -> QuerySet[UnitReport]:
    """For meetings that are still to be held or concluded."""
    ahead = Meeting.objects.exclude(state__in=["closed", "cancelled", "concluded"])
    rows = UnitReport.objects.filter(unit__in=change.source_ids, meeting__in=ahead)
    return rows.exclude(state__in=UnitReport.RECEIVED).order_by("pk")

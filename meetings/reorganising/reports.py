"""Unsent reports go on with the heir, as one text if there were several; sent ones stay."""

from django.db.models import QuerySet
from psycopg import sql

from meetings.models import Meeting, UnitReport
from units.reorganising.ledger import Ledger, run, table_of
from units.reorganising.protocol import NAMED, Change, Counted, Done, Line

WHERE = "meetings.reports"
# {sections}: "results" → the kept text and those of the others, one below the other.
_JOIN = """
UPDATE {table} t SET {columns}, version = t.version + 1 FROM (
    SELECT kept.id, {sections} FROM {table} r
    JOIN unnest(%s::bigint[], %s::bigint[]) AS m(source, heir) ON r.unit_id = m.source
    JOIN {table} kept ON kept.meeting_id = r.meeting_id AND kept.unit_id = m.heir
    WHERE r.id = ANY(%s) GROUP BY kept.id
) j WHERE t.id = j.id
"""
_SECTION = """
concat_ws(E'\\n', nullif(kept.{0}, ''), string_agg(nullif(r.{0}, ''), E'\\n' ORDER BY r.id)) AS {0}
"""


class Reports:
    key = "meetings.reports"
    heading = "Báo cáo phục vụ hội nghị"
    moves = frozenset({"meetings.UnitReport.unit"})
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
        meetings = UnitReport.objects.filter(pk__in=surplus).values("meeting")
        kept = UnitReport.objects.filter(meeting__in=meetings, unit__in=ways.values())
        # A heir that has sent its own keeps it as sent; the drafts of the others stay theirs.
        open_kept = kept.exclude(state=UnitReport.State.SENT)
        open_ids = list(open_kept.values_list("pk", flat=True))
        joined = list(
            UnitReport.objects.filter(
                pk__in=surplus, meeting__in=open_kept.values("meeting")
            ).values_list("pk", flat=True)
        )
        with ledger.changing(UnitReport, open_ids):
            _join(ways, joined)
        ledger.remove(UnitReport, joined)

    def undo(self, done: Done) -> list[str]:
        """What an heir has sent since; for moved rows the ledger sees it, too."""
        sent = UnitReport.objects.filter(
            unit__in=done.heir_ids,
            sent_at__gt=done.record.at,
            meeting__starts_at__date__gte=done.record.on,
        )
        count = sent.count()
        return [f"{count} báo cáo của đơn vị kế thừa đã gửi sau đó"] if count else []


def _join(ways: dict[int, int], ids: list[int]) -> None:
    sections = [sql.Identifier(name) for name in UnitReport.SECTIONS]
    run(
        _JOIN,
        [list(ways), list(ways.values()), ids],
        table=table_of(UnitReport),
        columns=sql.SQL(", ").join(sql.SQL("{0} = j.{0}").format(name) for name in sections),
        sections=sql.SQL(", ").join(sql.SQL(_SECTION).format(name) for name in sections),
    )


def _unsent(change: Change) -> QuerySet[UnitReport]:
    """For meetings that are still to be held or concluded."""
    ahead = Meeting.objects.exclude(state__in=["closed", "cancelled", "concluded"])
    rows = UnitReport.objects.filter(unit__in=change.source_ids, meeting__in=ahead)
    return rows.exclude(state=UnitReport.State.SENT).order_by("pk")

"""Inspections to come are held at, and led by, the heir; what was held stays as it was.

What is still to be repaired follows as a task (`reorganising.tasks`).
"""

from django.db.models import Q, QuerySet

from meetings.models import Inspection
from procuracy.web.dates import screen_month
from units.reorganising.ledger import Ledger
from units.reorganising.protocol import NAMED, Change, Counted, Done, Line

WHERE = "meetings.inspections"
# One line of a list: the second one of the same kind, lead and month stays where it was.
LINE = ["work_year_id", "office_id", "unit_id", "mode", "lead_id", "planned_month"]


class Inspections:
    key = "meetings.inspections"
    heading = "Kiểm tra, phúc tra"
    moves = frozenset(
        {
            "meetings.Inspection.office",
            "meetings.Inspection.unit",
            "meetings.Inspection.lead",
        }
    )
    # The order of the office that gave it.
    stays = frozenset({"meetings.Directive.office"})

    def count(self, change: Change) -> Counted:
        rows = _ahead(change)
        names = [
            f"{row.get_mode_display()} {screen_month(row.planned_month)}" for row in rows[:NAMED]
        ]
        note = "cùng hình thức, chủ trì, tháng: cuộc thứ hai ở lại, đơn vị kế thừa vẫn xem được"
        held = _concerning(change).exclude(pk__in=rows)
        follows = [Line("cuộc kiểm tra chưa kết luận", rows.count(), names, note)]
        stays = [Line("cuộc kiểm tra đã kết luận hoặc không thực hiện", held.count())]
        asks = change.ask_where(WHERE, "Cuộc kiểm tra chưa kết luận", follows[0].count)
        return Counted(follows, stays, asks)

    def move(self, change: Change, ledger: Ledger) -> None:
        ways = change.way_ids(WHERE)
        ids = list(_ahead(change).values_list("pk", flat=True))
        for column in ("lead_id", "office_id", "unit_id"):
            others = [name for name in LINE if name != column]
            ledger.repoint(Inspection, column, ids, ways, once_in=others)

    def undo(self, done: Done) -> list[str]:
        """What was planned for an heir since; for moved rows the ledger sees it, too."""
        new = Inspection.objects.filter(
            unit__in=done.heir_ids, steps__state="planned", steps__at__gt=done.record.at
        )
        count = new.distinct().count()
        return [f"{count} cuộc kiểm tra được đưa vào danh sách sau đó"] if count else []


def _concerning(change: Change) -> QuerySet[Inspection]:
    ids = change.source_ids
    about = Q(unit__in=ids) | Q(lead__in=ids) | Q(office__in=ids)
    return Inspection.objects.filter(about).order_by("pk")


def _ahead(change: Change) -> QuerySet[Inspection]:
    return _concerning(change).filter(state__in=[*Inspection.AHEAD, Inspection.State.HELD])

"""Open matters are watched on by the heir; closed ones and the counts of past months stay."""

from django.db.models import QuerySet

from meetings.models import Matter, MatterCount
from units.reorganising.ledger import Ledger
from units.reorganising.protocol import NAMED, Change, Counted, Done, Line

WHERE = "meetings.matters"


class Matters:
    key = "meetings.matters"
    heading = "Vụ, việc theo dõi"
    moves = frozenset({"meetings.Matter.unit"})
    # A province's decisions hold for the one that succeeds it (meetings/matters/narrative.py).
    stays = frozenset({"meetings.MatterCount.unit", "meetings.NarrativeSwitch.office"})

    def count(self, change: Change) -> Counted:
        rows = _open(change)
        names = [f"{row.register.short_name}: {row.reference}" for row in rows[:NAMED]]
        note = "cùng sổ, cùng số hồ sơ: vụ, việc thứ hai ở lại và đơn vị kế thừa vẫn theo dõi được"
        closed = Matter.objects.filter(unit__in=change.source_ids).exclude(pk__in=rows)
        counts = MatterCount.objects.filter(unit__in=change.source_ids)
        follows = [Line("vụ, việc đang theo dõi", rows.count(), names, note)]
        stays = [
            Line("vụ, việc đã kết thúc theo dõi", closed.count()),
            Line("số vụ, việc đã ghi theo tháng", counts.count()),
        ]
        asks = change.ask_where(WHERE, "Vụ, việc đang theo dõi", follows[0].count)
        return Counted(follows, stays, asks)

    def move(self, change: Change, ledger: Ledger) -> None:
        ways = change.way_ids(WHERE)
        rows = _open(change)
        numbered = list(rows.exclude(number="").values_list("pk", flat=True))
        unnumbered = list(rows.filter(number="").values_list("pk", flat=True))
        ledger.repoint(Matter, "unit_id", unnumbered, ways)
        ledger.repoint(Matter, "unit_id", numbered, ways, once_in=["register_id", "number"])

    def undo(self, done: Done) -> list[str]:
        """What an heir has opened or counted since; updates go back with their matters."""
        opened = Matter.objects.filter(unit__in=done.heir_ids, opened_at__gt=done.record.at)
        counted = MatterCount.objects.filter(unit__in=done.heir_ids, at__gt=done.record.at)
        found = [
            (opened.count(), "vụ, việc đơn vị kế thừa mở sau đó"),
            (counted.count(), "số vụ, việc đơn vị kế thừa ghi sau đó"),
        ]
        return [f"{count} {words}" for count, words in found if count]


def _open(change: Change) -> QuerySet[Matter]:
    rows = Matter.objects.open().filter(unit__in=change.source_ids)
    return rows.select_related("register").order_by("pk")

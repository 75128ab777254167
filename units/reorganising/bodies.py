"""The bodies themselves: what `applying` ends, founds and joins, and what of it stays as it was."""

from units.models import Succession, Unit, UnitName
from units.reorganising.ledger import Ledger
from units.reorganising.protocol import NAMED, Change, Counted, Done, Line


class Bodies:
    key = "units.bodies"
    heading = "Đơn vị"
    moves = frozenset({"units.Succession.predecessor", "units.Succession.successor"})
    stays = frozenset(
        {
            "units.Unit.parent",
            "units.Unit.fields",
            "units.UnitName.unit",
            "units.Reorganisation.office",
        }
    )

    def count(self, change: Change) -> Counted:
        below = Unit.objects.filter(parent__in=change.source_ids).named(change.last_day)
        names = UnitName.objects.filter(unit__in=change.source_ids)
        before = Succession.objects.filter(successor__in=change.source_ids)
        stays = [
            Line("tên và ký hiệu theo thời gian", names.count(), [str(n) for n in names[:NAMED]]),
            Line("đơn vị trực thuộc đã kết thúc", below.count(), [str(u) for u in below[:NAMED]]),
            Line("quan hệ kế thừa trước đó", before.count()),
        ]
        return Counted(stays=stays)

    def move(self, change: Change, ledger: Ledger) -> None:
        """Done by `applying`, before any follower."""

    def undo(self, done: Done) -> list[str]:
        return []

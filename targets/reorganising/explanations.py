"""Explanations stay with the unit that gave them, as its figures do; its heir reads them."""

from targets.models import Explanation
from units.reorganising.ledger import Ledger
from units.reorganising.protocol import NAMED, Change, Counted, Done, Line


class Explanations:
    key = "targets.explanations"
    heading = "Giải trình, cam kết"
    moves: frozenset[str] = frozenset()
    stays = frozenset({"targets.Explanation.unit"})

    def count(self, change: Change) -> Counted:
        rows = Explanation.objects.filter(unit__in=change.source_ids)
        rows = rows.select_related("target", "period")
        names = [str(row) for row in rows[:NAMED]]
        return Counted([], [Line("giải trình, cam kết", rows.count(), names)])

    def move(self, change: Change, ledger: Ledger) -> None:
        pass

    def undo(self, done: Done) -> list[str]:
        return []

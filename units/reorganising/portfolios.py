"""Who oversees a body goes on with its heir; a mandate to act for a head ends with the positions.

What somebody oversaw with a position that ended is overseen with the one that follows it.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from units.models import Delegation, Portfolio
from units.reorganising.ledger import Ledger
from units.reorganising.people import holding, names_of
from units.reorganising.protocol import NAMED, Change, Counted, Done, Line


@dataclass(frozen=True)
class Share:
    """A portfolio that goes on: with which appointment, over which unit."""

    old: Portfolio
    appointment_id: int
    unit_id: int | None
    valid_from: datetime.date
    valid_to: datetime.date | None

    @property
    def place(self) -> tuple[int, int | None, int | None]:
        return self.appointment_id, self.unit_id, self.old.field_id


class Portfolios:
    key = "units.portfolios"
    heading = "Phân công phụ trách, ủy quyền"
    moves = frozenset({"units.Portfolio.unit"})
    stays = frozenset[str]()

    def count(self, change: Change) -> Counted:
        held = [one.pk for one in holding(change)]
        rows = _open_portfolios(change, held).select_related("appointment__person", "field")
        names = names_of(change)
        follows = [
            Line(
                "phân công phụ trách",
                rows.count(),
                [_words(row, names) for row in rows[:NAMED]],
                "phụ trách tất cả đơn vị mới" if change.is_split else "",
            )
        ]
        mandates = _delegations(change, held)
        ended = [
            Line(
                "ủy quyền",
                mandates.count(),
                [str(row) for row in mandates.select_related("delegate__person")[:NAMED]],
                "hết hiệu lực, không chuyển theo chức vụ mới",
            )
        ]
        return Counted(follows, ended)

    def move(self, change: Change, ledger: Ledger) -> None:
        held = list(change.appointments)
        rows = list(_open_portfolios(change, held))
        shares = [share for row in rows for share in _shares(change, row)]
        begun = [row.pk for row in rows if row.valid_from < change.on]
        with ledger.changing(Portfolio, begun):
            Portfolio.objects.filter(pk__in=begun).update(valid_to=change.last_day)
        new = _without_overlap(change, shares)
        ledger.copy(
            Portfolio,
            [share.old.pk for share in new],
            {
                "appointment_id": [share.appointment_id for share in new],
                "unit_id": [share.unit_id for share in new],
                "valid_from": [share.valid_from for share in new],
                "valid_to": [share.valid_to for share in new],
            },
        )
        ledger.remove(Portfolio, [row.pk for row in rows if row.valid_from >= change.on])
        self._end_mandates(change, ledger, held)

    def _end_mandates(self, change: Change, ledger: Ledger, held: list[int]) -> None:
        rows = list(_delegations(change, held))
        begun = [row.pk for row in rows if row.valid_from < change.on]
        with ledger.changing(Delegation, begun):
            Delegation.objects.filter(pk__in=begun).update(valid_to=change.last_day)
        ledger.remove(Delegation, [row.pk for row in rows if row.valid_from >= change.on])

    def undo(self, done: Done) -> list[str]:
        return []


def _open_portfolios(change: Change, held: list[int]) -> QuerySet[Portfolio]:
    about = Q(unit__in=change.source_ids) | Q(appointment__in=held)
    return Portfolio.objects.filter(about).exclude(valid_to__lt=change.on)


def _delegations(change: Change, held: list[int]) -> QuerySet[Delegation]:
    about = Q(grantor__in=held) | Q(delegate__in=held)
    return Delegation.objects.filter(about).exclude(valid_to__lt=change.on)


def _words(row: Portfolio, names: dict[int, str]) -> str:
    where = names.get(row.unit_id, str(row.unit)) if row.unit_id else ""
    what = ", ".join(filter(None, [str(row.field) if row.field else "", where]))
    return f"{row.appointment.person.full_name}: {what}"


def _shares(change: Change, row: Portfolio) -> list[Share]:
    appointment = change.appointments.get(row.appointment_id, row.appointment_id)
    units: list[int | None] = [row.unit_id]
    if row.unit_id in change.source_ids:
        key = change.routes.get(row.unit_id)
        units = [heir.pk for heir in change.heirs if key in (None, heir.key)]
    begins = max(row.valid_from, change.on)
    return [Share(row, appointment, unit, begins, row.valid_to) for unit in units]


def _without_overlap(change: Change, shares: list[Share]) -> list[Share]:
    """One of each: three bodies that one deputy oversaw are one now. The longest one counts."""
    known = Portfolio.objects.filter(appointment__in=[s.appointment_id for s in shares])
    known = known.exclude(valid_to__lt=change.on).exclude(unit__in=change.source_ids)
    taken = set(known.values_list("appointment_id", "unit_id", "field_id"))
    forever = datetime.date.max
    longest = sorted(shares, key=lambda share: share.valid_to or forever)
    return [s for s in {s.place: s for s in longest}.values() if s.place not in taken]

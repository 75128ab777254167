"""The work of an office's leaders shared out anew from a day on, in one transaction."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q

from procuracy.web.errors import Refused
from units.actions.portfolios import assign, locked_office
from units.models import Appointment, Field, Portfolio, Unit, User
from units.portfolio_board import LEADERS, Thing

DAY = datetime.timedelta(days=1)

# What is wanted from the day on: by whom each thing is overseen, None by nobody.
Wanted = Mapping[Thing, Appointment | None]


@dataclass
class Rotation:
    """What will change: rows that end the day before, planned ones that go, and those that begin.

    `digest` names what was chosen and the rows it was worked out from.
    """

    since: datetime.date
    ended: list[Portfolio] = field(default_factory=list)
    removed: list[Portfolio] = field(default_factory=list)
    begun: list[tuple[Thing, Appointment]] = field(default_factory=list)
    digest: str = ""

    def __bool__(self) -> bool:
        return bool(self.ended or self.removed or self.begun)


def plan_rotation(office: Unit, wanted: Wanted, since: datetime.date) -> Rotation:
    """One query."""
    rows = list(_standing(office, since))
    made = Rotation(since, digest=_digest(rows, wanted, since))
    for thing, leader in wanted.items():
        standing = [row for row in rows if (row.unit_id, row.field_id) == thing]
        kept = _kept(standing, leader, since)
        if leader and kept is None:
            made.begun.append((thing, leader))
        for row in standing:
            if kept and row.appointment_id == kept.appointment_id:
                continue
            (made.ended if row.valid_from < since else made.removed).append(row)
    return made


def _standing(office: Unit, since: datetime.date) -> list[Portfolio]:
    """What the leaders hold on the day or later; without fields of single units, which stay."""
    rows = Portfolio.objects.filter(appointment__unit=office, appointment__role__in=LEADERS)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=since))
    rows = rows.filter(Q(unit__isnull=True) | Q(field__isnull=True))
    return list(rows.select_related("appointment__person").order_by("pk"))


def _kept(
    rows: list[Portfolio], leader: Appointment | None, since: datetime.date
) -> Portfolio | None:
    """What the leader holds already on the day, and goes on holding."""
    own = [row for row in rows if leader and row.appointment_id == leader.pk]
    return next((row for row in own if row.valid_from <= since), None)


def _digest(rows: list[Portfolio], wanted: Wanted, since: datetime.date) -> str:
    said = [f"{row.pk},{row.valid_from},{row.valid_to}" for row in rows]
    said += [f"{thing}:{leader and leader.pk}" for thing, leader in wanted.items()]
    return hashlib.sha256(f"{since};{said}".encode()).hexdigest()[:16]


@transaction.atomic
def rotate(
    office: Unit,
    wanted: Wanted,
    *,
    since: datetime.date,
    decision: str,
    seen: str,
    by: User,
    at: datetime.datetime,
) -> Rotation:
    """Applies exactly what was previewed: `seen` is the preview's digest."""
    locked_office(office)
    made = plan_rotation(office, wanted, since)
    if made.digest != seen:
        raise Refused(
            "Lựa chọn hoặc phân công đã đổi sau khi xem trước: đọc lại thay đổi rồi áp dụng."
        )
    if not made:
        raise Refused("Chưa có thay đổi nào: chọn người phụ trách mới ở ít nhất một dòng.")
    Portfolio.objects.filter(pk__in=[row.pk for row in made.removed]).delete()
    ending = Portfolio.objects.filter(pk__in=[row.pk for row in made.ended])
    ending.update(valid_to=since - DAY)
    units = Unit.objects.prefetch_related("names").in_bulk([t[0] for t, _ in made.begun if t[0]])
    fields = Field.objects.in_bulk([t[1] for t, _ in made.begun if t[1]])
    for (unit_id, field_id), leader in made.begun:
        assign(
            appointment=leader,
            unit=units[unit_id] if unit_id else None,
            field=fields[field_id] if field_id else None,
            valid_from=since,
            decision=decision,
            by=by,
            at=at,
        )
    return made

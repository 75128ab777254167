"""Kỳ trước chuyển sang: the end stock of the month before, of predecessors too after a merger.

It is never typed. Who finds it wrong corrects last month's figure. In the month in which a unit
follows others their last stocks are added to its own; of a month that both reported the
successor's own stands, as on the boards (targets.inheriting). A unit that was split hands on
nothing that could be divided.
"""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef

from targets import calendar
from targets.models import Figure
from units.models import Succession, Unit

Stocks = Mapping[int, Decimal]  # by line


class Predecessor(NamedTuple):
    """`stocks`: its figures of the month before."""

    name: str
    on: datetime.date
    stocks: Stocks


@dataclass(frozen=True)
class Carried:
    """A line's opening stock; None: not known. `parts`: by unit, where others' are in it."""

    value: Decimal | None
    parts: tuple[tuple[str, Decimal], ...] = ()
    lacking: tuple[str, ...] = ()


def opening(
    line: int, own: Decimal | None, predecessors: Sequence[Predecessor], month: datetime.date
) -> Carried:
    """The opening stock of `month`; `own`: the unit's own end stock of the month before."""
    before = calendar.add_months(month, -1)
    taken_over = [p for p in predecessors if calendar.first_of_month(p.on) <= before]
    waiting = [p for p in predecessors if p not in taken_over]
    counted = waiting if own is not None else [*taken_over, *waiting]
    parts = [(p.name, p.stocks[line]) for p in counted if line in p.stocks]
    lacking = [p.name for p in counted if line not in p.stocks]
    known = [value for _, value in parts] + ([own] if own is not None else [])
    return Carried(sum(known, Decimal(0)) if known else None, tuple(parts), tuple(lacking))


def predecessors(unit: Unit, lines: Collection[int], month: datetime.date) -> list[Predecessor]:
    """Whom the unit follows, alone, since the month before began. One query, two if there are."""
    before = calendar.add_months(month, -1)
    followed = Succession.objects.filter(
        successor=unit, on__gt=before, on__lte=calendar.month_end(month)
    )
    others = Succession.objects.filter(predecessor=OuterRef("pk")).exclude(successor=unit)
    rows = Unit.objects.named(before).filter(~Exists(others), successions__in=followed)
    units = list(rows.annotate(followed_on=F("successions__on")))
    stocks: dict[int, dict[int, Decimal]] = {row.pk: {} for row in units}
    if units:
        figures = Figure.objects.filter(unit__in=units, indicator__in=lines, month=before)
        for of, line, value in figures.values_list("unit_id", "indicator_id", "value"):
            stocks[of][line] = value
    return [Predecessor(row.short_name, row.followed_on, stocks[row.pk]) for row in units]

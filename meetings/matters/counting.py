"""How many are watched in each register, by unit, and where they grow.

Registers with words are counted from their matters, the others from the monthly counts: a month
belongs to a stretch of days when its last day does.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from meetings.matters import narrative
from meetings.models import Matter, MatterCount, MatterRegister
from targets import calendar
from targets.models import Period
from units.models import Unit

Key = tuple[int, int]  # unit, register


@dataclass(frozen=True)
class Movement:
    """Of one unit in one register: before + opened − closed = now."""

    unit_id: int
    register: MatterRegister
    before: int = 0
    opened: int = 0
    closed: int = 0
    now: int = 0

    @property
    def growth(self) -> int:
        return self.now - self.before


def movements(
    units: Iterable[Unit],
    first: datetime.date,
    last: datetime.date,
    *,
    matters: QuerySet[Matter] | None = None,
    counts: QuerySet[MatterCount] | None = None,
) -> list[Movement]:
    """Of each unit and register in which anything stands or happened; by register's order.

    `matters`, `counts`: what a reader may know; without them everything.
    """
    rows = Matter.objects.all() if matters is None else matters
    numbers = MatterCount.objects.all() if counts is None else counts
    registers = {row.pk: row for row in MatterRegister.objects.all()}
    found: list[Movement] = []
    for worded, ids in _by_habit(units, registers.values()):
        counted = [pk for pk in registers if pk not in worded]
        one_by_one = rows.filter(unit__in=ids, register__in=worded)
        found += _of_matters(one_by_one, registers, first, last)
        monthly = numbers.filter(unit__in=ids, register__in=counted)
        found += _of_counts(monthly, registers, first, last)
    order = {pk: n for n, pk in enumerate(registers)}
    return sorted(found, key=lambda one: (order[one.register.pk], one.unit_id))


def grown(body: Unit, period: Period) -> list[Movement]:
    """Registers in which more is watched at the period's end than before it began: of the unit; of
    an office each of its units, too. The most grown first."""
    rows = Unit.objects.of_office(body) if body.is_office else Unit.objects.filter(pk=body.pk)
    found = movements(rows.select_related("parent"), period.starts_on, period.ends_on)
    return sorted((one for one in found if one.growth > 0), key=lambda one: -one.growth)


def _by_habit(
    units: Iterable[Unit], registers: Iterable[MatterRegister]
) -> list[tuple[list[int], list[int]]]:
    """Registers that keep words, with the units for which they do: a pair for each province."""
    below: dict[int, list[int]] = defaultdict(list)
    provinces: dict[int, Unit] = {}
    for unit in units:
        province = narrative.province_of(unit)
        provinces[province.pk] = province
        below[province.pk].append(unit.pk)
    rows = list(registers)
    return [
        ([key for key, words in narrative.kept(provinces[pk], rows).items() if words], ids)
        for pk, ids in below.items()
    ]


def _of_matters(
    matters: QuerySet[Matter],
    registers: dict[int, MatterRegister],
    first: datetime.date,
    last: datetime.date,
) -> list[Movement]:
    live = Q(closed_on__isnull=True)
    rows = (
        matters.filter(live | Q(closed_on__gte=first), opened_on__lte=last)
        .order_by()
        .values_list("unit_id", "register_id")
        .annotate(
            before=Count("pk", filter=Q(opened_on__lt=first)),
            opened=Count("pk", filter=Q(opened_on__gte=first)),
            closed=Count("pk", filter=Q(closed_on__lte=last)),
            now=Count("pk", filter=live | Q(closed_on__gt=last)),
        )
    )
    return [Movement(unit, registers[key], *numbers) for unit, key, *numbers in rows]


def _of_counts(
    counts: QuerySet[MatterCount],
    registers: dict[int, MatterRegister],
    first: datetime.date,
    last: datetime.date,
) -> list[Movement]:
    # What a body that ended had is in its heir's numbers.
    here = Q(unit__valid_to__isnull=True) | Q(unit__valid_to__gte=last)
    rows = counts.filter(here)
    begin = first.replace(day=1)
    end = last.replace(day=1) if last == calendar.month_end(last) else _month_before(last)
    before: dict[Key, int] = {
        (unit, key): standing
        for unit, key, standing in rows.filter(month__lt=begin)
        .order_by("unit_id", "register_id", "-month")
        .distinct("unit_id", "register_id")
        .values_list("unit_id", "register_id", "standing")
    }
    within: dict[Key, list[MatterCount]] = defaultdict(list)
    for row in rows.filter(month__gte=begin, month__lte=end).order_by("month"):
        within[row.unit_id, row.register_id].append(row)
    return [_summed(key, registers, before.get(key), within[key]) for key in before.keys() | within]


def _summed(
    key: Key, registers: dict[int, MatterRegister], before: int | None, rows: list[MatterCount]
) -> Movement:
    """Without a month before, what the first row implies."""
    if before is None:
        before = rows[0].standing - rows[0].change
    opened, closed = sum(row.opened for row in rows), sum(row.closed for row in rows)
    now = rows[-1].standing if rows else before
    return Movement(key[0], registers[key[1]], before, opened, closed, now)


def _month_before(day: datetime.date) -> datetime.date:
    return (day.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)

"""Plausible figures: the same for the same unit, line and month, whatever else is built."""

import datetime
import math
import random
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from meetings.demonstration.balancing import Kept, lines_settled, settle, stored, trim
from targets.calendar import add_months, first_of_month, months_between
from targets.models import Figure, Indicator, Target, TargetAssignment, TargetSet, WorkYear
from units.models import Unit, User

# Share of the denominator that a month's numerator reaches, at worst; behind ones are worse.
_AT_LEAST = {"tb-da-gq": 0.9}
_BEHIND = {"QT2-KV2": 0.80, "QT2-KV4": 0.72}
_STOCK_MONTHS = 3
# Lines about what others did wrong are small numbers, and zero targets have no case.
_RARE = {
    *("tg-qua-han", "dt-qua-han", "dt-khong-toi", "dt-oan-sai", "xx-khong-toi"),
    *("xx-huy-sua", "xx-toa-tra", "dt-tra-hs", "tb-qua-han"),
}
# What happens to a case now and then.
_SELDOM = {"tt-dinh-chi", "dt-nhan", "dt-chuyen", "tb-tam-dc"}
_FEW = {"bản", "cuộc", "phiên tòa", "cơ quan", "UBND", "Kiểm sát viên"}
GOALS = {"bản": 4, "cuộc": 4, "phiên tòa": 8, "UBND": 6, "lượt": 24}


def fill(
    units: Iterable[Unit],
    year: WorkYear,
    *,
    until: datetime.date,
    by: User,
    gaps: dict[str, int] | None = None,
    since: datetime.date | None = None,
    fields: Collection[str] = (),
) -> int:
    """Figures of every line of the units' fields from the year's start to the month `until`.

    `gaps` leaves out that many lines of a unit's last month, as if the clerk were still typing.
    `since`: a unit that began in the year; `fields`: of some fields only, by code.
    """
    # One version of each target says enough of its lines.
    first = Target.objects.filter(target_set__replaces__isnull=True)
    targets = list(first.prefetch_related("terms__indicator"))
    lines = list(Indicator.objects.select_related("field"))
    if fields:
        lines = [line for line in lines if line.field.code in fields]
    months = months_between(since or first_of_month(year.starts_on), min(until, year.ends_on))
    rows: list[Figure] = []
    plan = _Plan(targets, stored())
    for unit in units:
        before = _stocks(unit, add_months(months[0], -1))
        own = {field.pk for field in unit.fields.all()}
        mine = [line for line in lines if unit.is_office or line.field_id in own]
        for month in months:
            left_out = (gaps or {}).get(unit.code, 0) if month == months[-1] else 0
            so_far = months.index(month) + 1
            values = _month(unit, mine, plan, month, so_far=so_far, before=before)
            before = {line.code: values[line.code] for line in mine if line.nature == "stock"}
            kept = mine[: len(mine) - left_out] if left_out else mine
            rows.extend(_rows(unit, kept, values, month, by))
    Figure.objects.bulk_create(rows, batch_size=2000)
    return len(rows)


class _Plan(NamedTuple):
    """What the figures have to look like."""

    targets: list[Target]
    balances: list[Kept]


def _stocks(unit: Unit, month: datetime.date) -> dict[str, int]:
    rows = Figure.objects.filter(unit=unit, month=month, indicator__nature="stock")
    return {code: int(value) for code, value in rows.values_list("indicator__code", "value")}


def _rows(
    unit: Unit, lines: list[Indicator], values: dict[str, int], month: datetime.date, by: User
) -> Iterator[Figure]:
    """Typed on the last working day of the month, one line after the other."""
    typed = datetime.datetime.combine(
        add_months(month, 1) - datetime.timedelta(days=2),
        datetime.time(14, 0),
        tzinfo=datetime.timezone(datetime.timedelta(hours=7)),
    )
    for place, line in enumerate(lines):
        yield Figure(
            indicator=line,
            unit=unit,
            month=month,
            value=values[line.code],
            entered_by=by,
            entered_at=typed + datetime.timedelta(seconds=20 * place),
        )


def _month(
    unit: Unit,
    lines: list[Indicator],
    plan: _Plan,
    month: datetime.date,
    so_far: int,
    before: dict[str, int],
) -> dict[str, int]:
    """Values by line; `so_far` months of the year are over with this one, `before`: last stocks."""
    chance = random.Random(f"{unit.code} {month}")
    size = 0.6 + random.Random(unit.code).random()
    values = {line.code: _amount(line, size, chance) for line in lines}
    for target in plan.targets:
        _keep_below(target, values, unit, chance, so_far)
    settle(plan.balances, values, before)
    settled = lines_settled(plan.balances)
    for target in plan.targets:
        tops = {t.indicator.code for t in target.terms.all() if t.side == "numerator"}
        if not tops & settled:
            _keep_below(target, values, unit, chance, so_far)
    trim(plan.balances, values)
    return values


def _amount(line: Indicator, size: float, chance: random.Random) -> int:
    if line.code in _RARE:
        return int(chance.random() < 0.02)
    if line.code in _SELDOM:
        return int(chance.random() < 0.5) + int(chance.random() < 0.2)
    if line.nature == Indicator.Nature.LEVEL:
        return max(1, round(6 * size))
    if line.counted_in == "1.000 đồng":
        return round(400_000 * size * (0.7 + 0.6 * chance.random()))
    if line.counted_in in _FEW:
        return int(chance.random() < 0.45 * size)
    usual = 14 if line.counted_in in {"vụ", "tin", "bị can", "người"} else 10
    return round(usual * size * (0.7 + 0.6 * chance.random()))


def _keep_below(
    target: Target, values: dict[str, int], unit: Unit, chance: random.Random, so_far: int
) -> None:
    """A numerator that is one line is a part of its denominator, near the threshold."""
    tops = [term.indicator for term in target.terms.all() if term.side == "numerator"]
    below = [term.indicator for term in target.terms.all() if term.side == "denominator"]
    if len(tops) != 1 or not below or any(line.code not in values for line in [*tops, *below]):
        return
    top = tops[0].code
    if top in {line.code for line in below}:
        _keep_remaining(top, [line.code for line in below], values, unit, chance, so_far)
        return
    whole = sum(values[line.code] for line in below)
    if all(line.nature == Indicator.Nature.LEVEL for line in below):
        # A flow against a level: the year's sum may reach it, not every month.
        values[top] = int(chance.random() * 12 < whole)
        return
    if target.direction == Target.Direction.AT_MOST:
        values[top] = int(chance.random() < whole * 0.01)
        return
    need = float(target.threshold or 80) / 100
    share = min(1.0, need + (1 - need) * chance.random() * 1.6)
    values[top] = math.ceil(whole * share) if need >= 1 else round(whole * share)


def _keep_remaining(
    top: str,
    below: list[str],
    values: dict[str, int],
    unit: Unit,
    chance: random.Random,
    so_far: int,
) -> None:
    """Solved out of solved + remaining: the stock at the end follows from what was solved."""
    rest = [code for code in below if code != top]
    share = _BEHIND.get(unit.code, _AT_LEAST.get(top, 0.82)) + 0.08 * chance.random()
    # Solved cases add up over the year, the stock stands; who is behind lets it grow.
    months = so_far if unit.code in _BEHIND else min(so_far, _STOCK_MONTHS)
    for code in rest:
        values[code] = round(values[top] * months * (1 - share) / share / len(rest))


def assign(units: Iterable[Unit], year: WorkYear, fields: Collection[str] = ()) -> int:
    """Every target of a unit's fields (or of some, by code); counts get a goal, ratios the set's."""
    sets = TargetSet.objects.within(year.starts_on, year.ends_on)
    rows_of_year = Target.objects.filter(target_set__in=sets).select_related("field")
    targets = list(rows_of_year.prefetch_related("terms__indicator"))
    if fields:
        targets = [target for target in targets if target.field.code in fields]
    rows = []
    for unit in units:
        own = {field.pk for field in unit.fields.all()}
        for target in targets:
            if _is_asked(target, unit) and (unit.is_office or target.field_id in own):
                rows.append(
                    TargetAssignment(
                        target=target,
                        unit=unit,
                        work_year=year,
                        assigned_threshold=_goal(target),
                        committed_threshold=_promise(target, unit),
                    )
                )
    return len(TargetAssignment.objects.bulk_create(rows, batch_size=2000))


def _is_asked(target: Target, unit: Unit) -> bool:
    """Of a province no count: what its units are given is added up."""
    is_goal = target.measure == Target.Measure.COUNT and target.direction != "zero"
    return unit.kind != Unit.Kind.PROVINCE or not is_goal


def _goal(target: Target) -> Decimal | None:
    if target.threshold is not None:
        return None
    if target.measure in (Target.Measure.RATIO, Target.Measure.COVERAGE):
        return Decimal(5) if target.direction == Target.Direction.AT_MOST else Decimal(70)
    if target.direction == Target.Direction.ZERO:
        return Decimal(0)
    units_of_count = [t.indicator.counted_in for t in target.terms.all() if t.side == "numerator"]
    return Decimal(GOALS.get(units_of_count[0], 60)) if units_of_count else None


def _promise(target: Target, unit: Unit) -> Decimal | None:
    """Some units promise more than they were given."""
    chance = random.Random(f"{unit.code} {target.code}").random()
    if target.threshold in (None, 100) or target.direction != "at_least" or chance > 0.15:
        return None
    return min(Decimal(100), Decimal(target.threshold or 0) + 2)


def replace(line: str, counts: dict[Unit, int], year: WorkYear, by: User) -> None:
    """Put a unit's count of a line into the second month of a year, and zero elsewhere."""
    indicator = Indicator.objects.get(code=line)
    own = Figure.objects.filter(
        indicator=indicator, month__range=(first_of_month(year.starts_on), year.ends_on)
    )
    own.filter(unit__parent__in={unit.parent_id for unit in counts}).update(value=0)
    month = add_months(first_of_month(year.starts_on), 1)
    for unit, count in counts.items():
        Figure.objects.update_or_create(
            indicator=indicator,
            unit=unit,
            month=month,
            defaults={
                "value": count,
                "entered_by": by,
                "entered_at": datetime.datetime.combine(
                    add_months(month, 1),
                    datetime.time(9),
                    tzinfo=datetime.timezone(datetime.timedelta(hours=7)),
                ),
            },
        )

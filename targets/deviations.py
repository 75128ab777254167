"""A month's figure beside the month before and the same month of last year.

The month of last year is read as successor: a region beside the districts that it follows.
"""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max

from targets import calendar, inheriting
from targets.inheriting import Inheritance
from targets.models import Figure, Indicator
from targets.scores import shown_value
from units.models import Unit

# Unusual: half as many again, or half as few, and so many cases that it is no accident.
CASES = 5
SHARE = 2

Values = Mapping[int, Mapping[int, Decimal]]  # by unit and line


@dataclass(frozen=True)
class LineSeen:
    """One line of a unit's month."""

    indicator: Indicator
    value: Decimal | None
    month_before: Decimal | None
    year_before: Decimal | None

    @property
    def shown(self) -> tuple[str, str, str]:
        """This month, the month before, the same month of last year."""
        values = (self.value, self.month_before, self.year_before)
        month, before, year = (shown_value(value, self.indicator) for value in values)
        return month, before, year

    @property
    def notes(self) -> list[str]:
        """`tăng 12 so với tháng trước (8)`, for what is unusual."""
        beside = (("tháng trước", self.month_before), ("cùng kỳ năm trước", self.year_before))
        return [
            self._note(words, before)
            for words, before in beside
            if self.value is not None and is_unusual(self.value, before)
        ]

    def _note(self, words: str, before: Decimal | None) -> str:
        assert self.value is not None
        assert before is not None
        change = self.value - before
        verb = "tăng" if change > 0 else "giảm"
        by, was = (shown_value(number, self.indicator) for number in (abs(change), before))
        return f"{verb} {by} so với {words} ({was})"


def is_unusual(value: Decimal, before: Decimal | None) -> bool:
    if before is None:
        return False
    change = abs(value - before)
    return change >= CASES and change * SHARE >= before


def seen(
    units: Sequence[Unit], lines: Sequence[Indicator], month: datetime.date, today: datetime.date
) -> dict[int, list[LineSeen]]:
    """Unit → its lines; three queries whatever their numbers."""
    keys, wanted = [unit.pk for unit in units], [line.pk for line in lines]
    before = calendar.add_months(month, -1)
    recent = _values(keys, wanted, [month, before])
    then = last_year(units, wanted, calendar.add_months(month, -12), today)
    return {
        unit: [
            LineSeen(
                line,
                recent.get((unit, line.pk, month)),
                recent.get((unit, line.pk, before)),
                then.get(unit, {}).get(line.pk),
            )
            for line in lines
        ]
        for unit in keys
    }


def _values(
    units: Collection[int], lines: Collection[int], months: Collection[datetime.date]
) -> dict[tuple[int, int, datetime.date], Decimal]:
    rows = Figure.objects.filter(unit__in=units, indicator__in=lines, month__in=months)
    found = rows.values_list("unit_id", "indicator_id", "month", "value")
    return {(unit, line, month): value for unit, line, month, value in found}


def last_year(
    units: Sequence[Unit], lines: Collection[int], month: datetime.date, today: datetime.date
) -> dict[int, dict[int, Decimal]]:
    """With the predecessors of each, as they reported then."""
    known = Inheritance.of(units, today)
    heirs = {step.predecessor for step in known.steps if not known.is_split(step.predecessor)}
    ended = Unit.objects.filter(pk__in=heirs - set(known.units))
    known = Inheritance([*units, *ended], known.steps, today)
    amounts = inheriting.as_successor(known, list(known.units), lines, month, month)
    return {
        unit: {line: Decimal(amount.value) for line, amount in found.items()}
        for unit, found in amounts.items()
    }


def typed_at(
    units: Collection[Unit], lines: Collection[Indicator], month: datetime.date
) -> dict[int, datetime.datetime]:
    """Unit → when the last of these lines was typed."""
    rows = Figure.objects.filter(unit__in=units, indicator__in=lines, month=month).values("unit")
    return {row["unit"]: row["last"] for row in rows.annotate(last=Max("entered_at"))}

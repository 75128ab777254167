"""Figures month by month, added up in Python: for trends, and for figures as they stood before.

The same rules as `inheriting.ACROSS`, which adds up one period in the database; a test holds that
both agree. Here one reading serves every month of a year, and what was typed since may be taken
back out.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from targets import formulas, inheriting
from targets.calendar import first_of_month
from targets.inheriting import Amount, Amounts, Inheritance
from targets.models import Figure, Indicator

Months = dict[datetime.date, Decimal]
Key = tuple[int, int]  # unit, line


@dataclass(frozen=True)
class Member:
    """Whose figures a row contains, from when and until when; by which units they came, and when
    each of those took them over."""

    unit: int
    since: datetime.date = datetime.date.min
    until: datetime.date = datetime.date.max
    way: tuple[tuple[int, datetime.date], ...] = ()


@dataclass(frozen=True)
class Monthly:
    """`natures`: by line. `figures`: by unit and line; levels from before the time read, too."""

    natures: Mapping[int, str]
    figures: dict[Key, Months]

    def amounts(
        self,
        known: Inheritance,
        units: Collection[int],
        first: datetime.date,
        last: datetime.date,
    ) -> Amounts:
        """By row and line, for the months `first` to `last`; rows without figures stay empty."""
        return {
            row: {
                line: found
                for line in self.natures
                if (found := self.amount(row, members, line, first, last))
            }
            for row, members in rows(known, units).items()
        }

    def amount(
        self,
        row: int,
        members: Iterable[Member],
        line: int,
        first: datetime.date,
        last: datetime.date,
    ) -> Amount | None:
        if self.natures[line] == formulas.Nature.FLOW:
            return self._flow(row, members, line, first, last)
        since = first if self.natures[line] == formulas.Nature.STOCK else datetime.date.min
        return self._standing(row, members, line, since, last)

    def _flow(
        self,
        row: int,
        members: Iterable[Member],
        line: int,
        first: datetime.date,
        last: datetime.date,
    ) -> Amount | None:
        counted = [
            (member.unit, month, value)
            for member in members
            for month, value in self.figures.get((member.unit, line), {}).items()
            if max(first, member.since) <= month <= last and month < member.until
        ]
        if not counted:
            return None
        bits = {1 << month.month for _, month, _ in counted}
        value = sum((value for _, _, value in counted), Decimal(0))
        return Amount(value, None, any(unit != row for unit, _, _ in counted), sum(bits))

    def _standing(
        self,
        row: int,
        members: Iterable[Member],
        line: int,
        first: datetime.date,
        last: datetime.date,
    ) -> Amount | None:
        """A stock or level: of each member the last one given, unless it was taken over since."""
        latest: dict[int, tuple[datetime.date, Decimal]] = {}
        ways = {}
        for member in members:
            months = self.figures.get((member.unit, line), {})
            given = [
                month
                for month in months
                if max(first, member.since) <= month <= last and month < member.until
            ]
            if given:
                latest[member.unit] = (max(given), months[max(given)])
                ways[member.unit] = member.way
        kept = {
            unit: found
            for unit, found in latest.items()
            if not any(
                over in latest and latest[over][0] >= first_of_month(entered)
                for over, entered in ways[unit]
            )
        }
        if not kept:
            return None
        value = sum((value for _, value in kept.values()), Decimal(0))
        return Amount(
            value, max(month for month, _ in kept.values()), any(u != row for u in kept), 0
        )

    def counts(
        self, place: tuple[int, int, datetime.date], first: datetime.date, last: datetime.date
    ) -> bool:
        """Whether that figure of a unit, line and month is one of those that `first` to `last`
        come to; as `correcting.counting` says it in SQL."""
        unit, line, month = place
        nature = self.natures[line]
        if month > last or (month < first and nature != formulas.Nature.LEVEL):
            return False
        later = (month < other <= last for other in self.figures.get((unit, line), {}))
        return nature == formulas.Nature.FLOW or not any(later)

    def total(self, known: Inheritance, amounts: Amounts) -> formulas.Values:
        return inheriting.total(known, amounts)


def read(
    units: Iterable[int],
    lines: Mapping[int, Indicator],
    first: datetime.date,
    last: datetime.date,
) -> Monthly:
    """One query; levels of any age, all else of the months `first` to `last`."""
    natures = {line: str(indicator.nature) for line, indicator in lines.items()}
    in_time = Q(month__gte=first) | Q(indicator__nature=Indicator.Nature.LEVEL)
    rows_found = Figure.objects.filter(
        in_time, unit__in=list(units), indicator__in=list(natures), month__lte=last
    )
    figures: dict[Key, Months] = {}
    for unit, line, month, value in rows_found.values_list(
        "unit_id", "indicator_id", "month", "value"
    ):
        figures.setdefault((unit, line), {})[month] = value
    return Monthly(natures, figures)


def rows(known: Inheritance, units: Collection[int]) -> dict[int, list[Member]]:
    """By row. A unit that ended has one of its own for months after it was followed."""
    heads = list(dict.fromkeys(known.heir(unit) for unit in units))
    found = {head: [Member(head), *_followed(known, head)] for head in heads}
    for unit in units:
        if unit not in found and (step := known.following(unit)):
            found[unit] = [Member(unit, since=step.on)]
    return found


def members_of(found: Mapping[int, Iterable[Member]]) -> set[int]:
    return {member.unit for members in found.values() for member in members}


def _followed(known: Inheritance, head: int) -> list[Member]:
    ways: dict[int, tuple[tuple[int, datetime.date], ...]] = {head: ()}
    found = []
    for step in known.inherited(head):
        way = ((step.successor, step.on), *ways[step.successor])
        ways[step.predecessor] = way
        found.append(Member(step.predecessor, until=step.on, way=way))
    return found

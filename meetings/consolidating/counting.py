"""Figures of an office's units for the days that a report tells of.

Read as boards and the consolidated workbook read them (`targets.sights`), so that the same number
stands in all three.
"""

import datetime
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.db.models import Count

from targets import boards, calendar, comparing
from targets.formulas import Value
from targets.models import Figure, Indicator, Period, WorkYear
from targets.sights import Found, Sight, look
from targets.workbooks.consolidated import between
from units.models import Unit

_REGION = re.compile(r"(?:VKSND |VKS )?khu vực (\d+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Months:
    """`first` to `last`, both by their first day."""

    first: datetime.date
    last: datetime.date

    @classmethod
    def within(cls, since: datetime.date, until: datetime.date) -> "Months":
        """Those that end between two days; where none does, the last one that ended before."""
        ended = until == calendar.month_end(until)
        last = until.replace(day=1) if ended else calendar.add_months(until.replace(day=1), -1)
        first = since.replace(day=1)
        return cls(min(first, last), last)

    @property
    def count(self) -> int:
        return len(calendar.months_between(self.first, self.last))

    @property
    def before(self) -> "Months":
        """As many, right before."""
        return Months(
            calendar.add_months(self.first, -self.count), calendar.add_months(self.first, -1)
        )

    @property
    def last_year(self) -> "Months":
        return Months(*comparing.months_before(self.first, self.last))


@dataclass(frozen=True)
class Counted:
    """One line: its total, what each unit counted, and who is asked and silent."""

    total: Value | None
    parts: list[tuple[Unit, Value]]
    missing: list[str]


class Figures:
    """`before`: the months of the report before. One query for each span that is asked for."""

    def __init__(
        self,
        office: Unit,
        months: Months,
        before: Months,
        lines: Collection[Indicator],
        today: datetime.date,
    ) -> None:
        self.office, self.months, self.months_before, self.today = office, months, before, today
        self.lines = {line.code: line for line in lines}
        self.keys = [line.pk for line in lines]
        self._asked_of: dict[int, list[Unit]] = {}  # by field

    @cached_property
    def sight(self) -> Sight:
        """From the work year's start to the last month."""
        end = calendar.month_end(self.months.last)
        year = WorkYear.objects.at(end) or WorkYear(
            year=end.year, starts_on=self.months.first, ends_on=end
        )
        units = boards.office_units(self.office, year)
        return look(units, year, Period(work_year=year, ends_on=end), today=self.today)

    def _read(self, months: Months) -> Found:
        return between(self.sight, months.first, months.last).read(self.keys)

    @cached_property
    def now(self) -> Found:
        return self._read(self.months)

    @cached_property
    def before(self) -> Found:
        return self._read(self.months_before)

    @cached_property
    def last_year(self) -> Found:
        return self._read(self.months.last_year)

    @cached_property
    def to_date(self) -> Found:
        return self.sight.read(self.keys)

    @cached_property
    def rows(self) -> list[Unit]:
        return between(self.sight, self.months.first, self.months.last).rows(self.now)

    @cached_property
    def _nil(self) -> dict[int, set[int]]:
        return between(self.sight, self.months.first, self.months.last).nil()

    @cached_property
    def _departments(self) -> set[tuple[int, int]]:
        """(department, field): a department counts in its own fields only."""
        through = Unit.fields.through.objects.filter(unit__in=[unit.pk for unit in self.rows])
        return set(through.values_list("unit_id", "field_id"))

    def counted(self, line: Indicator, found: Found) -> Counted:
        parts = [
            (unit, value)
            for unit in self.rows
            if (value := found.values.get(unit.pk, {}).get(line.pk)) is not None
        ]
        return Counted(found.total.get(line.pk), parts, self._missing(line, found))

    def is_nil(self, line: Indicator) -> bool:
        """Everybody who counts it has ticked không phát sinh."""
        asked = self._asked(line.field_id)
        return bool(asked) and all(line.pk in self._nil.get(unit.pk, ()) for unit in asked)

    def _missing(self, line: Indicator, found: Found) -> list[str]:
        """Who is silent, and who has said only a part of the months."""
        silent, key = [], line.pk
        wanted = self.months.count if line.nature == Indicator.Nature.FLOW else 1
        for unit in self._asked(line.field_id):
            if key in self._nil.get(unit.pk, ()):
                continue
            if found.values.get(unit.pk, {}).get(key) is None:
                silent.append(brief(unit))
            elif wanted > 1 and (lacks := wanted - self._told.get((unit.pk, key), 0)) > 0:
                silent.append(f"{brief(unit)} ({lacks} tháng)")
        return silent

    def _asked(self, field: int) -> list[Unit]:
        """Units that live and count the field's lines."""
        if field not in self._asked_of:
            self._asked_of[field] = [
                unit
                for unit in self.rows
                if not self.sight.has_ended(unit)
                and (unit.kind != Unit.Kind.DEPARTMENT or (unit.pk, field) in self._departments)
            ]
        return self._asked_of[field]

    @cached_property
    def _told(self) -> dict[tuple[int, int], int]:
        """By row and line in how many of several months somebody counted."""
        rows = Figure.objects.between(self.months.first, self.months.last).filter(
            unit__in=self.sight.reporting, indicator__in=self.keys
        )
        counted = rows.order_by().values_list("unit_id", "indicator_id").annotate(Count("pk"))
        heir = self.sight.inheritance.heir if self.sight.is_successor else int
        found: dict[tuple[int, int], int] = {}
        for unit, line, months in counted:
            key = (heir(unit), line)
            found[key] = found.get(key, 0) + months
        return found


def brief(unit: Unit) -> str:
    """`KV1` for VKSND khu vực 1, as footnotes of these reports name units; `Phòng 2` stays."""
    return _brief(unit.short_name)


@lru_cache(maxsize=1024)
def _brief(short_name: str) -> str:
    if match := _REGION.search(short_name):
        return f"KV{match[1]}"
    return short_name.removeprefix("VKSND ").removeprefix("VKS ")


def indicators_of(codes: Iterable[str]) -> list[Indicator]:
    wanted = set(codes)
    rows = Indicator.objects.filter(code__in=wanted) if wanted else Indicator.objects.none()
    return list(rows.select_related("field"))

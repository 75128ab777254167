"""A province across the reform of 1 July 2025, to be linked and filled by a test."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from targets import boards, inheriting
from targets.boards import Board, Row
from targets.calendar import month_end
from targets.formulas import Value
from targets.inheriting import Inheritance
from targets.models import Figure, Indicator, Period, Target, TargetAssignment, View, WorkYear
from targets.years import derive_periods
from tests import factories as f
from tests.targets.figures_facts import month
from units.models import Role, Succession, Unit, User

REFORM = datetime.date(2025, 7, 1)
TODAY = f.TODAY


@dataclass
class Reform:
    """A province with districts and regions to be linked by a test; flow, stock, level; targets."""

    province: Unit
    year: WorkYear
    flow: Indicator
    stock: Indicator
    level: Indicator
    ratio: Target
    count: Target
    by: User
    units: list[Unit] = field(default_factory=list)
    heads: dict[int, User] = field(default_factory=dict)

    def unit(self, name: str, **lived: Any) -> Unit:
        """Lived from `valid_from` to the day `valid_to`."""
        made = f.unit(name, kind=Unit.Kind.DISTRICT, parent=self.province, **lived)
        made.short_name = name
        self.units.append(made)
        return made

    def follow(self, before: Unit, after: Unit, on: datetime.date = REFORM) -> None:
        Succession.objects.create(predecessor=before, successor=after, on=on)
        Unit.objects.filter(pk=before.pk).update(valid_to=on - datetime.timedelta(days=1))

    def enter(self, unit: Unit, line: Indicator, **by_month: int) -> None:
        """`m05=3`: three in May 2025; `m2407=3`: in July 2024."""
        Figure.objects.bulk_create(
            Figure(
                indicator=line,
                unit=unit,
                month=month(_month(at)),
                value=value,
                entered_by=self.by,
                entered_at=f.NOW,
            )
            for at, value in by_month.items()
        )

    def read(self, last: str = "2025-09", first: str = "2024-12") -> dict[str, dict[str, Value]]:
        """As successor: unit → line → value."""
        known = Inheritance.of(self.units, TODAY)
        units = [unit.pk for unit in self.units]
        return self._named(
            inheriting.as_successor(known, units, self.lines, month(first), month(last))
        )

    def reported(self, last: str = "2025-09") -> dict[str, dict[str, Value]]:
        units = [unit.pk for unit in self.units]
        return self._named(inheriting.as_reported(units, self.lines, month("2024-12"), month(last)))

    @property
    def lines(self) -> list[int]:
        return [self.flow.pk, self.stock.pk, self.level.pk]

    def _named(self, found: inheriting.Amounts) -> dict[str, dict[str, Value]]:
        units = {unit.pk: unit.short_name for unit in self.units}
        lines = {self.flow.pk: "flow", self.stock.pk: "stock", self.level.pk: "level"}
        return {
            units[row]: {lines[line]: amount.value for line, amount in of_row.items()}
            for row, of_row in found.items()
        }

    def assign(self, what: Target, unit: Unit, threshold: int | None = None) -> TargetAssignment:
        return f.assignment(what, unit, self.year, assigned_threshold=threshold)

    def board(
        self, last: str = "2025-09", view: View = View.AUTO, *, compares: bool = False
    ) -> Board:
        if self.province.pk not in self.heads:
            self.heads[self.province.pk] = f.user(Role.PROVINCE_HEAD, self.province)
        acting = self.heads[self.province.pk].act_on(TODAY).acting
        assert acting
        year = WorkYear.objects.at(month_end(month(last)))
        assert year
        return boards.assemble(
            year=year,
            period=Period.objects.months().get(ends_on=month_end(month(last))),
            spans=list(year.periods.all()),
            units=boards.seen_units(acting, year),
            province=boards.province_of(acting),
            today=TODAY,
            view=view,
            compares=compares,
        )


def _month(at: str) -> str:
    return f"2025-{at[1:]}" if len(at) == 3 else f"20{at[1:3]}-{at[3:]}"


def rows(board: Board) -> dict[str, Row]:
    return {row.unit.short_name: row for row in board.rows}


def reform() -> Reform:
    """Three work years, the one of 2025 short; nobody lives in it yet."""
    for year, first, last in (
        (2024, "2023-12-01", "2024-11-30"),
        (2025, "2024-12-01", "2025-09-30"),
        (2026, "2025-10-01", "2026-09-30"),
    ):
        f.work_year(year, first, last)
        derive_periods(WorkYear.objects.get(year=year))
    area = f.field()
    flow = f.indicator("Đã giải quyết", where=area)
    stock = f.indicator("Còn lại", where=area, nature="stock")
    level = f.indicator("Kiểm sát viên", where=area, nature="level")
    ratio = f.target(flow, stock, threshold=None)
    count = f.target(flow, target_set=ratio.target_set)
    province = f.province()
    by = f.user(Role.UNIT_CLERK, province)
    return Reform(province, WorkYear.objects.get(year=2025), flow, stock, level, ratio, count, by)

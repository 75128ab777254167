"""A province with a Văn phòng and regions, three lines and two targets, work year 2026."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from targets.models import (
    Figure,
    Indicator,
    Target,
    TargetAssignment,
    TargetTerm,
    WorkYear,
)
from targets.years import derive_periods
from tests import factories as f
from units.models import Field, Role, Unit, User

DAY = datetime.date(2026, 11, 22)


def month(text: str) -> datetime.date:
    return datetime.date.fromisoformat(f"{text}-01")


@dataclass
class Office:
    """Solved reports over solved + remaining at least 90 %; demonstration hearings, by count."""

    province: Unit
    secretariat: Unit
    region: Unit
    year: WorkYear
    field: Field
    solved: Indicator
    remaining: Indicator
    hearings: Indicator
    ratio: Target
    count: Target

    @cached_property
    def head(self) -> User:
        return f.user(Role.PROVINCE_HEAD, self.province)

    @cached_property
    def staff(self) -> User:
        return f.user(Role.OFFICE_STAFF, self.secretariat)

    @cached_property
    def clerk(self) -> User:
        return f.user(Role.UNIT_CLERK, self.region)

    @cached_property
    def other(self) -> Unit:
        return f.region(self.province, "VKSND khu vực 5")

    def assign(self, what: Target, unit: Unit | None = None, **more: Any) -> TargetAssignment:
        return f.assignment(what, unit or self.region, self.year, **more)

    def enter(self, line: Indicator, at: str, value: int, unit: Unit | None = None) -> Figure:
        return Figure.objects.create(
            indicator=line,
            unit=unit or self.region,
            month=month(at),
            value=value,
            entered_by=self.clerk,
            entered_at=f.NOW,
        )

    def stored(self, line: Indicator, at: str) -> str | None:
        row = Figure.objects.filter(indicator=line, unit=self.region, month=month(at)).first()
        return str(row.value) if row else None


def office() -> Office:
    province = f.province()
    area = f.field()
    year = f.work_year(2026)
    derive_periods(year)
    derive_periods(f.work_year(2027))
    solved = f.indicator("Tin báo đã giải quyết", where=area)
    remaining = f.indicator("Tin báo còn lại", where=area, nature="stock")
    hearings = f.indicator("Phiên tòa rút kinh nghiệm", where=area, counted_in="phiên")
    ratio = f.target(solved, name="Tỷ lệ giải quyết tin báo", measure="ratio", threshold=90)
    count = f.target(hearings, name="Số phiên tòa", target_set=ratio.target_set)
    for line in (solved, remaining):
        TargetTerm.objects.create(target=ratio, side="denominator", indicator=line)
    return Office(
        province,
        f.secretariat(province),
        f.region(province, "VKSND khu vực 4"),
        year,
        area,
        solved,
        remaining,
        hearings,
        ratio,
        count,
    )

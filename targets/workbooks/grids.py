"""What a unit's workbook covers: lines and months, which cells are open, what stands in them."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q

from procuracy.web.errors import Refused
from targets import calendar
from targets.models import Figure, Indicator, NoneArose, Submission, WorkYear
from targets.models.figures import IndicatorQuerySet
from units.models import Unit

Key = tuple[int, datetime.date]  # line, month

MOST_MONTHS = 132  # eleven years
NO_LINES = "Đơn vị chưa có dòng thống kê nào để nhập: Văn phòng ghi lĩnh vực cho đơn vị trước."


@dataclass
class Grid:
    """`years`: the work year of each month; `locked`: months that the Office has accepted."""

    unit: Unit
    years: dict[datetime.date, WorkYear]
    lines: list[Indicator]
    locked: set[datetime.date] = field(default_factory=set)
    figures: dict[Key, Decimal] = field(default_factory=dict)
    nil: set[Key] = field(default_factory=set)  # field, month: ticked không phát sinh

    @property
    def months(self) -> list[datetime.date]:
        return list(self.years)

    @property
    def size(self) -> int:
        return len(self.lines) * len(self.years)

    def is_open(self, line: Indicator, month: datetime.date) -> bool:
        return month not in self.locked and is_valid(line, month)

    def total_before(self, line: Indicator, month: datetime.date) -> Decimal | None:
        """Of a flow: the months of the work year before this one; None without a figure."""
        first = calendar.first_of_month(self.years[month].starts_on)
        before = calendar.months_between(first, month)[:-1]
        known = [value for m in before if (value := self.figures.get((line.pk, m))) is not None]
        return sum(known, Decimal(0)) if known else None


def grid(unit: Unit, first: datetime.date, last: datetime.date) -> Grid:
    """The unit's lines and figures for its months from `first` to `last`; a fixed number of
    queries. Refused where there is nothing to fill in."""
    months = calendar.months_between(first, last)
    if len(months) > MOST_MONTHS:
        raise Refused(f"Chọn tối đa {MOST_MONTHS} tháng cho một sổ.")
    years = reported(unit, months)
    if not years:
        raise Refused("Đơn vị không báo cáo số liệu trong các tháng đã chọn.")
    lines = lines_of(unit, list(years))
    if not lines:
        raise Refused(
            "Đơn vị chưa có dòng thống kê nào để nhập: Văn phòng ghi lĩnh vực của đơn vị."
        )
    nil = NoneArose.objects.between(first, last).filter(unit=unit)
    ticked = set(nil.values_list("field_id", "month"))
    return Grid(unit, years, lines, locked(unit, years), _figures(unit, years), ticked)


def reported(unit: Unit, months: Iterable[datetime.date]) -> dict[datetime.date, WorkYear]:
    """Months in the unit's life and in a work year, each with its year (as entry.check_month)."""
    if unit.kind == Unit.Kind.PROVINCE:
        return {}
    known = list(WorkYear.objects.order_by("starts_on"))
    found = {}
    for month in months:
        end = calendar.month_end(month)
        is_alive = (unit.valid_to is None or unit.valid_to >= month) and (
            unit.valid_from is None or unit.valid_from <= end
        )
        year = next((y for y in known if y.starts_on <= end and y.ends_on >= month), None)
        if is_alive and year:
            found[month] = year
    return found


def lines_of(unit: Unit, months: Collection[datetime.date]) -> list[Indicator]:
    """Lines valid in any of the months; a department's own fields (as sheets.wanted)."""
    rows = lines_valid(min(months), max(months))
    if unit.kind == Unit.Kind.DEPARTMENT:
        rows = rows.filter(field__in=unit.fields.all())
    return list(rows)


def lines_valid(first: datetime.date, last: datetime.date) -> IndicatorQuerySet:
    """In some month from `first` to `last`, with their fields and by field."""
    rows = Indicator.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=last),
        Q(valid_to__isnull=True) | Q(valid_to__gte=first),
    )
    ordered = rows.order_by("field__order", "field__code", "order", "code")
    return ordered.select_related("field")


def is_valid(line: Indicator, month: datetime.date) -> bool:
    """As `Indicator.objects.valid(month)`."""
    return (line.valid_from is None or line.valid_from <= month) and (
        line.valid_to is None or line.valid_to >= month
    )


def locked(unit: Unit, months: Iterable[datetime.date]) -> set[datetime.date]:
    rows = Submission.objects.filter(unit=unit, state=Submission.State.ACCEPTED)
    return set(rows.filter(month__in=list(months)).values_list("month", flat=True))


def _figures(unit: Unit, years: dict[datetime.date, WorkYear]) -> dict[Key, Decimal]:
    """Also of the months before in the first work year, and of the month before the first."""
    months = list(years)
    first = calendar.first_of_month(years[months[0]].starts_on)
    earliest = min(first, calendar.add_months(months[0], -1))
    rows = Figure.objects.filter(unit=unit, month__range=(earliest, months[-1]))
    return {(line, month): value for line, month, value in rows.values_list(*_COLUMNS)}


_COLUMNS = ("indicator_id", "month", "value")

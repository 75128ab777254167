"""Lũy kế: what was typed as the sum since the year's start, as the month's own figure.

Stored is always the month's figure, once. The sum is of what the unit itself reported.
"""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from procuracy.web.dates import screen_month
from procuracy.web.errors import Refused
from procuracy.web.statements import kept
from targets import calendar
from targets.models import EntryHabit, Figure, Indicator
from targets.scores import shown_value
from units.models import Field, Unit


def month_value(
    unit: Unit, line: Indicator, since: datetime.date, month: datetime.date, typed: Decimal
) -> Decimal:
    """The month's part of a sum typed for the months `since` to `month`.

    Raises Refused where the months before have more already.
    """
    rows = Figure.objects.filter(
        unit=unit, indicator=line, month__gte=calendar.first_of_month(since), month__lt=month
    )
    return derived(line, month, typed, dict(rows.values_list("month", "value")))


def derived(
    line: Indicator,
    month: datetime.date,
    typed: Decimal,
    earlier: Mapping[datetime.date, Decimal],
) -> Decimal:
    """Of the months before, by their first day. Raises Refused when they are more than typed."""
    before = sum(earlier.values(), Decimal(0))
    if typed >= before:
        return typed - before
    parts = ", ".join(
        f"{screen_month(at)}: {shown_value(value, line)}" for at, value in sorted(earlier.items())
    )
    raise Refused(
        f"Lũy kế đến {screen_month(month)} là {shown_value(typed, line)}, nhỏ hơn tổng các tháng "
        f"trước {shown_value(before, line)} ({parts}): nhập số lớn hơn, hoặc sửa tháng nhập sai."
    )


def missing(
    months: Iterable[datetime.date], known: Mapping[datetime.date, Decimal]
) -> list[datetime.date]:
    """Months before without a figure: what is typed as a sum puts their cases into this month."""
    return [month for month in months if month not in known]


def typed_so(unit: Unit, lines: Iterable[Indicator]) -> set[int]:
    """Lines typed as a sum: by the unit's own choice for the field, else the line's. One query."""
    chosen: dict[int, bool] = dict(_habits(unit.pk))
    return {
        line.pk
        for line in lines
        if line.nature == Indicator.Nature.FLOW and chosen.get(line.field_id, line.is_cumulative)
    }


@kept
def _habits(unit: int) -> QuerySet[EntryHabit, Any]:
    return EntryHabit.objects.filter(unit=unit).values_list("field", "is_cumulative")


def choose(unit: Unit, field: Field, *, is_cumulative: bool) -> None:
    EntryHabit.objects.update_or_create(
        unit=unit, field=field, defaults={"is_cumulative": is_cumulative}
    )

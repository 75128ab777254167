"""Which lines a unit answers in a month, and which of them have a figure."""

import datetime
from collections.abc import Collection

from django.db.models import Count, Max, QuerySet

from targets.models import Figure, Indicator
from units.models import Unit


def lines_of(unit: Unit, month: datetime.date) -> list[Indicator]:
    return list(wanted(unit, month).select_related("field"))


def wanted(unit: Unit, month: datetime.date) -> QuerySet[Indicator]:
    """A department's own fields; a district or region has all of them."""
    rows = Indicator.objects.valid(month)
    if unit.kind == Unit.Kind.DEPARTMENT:
        rows = rows.filter(field__in=unit.fields.all())
    return rows


def is_wanted(unit: Unit, line: Indicator) -> bool:
    """The same of one line."""
    if unit.kind != Unit.Kind.DEPARTMENT:
        return True
    return unit.fields.filter(pk=line.field_id).exists()


def entered(
    units: Collection[Unit], month: datetime.date
) -> dict[int, tuple[int, datetime.datetime]]:
    """Unit → (number of its lines that have a figure for the month, when the last was typed)."""
    rows = Figure.objects.filter(unit__in=units, month=month).values("unit")
    counted = rows.annotate(lines=Count("pk"), last=Max("entered_at"))
    return {row["unit"]: (row["lines"], row["last"]) for row in counted}

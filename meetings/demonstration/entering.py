"""What a clerk finds in the grid: a balance that does not hold, an unusual number, sums typed."""

import datetime

from meetings.demonstration.offices import Staff
from targets import cumulative
from targets.models import Figure
from units.models import Field

UNBALANCED = ("QT2-KV6", "ds-con-lai", 2)
UNUSUAL = ("QT2-KV6", "kt-tiep-dan", 190)
SUMS = ("QT2-KV7", "dan-su")


def play(staff: Staff, month: datetime.date) -> None:
    """In the month whose figures are wanted now."""
    unit, line, more = UNBALANCED
    for row in Figure.objects.filter(unit__code=unit, indicator__code=line, month=month):
        Figure.objects.filter(pk=row.pk).update(value=row.value + more)
    unit, line, value = UNUSUAL
    Figure.objects.filter(unit__code=unit, indicator__code=line, month=month).update(value=value)
    unit, field = SUMS
    cumulative.choose(staff.units[unit], Field.objects.get(code=field), is_cumulative=True)

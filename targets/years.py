"""Work years and their periods as rows, derived once and then edited by the office."""

import datetime

from django.utils import timezone

from targets import calendar
from targets.models import Period, WorkYear

DUE_TIME = datetime.time(16)  # as offices ask for: by 16:00 on the month's last day


def derive_periods(year: WorkYear) -> int:
    """Add the periods that the year lacks; rows that are there, also edited ones, stay."""
    known = set(year.periods.values_list("kind", "number"))
    spans = calendar.periods(year.year, year.starts_on, year.ends_on)
    new = [_period(year, span) for span in spans if (span.kind, span.number) not in known]
    return len(Period.objects.bulk_create(new))


def entry_month(today: datetime.date) -> datetime.date:
    """Whose figures are wanted now: the month that ended last, or one that ends in three days."""
    return calendar.add_months(calendar.first_of_month(today + datetime.timedelta(days=4)), -1)


def _period(year: WorkYear, span: calendar.PeriodSpan) -> Period:
    return Period(
        work_year=year,
        kind=span.kind,
        number=span.number,
        label=span.label,
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        due_at=_due(span.ends_on) if span.kind == Period.Kind.MONTH else None,
    )


def _due(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, DUE_TIME))

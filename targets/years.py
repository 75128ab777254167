"""Work years and their periods as rows, derived once and then edited by the office."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils import timezone

from procuracy.web.dates import screen_month
from procuracy.web.errors import Refused
from targets import calendar
from targets.models import Figure, Period, WorkYear

DUE_TIME = datetime.time(16)  # as offices ask for: by 16:00 on the month's last day
_ASIDE = 1000  # numbers above every year's own, while rows change theirs


def derive_periods(year: WorkYear) -> int:
    """Add the periods that the year lacks; rows that are there, also edited ones, stay."""
    known = set(year.periods.values_list("kind", "number"))
    spans = calendar.periods(year.year, year.starts_on, year.ends_on)
    new = [_period(year, span) for span in spans if (span.kind, span.number) not in known]
    return len(Period.objects.bulk_create(new))


@transaction.atomic
def add_year(year: WorkYear) -> None:
    year.save()
    derive_periods(year)


@transaction.atomic
def move_year(year: WorkYear) -> None:
    """Store a year's other dates and fit its periods to them.

    Months keep their rows, with name and deadline as edited; longer periods are derived anew.
    Raises Refused where a month with figures, or a period that a meeting heard, would drop out.
    """
    before = WorkYear.objects.select_for_update().get(pk=year.pk)
    if (before.starts_on, before.ends_on) == (year.starts_on, year.ends_on):
        return
    lost = _months_with_figures(before) - _months_with_figures(year)
    if lost:
        raise Refused(
            f"{screen_month(min(lost)).capitalize()} đã có số liệu: "
            "năm công tác phải gồm cả tháng này."
        )
    year.save()
    _fit_periods(year)


@transaction.atomic
def store_periods(rows: Iterable[Period]) -> None:
    for row in rows:
        row.save(update_fields=["label", "starts_on", "ends_on", "due_at"])


def entry_month(today: datetime.date) -> datetime.date:
    """Whose figures are wanted now: the month that ended last, or one that ends in three days."""
    return calendar.add_months(calendar.first_of_month(today + datetime.timedelta(days=4)), -1)


def _months_with_figures(year: WorkYear) -> set[datetime.date]:
    first, last = map(calendar.first_of_month, (year.starts_on, year.ends_on))
    return set(Figure.objects.between(first, last).values_list("month", flat=True).distinct())


def _fit_periods(year: WorkYear) -> None:
    spans = {_key(s): s for s in calendar.periods(year.year, year.starts_on, year.ends_on)}
    rows = {_key(row): row for row in year.periods.all()}
    gone = [row.pk for key, row in rows.items() if key not in spans]
    try:
        year.periods.filter(pk__in=gone).delete()
    except ProtectedError:
        raise Refused(
            "Có hội nghị gắn với một kỳ nằm ngoài ngày mới: năm công tác phải gồm cả kỳ đó."
        ) from None
    year.periods.update(number=F("number") + _ASIDE)
    kept = [_fitted(row, spans[key]) for key, row in rows.items() if key in spans]
    Period.objects.bulk_update(kept, ["number", "label", "starts_on", "ends_on"])
    derive_periods(year)


def _key(row: Any) -> tuple[str, object]:
    """What stays the same when a year's dates move: a month's month, else the place in the year."""
    is_month = row.kind == Period.Kind.MONTH
    return str(row.kind), calendar.first_of_month(row.ends_on) if is_month else row.number


def _fitted(row: Period, span: calendar.PeriodSpan) -> Period:
    row.number, row.starts_on, row.ends_on = span.number, span.starts_on, span.ends_on
    if row.kind != Period.Kind.MONTH:
        row.label = span.label
    return row


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

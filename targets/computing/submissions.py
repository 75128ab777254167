"""Báo cáo số liệu tháng gửi đúng hạn: as the board of submissions judges it.

Months before the first one that anybody in a unit's province ever sent here are not counted: they
came on paper. So a unit that begins late has missed the months before, on every page alike.
"""

import datetime
from collections.abc import Collection
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from procuracy.web.dates import screen_moment, screen_month
from procuracy.web.statements import kept
from targets import calendar, deadlines
from targets.computing.sources import Counted, Item
from targets.models import Period, Submission, Target
from targets.submission_boards import Sent, exists_in, reporting
from units.models import Unit


class Submissions:
    computation = Target.Computation.REPORTS

    def count(self, units: Collection[int], first: datetime.date, last: datetime.date) -> Counted:
        found: dict[int, tuple[int, int]] = {}
        for sent in _due(units, first, last):
            done, due = found.get(sent.unit.pk, (0, 0))
            found[sent.unit.pk] = (done + sent.is_on_time, due + 1)
        return found

    def items(
        self, units: Collection[int], first: datetime.date, last: datetime.date
    ) -> list[Item]:
        return [_item(sent) for sent in _due(units, first, last)]


def _due(units: Collection[int], first: datetime.date, last: datetime.date) -> list[Sent]:
    """Of each unit's months; the number of queries does not grow with either."""
    began = _began(units)
    if not began:
        return []
    earliest = calendar.add_months(calendar.first_of_month(first), -1)
    since = max(earliest, min(began.values()))
    asked = Period.objects.months().filter(ends_on__gte=since, starts_on__lte=last)
    periods = list(asked.order_by("ends_on"))
    bodies = reporting(units, since, last)
    dues = deadlines.of_periods(bodies, periods)
    months = [period.month for period in periods]
    rows = Submission.objects.filter(unit__in=bodies, month__in=months)
    stored = {(row.unit_id, row.month): row for row in rows}
    found = [
        _sent(unit, period, stored.get((unit.pk, period.month)), dues[period.pk][unit.pk])
        for period in periods
        for unit in bodies
        if exists_in(unit, period.month) and began.get(unit.pk, last) <= period.month
    ]
    return [sent for sent in found if sent.due_at and first <= _day(sent.due_at) <= last]


def _began(units: Collection[int]) -> dict[int, datetime.date]:
    """Unit → the first month that came from its province; none: no key."""
    return {unit: month for unit, month in _first_months(tuple(units)) if month}


@kept
def _first_months(units: tuple[int, ...]) -> QuerySet[Unit, Any]:
    above = OuterRef("parent")
    sent = Submission.objects.filter(unit__parent=above, sent_at__isnull=False)
    first = sent.order_by("month").values("month")[:1]
    rows = Unit.objects.filter(pk__among=units, parent__isnull=False)
    return rows.order_by().values_list("pk", Subquery(first))


def _sent(unit: Unit, period: Period, row: Submission | None, due: deadlines.Due) -> Sent:
    """What was not sent is late by the deadline itself, whenever it is looked at."""
    due = deadlines.due_of(row, due) if row else due
    return Sent(unit, period.month, row, due, due or _end(period))


def _end(period: Period) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(period.ends_on, datetime.time.max))


def _day(moment: datetime.datetime) -> datetime.date:
    return timezone.localdate(moment)


def _item(sent: Sent) -> Item:
    assert sent.due_at  # months without a deadline are not counted
    return Item(
        unit=sent.unit.pk,
        day=_day(sent.due_at),
        title=f"Số liệu {screen_month(sent.month)}",
        due=screen_moment(sent.due_at),
        done=screen_moment(sent.sent_at) if sent.is_received and sent.sent_at else "",
        is_on_time=sent.is_on_time,
        link=reverse("targets:submission_detail", args=[sent.unit.pk, sent.month]),
    )

"""Terms counted in working hours or working days; which days are worked is told by the caller."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

_DAY = datetime.timedelta(days=1)
# No run of days off is longer; a calendar without any working day ends the search.
FARTHEST = 366

IsWorking = Callable[[datetime.date], bool]


@dataclass(frozen=True)
class Hours:
    """Spans of a working day, in order; times of the office's own clock."""

    spans: tuple[tuple[datetime.time, datetime.time], ...]

    @property
    def closes(self) -> datetime.time:
        return self.spans[-1][1]

    def after_days(
        self, moment: datetime.datetime, count: int, is_working: IsWorking
    ) -> datetime.datetime:
        """Closing time of the `count`-th working day after a moment's day, which is left out."""
        day = timezone.localtime(moment).date()
        for _ in range(FARTHEST + count):
            day += _DAY
            count -= is_working(day)
            if count <= 0:
                break
        return _at(day, self.closes)

    def after_hours(
        self, moment: datetime.datetime, count: int, is_working: IsWorking
    ) -> datetime.datetime:
        """When `count` hours of work have passed since a moment."""
        left = datetime.timedelta(hours=count)
        local = timezone.localtime(moment)
        for far in range(FARTHEST):
            day = local.date() + far * _DAY
            if not is_working(day):
                continue
            for begins, ends in self.spans:
                start, end = max(_at(day, begins), local), _at(day, ends)
                if start + left <= end:
                    return start + left
                left -= max(end - start, datetime.timedelta())
        return local + left


def _at(day: datetime.date, time: datetime.time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, time))

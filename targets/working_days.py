"""Working days: Monday to Friday, but for holidays; weekend days that are worked instead."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from targets.models import Holiday

_DAY = datetime.timedelta(days=1)
_WEEKEND = {6: "thứ Bảy", 7: "Chủ nhật"}
# The longest run of days off is Tết; a calendar with more is a typing error.
FARTHEST = 60


@dataclass(frozen=True)
class DaysOff:
    """What is known of a stretch of time; days outside it are judged by weekday alone."""

    holidays: Mapping[datetime.date, Holiday]

    def why(self, day: datetime.date) -> str:
        """Why nobody works on a day: the holiday's name, `Chủ nhật`; "" on a working day."""
        found = self.holidays.get(day)
        if found is not None:
            return "" if found.is_worked else found.name
        return _WEEKEND.get(day.isoweekday(), "")

    def is_working(self, day: datetime.date) -> bool:
        return not self.why(day)

    def working_from(self, day: datetime.date) -> datetime.date:
        """The day itself, else the first working day after it."""
        for step in range(FARTHEST):
            if self.is_working(day + step * _DAY):
                return day + step * _DAY
        return day

    def working_in_week(self, day: datetime.date) -> datetime.date | None:
        """The day itself, else the next working day of its week, else the last one before it."""
        monday = day - (day.isoweekday() - 1) * _DAY
        week = [monday + step * _DAY for step in range(7)]
        after = [one for one in week if one >= day]
        before = [one for one in reversed(week) if one < day]
        return next((one for one in [*after, *before] if self.is_working(one)), None)

    def after(self, day: datetime.date, count: int) -> datetime.date:
        """The `count`-th working day after a day; for 0 the day itself."""
        for _ in range(count):
            day = self.working_from(day + _DAY)
        return day

    def before(self, day: datetime.date, count: int) -> datetime.date:
        """The `count`-th working day before a day; for 0 the day itself."""
        for _ in range(count):
            day -= _DAY
            for _ in range(FARTHEST):
                if self.is_working(day):
                    break
                day -= _DAY
        return day

    def between(self, first: datetime.date, last: datetime.date) -> int:
        """Working days after `first` up to and with `last`."""
        return sum(
            self.is_working(first + step * _DAY) for step in range(1, (last - first).days + 1)
        )


def days_off(first: datetime.date, last: datetime.date) -> DaysOff:
    """One query."""
    return DaysOff({row.on: row for row in Holiday.objects.between(first, last)})


def around(days: Collection[datetime.date]) -> DaysOff:
    """What is needed to move some days and to count deadlines back from them. One query."""
    if not days:
        return DaysOff({})
    reach = FARTHEST * 2 * _DAY
    return days_off(min(days) - reach, max(days) + reach)

"""Where a work year stands on the last day of the figures shown, and at what pace it goes."""

import datetime
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from procuracy.web.dates import screen_day
from procuracy.web.numbers import format_number, format_trimmed
from targets import calendar, verdicts
from targets.models import Period, Target, WorkYear
from targets.verdicts import OF_THE_YEAR, Value


class Stand(NamedTuple):
    """Is a target judged yet; the share of the time to `day` that has passed by the day `seen`."""

    judged: bool
    elapsed: Fraction
    day: datetime.date
    seen: datetime.date

    def pace(self, goal: int, done: Value, counted_in: str, *, is_late: bool) -> str:
        """Against an even pace to `day`; `is_late`: the last quarter, in which none is enough."""
        due = screen_day(self.day)
        if is_late:
            return f"đã qua ba phần tư thời gian đến hạn {due} mà chưa đạt"
        wanted = verdicts.due_by_now(goal, self.elapsed)
        return (
            f"nhịp đều đến hạn {due}: đến {screen_day(self.seen)} cần "
            f"{format_number(wanted)} trên {format_number(goal)} {counted_in}, "
            f"đã có {format_trimmed(done)}"
        )


class Course:
    """Where the year stands on the last day of the figures shown, seen from today."""

    def __init__(
        self, year: WorkYear, spans: Sequence[Period], on: datetime.date, today: datetime.date
    ) -> None:
        self.year, self.spans, self.on, self.today = year, spans, on, today
        self._known: dict[datetime.date | None, Stand] = {}

    def of(self, target: Target, due_on: datetime.date | None) -> Stand:
        """A count is a goal of the whole year, so without a due date of its own it is judged at
        the year's end only; six months decide about ratios.
        """
        if due_on is None and target.measure in OF_THE_YEAR:
            due_on = self.year.ends_on
        if due_on not in self._known:
            self._known[due_on] = self._reckon(due_on)
        return self._known[due_on]

    def _reckon(self, due_on: datetime.date | None) -> Stand:
        day = calendar.judging_day(self._judging, on=self.on, due_on=due_on)
        judged = calendar.is_judged(day, on=self.on, today=self.today)
        seen = min(self.on, self.today)
        return Stand(judged, calendar.elapsed_share(self.year.starts_on, day, seen), day, seen)

    @cached_property
    def _judging(self) -> list[calendar.PeriodSpan]:
        spans = [
            calendar.PeriodSpan(
                calendar.PeriodKind(p.kind), p.number, p.starts_on, p.ends_on, p.label
            )
            for p in self.spans
            if p.is_judging
        ]
        kind, end = calendar.PeriodKind.YEAR, self.year.ends_on
        return spans or [calendar.PeriodSpan(kind, 1, self.year.starts_on, end, "")]

"""Asking otherwise after a judging day: with a reason, which stays with the row (decision 14)."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from targets.formulas import Value
from targets.models import Period, Target, TargetAssignment, TargetSet, WorkYear
from targets.scores import threshold_of
from targets.verdicts import OF_THE_YEAR

Asked = tuple[Value | None, datetime.date | None] | None  # threshold and own day
LONGEST = 500  # of a reason


@dataclass(frozen=True)
class Regiving:
    """`days`: target → the first day on which its figures are judged under its set."""

    days: Mapping[int, datetime.date]
    today: datetime.date
    reason: str = ""

    @classmethod
    def of(
        cls, year: WorkYear, targets: Iterable[Target], today: datetime.date, reason: str = ""
    ) -> "Regiving":
        return cls(judging_days(year, list(targets)), today, reason)

    def dated(
        self, target: Target, was: TargetAssignment | None, row: TargetAssignment | None
    ) -> TargetAssignment | None:
        """What is to be stored in place of `was`, which may be an old record of a taken target.

        None: nothing, the row goes. Refused where a reason is wanted.
        """
        if row is not None and was is not None:
            row.pk = was.pk
        day = self.passed(target, was, row)
        if day is None:
            return row
        is_slip = was is not None and self._is_of_today(was)
        if was is not None and not self.reason and not is_slip:
            raise Refused(
                f"Đã qua ngày đánh giá {screen_day(day)}: ghi lý do đổi hoặc thôi giao, rồi lưu "
                "lần nữa."
            )
        if row is not None:
            # What is given for the first time has no reason: it is no change.
            reason = "" if was is None or is_slip else self.reason
            row.regiven_on, row.withdrawn_on, row.reason = self.today, None, reason
        elif was is not None and not is_slip:
            was.withdrawn_on, was.reason = self.today, self.reason
            return was
        return row

    def passed(
        self, target: Target, was: TargetAssignment | None, row: TargetAssignment | None
    ) -> datetime.date | None:
        """The first judging day of either, if it has gone by and they ask for different things."""
        if asked(target, was) == asked(target, row):
            return None
        first = min(one.due_on or self.days[target.pk] for one in (was, row) if one)
        return first if first < self.today else None

    def is_over(self, row: TargetAssignment) -> bool:
        """Whether somebody who changes it will be asked why."""
        day = row.due_on or self.days[row.target_id]
        return day < self.today and not self._is_of_today(row)

    def _is_of_today(self, row: TargetAssignment) -> bool:
        """First given today, though late: nothing was judged by it, and a slip may be mended."""
        return row.regiven_on == self.today and not row.reason and row.withdrawn_on is None


def asked(target: Target, row: TargetAssignment | None) -> Asked:
    """What verdicts are made of."""
    if row is None or row.withdrawn_on is not None:
        return None
    return threshold_of(target, row), row.due_on


def judging_days(year: WorkYear, targets: Iterable[Target]) -> dict[int, datetime.date]:
    """Two queries for any number."""
    targets = list(targets)
    half = year.periods.filter(kind=Period.Kind.HALF, number=1).first()
    sets = TargetSet.objects.in_bulk({target.target_set_id for target in targets})
    found = {}
    for target in targets:
        day = year.ends_on if target.measure in OF_THE_YEAR or not half else half.ends_on
        since = sets[target.target_set_id].valid_from
        found[target.pk] = year.ends_on if since and since > day else day
    return found

"""What an assignment says of a period: as it stands on the period's last day (decision 14)."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple, Protocol

from procuracy.web.dates import screen_day
from targets.formulas import Value

# Of a stored assignment, in the order of `as_of`.
COLUMNS = (
    "assigned_threshold",
    "committed_threshold",
    "due_on",
    "none_arose",
    "none_since",
    "regiven_on",
    "withdrawn_on",
    "reason",
)


class Later(NamedTuple):
    """What became of an assignment after a period that it was judged by."""

    on: datetime.date
    reason: str
    is_end: bool = False  # taken away; else given

    @property
    def is_first(self) -> bool:
        """Given for the first time, though late: what is given anew has a reason (`regiving`)."""
        return not self.is_end and not self.reason

    @property
    def words(self) -> str:
        """`ngưỡng giao lại ngày 05/5/2026, lý do: thụ lý giảm`; of the first giving
        `giao ngày 05/5/2026, sau ngày đánh giá`."""
        return dated_words(self, "")

    @property
    def note(self) -> str:
        """`ngưỡng giao lại ngày 05/5/2026, sau kỳ này, lý do: thụ lý giảm`."""
        return dated_words(self, ", sau kỳ này")


def dated_words(later: Later, when: str) -> str:
    if later.is_first:
        return f"giao ngày {screen_day(later.on)}, sau ngày đánh giá"
    what = "thôi giao từ" if later.is_end else "ngưỡng giao lại"
    reason = f", lý do: {later.reason.rstrip('. ')}" if later.reason else ""
    return f"{what} ngày {screen_day(later.on)}{when}{reason}"


class Given(NamedTuple):
    """What an assignment says, without the row."""

    assigned_threshold: Value | None
    committed_threshold: Value | None
    due_on: datetime.date | None
    none_arose: bool
    later: Later | None = None


class Stored(Protocol):
    """A row of assignments, or what is told about one."""

    regiven_on: datetime.date | None
    withdrawn_on: datetime.date | None
    reason: str


def as_of(
    on: datetime.date,
    assigned: Decimal | None,
    committed: Decimal | None,
    due_on: datetime.date | None,
    none_arose: bool,
    none_since: datetime.date | None,
    regiven_on: datetime.date | None,
    withdrawn_on: datetime.date | None,
    reason: str,
) -> Given | None:
    """For a period that ends on the day; None where it was taken away by then."""
    if withdrawn_on is not None and withdrawn_on <= on:
        return None
    is_nil = none_arose and (none_since is None or none_since <= on)
    later = _later(on, regiven_on, withdrawn_on, reason)
    return Given(_plain(assigned), _plain(committed), due_on, is_nil, later)


def _plain(value: Decimal | None) -> Value | None:
    """A whole number wherever it is one, as figures are: thousands are held against it."""
    return int(value) if value is not None and value == value.to_integral_value() else value


def _later(
    on: datetime.date,
    regiven_on: datetime.date | None,
    withdrawn_on: datetime.date | None,
    reason: str,
) -> Later | None:
    if withdrawn_on is not None:
        return Later(withdrawn_on, reason, is_end=True)
    return Later(regiven_on, reason) if regiven_on is not None and regiven_on > on else None


def told(row: Stored) -> Later | None:
    """What was last done to an assignment after a judging day, whenever."""
    return _later(datetime.date.min, row.regiven_on, row.withdrawn_on, row.reason)


def latest(given: Iterable[Given]) -> Later | None:
    """Of thresholds that are added up, or stand for all: who gave one of them anew last.

    What was taken away later still counts where it was asked, so it alters no sum.
    """
    changed = (one.later for one in given if one.later and not one.later.is_end)
    return max(changed, key=lambda later: later.on, default=None)

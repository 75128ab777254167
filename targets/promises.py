"""What may stand in a cell of the grid of assignments, and what a unit may promise.

The three aspects of an assignment are written as short texts, the same on the page, in a workbook
and in a conflict: `""`, `x` (given, with the common threshold), `90`, `31/8/2026`.
"""

import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from procuracy.web.dates import DateRefused, parse_day, screen_day
from procuracy.web.errors import Refused
from procuracy.web.numbers import NumberRefused, format_trimmed, parse_decimal
from targets.formulas import Value
from targets.models import Target, TargetAssignment, WorkYear
from targets.verdicts import SHARES, Direction, Measure

LARGEST = 10**10  # what the column holds
GIVEN = "x"


class Aspect(StrEnum):
    ASSIGNED = "assigned"
    COMMITTED = "committed"
    DUE = "due"

    @property
    def label(self) -> str:
        return {"assigned": "Ngưỡng giao", "committed": "Ngưỡng đăng ký", "due": "Hạn riêng"}[self]


class Typed(NamedTuple):
    """A cell that was understood; what it does not speak of is None."""

    is_given: bool
    number: Decimal | None = None
    day: datetime.date | None = None


def shown(row: TargetAssignment | None, aspect: Aspect) -> str:
    """As the cell is written; no row, or one that was taken away, nothing."""
    if row is None or row.withdrawn_on is not None:
        return ""
    if aspect is Aspect.DUE:
        return day_text(row.due_on)
    if aspect is Aspect.COMMITTED:
        return number_text(row.committed_threshold)
    return number_text(row.assigned_threshold) or GIVEN


def number_text(value: Value | None) -> str:
    return "" if value is None else format_trimmed(value)


def day_text(day: datetime.date | None) -> str:
    return screen_day(day) if day else ""


def read(text: str, aspect: Aspect, target: Target, year: WorkYear) -> Typed:
    """What was typed. Refused with what to type instead."""
    text = " ".join(text.split())
    if not text:
        return Typed(is_given=False)
    if aspect is Aspect.DUE:
        return Typed(True, day=read_day(text, year))
    if text.lower() == GIVEN:
        if aspect is Aspect.COMMITTED:
            raise Refused("Ngưỡng đăng ký là một số; không đăng ký thì để trống.")
        return Typed(True)
    return Typed(True, number=read_number(text, target))


def written(typed: Typed, aspect: Aspect) -> str:
    """What was understood, as the cell is written."""
    if not typed.is_given:
        return ""
    if aspect is Aspect.DUE:
        return day_text(typed.day)
    return number_text(typed.number) or GIVEN


def read_number(text: str, target: Target) -> Decimal:
    if target.measure == Measure.QUALITATIVE:
        raise Refused("Chỉ tiêu định tính không có ngưỡng: ghi x để giao.")
    try:
        value = parse_decimal(text, 2)
    except NumberRefused as refused:
        raise Refused(refused.sentence) from None
    if value >= LARGEST:
        raise Refused("Ngưỡng quá lớn: kiểm tra lại số.")
    if target.direction == Direction.ZERO and value:
        raise Refused("“Không để xảy ra” nghĩa là ngưỡng 0: ghi x để giao.")
    if target.measure == Measure.COVERAGE and value > 100:
        raise Refused("Tỷ lệ bao phủ không quá 100 %.")
    return value


def read_day(text: str, year: WorkYear) -> datetime.date:
    try:
        day = parse_day(text)
    except DateRefused as refused:
        raise Refused(refused.sentence) from None
    check_day(day, year)
    return day


def check_day(day: datetime.date, year: WorkYear) -> None:
    if not year.starts_on <= day <= year.ends_on:
        raise Refused(
            f"Hạn riêng phải trong năm công tác {year.year} "
            f"({screen_day(year.starts_on)} đến {screen_day(year.ends_on)})."
        )


def goal(target: Target, assigned: Value | None) -> Value | None:
    """What is asked before anybody promises."""
    return target.threshold if assigned is None else assigned


def fault(target: Target, assigned: Value | None, committed: Value | None) -> str:
    """Why a promise cannot stand beside what is asked; "" when it can.

    A unit may promise more than it was given, not less: more of an "at least", less of an "at
    most". Where nothing is asked yet anything may be promised.
    """
    if committed is None:
        return ""
    if target.measure == Measure.QUALITATIVE or target.direction == Direction.ZERO:
        return "Chỉ tiêu này không đăng ký ngưỡng."
    asked = goal(target, assigned)
    if asked is None or committed == asked:
        return ""
    promised, given = (_with_sign(target, value) for value in (committed, asked))
    if target.direction == Direction.EXACTLY:
        return f"Chỉ tiêu yêu cầu đúng {given}: không đăng ký mức khác."
    if target.direction == Direction.AT_LEAST and committed < asked:
        return f"Đăng ký {promised} thấp hơn ngưỡng giao {given}: chỉ đăng ký bằng hoặc cao hơn."
    if target.direction == Direction.AT_MOST and committed > asked:
        return f"Đăng ký {promised} cao hơn ngưỡng giao {given}: chỉ đăng ký bằng hoặc thấp hơn."
    return ""


def _with_sign(target: Target, value: Value) -> str:
    return format_trimmed(value) + (" %" if target.measure in SHARES else "")

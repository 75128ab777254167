"""Numbers unlike a unit's own past: shown with a reason, never refused. No database here.

Unlike: five cases at least and half of the median away from it, further than four times the usual
distance of the last twelve months, and not what the same month of last year was like, either.
"""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from statistics import median

from targets import calendar
from targets.deviations import CASES, SHARE, is_unusual
from targets.models import Indicator
from targets.scores import shown_value

MONTHS = 12
FEWEST = 5  # months with figures; with fewer only last year is compared
FAR = 4  # times the median distance from the median


def reason(
    line: Indicator,
    month: datetime.date,
    value: Decimal,
    by_month: Mapping[datetime.date, Decimal],
    last_year: Decimal | None,
) -> str:
    """Why a figure is unlike the unit's own others; "" when it is not.

    `by_month`: the unit's own figures; `last_year`: the same month's, of predecessors too.
    """
    if line.nature == Indicator.Nature.LEVEL:
        return ""
    first = calendar.add_months(month, -MONTHS)
    past = [known for at, known in by_month.items() if first <= at < month]
    if len(past) >= FEWEST:
        is_like_then = last_year is not None and not is_unusual(value, last_year)
        if not is_far(value, past) or is_like_then:
            return ""
        words = f"12 tháng qua {_range(line, past)}"
    elif last_year is not None and is_unusual(value, last_year):
        words = ""
    else:
        return ""
    then = f"cùng kỳ năm trước {shown_value(last_year, line)}" if last_year is not None else ""
    return "; ".join(filter(None, (words, then)))


def is_far(value: Decimal, past: Sequence[Decimal]) -> bool:
    """Robust: one wrong figure among the past ones moves neither the median nor the distance."""
    middle = median(past)
    usual = median(abs(known - middle) for known in past)
    distance = abs(value - middle)
    return distance >= CASES and distance * SHARE >= middle and distance > FAR * usual


def _range(line: Indicator, past: Sequence[Decimal]) -> str:
    """`từ 28 đến 35`: the middle half and a little more, so that one outlier is not in it."""
    known = sorted(past)
    cut = len(known) // 8
    low, high = (shown_value(known[at], line) for at in (cut, len(known) - 1 - cut))
    return f"thường là {low}" if low == high else f"thường từ {low} đến {high}"

"""What is typed as the year's sum is stored as the month's figure, once."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procuracy.web.errors import Refused
from targets import cumulative
from targets.calendar import add_months
from targets.models import Indicator

LINE = Indicator(name="Tin báo", nature="flow", decimals=0)
FIRST, AUGUST = datetime.date(2025, 10, 1), datetime.date(2026, 8, 1)


def derived(typed: int, earlier: dict[datetime.date, int]) -> Decimal:
    before = {month: Decimal(value) for month, value in earlier.items()}
    return cumulative.derived(LINE, AUGUST, Decimal(typed), before)


@given(
    st.dictionaries(st.integers(0, 9), st.integers(0, 10**6)),
    st.integers(0, 10**6),
)
def test_sum_and_months_say_the_same(earlier: dict[int, int], month: int) -> None:
    before = {add_months(FIRST, at): value for at, value in earlier.items()}
    assert derived(sum(earlier.values()) + month, before) == month


def test_sum_below_the_months_before_is_refused_and_names_them() -> None:
    with pytest.raises(Refused) as told:
        derived(40, {datetime.date(2026, 7, 1): 24, datetime.date(2025, 10, 1): 20})
    assert told.value.message == (
        "Lũy kế đến tháng 8/2026 là 40, nhỏ hơn tổng các tháng trước 44 (tháng 10/2025: 20, "
        "tháng 7/2026: 24): nhập số lớn hơn, hoặc sửa tháng nhập sai."
    )


def test_months_without_a_figure_are_named() -> None:
    months = [add_months(FIRST, at) for at in range(3)]
    assert cumulative.missing(months, {months[1]: Decimal(3)}) == [months[0], months[2]]

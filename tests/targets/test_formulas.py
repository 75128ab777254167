"""From monthly figures to numerators and denominators."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from targets import formulas
from targets.formulas import Nature, Result, Side, Term

JAN, FEB, MAR, APR = (date(2026, month, 1) for month in (1, 2, 3, 4))
SOLVED, CARRIED, NEW, TRANSFERRED = 1, 2, 3, 4
RATE = [
    Term(SOLVED, 1, Side.NUMERATOR),
    Term(CARRIED, 1, Side.DENOMINATOR),
    Term(NEW, 1, Side.DENOMINATOR),
    Term(TRANSFERRED, -1, Side.DENOMINATOR),
]


def test_evaluate_adds_and_takes_away() -> None:
    values = {SOLVED: 58, CARRIED: 5, NEW: 60, TRANSFERRED: 2}
    assert formulas.evaluate(RATE, values) == Result(58, 63)


def test_evaluate_of_a_count_has_no_denominator() -> None:
    assert formulas.evaluate(RATE[:1], {SOLVED: 58}) == Result(58, None)


def test_one_missing_figure_leaves_its_side_open_and_is_named() -> None:
    values = {SOLVED: 58, CARRIED: 5, NEW: None}
    assert formulas.evaluate(RATE, values) == Result(58, None, (NEW, TRANSFERRED))


def test_an_indicator_on_both_sides_is_missing_once() -> None:
    terms = [Term(1, 1, Side.NUMERATOR), Term(1, 1, Side.DENOMINATOR)]
    assert formulas.evaluate(terms, {}).missing == (1,)


def test_zero_is_a_figure() -> None:
    values = {SOLVED: 0, CARRIED: 0, NEW: 0, TRANSFERRED: 0}
    assert formulas.evaluate(RATE, values) == Result(0, 0)


def test_evaluate_keeps_decimals_exact() -> None:
    terms = [Term(1, 1, Side.NUMERATOR), Term(2, -1, Side.NUMERATOR)]
    assert formulas.evaluate(terms, {1: Decimal("0.30"), 2: Decimal("0.10")}).numerator == Decimal(
        "0.20"
    )


def test_flow_adds_the_months_of_the_period_only() -> None:
    by_month = {JAN: 5, FEB: 7, MAR: None, APR: 100}
    assert formulas.accumulate(Nature.FLOW, by_month, [JAN, FEB, MAR]) == 12


def test_stock_is_the_latest_one_within_the_period() -> None:
    by_month = {JAN: 5, FEB: 7, MAR: None, APR: 100}
    assert formulas.accumulate(Nature.STOCK, by_month, [MAR, FEB, JAN]) == 7
    assert formulas.accumulate(Nature.STOCK, by_month, [MAR]) is None


def test_stock_of_zero_stands() -> None:
    assert formulas.accumulate(Nature.STOCK, {JAN: 5, FEB: 0}, [JAN, FEB]) == 0


def test_level_is_in_force_until_another_follows() -> None:
    by_month = {JAN: 36, APR: 40}
    assert formulas.accumulate(Nature.LEVEL, by_month, [MAR]) == 36
    assert formulas.accumulate(Nature.LEVEL, by_month, [MAR, APR]) == 40
    assert formulas.accumulate(Nature.LEVEL, {APR: 40}, [MAR]) is None


def test_nature_may_come_as_stored_text() -> None:
    assert formulas.accumulate("flow", {JAN: 1, FEB: 2}, [JAN, FEB]) == 3
    assert formulas.accumulate("stock", {JAN: 1, FEB: 2}, [JAN, FEB]) == 2


def test_no_month_and_no_figure_give_no_value() -> None:
    for nature in Nature:
        assert formulas.accumulate(nature, {JAN: 1}, []) is None
        assert formulas.accumulate(nature, {}, [JAN]) is None
        assert formulas.accumulate(nature, {JAN: None}, [JAN]) is None


def test_units_add_up_by_indicator() -> None:
    units: list[formulas.Values] = [
        {SOLVED: 44, NEW: 56},
        {SOLVED: 9, NEW: None},
        {SOLVED: None, CARRIED: None},
    ]
    assert formulas.add_units(units) == {SOLVED: 53, NEW: 56, CARRIED: None}


def test_roll_up_is_the_ratio_of_sums() -> None:
    terms = [Term(SOLVED, 1, Side.NUMERATOR), Term(NEW, 1, Side.DENOMINATOR)]
    units = [{SOLVED: 1, NEW: 1}, {SOLVED: 0, NEW: 99}]
    assert formulas.evaluate(terms, formulas.add_units(units)) == Result(1, 100)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
def test_flow_of_the_year_is_the_sum_of_its_parts(counts: list[int]) -> None:
    by_month = {date(2026, month, 1): count for month, count in enumerate(counts, start=1)}
    months = list(by_month)
    parts = [formulas.accumulate("flow", by_month, months[at : at + 3]) for at in (0, 3, 6, 9)]
    assert formulas.add_up(parts) == sum(counts)


def test_solved_and_remaining_equal_carried_over_and_new_over_any_period() -> None:
    carried, new, solved = 5, {JAN: 20, FEB: 30, MAR: 8}, {JAN: 10, FEB: 25, MAR: 23}
    remaining = {JAN: 15, FEB: 20, MAR: 5}
    for months in ([JAN], [JAN, FEB], [JAN, FEB, MAR]):
        to_settle = formulas.add_up(
            [
                formulas.accumulate("flow", solved, months),
                formulas.accumulate("stock", remaining, months),
            ]
        )
        assert to_settle == carried + sum(new[month] for month in months)


def test_province_threshold_is_its_own_else_by_kind() -> None:
    units = [10, None, 26]
    own = formulas.province_threshold(own=30, of_set=90, of_units=units, is_count=True)
    count = formulas.province_threshold(own=None, of_set=90, of_units=units, is_count=True)
    ratio = formulas.province_threshold(own=None, of_set=90, of_units=units, is_count=False)
    none = formulas.province_threshold(own=None, of_set=None, of_units=[None], is_count=True)
    assert (own, count, ratio, none) == (30, 36, 90, None)

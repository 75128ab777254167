"""Figures across successions against sums reckoned by hand; work year 2025, reform of 1 July."""

import datetime

import pytest

from targets import inheriting
from targets.inheriting import Inheritance
from tests.targets.figures_facts import month
from tests.targets.reform import REFORM, TODAY, Reform, reform

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]


@pytest.fixture
def made() -> Reform:
    return reform()


def test_merge_adds_the_predecessors_months(made: Reform) -> None:
    """5 + 7 of A, 11 of B, 13 of the region itself."""
    a, b, region = made.unit("A"), made.unit("B"), made.unit("KV", valid_from=REFORM)
    made.follow(a, region)
    made.follow(b, region)
    made.enter(a, made.flow, m01=5, m06=7)
    made.enter(b, made.flow, m05=11)
    made.enter(region, made.flow, m08=13)
    assert made.read() == {"KV": {"flow": 36}}
    assert made.reported() == {"A": {"flow": 12}, "B": {"flow": 11}, "KV": {"flow": 13}}


def test_convert_carries_on_one_unit(made: Reform) -> None:
    district, region = made.unit("Huyện"), made.unit("KV")
    made.follow(district, region)
    made.enter(district, made.flow, m06=2)
    made.enter(district, made.stock, m06=9)
    made.enter(district, made.level, m2401=4)
    assert made.read() == {"KV": {"flow": 2, "stock": 9, "level": 4}}


def test_chain_of_two_reforms_counts_every_figure_once(made: Reform) -> None:
    a, b, c, d = (made.unit(name) for name in "ABCD")
    made.follow(a, b, datetime.date(2025, 3, 1))
    made.follow(b, c)
    made.follow(d, c)
    for unit, value in ((a, 1), (b, 10), (c, 100), (d, 1000)):
        at = {"A": "m02", "B": "m05", "C": "m08", "D": "m06"}[unit.short_name]
        made.enter(unit, made.flow, **{at: value})
    assert made.read() == {"C": {"flow": 1111}}


def test_succession_after_the_day_looked_from_is_not_made(made: Reform) -> None:
    a, b = made.unit("A"), made.unit("B")
    made.follow(a, b)
    made.enter(a, made.flow, m06=2)
    known = Inheritance.of(made.units, datetime.date(2025, 6, 30))
    found = inheriting.as_successor(
        known, [a.pk, b.pk], made.lines, month("2024-12"), month("2025-09")
    )
    assert {row: [amount.value for amount in of.values()] for row, of in found.items()} == {
        a.pk: [2],
        b.pk: [],
    }


def test_split_stays_undivided_in_its_own_row(made: Reform) -> None:
    whole, one, two = made.unit("Huyện"), made.unit("KV1"), made.unit("KV2")
    before = made.unit("Cũ")
    made.follow(before, whole, datetime.date(2025, 2, 1))
    made.follow(whole, one)
    made.follow(whole, two)
    made.enter(before, made.flow, m01=1)
    made.enter(whole, made.flow, m06=20)
    made.enter(one, made.flow, m07=3)
    made.enter(two, made.flow, m07=4)
    assert made.read() == {"Huyện": {"flow": 21}, "KV1": {"flow": 3}, "KV2": {"flow": 4}}


def test_month_of_the_day_belongs_to_who_reported_it(made: Reform) -> None:
    """On 15 May both report for May; what a closed unit gives for June stays in its own row."""
    a, b = made.unit("A"), made.unit("B")
    made.follow(a, b, datetime.date(2025, 5, 15))
    made.enter(a, made.flow, m05=3, m06=50)
    made.enter(b, made.flow, m05=4)
    assert made.read() == {"B": {"flow": 7}, "A": {"flow": 50}}


def test_stock_of_the_successor_replaces_its_predecessors(made: Reform) -> None:
    a, b, region = made.unit("A"), made.unit("B"), made.unit("KV")
    made.follow(a, region)
    made.follow(b, region)
    made.enter(a, made.stock, m05=99, m06=8)
    made.enter(b, made.stock, m06=9)
    assert made.read() == {"KV": {"stock": 17}}
    made.enter(region, made.stock, m08=5)
    assert made.read()["KV"] == {"stock": 5}
    assert made.read(last="2025-07")["KV"] == {"stock": 17}


def test_stock_given_before_somebody_joined_does_not_contain_him(made: Reform) -> None:
    """B goes on from before; A joins it in July, and B's June does not know A's cases."""
    a, b = made.unit("A"), made.unit("B")
    made.follow(a, b)
    made.enter(b, made.stock, m06=30)
    made.enter(a, made.stock, m06=8)
    assert made.read() == {"B": {"stock": 38}}
    made.enter(b, made.stock, m07=35)
    assert made.read() == {"B": {"stock": 35}}


def test_stock_in_a_chain_is_the_nearest_one_known(made: Reform) -> None:
    a, b, c = made.unit("A"), made.unit("B"), made.unit("C")
    made.follow(a, b, datetime.date(2025, 3, 1))
    made.follow(b, c)
    made.enter(a, made.stock, m02=7)
    assert made.read() == {"C": {"stock": 7}}
    made.enter(b, made.stock, m05=6)
    assert made.read() == {"C": {"stock": 6}}


def test_level_from_before_the_period_stands_until_the_successor_gives_one(made: Reform) -> None:
    a, b, region = made.unit("A"), made.unit("B"), made.unit("KV")
    made.follow(a, region)
    made.follow(b, region)
    made.enter(a, made.level, m2401=3)
    made.enter(b, made.level, m2305=4)
    assert made.read() == {"KV": {"level": 7}}
    made.enter(region, made.level, m07=6)
    assert made.read() == {"KV": {"level": 6}}


def test_total_counts_a_stock_once_in_both_views(made: Reform) -> None:
    """June's 17 of the districts became July's 12 of the region; the split unit's 5 became 2 + ?"""
    a, b, region = made.unit("A"), made.unit("B"), made.unit("KV")
    whole, one, two = made.unit("Huyện"), made.unit("KV1"), made.unit("KV2")
    for before, after in ((a, region), (b, region), (whole, one), (whole, two)):
        made.follow(before, after)
    for unit, value in ((a, 8), (b, 9), (whole, 5)):
        made.enter(unit, made.stock, m06=value)
        made.enter(unit, made.flow, m06=1)
    made.enter(region, made.stock, m07=12)
    known = Inheritance.of(made.units, TODAY)
    asked = ([u.pk for u in made.units], made.lines, month("2024-12"), month("2025-09"))

    def totals() -> list[dict[int, object]]:
        ways = inheriting.as_reported(*asked), inheriting.as_successor(known, *asked)
        return [dict(inheriting.total(known, found)) for found in ways]

    assert totals() == [{made.flow.pk: 3, made.stock.pk: 17}] * 2
    made.enter(one, made.stock, m07=2)
    assert totals() == [{made.flow.pk: 3, made.stock.pk: 14}] * 2

"""Last month's end stock is carried over; of predecessors too, in the month of the merger."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from targets import balances, carrying, inheriting
from targets.carrying import Predecessor, opening
from targets.inheriting import Inheritance
from targets.models import Indicator
from tests import factories as f
from tests.factories import figures
from units.models import Unit

JUNE, JULY, AUGUST = (datetime.date(2025, month, 1) for month in (6, 7, 8))
LINE = 7


def follows(name: str, on: datetime.date, stock: int | None) -> Predecessor:
    return Predecessor(name, on, {} if stock is None else {LINE: Decimal(stock)})


def test_opening_is_what_remained() -> None:
    east, west = follows("Cam Lộ", JULY, 5), follows("Đakrông", JULY, 7)
    assert opening(LINE, Decimal(12), [], JULY).value == 12
    assert opening(LINE, None, [], JULY).value is None
    assert opening(LINE, None, [east, west], JULY).value == 12
    # A body that goes on takes over others: its own stock is counted, too.
    assert opening(LINE, Decimal(3), [east], JULY).value == 8


def test_opening_names_whose_stock_is_in_it_and_whose_is_not() -> None:
    found = opening(LINE, None, [follows("Cam Lộ", JULY, 5), follows("Đakrông", JULY, None)], JULY)
    assert (found.value, found.parts, found.lacking) == (5, (("Cam Lộ", 5),), ("Đakrông",))


def test_month_that_both_reported_is_the_successors_once_it_has_one() -> None:
    inside = follows("Cam Lộ", datetime.date(2025, 7, 15), 5)
    assert opening(LINE, Decimal(6), [inside], AUGUST).value == 6
    assert opening(LINE, None, [inside], AUGUST).value == 5


@pytest.fixture
def merged(db: None) -> tuple[Unit, Indicator, Indicator]:
    """VKSND khu vực 5 follows two districts on 1 July 2025; a third was split."""
    province = f.province()
    region = f.region(province, valid_from=JULY)
    last: dict[str, Any] = {
        "parent": province,
        "kind": Unit.Kind.DISTRICT,
        "valid_to": datetime.date(2025, 6, 30),
    }
    solved = f.indicator("Đã giải quyết")
    remaining = f.indicator("Còn lại", where=solved.field, nature="stock")
    for name, stock in (("VKSND huyện Cam Lộ", 5), ("VKSND huyện Đakrông", 7)):
        district = f.unit(name, **last)
        f.succession(district, region)
        f.figure(remaining, district, JUNE, stock)
    divided = f.unit("VKSND huyện Hướng Hóa", **last)
    f.figure(remaining, divided, JUNE, 100)
    for heir in (region, f.region(province, "VKSND khu vực 6")):
        f.succession(divided, heir)
    return region, solved, remaining


def test_region_opens_with_the_stocks_of_its_districts(
    merged: tuple[Unit, Indicator, Indicator],
) -> None:
    region, solved, remaining = merged
    new = f.indicator("Mới", where=solved.field)
    figures.balance([(remaining, "previous"), new], [solved, remaining])
    for line, value in ((new, 10), (solved, 8), (remaining, 14)):
        f.figure(line, region, JULY, value)
    (found,) = balances.of_month(region, JULY)
    assert (found.left.value, found.right.value) == (22, 22)
    earlier = carrying.predecessors(region, [remaining.pk], JULY)
    assert sorted(p.name for p in earlier) == ["VKSND huyện Cam Lộ", "VKSND huyện Đakrông"]
    assert balances.broken(region, JULY) == []
    f.figure(new, region, AUGUST, 3)
    f.figure(solved, region, AUGUST, 1)
    f.figure(remaining, region, AUGUST, 15)
    (broken,) = balances.broken(region, AUGUST)
    assert broken.left.value == 17
    assert broken.difference == "1 tin"


def test_opening_is_the_stock_that_boards_show(
    merged: tuple[Unit, Indicator, Indicator],
) -> None:
    region, _, remaining = merged
    day = datetime.date(2025, 7, 31)
    shown = inheriting.as_successor(
        Inheritance.of([region], day), [region.pk], [remaining.pk], JUNE, JUNE
    )
    earlier = carrying.predecessors(region, [remaining.pk], JULY)
    carried = opening(remaining.pk, None, earlier, JULY)
    assert carried.value == shown[region.pk][remaining.pk].value == 12

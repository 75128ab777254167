"""Adding up in Python agrees with the database, across merger, split and late figures."""

import datetime
import random
from collections.abc import Iterable

import pytest

from targets import calendar, inheriting, monthly
from targets.inheriting import Inheritance
from targets.models import Figure, Indicator
from tests import factories as f
from units.models import Role, Unit, User

pytestmark = pytest.mark.django_db
FIRST, LAST = datetime.date(2024, 10, 1), datetime.date(2025, 9, 1)
ON = datetime.date(2025, 7, 1)


def units() -> dict[str, Unit]:
    """A and B merge into H in July, with H's own past; C is split into D and E; Z stands alone."""
    top = f.province()
    made = {name: f.region(top, f"VKSND {name}") for name in "ABHCDEZ"}
    for before, after in ("AH", "BH", "CD", "CE"):
        f.succession(made[before], made[after], on=ON)
    return made


def fill(units: Iterable[Unit], lines: Iterable[Indicator], by: User, seed: int) -> None:
    """Two years around the one looked at, with gaps."""
    chance = random.Random(seed)
    months = calendar.months_between(datetime.date(2024, 2, 1), datetime.date(2026, 1, 1))
    Figure.objects.bulk_create(
        Figure(
            unit=unit,
            indicator=line,
            month=month,
            value=chance.randint(0, 30),
            entered_by=by,
            entered_at=f.NOW,
        )
        for unit in units
        for line in lines
        for month in months
        if chance.random() < 0.55
    )


def test_python_agrees_with_the_database_whatever_was_typed() -> None:
    made = units()
    lines = [f.indicator(nature=nature) for nature in ("flow", "stock", "level")]
    keys = [unit.pk for unit in made.values()]
    by = f.user(Role.UNIT_CLERK, made["Z"])
    known = Inheritance.of(list(made.values()), datetime.date(2025, 9, 30))
    for seed in range(6):
        Figure.objects.all().delete()
        fill(made.values(), lines, by, seed)
        read = monthly.read(
            monthly.members_of(monthly.rows(known, keys)),
            {line.pk: line for line in lines},
            FIRST,
            LAST,
        )
        for last in (LAST, ON, datetime.date(2024, 12, 1)):
            own = read.amounts(known, keys, FIRST, last)
            told = inheriting.as_successor(known, keys, [one.pk for one in lines], FIRST, last)
            assert {k: v for k, v in own.items() if v} == {k: v for k, v in told.items() if v}
            assert inheriting.total(known, own) == inheriting.total(known, told)


def test_one_reading_serves_every_month(django_assert_num_queries: object) -> None:
    made = units()
    line = f.indicator()
    known = Inheritance.of(list(made.values()), datetime.date(2025, 9, 30))
    with django_assert_num_queries(1):  # type: ignore[operator]
        read = monthly.read([unit.pk for unit in made.values()], {line.pk: line}, FIRST, LAST)
    with django_assert_num_queries(0):  # type: ignore[operator]
        for last in (FIRST, ON, LAST):
            read.amounts(known, [made["H"].pk], FIRST, last)

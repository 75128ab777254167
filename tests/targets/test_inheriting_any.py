"""Whatever the successions and figures, each is counted once."""

import datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.targets.reform import Reform, reform
from units.models import Succession

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]


@pytest.fixture
def made() -> Reform:
    return reform()


COUNT = 6
Link = tuple[int, list[int], datetime.date]  # predecessor, its successors, the day


@st.composite
def links(draw: st.DrawFn) -> list[Link]:
    """Units follow later ones only, so that nobody follows himself; two followers are a split."""
    made = []
    for unit in range(COUNT - 1):
        after = draw(st.lists(st.integers(unit + 1, COUNT - 1), max_size=2, unique=True))
        day = draw(st.dates(datetime.date(2025, 1, 15), datetime.date(2025, 8, 20)))
        made.append((unit, after, day))
    return made


# Unit and month of 2025 → value.
entries = st.dictionaries(
    st.tuples(st.integers(0, COUNT - 1), st.integers(1, 9)), st.integers(0, 90), max_size=24
)


def reckoned(known: list[Link], figures: dict[tuple[int, int], int]) -> dict[int, int]:
    """Row → sum, figure by figure: a plain walk from who reported it to who has it now."""
    after = {unit: (heirs[0], day) for unit, heirs, day in known if len(heirs) == 1}
    found: dict[int, int] = {}
    for (unit, at), value in figures.items():
        row = unit
        if unit in after and datetime.date(2025, at, 1) < after[unit][1]:
            while row in after:
                row = after[row][0]
        found[row] = found.get(row, 0) + value
    return found


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(known=links(), figures=entries)
def test_every_figure_is_counted_once(
    made: Reform, known: list[Link], figures: dict[tuple[int, int], int]
) -> None:
    """Rows as successor, with those that stay undivided, add up to the rows as reported."""
    if not made.units:
        for no in range(COUNT):
            made.unit(str(no))
    with transaction.atomic():
        Succession.objects.bulk_create(
            Succession(predecessor=made.units[unit], successor=made.units[heir], on=day)
            for unit, heirs, day in known
            for heir in heirs
        )
        for (unit, at), value in figures.items():
            made.enter(made.units[unit], made.flow, **{f"m{at:02}": value})
        inherited, reported = made.read(), made.reported()
        transaction.set_rollback(True)
    sums = {int(name): int(of["flow"]) for name, of in inherited.items() if of}
    assert sums == reckoned(known, figures)
    assert sum(sums.values()) == sum(of["flow"] for of in reported.values() if of)

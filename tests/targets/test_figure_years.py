"""The summary that boards add up equals the figures, whatever was done to them (decision 9)."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import Error, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from targets import figure_years, formulas, inheriting, sums
from targets.inheriting import Inheritance
from targets.models import Figure, FigureYear, Indicator
from tests import databases
from tests import factories as f
from units.models import Role, Succession, Unit, User

pytestmark = pytest.mark.django_db
MONTHS = [datetime.date(year, month, 1) for year in (2024, 2025) for month in (1, 2, 11, 12)]
FIRST, LAST = datetime.date(2024, 2, 1), datetime.date(2025, 11, 1)


@dataclass
class World:
    units: list[Unit]
    lines: list[Indicator]
    by: User

    def figures(self, rows: list["Row"]) -> list[Figure]:
        """One for each cell, as a statement may write a cell only once."""
        return [
            Figure(
                unit=self.units[unit],
                indicator=self.lines[line],
                month=MONTHS[month],
                value=Decimal(value) / 100,
                entered_by=self.by,
                entered_at=f.NOW,
            )
            for (unit, line, month), value in {row[:3]: row[3] for row in rows}.items()
        ]


Row = tuple[int, int, int, int]  # unit, line and month by place; hundredths
Step = tuple[str, list[Row]]
rows = st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 7), st.integers(0, 999))
steps = st.tuples(
    st.sampled_from(["type", "change", "move", "swap", "delete", "follow"]),
    st.lists(rows, min_size=1, max_size=6),
)


def world() -> World:
    province = f.province()
    units = [f.region(province, f"VKSND khu vực {no}") for no in range(3)]
    natures = Indicator.Nature
    lines = [f.indicator(nature.value, nature=nature, decimals=2) for nature in natures]
    return World(units, lines, f.user(Role.UNIT_CLERK, units[0]))


def run(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def type_in(made: World, found: list[Row]) -> None:
    Figure.objects.bulk_create(
        made.figures(found),
        update_conflicts=True,
        unique_fields=["unit", "month", "indicator"],
        update_fields=["value"],
    )


def change(made: World, found: list[Row]) -> None:
    run("UPDATE targets_figure SET value = value + %s", Decimal(found[0][3]) / 100)


def move(made: World, found: list[Row]) -> None:
    """Rows get another key: unit, line, month, or all of them."""
    unit, line, month, _ = found[0]
    run(
        "UPDATE targets_figure SET unit_id = %s, indicator_id = %s, month = %s WHERE month = %s",
        made.units[unit].pk,
        made.lines[line].pk,
        MONTHS[month],
        MONTHS[found[-1][2]],
    )


def swap(made: World, found: list[Row]) -> None:
    """Taken away and put back by the parts of one statement."""
    run(
        "WITH gone AS (DELETE FROM targets_figure WHERE month = %s RETURNING *)"
        " INSERT INTO targets_figure (unit_id, indicator_id, month, value, entered_by_id,"
        " entered_at) SELECT unit_id, indicator_id, month, value + 1, entered_by_id, entered_at"
        " FROM gone WHERE unit_id <> %s",
        MONTHS[found[0][2]],
        made.units[found[0][0]].pk,
    )


def delete(made: World, found: list[Row]) -> None:
    for figure in made.figures(found):
        Figure.objects.filter(unit=figure.unit, month=figure.month).delete()


def follow(made: World, found: list[Row]) -> None:
    """One body ends and another follows it; its figures stay with it."""
    before, after, day = found[0][0], found[0][1], MONTHS[found[0][2]]
    if before < after:  # nobody follows himself
        Succession.objects.get_or_create(
            predecessor=made.units[before], successor=made.units[after], defaults={"on": day}
        )


DONE: dict[str, Callable[[World, list[Row]], None]] = {
    "type": type_in,
    "change": change,
    "move": move,
    "swap": swap,
    "delete": delete,
    "follow": follow,
}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(done=st.lists(steps, min_size=1, max_size=8))
def test_summary_equals_recomputation_after_any_edits(done: list[Step]) -> None:
    with transaction.atomic():
        made = world()
        for verb, found in [("type", [(0, 0, 1, 5), (1, 1, 4, 7), (2, 2, 0, 9)]), *done]:
            try:
                with transaction.atomic():
                    DONE[verb](made, found)
            except IntegrityError:  # two figures for one cell: nothing of it stands
                pass
            assert figure_years.differing() == 0
        assert_sums(made)
        transaction.set_rollback(True)


def assert_sums(made: World) -> None:
    """What boards read is what adding up the figures one by one gives."""
    units, lines = [u.pk for u in made.units], [line.pk for line in made.lines]
    found = sums.by_unit(units, lines, FIRST, LAST)
    by_cell: dict[tuple[int, int], dict[datetime.date, Decimal]] = {}
    for figure in Figure.objects.all():
        cell = by_cell.setdefault((figure.unit_id, figure.indicator_id), {})
        cell[figure.month] = figure.value
    months = [month for month in MONTHS if FIRST <= month <= LAST]
    for unit in units:
        for line in made.lines:
            expected = formulas.accumulate(line.nature, by_cell.get((unit, line.pk), {}), months)
            assert found[unit].get(line.pk) == expected, (unit, line.nature)
    assert_followed(made, units, by_cell)


def assert_followed(made: World, units: list[int], by_cell: dict[Any, Any]) -> None:
    """Flows as successor: each figure in the row of its heir, or in its own when it came late."""
    known = Inheritance.of(made.units, LAST)
    flow = made.lines[0].pk
    expected: dict[int, Decimal] = {}
    for unit in units:
        step = known.following(unit)
        for month, value in by_cell.get((unit, flow), {}).items():
            if FIRST <= month <= LAST:
                row = unit if step and month >= step.on else known.heir(unit)
                expected[row] = expected.get(row, Decimal(0)) + value
    found = inheriting.as_successor(known, units, [flow], FIRST, LAST)
    assert {row: of[flow].value for row, of in found.items() if flow in of} == expected


def test_typed_figure_stands_in_its_year_at_once() -> None:
    made = world()

    type_in(made, [(0, 0, 1, 1250)])

    row = FigureYear.objects.get(unit=made.units[0], indicator=made.lines[0])
    assert (row.year, row.m2, row.m1) == (2024, 1250, None)


def test_row_without_figures_does_not_stay() -> None:
    made = world()
    type_in(made, [(0, 0, 1, 1250), (0, 0, 2, 1)])

    Figure.objects.all().delete()

    assert not FigureYear.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE targets_figureyear SET m1 = 5",
        "DELETE FROM targets_figureyear",
        "INSERT INTO targets_figureyear (unit_id, year, indicator_id) VALUES (1, 2026, 1)",
        "ALTER TABLE targets_figure DISABLE TRIGGER figure_years_store",
    ],
)
def test_role_that_serves_cannot_write_the_summary(statement: str) -> None:
    with pytest.raises(Error, match=r"permission denied|must be owner"), transaction.atomic():
        run(statement)


def test_figure_beyond_the_limit_is_refused() -> None:
    with pytest.raises(IntegrityError, match="figure_within_limit"), transaction.atomic():
        type_in(world(), [(0, 0, 0, 10**17)])


@pytest.mark.django_db(transaction=True)
def test_clerks_of_different_cells_do_not_wait(
    owner_connection: psycopg.Connection[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """A clerk's open transaction holds up nobody but who types another month of the same line."""
    made = world()
    name = connection.settings_dict["NAME"]
    with psycopg.connect(databases.app_address(name)) as other, transaction.atomic():
        type_in(made, [(0, 0, 0, 100)])
        other.execute("SET lock_timeout = '2s'")
        for unit, line in ((0, 1), (1, 0)):
            other.execute(*insertion(made, unit, line, MONTHS[0]))
        other.commit()
        with pytest.raises(psycopg.errors.LockNotAvailable):
            other.execute(*insertion(made, 0, 0, MONTHS[1]))
        other.rollback()
        assert figure_years.differing() == 0
    assert FigureYear.objects.count() == 3
    assert_command_mends(owner_connection, capsys)


def insertion(made: World, unit: int, line: int, month: datetime.date) -> tuple[Any, ...]:
    values = [made.lines[line].pk, made.units[unit].pk, month, made.by.pk, f.NOW]
    return (
        "INSERT INTO targets_figure (indicator_id, unit_id, month, value, entered_by_id,"
        " entered_at) VALUES (%s, %s, %s, 7, %s, %s)",
        values,
    )


def assert_command_mends(
    owner: psycopg.Connection[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """Only who owns the database can spoil the summary; the command sees it and mends it."""
    owner.execute("UPDATE targets_figureyear SET m5 = 3 WHERE indicator_id % 2 = 0")
    owner.execute("DELETE FROM targets_figureyear WHERE indicator_id % 2 = 1")
    with pytest.raises(CommandError, match="3 dòng gộp không khớp"):
        call_command("figure_years")
    call_command("figure_years", mend=True)
    call_command("figure_years")
    assert "đã sửa 3 dòng" in capsys.readouterr().out
    assert figure_years.differing() == 0

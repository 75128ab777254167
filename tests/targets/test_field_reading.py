"""A department reads its fields in every unit of its province; it types its own figures only."""

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from targets.models import Figure, Indicator, Target, TargetAssignment, WorkYear
from targets.permissions import may_enter_figures
from targets.years import derive_periods
from tests import factories as f
from units.models import Field, Role, Unit, User
from units.reach import reach

pytestmark = pytest.mark.django_db
MONTH = datetime.date(2026, 10, 1)


@dataclass
class World:
    province: Unit
    department: Unit
    region: Unit
    abroad: Unit
    civil: Indicator
    criminal: Indicator
    civil_target: Target
    criminal_target: Target
    year: WorkYear

    def who(self, role: str = Role.UNIT_CLERK, where: Unit | None = None) -> User:
        return f.user(role, where or self.department)


@pytest.fixture
def world() -> World:
    province = f.province()
    civil, criminal = f.field("Án dân sự"), f.field("Án hình sự")
    department = f.department(province, "Phòng 9")
    department.fields.add(civil)
    region = f.region(province)
    abroad = f.region(f.province("VKSND tỉnh Phú Yên"), "VKSND khu vực 9")
    year = f.work_year(2027)
    derive_periods(year)
    lines = f.indicator("Vụ dân sự", where=civil), f.indicator("Vụ hình sự", where=criminal)
    targets = f.target(lines[0]), f.target(lines[1])
    for where in (department, region, abroad):
        for line, target in zip(lines, targets, strict=True):
            f.figure(line, where, MONTH, 7)
            f.assignment(target, where, year, assigned_threshold=5)
    return World(province, department, region, abroad, *lines, *targets, year)


def seen(user: User) -> set[tuple[int, int]]:
    return set(Figure.objects.visible_to(user).values_list("unit_id", "indicator_id"))


def test_department_reads_its_field_in_every_unit_of_the_province(world: World) -> None:
    own = {(world.department.pk, line.pk) for line in (world.civil, world.criminal)}
    assert seen(world.who()) == own | {(world.region.pk, world.civil.pk)}


def test_region_reads_itself(world: World) -> None:
    lines = (world.civil.pk, world.criminal.pk)
    assert seen(world.who(where=world.region)) == {(world.region.pk, line) for line in lines}


def test_personnel_of_a_department_with_fields_reads_nothing_of_others(world: World) -> None:
    assert {unit for unit, _ in seen(world.who(Role.PERSONNEL))} == {world.department.pk}


def test_prosecutor_reads_the_districts_and_fields_he_was_given(world: World) -> None:
    bare = f.department(world.province, "Phòng 7")
    given: dict[str, dict[str, Any]] = {
        "unit": {"unit": world.region},
        "field": {"field": world.criminal.field},
        "pair": {"unit": world.region, "field": world.criminal.field},
    }
    read = {}
    for name, what in given.items():
        prosecutor = world.who(where=bare)
        assert prosecutor.acting
        f.portfolio(prosecutor.acting, **what)
        read[name] = seen(prosecutor)
    both = {(world.region.pk, line.pk) for line in (world.civil, world.criminal)}
    field = {(unit.pk, world.criminal.pk) for unit in (world.department, world.region)}
    assert read == {
        "unit": both,
        "field": field,
        "pair": {(world.region.pk, world.criminal.pk)},
    }


def test_portfolio_over_another_province_opens_nothing(world: World) -> None:
    clerk = world.who()
    assert clerk.acting
    f.portfolio(clerk.acting, unit=world.abroad)
    f.portfolio(clerk.acting, unit=world.abroad, field=world.criminal.field)
    assert world.abroad.pk not in {unit for unit, _ in seen(clerk)}


def test_rule_in_python_and_in_the_database_agree(world: World) -> None:
    everything = Figure.objects.values_list("unit_id", "indicator_id", "indicator__field_id")
    wide = [world.who(Role.PROVINCE_HEAD, world.province), world.who(Role.ADMINISTRATOR)]
    for user in (world.who(), world.who(where=world.region), *wide):
        assert user.acting
        scope = reach(user.acting)
        expected = {(u, line) for u, line, field in everything if scope.covers(u, field)}
        assert seen(user) == expected


def test_reading_costs_one_join_at_most(world: World) -> None:
    sql = str(Figure.objects.visible_to(world.who()).query)
    assert sql.count(" JOIN ") == 1
    assert sql.count("SELECT") == 1
    head = world.who(Role.PROVINCE_HEAD, world.province)
    assert " JOIN " not in str(Figure.objects.visible_to(head).query)
    assert str(TargetAssignment.objects.visible_to(world.who()).query).count(" JOIN ") == 1


def test_scope_is_asked_once_for_a_request(world: World) -> None:
    clerk = world.who()
    assert clerk.acting
    with CaptureQueriesContext(connection) as queries:
        reach(clerk.acting)
    first = len(queries)
    with CaptureQueriesContext(connection) as queries:
        reach(clerk.acting)
    assert (first <= 4, len(queries)) == (True, 0)


def test_capture_does_not_widen_with_reading(world: World) -> None:
    clerk = world.who()
    assert may_enter_figures(clerk, world.department)
    assert not may_enter_figures(clerk, world.region)


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_board_shows_the_field_of_all_units_and_nothing_else(client: Client, world: World) -> None:
    page = signed_in(client, world.who()).get(reverse("targets:target_board"))
    board = page.context["board"]
    rows = {row.unit.pk: [score.is_assigned for score in row.scores] for row in board.rows}
    # Own: all that was assigned. The region: the department's field only; not the other province.
    assert rows == {world.department.pk: [True, True], world.region.pk: [True, False]}
    assert board.total is not None
    assert board.total.scores[0].result.numerator == 14
    assert board.total.scores[1].result.numerator is None


def sums(client: Client, user: User) -> dict[str, dict[str, str]]:
    """Target → group → what the page of sums says, for the kinds of units."""
    kinds = signed_in(client, user).get(reverse("targets:rollup_board")).context["page"].sections[0]
    return {
        row[0].text: {h.label: c.text for h, c in zip(kinds.heads, row, strict=True)}
        for row in kinds.rows
    }


def test_sums_hold_no_more_than_the_cells_of_their_reader(client: Client, world: World) -> None:
    """The department's own criminal target, and a civil one beside a pair of another field."""
    other = f.department(world.province, "Phòng 7")
    for line, target in (
        (world.criminal, world.criminal_target),
        (world.civil, world.civil_target),
    ):
        f.figure(line, other, MONTH, 4)
        f.assignment(target, other, world.year, assigned_threshold=5)
    civil, criminal = world.civil_target.short_name, world.criminal_target.short_name
    of_department = sums(client, world.who())
    assert of_department[civil]["VKSND khu vực"] == "7/5"
    assert of_department[civil]["Các phòng"] == "11/10"
    assert of_department[criminal]["VKSND khu vực"] == ""
    assert of_department[criminal]["Các phòng"] == "7/5", "of its own, not of Phòng 7"
    clerk = world.who(where=other)
    assert clerk.acting
    f.portfolio(clerk.acting, unit=world.region, field=world.criminal.field)
    of_pair = sums(client, clerk)
    assert of_pair[criminal]["VKSND khu vực"] == "7/5"
    assert of_pair[civil]["VKSND khu vực"] == ""


def test_total_of_a_portfolio_holds_no_more_than_its_reader_may_read(
    client: Client, world: World
) -> None:
    deputy = f.user(Role.PROVINCE_DEPUTY, world.province).acting
    assert deputy
    for unit in (world.region, world.department):
        f.portfolio(deputy, unit=unit)
    url = reverse("targets:target_board") + f"?overseer={deputy.pk}"
    board = signed_in(client, world.who()).get(url).context["board"]
    assert board.total_name == "Khối phụ trách"
    assert [score.result.numerator for score in board.total.scores] == [14, 7]


def test_cell_of_the_field_opens_and_of_another_field_does_not(
    client: Client, world: World
) -> None:
    signed_in(client, world.who())

    def status(where: Unit, target: Target) -> int:
        address = reverse("targets:target_cell", args=[where.pk, target.pk])
        return client.get(address, follow=True).status_code

    assert status(world.region, world.civil_target) == 200
    assert status(world.province, world.civil_target) == 200
    assert status(world.region, world.criminal_target) == 404
    assert status(world.province, world.criminal_target) == 404
    assert status(world.abroad, world.civil_target) == 404


def test_entry_page_of_another_unit_shows_the_field_read_only(client: Client, world: World) -> None:
    signed_in(client, world.who())
    page = client.get(reverse("targets:figure_entry", args=[world.region.pk, MONTH]))
    text = page.content.decode()
    assert "Vụ dân sự" in text
    assert "Vụ hình sự" not in text
    assert f'name="f-{world.civil.pk}"' not in text
    refused = client.post(
        reverse("targets:figure_save", args=[world.region.pk, MONTH, world.civil.pk])
    )
    assert refused.status_code == 403


def test_entry_page_of_another_department_does_not_exist(client: Client, world: World) -> None:
    other = f.department(world.province, "Phòng 7")
    other.fields.add(Field.objects.get(name="Án hình sự"))
    signed_in(client, world.who())
    address = reverse("targets:figure_entry", args=[other.pk, MONTH])
    assert client.get(address).status_code == 404

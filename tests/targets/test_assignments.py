"""Targets are given by the Office and promised by the unit."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from targets.models import TargetAssignment
from tests import factories as f
from tests.targets.figures_facts import Office, office
from units.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_january")]


@pytest.fixture
def made() -> Office:
    return office()


def address(made: Office) -> str:
    return reverse("targets:target_assign", args=[made.region.pk]) + "?year=2026"


def typed(made: Office, **values: str) -> dict[str, str]:
    return {f"{made.count.pk}-{name}": value for name, value in values.items()}


def test_office_gives_a_target(client: Client, made: Office) -> None:
    client.force_login(made.staff)
    data = typed(made, is_assigned="1", assigned_threshold="6", due_on="31/8/2026")
    assert client.post(address(made), data).status_code == 302
    given = TargetAssignment.objects.get()
    assert (given.unit, given.target, given.work_year) == (made.region, made.count, made.year)
    assert (given.assigned_threshold, given.due_on) == (6, datetime.date(2026, 8, 31))


def test_office_takes_a_target_back(client: Client, made: Office) -> None:
    made.assign(made.count)
    client.force_login(made.staff)
    client.post(address(made), {})
    assert not TargetAssignment.objects.exists()


def test_unit_promises_without_touching_what_was_given(client: Client, made: Office) -> None:
    made.assign(made.count, assigned_threshold=6)
    client.force_login(f.user(Role.UNIT_HEAD, made.region))
    data = typed(made, assigned_threshold="1", committed_threshold="8")
    assert client.post(address(made), data).status_code == 302
    given = TargetAssignment.objects.get()
    assert (given.assigned_threshold, given.committed_threshold) == (6, 8)


def test_clerk_reads_only(client: Client, made: Office) -> None:
    client.force_login(made.clerk)
    assert client.get(address(made)).status_code == 200
    assert client.post(address(made), typed(made, is_assigned="1")).status_code == 403


@pytest.mark.parametrize("value", ["chín mươi", "-5", "1.5", "99999999999999"])
def test_refused_threshold_is_shown_and_nothing_stored(
    client: Client, made: Office, value: str
) -> None:
    client.force_login(made.staff)
    data = typed(made, is_assigned="1", assigned_threshold=value)
    response = client.post(address(made), data)
    assert response.status_code == 422
    assert f'value="{value}"' in response.content.decode()
    assert not TargetAssignment.objects.exists()


def test_office_sees_how_many_targets_each_unit_has(client: Client, made: Office) -> None:
    made.assign(made.count)
    client.force_login(made.staff)
    response = client.get(reverse("targets:assignment_list") + "?year=2026")
    given = {unit.pk: unit.given for unit in response.context["units"]}
    assert given[made.region.pk] == 1
    assert given[made.secretariat.pk] == 0


def test_office_of_a_region_gives_itself_nothing(client: Client, made: Office) -> None:
    made.assign(made.count, assigned_threshold=6)
    client.force_login(f.user(Role.OFFICE_STAFF, made.region))
    data = typed(made, is_assigned="1", assigned_threshold="1")
    assert client.post(address(made), data).status_code == 403
    assert client.get(reverse("targets:assignment_fill")).status_code == 403
    assert TargetAssignment.objects.get().assigned_threshold == 6

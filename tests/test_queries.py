"""Lists cost the same number of queries with one row and with fifty (design, rule 14).

Most lists are held to this beside their own tests; here stand those that are not.
"""

import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import Meeting
from targets.models import WorkYear
from targets.years import derive_periods
from tests import factories as f
from units.models import Role, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Unit:
    made = f.province()
    f.secretariat(made)
    derive_periods(f.work_year(2027))
    f.meeting(made, state=Meeting.State.SCHEDULED)
    return made


def cost(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def another_unit(province: Unit, no: int) -> None:
    """With a register of its own, a line of figures and an assignment."""
    where = f.region(province, f"VKSND khu vực {no}")
    line = f.indicator(f"Dòng {no}")
    f.figure(line, where, datetime.date(2026, 10, 1), no)
    f.assignment(f.target(line), where, WorkYear.objects.get())


def another_register(province: Unit, no: int) -> None:
    province.registers.create(name=f"Sổ {no}", document_kinds=["TB"])


def another_seat(province: Unit, no: int) -> None:
    where = f.region(province, f"VKSND khu vực {no}")
    f.attendance(Meeting.objects.get(), f.appointment(f.person(), where))


LISTS: list[tuple[str, Callable[[Unit, int], None]]] = [
    ("targets:figure_list", another_unit),
    ("targets:assignment_list", another_unit),
    ("units:register_list", another_register),
    ("meetings:attendance_edit", another_seat),
]


@pytest.mark.parametrize(("name", "add"), LISTS, ids=[name for name, _ in LISTS])
def test_list_costs_the_same_with_fifty_rows(
    client: Client, province: Unit, name: str, add: Callable[[Unit, int], None]
) -> None:
    office = province.children.get(is_secretariat=True)
    client.force_login(
        f.user(Role.OFFICE_STAFF, office), backend="django.contrib.auth.backends.ModelBackend"
    )
    args = [Meeting.objects.get().pk] if name == "meetings:attendance_edit" else []
    url = reverse(name, args=args)
    add(province, 1)
    few = cost(client, url)
    for no in range(2, 51):
        add(province, no)
    assert cost(client, url) == few

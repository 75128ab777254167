"""Open tasks of each person and unit: who has much, who is late, who may see it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import DirectiveTask
from meetings.work.workload import Load, Workload, page, workload
from targets.models import PlanTask
from tests import factories as make
from tests.factories.common import next_number
from tests.meetings import offices
from tests.meetings.offices import TODAY, Office
from tests.meetings.test_notice_pages import as_user
from units.models import Role

pytestmark = pytest.mark.django_db
URL = reverse("meetings:workload")


@pytest.fixture
def office() -> Office:
    made = offices.province()
    offices.released(made)
    return made


def tasks(office: Office, count: int, **more: object) -> list[PlanTask]:
    unit = office.doers[0]
    year = more.pop("year", None) or make.work_year(2028)
    state = str(more.pop("state", "approved"))
    plan = make.plan(unit, year, state=state, title=f"Chương trình {next_number()}")  # type: ignore[arg-type]
    return [make.plan_task(plan, **more) for _ in range(count)]


def test_much_is_more_than_half_again_what_others_have() -> None:
    found = Workload(people=[Load("A", plan=6), Load("B", plan=2), Load("C", plan=1), Load("D")])
    assert found.mean == 3
    assert [load.name for load in found.people if found.is_heavy(load)] == ["A"]
    assert not Workload(people=[Load("A", plan=2)]).is_heavy(Load("A", plan=2))
    assert Workload().mean == 0


def test_open_tasks_are_counted_for_person_and_unit(office: Office) -> None:
    worker = office.workers[0]
    assert worker.person
    year = make.work_year(2028)
    late = TODAY - datetime.timedelta(days=3)
    soon = TODAY + datetime.timedelta(days=3)
    person = {"person": worker.person, "year": year}
    tasks(office, 2, due_on=late, **person)
    tasks(office, 1, due_on=soon, leader=worker.person, **person)
    tasks(office, 1, done_on=TODAY, **person)
    tasks(office, 1, dropped_on=TODAY, **person)
    tasks(office, 4, state="draft", **person)
    task = DirectiveTask.objects.filter(unit=office.doers[0]).first()
    assert task
    assert worker.acting
    DirectiveTask.objects.filter(pk=task.pk).update(appointment=worker.acting, due_on=late)
    assert office.clerk.acting
    found = workload(office.clerk.acting, TODAY)
    own = next(load for load in found.people if load.name == worker.person.full_name)
    assert (own.plan, own.directive, own.all, own.late, own.soon, own.led) == (3, 1, 4, 3, 1, 1)
    unit = next(load for load in found.units if load.plan)
    assert (unit.plan, unit.directive) == (3, 1)
    # Put into a plan that people work by, the task is counted there only.
    line = tasks(office, 1, year=year)[0]
    DirectiveTask.objects.filter(pk=task.pk).update(plan_task=line)
    found = workload(office.clerk.acting, TODAY)
    assert [load.directive for load in found.units if load.plan] == [0]
    shown = page(found, TODAY)
    assert shown.sections[0].rows[0][4].text == "3"


def test_pages_show_print_and_export_it(office: Office) -> None:
    worker = office.workers[0]
    assert worker.person
    tasks(office, 3, person=worker.person, content="Rà soát hồ sơ tồn")
    client = as_user(office.clerk)
    text = client.get(URL).content.decode()
    assert worker.person.full_name in text
    assert client.get(reverse("meetings:workload_print"))["Content-Type"] == "application/pdf"
    sheet = client.get(reverse("meetings:workload_sheet"))
    assert b"".join(sheet).startswith(b"PK")
    own = reverse("meetings:workload_person", args=[worker.person.pk])
    assert text.count(own)
    assert client.get(own).content.decode().count("Rà soát hồ sơ tồn") == 3
    assert as_user(worker).get(own).status_code == 200
    other = make.user(Role.UNIT_CLERK, make.department(office.unit, "Phòng 77"))
    assert as_user(other).get(own).status_code == 404
    assert as_user(office.keeper).get(URL).status_code == 403


def test_empty_page_says_what_belongs_here() -> None:
    made = offices.province()
    text = as_user(made.clerk).get(URL).content.decode()
    assert "Chưa có nhiệm vụ nào được giao đến người" in text


def test_page_costs_the_same_with_many_tasks(office: Office) -> None:
    client, year = as_user(office.clerk), make.work_year(2028)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(URL).status_code == 200
        return len(queries)

    def add() -> None:
        holder = make.person()
        make.appointment(holder, office.doers[0])
        tasks(office, 2, person=holder, leader=holder, year=year)

    add()
    cost()
    few = cost()
    for _ in range(5):
        add()
    assert cost() == few

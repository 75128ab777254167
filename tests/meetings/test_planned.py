"""Dự kiến: before a meeting is over units see what they will have to do."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings import reference
from meetings.models import Addressee, AddresseeGroup, DirectiveTask, Meeting
from tests import factories as make
from tests.meetings.stage import Stage, conclude, in_session, page, signed_in, words
from units.models import Role, Unit, User

pytestmark = pytest.mark.django_db
WHAT = "Rà soát án tạm đình chỉ"


def world() -> Stage:
    reference.load()
    return in_session()


def ordered(here: Stage, group: str = "cac-phong", **more: Any) -> None:
    order = make.directive(here.meeting, WHAT, due_text="trong tháng 12", **more)
    Addressee.objects.create(directive=order, group=AddresseeGroup.objects.get(code=group))


def seen(who: User) -> str:
    return words(signed_in(who).get(page("task_planned")))


def worker(where: Unit) -> User:
    return make.user(Role.UNIT_CLERK, where)


def test_unit_sees_what_it_will_be_given_while_the_meeting_goes_on() -> None:
    here = world()
    ordered(here)
    assert WHAT in seen(worker(here.department))
    assert "Không có nhiệm vụ nào dự kiến" in seen(worker(here.region))
    assert not DirectiveTask.objects.exists()


def test_unit_that_was_not_invited_reads_nothing_before_it_is_given() -> None:
    here = world()
    absent = make.department(here.province, "Phòng 15")
    ordered(here)
    assert WHAT not in seen(worker(absent))


def test_what_gives_no_task_is_not_planned() -> None:
    here = world()
    make.directive(here.meeting, WHAT, gives_no_task=True, units=[])
    assert "Không có nhiệm vụ nào dự kiến" in seen(worker(here.department))


def test_concluded_tasks_are_planned_until_they_are_in_force() -> None:
    here = world()
    ordered(here)
    conclude(here)
    clerk = worker(here.department)
    assert "có hiệu lực khi thông báo phát hành" in seen(clerk)
    Meeting.objects.update(state=Meeting.State.CLOSED)
    assert WHAT not in seen(clerk)


def test_page_costs_the_same_for_one_directive_and_for_many() -> None:
    here = world()
    client, costs = signed_in(worker(here.department)), []
    for more in (1, 4):
        for _ in range(more):
            ordered(here)
        client.get(page("task_planned"))
        with CaptureQueriesContext(connection) as asked:
            client.get(page("task_planned"))
        costs.append(len(asked))
    assert costs[0] == costs[1]

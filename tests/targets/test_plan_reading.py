"""Who is given something to do by another unit's plan may open it, once it is approved."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from targets import plans
from targets.models import Plan, PlanTask
from tests import factories as f
from tests.targets.figures_facts import Office, office
from units.models import Person, Role, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]


@pytest.fixture
def made() -> Office:
    return office()


@pytest.fixture
def plan(made: Office) -> Plan:
    """Of another region, approved."""
    return f.plan(made.other, made.year, state=Plan.State.APPROVED, **approved(made))


def approved(made: Office) -> dict[str, object]:
    return {"approved_by": made.head, "approved_at": f.NOW}


def sees(user: User, plan: Plan) -> bool:
    return Plan.objects.visible_to(user).filter(pk=plan.pk).exists()


def person_of(user: User) -> Person:
    assert user.person
    return user.person


def test_plan_is_open_to_whom_it_gives_work(made: Office, plan: Plan) -> None:
    clerk = made.clerk
    ways: list[tuple[str, Callable[[PlanTask], object]]] = [
        ("coordinating", lambda task: task.coordinating.add(made.region)),
        ("lead", lambda task: PlanTask.objects.filter(pk=task.pk).update(lead=made.region)),
        ("people", lambda task: task.people.add(person_of(clerk))),
        (
            "leader",
            lambda task: PlanTask.objects.filter(pk=task.pk).update(leader=person_of(clerk)),
        ),
    ]
    for name, give in ways:
        task = f.plan_task(plan, lead=made.other)
        assert not sees(clerk, plan), name
        give(task)
        assert sees(clerk, plan), name
        PlanTask.objects.filter(pk=task.pk).update(dropped_on=f.TODAY)
        f.plan_task(plan, lead=made.other)
        assert not sees(clerk, plan), f"{name} of a line that was taken out"


def test_draft_of_others_stays_closed(made: Office, plan: Plan) -> None:
    f.plan_task(plan, lead=made.other).coordinating.add(made.region)
    Plan.objects.update(state=Plan.State.DRAFT, approved_by=None, approved_at=None)
    assert not sees(made.clerk, plan)


def test_line_of_a_supplement_gives_work_once_it_is_approved(made: Office, plan: Plan) -> None:
    f.plan_task(plan, lead=made.other)
    plans.open_supplement(plan, reason="Kết luận giao ban", by=made.head, at=f.NOW)
    line = PlanTask(content="Phối hợp rà soát", lead=made.other)
    plans.add_task(line, plan=plan, by=made.head, coordinating=[made.region])
    assert line not in PlanTask.objects.running()
    assert line in PlanTask.objects.open()
    assert not sees(made.clerk, plan)
    plans.approve(plan, by=made.head, at=f.NOW)
    assert line in PlanTask.objects.running()
    assert sees(made.clerk, plan)


def test_coordinating_unit_opens_the_plan_and_changes_nothing(
    client: Client, made: Office, plan: Plan
) -> None:
    f.plan_task(plan, lead=made.other).coordinating.add(made.region)
    client.force_login(made.clerk)
    assert client.get(reverse("targets:plan_detail", args=[plan.pk])).status_code == 200
    assert client.get(reverse("targets:plan_edit", args=[plan.pk])).status_code == 403
    stranger = f.user(Role.UNIT_CLERK, f.region(made.province, "VKSND khu vực 9"))
    client.force_login(stranger)
    assert client.get(reverse("targets:plan_detail", args=[plan.pk])).status_code == 404

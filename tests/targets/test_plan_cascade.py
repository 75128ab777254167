"""A plan begun from last year's; the two tiers' tasks against each other; taking one up."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from procuracy.web.errors import Refused
from targets import plans
from targets.models import Plan, PlanTask, WorkYear
from targets.plans import cascade
from tests import factories as f
from tests.targets.figures_facts import Office, office
from units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
CASCADE = "targets:plan_cascade"


@pytest.fixture
def made() -> Office:
    return office()


@pytest.fixture
def higher(made: Office) -> PlanTask:
    plan = f.plan(made.province, made.year, title="Kế hoạch năm 2026")
    task = f.plan_task(plan, content="Giải quyết 90 % tin báo", is_focus=True)
    plans.approve(plan, by=made.head, at=f.NOW)
    return PlanTask.objects.select_related("plan__work_year").get(pk=task.pk)


def test_last_years_plan_is_a_start(client: Client, made: Office, higher: PlanTask) -> None:
    gone = f.person()
    district = f.unit(
        "VKSND huyện Gio Linh",
        kind=Unit.Kind.DISTRICT,
        parent=made.province,
        valid_to=datetime.date(2025, 6, 30),
    )
    f.succession(district, made.region)
    old = f.plan(made.region, made.year, title="Chương trình năm 2026")
    f.plan_task(
        old,
        content="Rà soát hằng tuần",
        lead=district,
        serves=higher,
        is_breakthrough=True,
        due_on=datetime.date(2026, 8, 31),
        done_on=datetime.date(2026, 8, 1),
        origin="Thông báo 05",
        people=[gone, made.clerk.person],
    )
    year = WorkYear.objects.get(year=2027)
    above = f.plan(made.province, year, title="Kế hoạch năm 2027")
    taken = f.plan_task(above, continues=higher)
    client.force_login(made.clerk)
    page = client.get(reverse("targets:plan_create"), {"copy": old.pk}).content.decode()
    assert f'value="{old.pk}" selected' in page
    data = {"unit": made.region.pk, "work_year": year.pk, "title": "Chương trình năm 2027"}
    client.post(reverse("targets:plan_create"), data | {"copied_from": old.pk})
    task = Plan.objects.get(title="Chương trình năm 2027").tasks.get()
    assert (task.content, task.is_breakthrough) == ("Rà soát hằng tuần", True)
    assert (task.due_on, task.done_on) == (datetime.date(2027, 8, 31), None)
    assert (task.lead, task.serves, task.origin) == (made.region, taken, "")
    assert list(task.people.all()) == [made.clerk.person]
    assert task.continues is not None


def test_cascade_shows_what_nobody_took_up_and_what_rests_on_nothing(
    client: Client, made: Office, higher: PlanTask
) -> None:
    lonely = f.plan_task(higher.plan, content="Không ai nhận")
    own = f.plan(made.region, made.year, title="Chương trình công tác")
    f.plan_task(own, content="Đã nhận", serves=higher)
    f.plan_task(own, content="Rơi tự do")
    f.plan_task(own, content="Từ thông báo", origin="Thông báo số 05/TB-VKS, mục 3")
    above, year = made.province, made.year
    assert lonely in cascade.tasks_above(above, year).exclude(
        pk__in=PlanTask.objects.taken_up().values("pk")
    )
    assert [t.content for t in cascade.resting_on_nothing(above, year)] == ["Rơi tự do"]
    client.force_login(made.staff)
    html = client.get(reverse(CASCADE), {"year": "2026"}).content.decode()
    assert "Chưa đơn vị nào nhận (1)" in html
    assert "Không gắn với nhiệm vụ cấp trên (1)" in html
    shown = client.get(reverse(CASCADE), {"year": "2026", "filter": "open"}).content.decode()
    assert "Không ai nhận" in shown
    assert "Giải quyết 90 % tin báo" not in shown


def test_unit_takes_a_task_up_in_one_step(client: Client, made: Office, higher: PlanTask) -> None:
    client.force_login(made.clerk)
    assert "Nhận vào chương trình" in client.get(reverse(CASCADE)).content.decode()
    url = reverse("targets:plan_task_take_up", args=[higher.pk])
    answer = client.post(url)
    task = PlanTask.objects.get(plan__unit=made.region)
    assert answer["Location"] == reverse("targets:plan_task_edit", args=[task.pk])
    assert (task.serves, task.content, task.is_focus) == (higher, higher.content, True)
    assert task.plan.title == "Chương trình công tác năm 2026 của VKSND khu vực 4"
    html = client.post(url, follow=True).content.decode()
    assert "Đơn vị đã nhận nhiệm vụ này" in html
    client.force_login(made.staff)
    assert "VKSND khu vực 4" in client.get(reverse(CASCADE)).content.decode()
    client.force_login(made.head)
    assert client.post(url).status_code == 403


def test_task_taken_into_an_approved_plan_is_a_supplement(made: Office, higher: PlanTask) -> None:
    own = f.plan(made.region, made.year, title="Chương trình công tác")
    f.plan_task(own)
    plans.approve(own, by=made.head, at=f.NOW)
    taken = plans.take_up(higher, unit=made.region, name="x", by=made.clerk, at=f.NOW)
    assert taken.plan == own
    supplement = plans.supplement_of(own)
    assert supplement
    assert "Kế hoạch năm 2026" in supplement.reason
    assert len(own.versions.get().content["tasks"]) == 1
    plans.submit(own, by=made.clerk, at=f.NOW)
    second = f.plan_task(higher.plan)
    with pytest.raises(Refused, match="đang trình"):
        plans.take_up(second, unit=made.region, name="x", by=made.clerk, at=f.NOW)


def test_pages_cost_the_same_with_many_tasks(
    client: Client, made: Office, higher: PlanTask
) -> None:
    own = f.plan(made.region, made.year, title="Chương trình công tác")
    client.force_login(made.staff)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            for url in (
                reverse(CASCADE),
                reverse("targets:plan_task_detail", args=[higher.pk]),
                reverse("targets:plan_detail", args=[higher.plan_id]),
            ):
                assert client.get(url).status_code == 200
        return len(queries)

    def add() -> None:
        f.plan_task(own, serves=higher, person=f.person(), leader=f.person())
        f.plan_task(own)
        again = f.plan_task(higher.plan, person=f.person())
        again.coordinating.add(made.region)
        plans.report(again, stage="doing", text="x", by=made.staff, at=f.NOW)
        plans.report(higher, stage="doing", text="x", by=made.staff, at=f.NOW)

    add()
    cost()
    few = cost()
    for _ in range(6):
        add()
    assert cost() == few

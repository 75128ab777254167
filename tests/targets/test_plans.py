"""Plans: drawn up, filled row by row, approved, printed."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from procuracy.web.errors import Refused
from targets import plans
from targets.models import Instrument, Plan, PlanTask
from targets.plan_facts import numbered
from tests import factories as f
from tests.targets.figures_facts import Office, office
from units.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def made() -> Office:
    return office()


@pytest.fixture
def plan(made: Office) -> Plan:
    return f.plan(made.province, made.year, title="Kế hoạch công tác năm 2026")


def address(name: str, pk: int) -> str:
    return reverse(f"targets:{name}", args=[pk])


def row(made: Office, **more: object) -> dict[str, object]:
    return {"new-content": "Rà soát tin báo quá hạn", "new-lead": made.region.pk} | {
        f"new-{name}": value for name, value in more.items()
    }


def test_office_draws_up_a_plan(client: Client, made: Office) -> None:
    client.force_login(made.staff)
    data = {"unit": made.province.pk, "work_year": made.year.pk, "title": "Kế hoạch năm 2026"}
    response = client.post(reverse("targets:plan_create"), data)
    plan = Plan.objects.get()
    assert response["Location"] == address("plan_detail", plan.pk)
    assert (plan.unit, plan.state) == (made.province, Plan.State.DRAFT)


def test_clerk_cannot_draw_up_a_plan_for_another_unit(client: Client, made: Office) -> None:
    client.force_login(made.clerk)
    data = {"unit": made.province.pk, "work_year": made.year.pk, "title": "Kế hoạch năm 2026"}
    assert client.post(reverse("targets:plan_create"), data).status_code == 422
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("", "chưa điền"),
        ("x" * 10_000, "tối đa 300 ký tự"),
        ("Kế hoạch\nTỐI MẬT", "không được nhập"),
        ("Kế hoạch công tác năm 2026", "đã có kế hoạch cùng tên"),
    ],
)
def test_title_is_refused(
    client: Client, made: Office, plan: Plan, title: str, sentence: str
) -> None:
    client.force_login(made.staff)
    data = {"unit": made.province.pk, "work_year": made.year.pk, "title": title}
    response = client.post(reverse("targets:plan_create"), data)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Plan.objects.count() == 1


def test_title_of_another_plan_is_refused_when_editing(
    client: Client, made: Office, plan: Plan
) -> None:
    other = f.plan(made.province, made.year, title="Kế hoạch khác")
    client.force_login(made.staff)
    response = client.post(address("plan_edit", other.pk), {"title": plan.title})
    assert response.status_code == 422


def test_row_under_the_table_adds_a_task(client: Client, made: Office, plan: Plan) -> None:
    client.force_login(made.staff)
    for no in (1, 2):
        data = row(made, due_on="31/8/2026", is_focus="on", content=f"Việc {no}")
        response = client.post(address("plan_task_create", plan.pk), data, headers=HTMX)
        assert response.status_code == 200
    html = response.content.decode()
    assert "<html" not in html
    assert "trọng tâm" in html
    assert "data-focus" in html
    tasks = list(plan.tasks.values_list("content", "order", "due_on"))
    day = datetime.date(2026, 8, 31)
    assert tasks == [("Việc 1", 1, day), ("Việc 2", 2, day)]


def test_row_with_an_error_keeps_what_was_typed(client: Client, made: Office, plan: Plan) -> None:
    client.force_login(made.staff)
    data = row(made, due_on="32/8/2026")
    response = client.post(address("plan_task_create", plan.pk), data, headers=HTMX)
    assert response.status_code == 422
    assert "Rà soát tin báo quá hạn" in response.content.decode()
    assert not PlanTask.objects.exists()


def test_task_serves_a_task_of_the_unit_above(client: Client, made: Office, plan: Plan) -> None:
    higher = f.plan_task(plan, content="Giải quyết 90 % tin báo")
    own = f.plan(made.region, made.year, title="Chương trình công tác")
    client.force_login(made.clerk)
    client.post(address("plan_task_create", own.pk), row(made, serves=higher.pk))
    assert own.tasks.get().serves == higher
    assert "Giải quyết 90 % tin báo" in client.get(address("plan_detail", own.pk)).content.decode()
    client.force_login(made.staff)
    html = client.get(address("plan_detail", plan.pk)).content.decode()
    assert "VKSND khu vực 4" in html


def test_task_serves_nothing_of_another_year_or_unit(
    client: Client, made: Office, plan: Plan
) -> None:
    foreign = f.plan_task(f.plan(made.other, made.year))
    own = f.plan(made.region, made.year, title="Chương trình công tác")
    client.force_login(made.clerk)
    response = client.post(address("plan_task_create", own.pk), row(made, serves=foreign.pk))
    assert response.status_code == 422


def test_approved_plan_is_closed_until_reopened(client: Client, made: Office, plan: Plan) -> None:
    f.plan_task(plan)
    client.force_login(made.head)
    client.post(address("plan_approve", plan.pk))
    plan.refresh_from_db()
    assert plan.state == Plan.State.APPROVED
    client.force_login(made.staff)
    response = client.post(address("plan_task_create", plan.pk), row(made), headers=HTMX)
    assert response.status_code == 422
    assert plan.tasks.count() == 1
    client.force_login(made.head)
    client.post(address("plan_reopen", plan.pk))
    client.force_login(made.staff)
    client.post(address("plan_task_create", plan.pk), row(made), headers=HTMX)
    assert plan.tasks.count() == 2


def test_empty_plan_is_not_approved(client: Client, made: Office, plan: Plan) -> None:
    client.force_login(made.head)
    response = client.post(address("plan_approve", plan.pk), follow=True)
    assert "kế hoạch chưa có nhiệm vụ nào" in response.content.decode()
    assert not Plan.objects.filter(state=Plan.State.APPROVED).exists()


def test_removing_a_task_asks_first(client: Client, made: Office, plan: Plan) -> None:
    task = f.plan_task(plan)
    client.force_login(made.staff)
    url = address("plan_task_remove", task.pk)
    assert "Không lấy lại được" in client.post(url).content.decode()
    assert plan.tasks.exists()
    client.post(url, {"confirmed": "1"})
    assert not plan.tasks.exists()


def test_task_that_others_serve_is_not_removed(made: Office, plan: Plan) -> None:
    task = f.plan_task(plan)
    f.plan_task(f.plan(made.region, made.year), serves=task)
    with pytest.raises(plans.Refused, match="đơn vị khác phục vụ"):
        plans.remove_task(task, by=made.staff)


def test_leading_unit_ticks_its_task(client: Client, made: Office, plan: Plan) -> None:
    task = f.plan_task(plan, lead=made.region)
    client.force_login(made.clerk)
    client.post(address("plan_task_done", task.pk))
    task.refresh_from_db()
    assert task.done_on == f.TODAY
    client.force_login(f.user(Role.UNIT_CLERK, made.other))
    assert client.post(address("plan_task_done", task.pk), {"undo": "1"}).status_code == 403


def test_task_is_edited(client: Client, made: Office, plan: Plan) -> None:
    task = f.plan_task(plan)
    client.force_login(made.staff)
    url = address("plan_task_edit", task.pk)
    assert client.get(url).status_code == 200
    data = {"content": "Nội dung mới", "lead": made.region.pk, "due_text": "hằng tháng"}
    assert client.post(url, data).status_code == 302
    task.refresh_from_db()
    assert (task.content, task.due_text) == ("Nội dung mới", "hằng tháng")


def test_unit_that_leads_does_not_coordinate(client: Client, made: Office, plan: Plan) -> None:
    task = f.plan_task(plan, lead=made.region)
    client.force_login(made.staff)
    url = address("plan_task_edit", task.pk)
    html = client.get(url).content.decode()
    offered = re.findall(r'name="coordinating"[^>]*value="(\d+)"', html)
    assert str(made.secretariat.pk) in offered
    assert str(made.region.pk) not in offered
    plans.change_task(task, by=made.staff, coordinating=[made.secretariat])
    task.lead = made.secretariat
    for chosen in (None, [made.secretariat]):
        with pytest.raises(Refused, match="không ghi cùng lúc là đơn vị phối hợp"):
            plans.change_task(task, by=made.staff, coordinating=chosen)
    # Who is made the lead stops helping: one choice on the page says both.
    data = {
        "content": "Rà soát",
        "lead": made.secretariat.pk,
        "coordinating": [made.secretariat.pk],
    }
    assert client.post(url, data).status_code == 302
    task.refresh_from_db()
    assert (task.lead, list(task.coordinating.all())) == (made.secretariat, [])


def test_plan_is_printed(client: Client, made: Office, plan: Plan) -> None:
    f.plan_task(plan, is_focus=True, due_on=datetime.date(2026, 8, 31))
    plan.bases.add(
        Instrument.objects.create(
            kind="CT",
            code="01/CT-VKSTC",
            issued_on="2025-12-01",
            issuer="Viện kiểm sát nhân dân tối cao",
            subject="Công tác năm 2026",
        )
    )
    client.force_login(made.staff)
    response = client.get(address("plan_print", plan.pk))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("code", "read"),
    [
        ("01/KH-VKSQT", (1, "KH-VKSQT")),
        ("", (None, "KH-VKS")),
        ("chưa có", (None, "KH-VKS")),
    ],
)
def test_number_and_symbol_are_read_from_the_code(code: str, read: tuple[int | None, str]) -> None:
    assert numbered(code, "KH", "VKS") == read


def test_pages_cost_the_same_with_many_rows(client: Client, made: Office, plan: Plan) -> None:
    add_rows(made, plan, 1)
    client.force_login(made.staff)
    cost(client, plan)
    few = cost(client, plan)
    add_rows(made, plan, 15)
    assert cost(client, plan) == few


def add_rows(made: Office, plan: Plan, count: int) -> None:
    for _ in range(count):
        task = f.plan_task(plan, lead=made.region, person=made.clerk.person)
        below = f.plan(made.region, made.year, title=f"Chương trình {task.pk}")
        f.plan_task(below, serves=task)


def cost(client: Client, plan: Plan) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("targets:plan_list"))
        client.get(address("plan_detail", plan.pk))
    return len(queries)

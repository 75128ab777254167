"""Pages of tasks as addressee, Office and stranger see them."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import DirectiveTask
from meetings.tasks import following
from tests import factories as make
from tests.meetings import offices
from tests.meetings.offices import NOW, Office
from tests.meetings.test_notice_pages import as_user
from units.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22")


@pytest.fixture
def office() -> Office:
    office = offices.province()
    offices.released(office)
    return office


def task_of(office: Office) -> DirectiveTask:
    return DirectiveTask.objects.get(unit=office.doers[0])


def url(name: str, task: DirectiveTask) -> str:
    return reverse(f"meetings:task_{name}", args=[task.pk])


def test_addressee_reports_and_office_confirms(office: Office) -> None:
    task = task_of(office)
    answer = as_user(office.workers[0]).post(
        url("report", task), {"text": "Đã rà đủ 46 vụ", "version": 1}, follow=True
    )
    assert "chờ Văn phòng xác nhận" in answer.content.decode()
    as_user(office.clerk).post(url("confirm", task), {"version": 2})
    task.refresh_from_db()
    assert task.state == "confirmed"


def test_page_tells_where_the_task_came_from(office: Office) -> None:
    text = as_user(office.workers[0]).get(url("detail", task_of(office))).content.decode()
    assert "Thông báo số 01/TB-VKS, mục 1" in text
    assert office.meeting.title in text
    assert "Gửi báo cáo" in text


def test_task_before_the_release_is_only_planned() -> None:
    office = offices.province()
    offices.drafted(office)
    client = as_user(office.workers[0])
    text = client.get(url("detail", task_of(office))).content.decode()
    assert "mới là dự kiến" in text
    assert "Gửi báo cáo" not in text
    assert "Rà soát" not in client.get(reverse("meetings:task_list")).content.decode()
    planned = client.get(reverse("meetings:task_list"), {"filter": "planned"})
    assert "Rà soát" in planned.content.decode()


def test_other_unit_does_not_see_the_task(office: Office) -> None:
    client = as_user(office.workers[1])
    assert client.get(url("detail", task_of(office))).status_code == 404
    assert (
        client.post(url("report", task_of(office)), {"text": "x", "version": 1}).status_code == 404
    )


def test_addressee_may_not_confirm_and_office_may_not_answer(office: Office) -> None:
    task = task_of(office)
    data = {"text": "Xong", "version": 1}
    assert as_user(office.workers[0]).post(url("confirm", task), data).status_code == 403
    assert as_user(office.clerk).post(url("report", task), data).status_code == 403


def test_answer_that_comes_too_late_keeps_its_text(office: Office) -> None:
    task = task_of(office)
    following.report(task, text="Của người trước", version=1, by=office.workers[0], at=NOW)
    data = {"text": "Của người sau", "version": 1}
    answer = as_user(office.workers[0]).post(url("report", task), data)
    assert answer.status_code == 409


def test_answer_with_a_secret_line_is_stored_nowhere(office: Office) -> None:
    task = task_of(office)
    data = {"text": "Kết quả\nTUYỆT MẬT", "version": 1}
    answer = as_user(office.workers[0]).post(url("report", task), data)
    assert answer.status_code == 422
    assert not task.events.exists()


def test_return_needs_a_reason(office: Office) -> None:
    task = task_of(office)
    following.report(task, text="Xong", version=1, by=office.workers[0], at=NOW)
    client = as_user(office.clerk)
    assert client.post(url("return", task), {"reason": " ", "version": 2}).status_code == 422
    client.post(url("return", task), {"reason": "Thiếu số liệu", "version": 2})
    assert "Thiếu số liệu" in client.get(url("detail", task)).content.decode()


@pytest.mark.parametrize(
    ("kind", "state", "days", "shown"),
    [
        ("week", "new", 3, True),
        ("week", "new", 30, False),
        ("overdue", "new", -1, True),
        ("overdue", "reported", -1, False),
        ("reported", "reported", -1, True),
        ("undated", "new", None, True),
        ("undated", "new", 3, False),
        ("ended", "confirmed", 3, True),
        ("", "confirmed", 3, False),
        ("", "new", 3, True),
    ],
)
def test_filters(office: Office, kind: str, state: str, days: int | None, shown: bool) -> None:
    due_on = None if days is None else offices.TODAY + datetime.timedelta(days=days)
    DirectiveTask.objects.update(state=state, due_on=due_on, confirmed_at=NOW)
    query = {"of": "office", "filter": kind}
    text = as_user(office.clerk).get(reverse("meetings:task_list"), query).content.decode()
    assert ("Rà soát" in text) == shown


def test_task_is_added_to_the_units_plan(office: Office) -> None:
    task = task_of(office)
    plan = make.plan(task.unit, make.work_year(2028), title="Chương trình quý I")
    client = as_user(office.workers[0])
    client.post(url("add_to_plan", task), {"plan": plan.pk, "version": 1})
    text = client.get(url("detail", task)).content.decode()
    assert "Chương trình quý I" in text
    assert plan.tasks.get().origin == "Thông báo số 01/TB-VKS, mục 1"


def test_plan_of_another_unit_is_no_choice(office: Office) -> None:
    task = task_of(office)
    plan = make.plan(office.doers[1], make.work_year(2028))
    client = as_user(office.workers[0])
    answer = client.post(url("add_to_plan", task), {"plan": plan.pk, "version": 1})
    assert answer.status_code == 422
    assert not plan.tasks.exists()


def test_person_who_was_addressed_answers_without_being_a_clerk() -> None:
    office = offices.province()
    deputy = make.user(Role.PROVINCE_DEPUTY, office.unit, position="Phó Viện trưởng")
    task = make.directive_task(
        office.meeting.directives.get(gives_no_task=True), office.unit, appointment=deputy.acting
    )
    offices.released(office)
    data = {"text": "Đã chỉ đạo", "version": 1}
    assert as_user(deputy).post(url("report", task), data).status_code == 302


def test_administrator_sees_no_tasks(office: Office) -> None:
    admin = make.user(Role.ADMINISTRATOR, office.unit)
    client: Client = as_user(admin)
    assert client.get(reverse("meetings:task_list")).status_code == 403
    assert client.get(url("detail", task_of(office))).status_code == 404


def test_ids_on_the_page_are_unique(office: Office) -> None:
    task = task_of(office)
    make.plan(task.unit, make.work_year(2028))
    page = as_user(office.workers[0]).get(url("detail", task)).content.decode()
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


def test_next_page_keeps_the_filter(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meetings.views.task_lists.PAGE", 1)
    query = {"of": "office", "filter": "week"}
    DirectiveTask.objects.update(due_on=offices.TODAY)
    text = as_user(office.clerk).get(reverse("meetings:task_list"), query).content.decode()
    assert "?of=office&amp;filter=week&amp;page=2" in text

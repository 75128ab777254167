"""Chỉ đạo ngoài hội nghị: who gives one to whom, and what becomes of it until somebody acts."""

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings import reference
from meetings.models import DirectiveTask, OutsideDirective, TaskEvent
from meetings.tasks import answering, extending, following, giving_outside
from procuracy.web import clock
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings.stage import HTMX, page, signed_in, words
from units.models import Role, Unit, User

pytestmark = pytest.mark.django_db
State = DirectiveTask.State
DUE = datetime.date(2026, 11, 30)


@dataclass
class World:
    province: Unit
    departments: list[Unit]
    region: Unit
    head: User
    deputy: User
    office: User
    worker: User

    def seat(self, user: User) -> Any:
        return user.acting


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """The deputy oversees the region alone."""
    monkeypatch.setattr(clock, "now", lambda: make.NOW)
    reference.load()
    province = make.province()
    departments = [make.department(province, f"Phòng {no}") for no in (1, 9)]
    region = make.region(province, "VKSND khu vực 4")
    deputy = make.user(Role.PROVINCE_DEPUTY, province, position="Phó Viện trưởng")
    assert deputy.acting
    make.portfolio(deputy.acting, unit=region)
    return World(
        province,
        departments,
        region,
        make.user(Role.PROVINCE_HEAD, province, position="Viện trưởng"),
        deputy,
        make.user(Role.OFFICE_STAFF, make.secretariat(province)),
        make.user(Role.UNIT_CLERK, departments[0]),
    )


def give(by: User, leader: User, **typed: Any) -> Any:
    assert leader.acting
    data = {
        "given_by": leader.acting.pk,
        "text": "Rà soát án tạm đình chỉ",
        "lead": "Phòng 1; KV 4",
        "due": "trước 16 giờ ngày 01/12/2026",
        "occasion": "làm việc với khu vực 4",
    }
    return signed_in(by).post(page("outside_directive_give"), data | typed)


def test_office_writes_down_the_heads_word_and_each_unit_has_its_task(world: World) -> None:
    answer = give(world.office, world.head, coordinating="Phòng 9")
    made = OutsideDirective.objects.get()
    assert answer.url == page("outside_directive_detail", made.pk)
    assert (made.given_by, made.given_on) == (world.head.acting, make.TODAY)
    assert {(task.unit, task.is_lead, task.due_time) for task in made.tasks.all()} == {
        (world.departments[0], True, datetime.time(16)),
        (world.region, True, datetime.time(16)),
        (world.departments[1], False, datetime.time(16)),
    }
    shown = words(signed_in(world.office).get(answer.url))
    assert "trước 16 giờ ngày 01/12/2026" in shown
    assert "Thu hồi chỉ đạo" in shown
    task = made.tasks.get(unit=world.departments[0])
    seen = words(signed_in(world.worker).get(page("task_detail", task.pk)))
    assert "Rà soát án tạm đình chỉ" in seen
    assert "Nhận nhiệm vụ" in seen
    assert made.source_name == "Chỉ đạo ngày 22/11/2026 (làm việc với khu vực 4)"


def test_word_of_an_earlier_day_is_written_down_with_that_day(world: World) -> None:
    give(world.office, world.head, given_on="20/11/2026", due="trong 03 ngày")
    made = OutsideDirective.objects.get()
    assert made.given_on == datetime.date(2026, 11, 20)
    assert {task.due_on for task in made.tasks.all()} == {datetime.date(2026, 11, 23)}
    for day in ("23/11/2026", "31/12/2025", "30/02/2026"):
        answer = give(world.office, world.head, given_on=day)
        assert answer.status_code == 422
        assert day in words(answer)
    assert OutsideDirective.objects.count() == 1
    correct = words(signed_in(world.office).get(page("outside_directive_correct", made.pk)))
    assert "Ngày giao" not in correct


def test_same_word_sent_twice_is_given_once_and_numbers_follow(world: World) -> None:
    for text in ("Việc một", "Việc một", "Việc hai"):
        give(world.office, world.head, text=text)
    given = OutsideDirective.objects.order_by("order")
    assert [one.year_number for one in given] == ["1/2026", "2/2026"]
    assert DirectiveTask.objects.count() == 4


@pytest.mark.parametrize(
    ("who", "leader", "lead", "sentence"),
    [
        ("deputy", "deputy", "KV 4", ""),
        ("office", "deputy", "KV 4", ""),
        ("head", "head", "Các phòng", ""),
        ("deputy", "deputy", "Phòng 1", "không phụ trách Phòng 1"),
        ("office", "deputy", "Các phòng", "không phụ trách Phòng 1"),
        ("deputy", "head", "KV 4", "Người giao"),
        ("office", "office", "KV 4", "Người giao"),
        ("office", "head", "", "Ghi đơn vị hoặc người thực hiện"),
        ("office", "head", "Các đơn vị được kiểm tra", "không có đơn vị hoặc người nào"),
    ],
)
def test_deputy_orders_in_his_portfolio_and_the_office_in_a_leaders_name(
    world: World, who: str, leader: str, lead: str, sentence: str
) -> None:
    answer = give(getattr(world, who), getattr(world, leader), lead=lead)
    assert OutsideDirective.objects.exists() is (not sentence)
    assert answer.status_code == (422 if sentence else 302)
    if sentence:
        assert sentence in words(answer)


def test_region_gives_its_own_people_orders(world: World) -> None:
    """Its head is no deputy of the province: portfolios are none of his business."""
    head = make.user(Role.UNIT_HEAD, world.region, position="Viện trưởng")
    give(head, head, lead="Viện trưởng")
    task = DirectiveTask.objects.get()
    assert (task.unit, task.appointment) == (world.region, head.acting)
    assert task.directive.office == world.region


def test_what_was_typed_is_read_back_before_it_is_given(world: World) -> None:
    typed = {"lead": "các phòng", "coordinating": "Phòng 77", "due": "trong 05 ngày làm việc"}
    client = signed_in(world.office)
    seen = words(client.get(page("outside_directive_echo"), typed, headers=HTMX))
    assert "Các phòng" in seen
    assert "(3: " in seen
    assert "Không có đơn vị, nhóm hoặc người nào tên" in seen
    assert "hạn cuối thứ Sáu 27/11/2026" in seen
    typed = {"due": "hằng tháng trước ngày 25"}
    seen = words(client.get(page("outside_directive_echo"), typed, headers=HTMX))
    assert "kỳ đầu hạn cuối thứ Ba 24/11/2026; các kỳ sau 24/12/2026, 24/1/2027…" in seen


def test_it_is_corrected_while_nobody_acted(world: World) -> None:
    give(world.office, world.head)
    made = OutsideDirective.objects.get()
    client = signed_in(world.office)
    form = client.get(page("outside_directive_correct", made.pk)).context["form"]
    assert form["lead"].value() == "Phòng 1; VKSND khu vực 4"
    assert form["due"].value() == "trước 16 giờ ngày 01/12/2026"
    typed = {
        "given_by": made.given_by_id,
        "text": "Rà soát án đình chỉ",
        "lead": "Phòng 1; Phòng 9",
        "due": "hằng tháng",
        "version": 1,
    }
    client.post(page("outside_directive_correct", made.pk), typed)
    made.refresh_from_db()
    assert (made.text, made.order, made.repeats, made.version) == (
        "Rà soát án đình chỉ",
        1,
        "monthly",
        2,
    )
    assert {(task.unit, task.due_on) for task in made.tasks.all()} == {
        (unit, DUE) for unit in world.departments
    }
    stale = client.post(page("outside_directive_correct", made.pk), typed | {"text": "Bản cũ"})
    assert "vừa được người khác sửa" in words(stale)


def outside(world: World) -> OutsideDirective:
    give(world.office, world.head)
    return OutsideDirective.objects.get()


@pytest.mark.parametrize("step", ["acknowledge", "extension", "answer"])
def test_it_is_not_corrected_once_somebody_acted(world: World, step: str) -> None:
    made = outside(world)
    task = made.tasks.get(unit=world.departments[0])
    who: dict[str, Any] = {"version": 1, "by": world.worker, "at": make.NOW}
    if step == "acknowledge":
        following.acknowledge(task, **who)
    elif step == "extension":
        extending.ask(task, to_on=DUE + datetime.timedelta(9), reason="Chờ giám định", **who)
    else:
        answering.answer(task, text="Xong", **who)
    client = signed_in(world.office)
    assert "không sửa được nữa" in words(client.get(page("outside_directive_correct", made.pk)))
    typed = {"given_by": made.given_by_id, "text": "Khác", "lead": "Phòng 9", "version": 1}
    refused = client.post(page("outside_directive_correct", made.pk), typed)
    assert refused.status_code == 422
    assert made.tasks.count() == 2


def test_withdrawal_says_why_and_answers_what_waits(world: World) -> None:
    made = outside(world)
    first, second = made.tasks.order_by("unit__kind", "pk")
    asked = extending.ask(
        first,
        to_on=DUE + datetime.timedelta(9),
        reason="Chờ",
        version=1,
        by=world.worker,
        at=make.NOW,
    )
    following.report(second, text="Xong", version=1, by=world.worker, at=make.NOW)
    client = signed_in(world.office)
    address = page("outside_directive_withdraw", made.pk)
    assert client.post(address, {"version": 1, "reason": ""}).status_code == 422
    client.post(address, {"version": 1, "reason": "Cấp trên đã có hướng dẫn"})
    states = dict(made.tasks.values_list("pk", "state"))
    assert states == {first.pk: State.WITHDRAWN, second.pk: State.REPORTED}
    asked.refresh_from_db()
    assert (asked.state, asked.words) == ("refused", "Nhiệm vụ đã thu hồi.")
    event = TaskEvent.objects.get(task=first, state=State.WITHDRAWN)
    assert event.text == "Thu hồi. Lý do: Cấp trên đã có hướng dẫn"
    with pytest.raises(Refused, match="Không còn nhiệm vụ nào để thu hồi"):
        giving_outside.withdraw(made, reason="Nữa", version=2, by=world.office, at=make.NOW)


@pytest.mark.parametrize(
    ("who", "allowed"), [("head", True), ("office", True), ("deputy", False), ("worker", None)]
)
def test_who_may_change_what_the_head_gave(world: World, who: str, allowed: bool | None) -> None:
    """A deputy reads it; for the unit there is only its task."""
    made = outside(world)
    client = signed_in(getattr(world, who))
    answer = client.get(page("outside_directive_correct", made.pk))
    assert answer.status_code == {True: 200, False: 403, None: 404}[allowed]


def test_list_counts_tasks_and_costs_the_same_for_many(world: World) -> None:
    client = signed_in(world.head)
    assert "Chưa có chỉ đạo nào ngoài hội nghị" in words(client.get(page("outside_directive_list")))
    costs = []
    for texts in (("Một",), ("Hai", "Ba", "Bốn")):
        for text in texts:
            give(world.office, world.head, text=text)
        with CaptureQueriesContext(connection) as asked:
            seen = words(client.get(page("outside_directive_list")))
        costs.append(len(asked))
    assert seen.count("0/2 đã xác nhận") == 4
    assert costs[0] == costs[1]

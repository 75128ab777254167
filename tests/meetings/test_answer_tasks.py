"""What is promised to a unit that asked: a task, and the unit is told what becomes of it."""

import datetime
from typing import Any

import pytest

from meetings import work
from meetings.models import Difficulty, Directive, DirectiveTask, Intervention, TaskTold
from meetings.reporting import difficulties
from meetings.tasks import following, telling
from tests import factories as make
from tests.meetings.stage import Stage, conclude, in_session, page, signed_in, stage, words
from units.models import Role, User

pytestmark = pytest.mark.django_db
ANSWER = "Phòng 9 hướng dẫn thống nhất."


@pytest.fixture
def here() -> Stage:
    return stage()


@pytest.fixture
def leader(here: Stage) -> User:
    return make.user(Role.PROVINCE_HEAD, here.province, position="Viện trưởng")


@pytest.fixture
def asked(here: Stage) -> Difficulty:
    """Raised by the region."""
    report = make.unit_report(here.meeting, here.region)
    return make.difficulty(report, raised_at=make.NOW, field=make.field())


def answered(leader: User, row: Difficulty, **typed: str) -> DirectiveTask:
    signed_in(leader).post(page("difficulty_answer", row.pk), {"text": ANSWER} | typed)
    return DirectiveTask.objects.get()


def titles(user: User) -> list[str]:
    return [item.title for item in work.waiting(user, make.TODAY, make.NOW)]


def test_answer_gives_its_task_to_who_is_named(
    here: Stage, leader: User, asked: Difficulty
) -> None:
    task = answered(leader, asked, lead="Phòng 9", due="trước ngày 15/12/2026")
    order = task.directive
    assert (task.unit, task.due_on) == (here.department, datetime.date(2026, 12, 14))
    assert (order.text, order.nature, order.meeting) == (ANSWER, "answer", None)
    assert (order.difficulty, order.asked_by, order.field) == (asked, here.region, asked.field)
    assert (order.given_by, order.giver_id) == (leader.acting, here.province.pk)
    assert task.is_active
    said = "Trả lời khó khăn, đề xuất của VKSND khu vực 5 tại Hội nghị giao ban tháng 10/2026"
    assert following.origin(task) == said
    shown = words(signed_in(leader).get(page("difficulty_detail", asked.pk)))
    assert "Việc đã hứa thực hiện" in shown
    assert page("task_detail", task.pk) in shown
    assert page("difficulty_detail", asked.pk) in words(
        signed_in(leader).get(page("task_detail", task.pk))
    )


def test_leader_takes_it_upon_himself(here: Stage, leader: User, asked: Difficulty) -> None:
    named = leader.acting and leader.acting.person.full_name
    task = answered(leader, asked, myself="on", lead=f"{named}", task="Làm việc với Sở Nội vụ")
    assert (task.appointment, task.unit) == (leader.acting, here.province)  # named twice, once
    assert task.directive.text == "Làm việc với Sở Nội vụ"


def test_words_alone_give_no_task(leader: User, asked: Difficulty) -> None:
    signed_in(leader).post(page("difficulty_answer", asked.pk), {"text": ANSWER})
    asked.refresh_from_db()
    assert asked.state == Difficulty.State.ANSWERED
    assert not Directive.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"lead": "Phòng 77"}, "Không có đơn vị"),
        ({"lead": "Phòng 9", "due": "trước ngày 32/13/2026"}, "không có ngày"),
        ({"due": "trước ngày 15/12/2026"}, "ghi đơn vị, người thực hiện"),
        ({"task": "Hướng dẫn"}, "ghi đơn vị, người thực hiện"),
    ],
)
def test_what_is_not_understood_is_asked_and_answers_nothing(
    leader: User, asked: Difficulty, typed: dict[str, str], sentence: str
) -> None:
    answer = signed_in(leader).post(page("difficulty_answer", asked.pk), {"text": ANSWER} | typed)
    assert answer.status_code == 422
    assert sentence.lower() in words(answer).lower()
    assert ANSWER in words(answer)
    asked.refresh_from_db()
    assert asked.state == Difficulty.State.WAITING
    assert not Directive.objects.exists()


def test_unit_that_asked_is_told_of_the_result(
    here: Stage, leader: User, asked: Difficulty
) -> None:
    clerk = make.user(Role.UNIT_CLERK, here.region)
    task = answered(leader, asked, lead="Phòng 9")
    difficulties.close(asked, text="", by=clerk, at=make.NOW)
    assert not [one for one in titles(clerk) if "Phòng 9" in one]
    task = following.report(task, text="Xong", version=1, by=here.clerk, at=make.NOW)
    following.confirm(task, version=task.version, by=here.clerk, at=make.NOW)
    assert "Đã có kết quả việc Phòng 9 hứa" in titles(clerk)
    client, address = signed_in(clerk), page("task_detail", task.pk)
    shown = words(client.get(address))
    assert "Đơn vị nêu chưa xác nhận đã biết" in shown
    client.post(page("task_told", task.pk))
    client.post(page("task_told", task.pk))  # pressed twice
    assert TaskTold.objects.get().what == "done"
    assert "Đã biết kết quả" in words(client.get(address))
    assert not [one for one in titles(clerk) if "Phòng 9" in one]


def test_nobody_else_acknowledges_for_it(here: Stage, leader: User, asked: Difficulty) -> None:
    task = answered(leader, asked, lead="Phòng 9")
    for role, where, status in (
        (Role.UNIT_CLERK, here.department, 403),
        (Role.UNIT_CLERK, make.region(here.province, "VKSND khu vực 6"), 404),
    ):
        client = signed_in(make.user(role, where))
        assert client.post(page("task_told", task.pk)).status_code == status
    assert not TaskTold.objects.exists()


def test_promise_in_the_meeting_is_told_to_who_put_the_question() -> None:
    """Over the explanation between them; once the meeting is closed without a notice."""
    here = in_session()
    kinds = Intervention.Kind
    seats = [make.appointment(make.person(), one) for one in (here.region, here.department)]
    asker, doer = (make.attendance(here.meeting, seat, presence="present") for seat in seats)
    facts: dict[str, Any] = {"of": here.meeting, "by": here.clerk}
    question = make.intervention(**facts, text="Vì sao?", kind=kinds.QUESTION, speaker=asker)
    why = make.intervention(
        **facts, text="Vì thiếu người", kind=kinds.EXPLANATION, speaker=doer, answers=question
    )
    make.intervention(**facts, text="Sẽ cử người", kind=kinds.COMMITMENT, speaker=doer, answers=why)
    clerk = make.user(Role.UNIT_CLERK, here.region)
    assert clerk.acting
    conclude(here)
    task = DirectiveTask.objects.get()
    assert task.directive.asked_by == here.region
    assert not telling.untold(clerk.acting).exists()  # only planned
    type(here.meeting).objects.update(state="closed")
    assert "Phòng 9 nhận làm việc đơn vị đã nêu" in titles(clerk)
    shown = words(signed_in(clerk).get(page("task_detail", task.pk)))
    assert "Cam kết tại" in shown
    telling.note(task, by=clerk, at=make.NOW)
    assert not telling.untold(clerk.acting).exists()
    DirectiveTask.objects.update(state="confirmed", confirmed_at=make.NOW)
    assert list(telling.untold(clerk.acting)) == [task]

"""A clerk's report through the unit's head, where the kind of meeting says so."""

import pytest
from django.urls import reverse

from meetings import work
from meetings.models import DirectiveTask, MeetingKind, TaskAnswer
from meetings.tasks import answering
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings import offices
from tests.meetings.offices import NOW, TODAY, Office
from tests.meetings.test_notice_pages import as_user
from units.models import Role, User

pytestmark = pytest.mark.django_db
State = DirectiveTask.State


@pytest.fixture(autouse=True)
def on_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22")


@pytest.fixture
def office() -> Office:
    office = offices.province()
    office.more["head"] = make.user(Role.UNIT_HEAD, office.doers[0], position="Trưởng phòng")
    offices.released(office)
    MeetingKind.objects.update(answers_by_head=True)
    return office


def task_of(office: Office) -> DirectiveTask:
    return DirectiveTask.objects.get(unit=office.doers[0])


def url(name: str, *args: int) -> str:
    return reverse(f"meetings:task_{name}", args=args)


def titles(user: User) -> list[str]:
    return [item.title for item in work.waiting(user, TODAY, NOW)]


def put_forward(office: Office, text: str = "Đã rà 31/46 vụ") -> TaskAnswer:
    task = task_of(office)
    said = {"text": text, "version": task.version}
    as_user(office.workers[0]).post(url("report", task.pk), said)
    return task.answers.latest("pk")


def test_clerks_report_waits_for_the_head_who_mends_and_sends_it(office: Office) -> None:
    waiting, head = put_forward(office), office.more["head"]
    assert task_of(office).state == State.NEW
    assert "Duyệt báo cáo kết quả: Rà soát toàn bộ chỉ tiêu chưa đạt" in titles(head)
    assert not any("Xác nhận" in title for title in titles(office.clerk))
    page = as_user(head).get(url("detail", waiting.task_id)).content.decode()
    assert "Đã rà 31/46 vụ" in page
    as_user(head).post(url("answer_send", waiting.task_id, waiting.pk), {"text": "Đã rà đủ 46 vụ"})
    assert task_of(office).state == State.REPORTED
    assert task_of(office).events.get(state="reported").by == head
    assert not any("Duyệt" in title for title in titles(head))
    told = as_user(office.clerk).get(url("detail", waiting.task_id)).content.decode()
    assert "Đã rà đủ 46 vụ" in told


def test_report_given_back_is_written_on_with_the_heads_words(office: Office) -> None:
    waiting, head = put_forward(office), office.more["head"]
    address = url("answer_return", waiting.task_id, waiting.pk)
    assert as_user(head).post(address, {"words": ""}).status_code == 422
    as_user(head).post(address, {"words": "Nêu rõ 15 vụ còn lại"})
    clerk = as_user(office.workers[0])
    page = clerk.get(url("detail", waiting.task_id)).content.decode()
    assert "Nêu rõ 15 vụ còn lại" in page
    assert "Đã rà 31/46 vụ</textarea>" in page
    again = put_forward(office, "Đã rà 31/46 vụ; 15 vụ chờ hồ sơ")
    assert again.pk != waiting.pk
    assert again.state == TaskAnswer.State.WAITING


def test_clerk_takes_his_report_back_to_go_on_writing(office: Office) -> None:
    waiting = put_forward(office)
    with pytest.raises(Refused, match="đang chờ thủ trưởng"):
        answering.answer(task_of(office), text="Khác", version=2, by=office.workers[0], at=NOW)
    as_user(office.workers[0]).post(url("answer_take_back", waiting.task_id, waiting.pk))
    assert answering.unfinished(task_of(office)) == waiting
    with pytest.raises(Refused, match="đã giải quyết báo cáo này"):
        answering.send(waiting, text="Muộn", by=office.more["head"], at=NOW)


@pytest.mark.parametrize("asks", [True, False])
def test_who_reports_at_once(office: Office, asks: bool) -> None:
    MeetingKind.objects.update(answers_by_head=asks)
    task, clerk, head = task_of(office), office.workers[0], office.more["head"]
    assert answering.goes_by_head(task, clerk) == asks
    assert not answering.goes_by_head(task, head)
    task.appointment = clerk.acting
    assert not answering.goes_by_head(task, clerk)


def test_heads_own_report_ends_what_waited(office: Office) -> None:
    waiting = put_forward(office)
    task, head = task_of(office), office.more["head"]
    answering.answer(task, text="Đã xong", version=task.version, by=head, at=NOW)
    waiting.refresh_from_db()
    assert waiting.state == TaskAnswer.State.RETURNED
    assert answering.unfinished(task_of(office)) is None


def test_clerk_of_the_unit_may_not_send_his_own_report(office: Office) -> None:
    waiting = put_forward(office)
    address = url("answer_send", waiting.task_id, waiting.pk)
    assert as_user(office.workers[0]).post(address, {"text": "x"}).status_code == 403
    assert as_user(office.workers[1]).post(address, {"text": "x"}).status_code == 404

"""A later day: asked by the addressee, decided by the giver, and who comes first."""

import datetime
import threading

import pytest
from django.urls import reverse

from meetings import work
from meetings.models import DirectiveTask, Extension
from meetings.permissions.tasks import may_extend_task
from meetings.tasks import extending, following
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings import offices
from tests.meetings.offices import NOW, TODAY, Office
from tests.meetings.test_navigation import frame_of
from tests.meetings.test_notice_pages import as_user
from tests.meetings.test_notice_race import at_once
from units.models import Role, User

pytestmark = pytest.mark.django_db
State = Extension.State
DUE = datetime.date(2026, 12, 14)
LATER = datetime.date(2026, 12, 28)


@pytest.fixture(autouse=True)
def counts_in_frame() -> None:
    """What waits is counted in earnest here."""


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


def asked(office: Office, to_on: datetime.date = LATER) -> Extension:
    task = task_of(office)
    return extending.ask(
        task,
        to_on=to_on,
        reason="Chờ giám định",
        version=task.version,
        by=office.workers[0],
        at=NOW,
    )


def url(name: str, *args: int) -> str:
    return reverse(f"meetings:task_{name}", args=args)


def page(user: User, task: DirectiveTask) -> str:
    return as_user(user).get(url("detail", task.pk)).content.decode()


def titles(user: User) -> list[str]:
    return [item.title for item in work.waiting(user, TODAY, NOW)]


def waiting_in_menu(user: User) -> int:
    groups = frame_of(user).groups
    items = {item.label: item.count for group in groups for item in group.items}
    return items["Nhiệm vụ theo dõi"]


def test_day_moves_only_once_the_leader_agrees_and_both_stand_in_the_trail(office: Office) -> None:
    task, worker = task_of(office), as_user(office.workers[0])
    words = {"to_on": "28/12/2026", "reason": "Chờ kết luận giám định", "version": 1}
    worker.post(url("extension_ask", task.pk), words)
    task.refresh_from_db()
    assert task.due_on == DUE
    waiting = task.extensions.get()
    assert "Quyết định gia hạn của Phòng 1 đến 28/12/2026" in titles(office.head)
    assert "chờ quyết định" in page(office.workers[0], task)
    assert waiting_in_menu(office.head) == 1
    as_user(office.head).post(url("extension_grant", task.pk, waiting.pk), {"words": "Lần cuối"})
    task.refresh_from_db()
    assert task.due_on == LATER
    assert not any("gia hạn" in title for title in titles(office.head))
    assert waiting_in_menu(office.head) == 0
    told = page(office.workers[0], task)
    told = told[told.index("<h2>Diễn biến") :]
    assert told.index("Chờ kết luận giám định") < told.index("Lần cuối")
    assert "Đề nghị gia hạn từ 14/12/2026 đến hết ngày 28/12/2026" in told
    assert "Đồng ý gia hạn đến hết ngày 28/12/2026" in told
    assert "hạn ban đầu 14/12/2026" in page(office.head, task)


def test_refusal_says_why_and_leaves_the_day(office: Office) -> None:
    waiting, client = asked(office), as_user(office.head)
    address = url("extension_refuse", waiting.task_id, waiting.pk)
    assert client.post(address, {"words": ""}).status_code == 422
    client.post(address, {"words": "Đã gia hạn một lần"})
    waiting.refresh_from_db()
    assert (waiting.state, waiting.words) == (State.REFUSED, "Đã gia hạn một lần")
    assert task_of(office).due_on == DUE
    assert "Đã gia hạn một lần" in page(office.workers[0], task_of(office))


def test_unit_withdraws_and_may_ask_again(office: Office) -> None:
    first = asked(office)
    with pytest.raises(Refused, match="đang chờ quyết định"):
        asked(office)
    client = as_user(office.workers[0])
    client.post(url("extension_withdraw", first.task_id, first.pk))
    first.refresh_from_db()
    assert first.state == State.WITHDRAWN
    assert asked(office).state == State.ASKED


def test_request_that_makes_no_sense_is_refused_with_what_was_typed(office: Office) -> None:
    task, client = task_of(office), as_user(office.workers[0])
    for day, sentence in [
        ("10/12/2026", "phải sau hạn hiện nay (14/12/2026)"),
        ("1/11/2026", "đã qua"),
    ]:
        data = {"to_on": day, "reason": "Lý do 7391", "version": 1}
        answer = client.post(url("extension_ask", task.pk), data)
        assert answer.status_code == 409
        assert sentence in answer.content.decode()
        assert "Lý do 7391" in answer.content.decode()
    DirectiveTask.objects.update(due_on=None)
    with pytest.raises(Refused, match="không định hạn"):
        asked(office)


def test_who_decides(office: Office) -> None:
    deputy = make.user(Role.PROVINCE_DEPUTY, office.unit)
    other = make.user(Role.PROVINCE_DEPUTY, office.unit)
    assert deputy.acting
    make.portfolio(deputy.acting, unit=office.doers[0])
    secretary = make.user(Role.OFFICE_STAFF, office.unit.children.get(is_secretariat=True))
    task = task_of(office)
    assert office.chief
    for user, may in [
        (office.head, True),
        (office.chief, True),
        (deputy, True),
        (other, False),
        (secretary, False),
        (office.workers[0], False),
    ]:
        assert bool(may_extend_task(user, task)) == may, user.acting
    asked(office)
    told = "Quyết định gia hạn của Phòng 1 đến 28/12/2026"
    of_work = make.user(Role.PROVINCE_DEPUTY, office.unit)
    assert of_work.acting
    work_field = make.field()
    office.doers[0].fields.add(work_field)
    make.portfolio(of_work.acting, field=work_field)
    people = (office.chief, deputy, other, of_work)
    assert [told in titles(one) for one in people] == [True, True, False, True]
    assert [bool(may_extend_task(one, task)) for one in people] == [True, True, False, True]


def test_head_of_office_does_not_decide_for_his_own_office(office: Office) -> None:
    assert office.chief
    assert office.chief.acting
    task = task_of(office)
    task.unit = office.chief.acting.unit
    assert not may_extend_task(office.chief, task)
    assert may_extend_task(office.head, task)


def reported(office: Office) -> DirectiveTask:
    task = task_of(office)
    return following.report(task, text="Xong", version=task.version, by=office.workers[0], at=NOW)


def test_end_of_the_task_ends_the_request(office: Office) -> None:
    waiting, task = asked(office), reported(office)
    following.confirm(task, version=task.version, by=office.clerk, at=NOW)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.decided_by) == (State.WITHDRAWN, office.clerk)
    with pytest.raises(Refused, match="đã kết thúc"):
        extending.grant(waiting, by=office.head, at=NOW)
    assert task_of(office).due_on == DUE


def confirm_and_extend_at_once(office: Office) -> list[object]:
    waiting, task = asked(office), reported(office)
    return at_once(
        lambda: following.confirm(task, version=task.version, by=office.clerk, at=NOW),
        lambda: extending.grant(waiting, by=office.head, at=NOW),
    )


@pytest.mark.django_db(transaction=True)
def test_race_exists_without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both read before either wrote: the task is confirmed, and its day put off besides."""
    office = offices.province()
    offices.released(office)
    both = threading.Barrier(2)

    def unlocked(task: DirectiveTask, version: int) -> DirectiveTask:
        found = following.told(DirectiveTask.objects.all()).get(pk=task.pk)
        both.wait(timeout=10)
        return found

    def unlocked_pair(extension: Extension) -> tuple[DirectiveTask, Extension]:
        found = DirectiveTask.objects.get(pk=extension.task_id)
        row = Extension.objects.get(pk=extension.pk)
        both.wait(timeout=10)
        return found, row

    waiting, task = asked(office), reported(office)
    monkeypatch.setattr(following, "locked", unlocked)
    monkeypatch.setattr(extending, "_locked", unlocked_pair)
    answers = at_once(
        lambda: following.confirm(task, version=task.version, by=office.clerk, at=NOW),
        lambda: extending.grant(waiting, by=office.head, at=NOW),
    )
    assert not [one for one in answers if isinstance(one, Refused)]


@pytest.mark.django_db(transaction=True)
def test_two_people_confirm_and_extend_at_once_and_one_is_told() -> None:
    office = offices.province()
    offices.released(office)
    answers = confirm_and_extend_at_once(office)
    refused = [one for one in answers if isinstance(one, Refused)]
    assert len(refused) == 1
    task, extension = task_of(office), Extension.objects.get()
    if isinstance(answers[0], Refused):
        assert "vừa gia hạn nhiệm vụ này đến 28/12/2026" in refused[0].message
        assert (task.state, task.due_on, extension.state) == ("reported", LATER, State.GRANTED)
    else:
        assert (task.state, task.due_on, extension.state) == ("confirmed", DUE, State.WITHDRAWN)

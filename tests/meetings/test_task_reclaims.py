"""A task that was handed over: its unit goes on reading it and may ask for it back."""

import pytest
from django.urls import reverse

from meetings import work
from meetings.models import DirectiveTask, Reclaim
from meetings.tasks import following, handing_over, reclaiming
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings import offices
from tests.meetings.offices import NOW, TODAY, Office
from tests.meetings.test_notice_pages import as_user
from units.models import Role, Unit, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22")


@pytest.fixture
def office() -> Office:
    """Phòng 1 had the task, Phòng 15 has it."""
    office = offices.province()
    offices.released(office)
    taker = make.department(office.unit, "Phòng 15")
    task = DirectiveTask.objects.get(unit=office.doers[0])
    handing_over.hand_over(
        task, to=taker, reason="Khác lĩnh vực", version=1, by=office.clerk, at=NOW
    )
    return office


def task_of(office: Office) -> DirectiveTask:
    return DirectiveTask.objects.get(hand_overs__isnull=False)


def url(name: str, *args: int) -> str:
    return reverse(f"meetings:task_{name}", args=args)


def asked(office: Office) -> Reclaim:
    task, by = task_of(office), office.workers[0]
    return reclaiming.ask(task, reason="Đúng lĩnh vực", version=task.version, by=by, at=NOW)


def listed(user: User, query: str) -> bool:
    return "Phòng 15" in as_user(user).get(url("list") + query).content.decode().split("<tbody")[-1]


def test_unit_that_handed_a_task_over_finds_it_apart_from_its_own(office: Office) -> None:
    before, task = office.workers[0], task_of(office)
    assert as_user(before).get(url("print", task.pk)).status_code == 200
    assert [listed(before, f"?of=unit&filter={kind}") for kind in ("", "handed")] == [False, True]
    assert not listed(office.workers[1], "?of=unit&filter=handed")
    assert not DirectiveTask.objects.in_sight_of(before).filter(pk=task.pk).exists()


def test_task_comes_back_to_who_asked_for_it(office: Office) -> None:
    task, giver = task_of(office), office.clerk
    data = {"reason": "Nhiệm vụ thuộc lĩnh vực của đơn vị", "version": task.version}
    as_user(office.workers[0]).post(url("reclaim_ask", task.pk), data)
    row = Reclaim.objects.get()
    titles = [item.title for item in work.waiting(giver, TODAY, NOW)]
    assert "Phòng 1 đề nghị nhận lại nhiệm vụ" in titles
    as_user(giver).post(url("reclaim_grant", task.pk, row.pk), {"words": "Đồng ý"})
    task.refresh_from_db()
    assert (task.unit, task.state) == (office.doers[0], "new")
    page = as_user(office.workers[0]).get(url("detail", task.pk)).content.decode()
    assert "Đồng ý cho nhận lại" in page
    assert "Phòng 15 chuyển giao cho Phòng 1. Lý do: Theo đề nghị nhận lại" in page
    assert "Nay do" not in page


def test_refusal_needs_words_and_leaves_the_task_where_it_is(office: Office) -> None:
    task, row = task_of(office), asked(office)
    address = url("reclaim_refuse", task.pk, row.pk)
    assert as_user(office.clerk).post(address, {"words": ""}).status_code == 422
    as_user(office.clerk).post(address, {"words": "Phòng 15 làm"})
    row.refresh_from_db()
    assert (row.state, row.words, task_of(office).pk) == ("refused", "Phòng 15 làm", task.pk)
    with pytest.raises(Refused, match="giải quyết: không đồng ý"):
        reclaiming.grant(row, by=office.clerk, at=NOW)


def test_nobody_else_asks_and_one_request_waits(office: Office) -> None:
    task, other = task_of(office), office.workers[1]
    with pytest.raises(Refused, match="Chỉ đơn vị đã chuyển giao"):
        reclaiming.ask(task, reason="Xin", version=task.version, by=other, at=NOW)
    row = asked(office)
    with pytest.raises(Refused, match="đang chờ quyết định"):
        asked(office)
    as_user(office.workers[0]).post(url("reclaim_withdraw", task.pk, row.pk))
    row.refresh_from_db()
    assert row.state == "withdrawn"


@pytest.mark.parametrize("what", ["handed on", "confirmed", "reported"])
def test_request_ends_with_what_it_was_about(office: Office, what: str) -> None:
    """What was reported cannot come back; confirmed or handed on, nobody has to decide."""
    row, task, by = asked(office), task_of(office), office.clerk
    if what == "handed on":
        third: Unit = make.department(office.unit, "Phòng 16")
        handing_over.hand_over(
            task, to=third, reason="Khác lĩnh vực", version=task.version, by=by, at=NOW
        )
    else:
        taker = make.user(Role.UNIT_CLERK, task.unit)
        task = following.report(task, text="Xong", version=task.version, by=taker, at=NOW)
        if what == "confirmed":
            following.confirm(task, version=task.version, by=by, at=NOW)
    row.refresh_from_db()
    assert (row.state == "asked") == (what == "reported")
    with pytest.raises(Refused):
        reclaiming.grant(row, by=by, at=NOW)

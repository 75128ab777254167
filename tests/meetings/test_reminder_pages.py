"""The inbox of reminders, and the page that says when leaders are told."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings import work
from meetings.models import DirectiveTask, EscalationTerm, TaskReminder
from meetings.tasks import extending, following
from tests import factories as make
from tests.meetings.reminded import (
    DAY,
    HOUR,
    MONDAY,
    Reminded,
    remind,
    reminded,
    seat,
    task,
    told,
    who,
)
from tests.meetings.test_navigation import frame_of
from tests.meetings.test_notice_pages import as_user
from units.models import Appointment, Role, User

pytestmark = pytest.mark.django_db
LIST = "meetings:task_reminder_list"


@pytest.fixture(autouse=True)
def counts_in_frame() -> None:
    """Counted in earnest here."""


@pytest.fixture(autouse=True)
def on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", HOUR.isoformat())


@pytest.fixture
def here() -> Reminded:
    return reminded()


def shown(user: User) -> str:
    return as_user(user).get(reverse(LIST)).content.decode()


def in_my_work(user: User) -> list[tuple[str, str]]:
    items = work.waiting(user, MONDAY, HOUR)
    return [(one.title, one.detail) for one in items if one.title.startswith("Nhắc việc")]


def in_menu(user: User) -> int:
    items = [one for group in frame_of(user).groups for one in group.items]
    return next(one.count for one in items if one.label == "Nhắc việc")


def acknowledge(user: User, of: DirectiveTask) -> int:
    row = TaskReminder.objects.filter(task=of, person=user.person_id).first()
    assert row
    address = reverse("meetings:task_reminder_acknowledge", args=[row.pk])
    return as_user(user).post(address).status_code


def test_it_stays_with_its_count_until_it_is_acknowledged(here: Reminded) -> None:
    late, near = task(here, MONDAY - DAY), task(here, MONDAY + DAY)
    remind(MONDAY)
    assert in_my_work(here.writer) == [("Nhắc việc: 2 nhiệm vụ", "1 nhiệm vụ đã quá hạn")]
    assert in_menu(here.writer) == 2
    page = shown(here.writer)
    assert "2 nhiệm vụ chưa xác nhận đã biết, 1 quá hạn" in page
    assert "hạn 24/11/2026, còn 1 ngày làm việc" in page
    assert acknowledge(here.writer, late) == 302
    assert in_my_work(here.writer) == [("Nhắc việc: 1 nhiệm vụ", "sắp đến hạn")]
    acknowledge(here.writer, near)
    assert (in_my_work(here.writer), in_menu(here.writer)) == ([], 0)
    assert "Không có nhắc việc nào đang chờ" in shown(here.writer)
    assert "✓ 06:00, 23/11/2026" in shown(here.writer)
    assert in_menu(here.leader) == 2


def test_each_sees_and_acknowledges_his_own(here: Reminded) -> None:
    one = task(here, MONDAY)
    remind(MONDAY)
    (row,) = TaskReminder.objects.filter(task=one, person=here.leader.person_id)
    address = reverse("meetings:task_reminder_acknowledge", args=[row.pk])
    assert as_user(here.writer).post(address).status_code == 404
    as_user(here.writer).post(
        reverse("meetings:task_reminder_acknowledge_all"), {"last": str(row.pk + 10)}
    )
    row.refresh_from_db()
    assert row.acknowledged_at is None
    assert in_menu(here.writer) == 0


def test_a_task_stands_once_with_its_latest_stage(here: Reminded) -> None:
    one = task(here, MONDAY + 7 * DAY)
    for offset in (0, 2, 4, 8):
        remind(MONDAY + offset * DAY)
    assert len(told(one)) == 8
    assert in_menu(here.leader) == 1
    assert in_my_work(here.leader) == [("Nhắc việc: 1 nhiệm vụ", "1 nhiệm vụ đã quá hạn")]
    acknowledge(here.leader, one)
    assert in_menu(here.leader) == 0


def test_all_at_once_but_not_what_came_after_the_page_was_read(here: Reminded) -> None:
    first = task(here, MONDAY)
    remind(MONDAY)
    last = TaskReminder.objects.get(task=first, person=here.leader.person_id).pk
    second = task(here, MONDAY)
    remind(MONDAY + DAY)
    as_user(here.leader).post(
        reverse("meetings:task_reminder_acknowledge_all"), {"last": str(last)}
    )
    assert in_menu(here.leader) == 2
    waiting = TaskReminder.objects.filter(person=here.leader.person_id, acknowledged_at=None)
    assert set(waiting.values_list("task", "stage")) == {
        (first.pk, "overdue"),
        (second.pk, "overdue"),
    }
    for wrong in ("", "abc", "9" * 40, "-1"):
        answer = as_user(here.leader).post(
            reverse("meetings:task_reminder_acknowledge_all"), {"last": wrong}
        )
        assert answer.status_code == 302
    assert in_menu(here.leader) == 2


def test_answered_or_put_off_it_waits_no_more(here: Reminded) -> None:
    answered, later = task(here, MONDAY), task(here, MONDAY)
    remind(MONDAY)
    following.report(answered, text="Xong", version=1, by=here.writer, at=HOUR)
    assert in_menu(here.leader) == 1
    asked = extending.ask(
        later, to_on=MONDAY + 30 * DAY, reason="Chờ giám định", version=1, by=here.writer, at=HOUR
    )
    extending.grant(asked, by=here.head, at=HOUR)
    assert in_menu(here.leader) == 0


def test_leaders_see_why_they_are_told(here: Reminded) -> None:
    task(here, MONDAY - 20 * DAY)
    remind(MONDAY)
    for leader in (here.deputy, here.head):
        assert "quá hạn, báo lãnh đạo" in shown(leader)
        assert "Rà soát tin báo quá hạn" in shown(leader)


def test_who_changed_position_reads_the_text_no_more_but_can_clear_the_inbox(
    here: Reminded,
) -> None:
    one = task(here, MONDAY)
    remind(MONDAY)
    Appointment.objects.filter(pk=seat(here.writer).pk).update(unit=here.second)
    page = shown(User.objects.get(pk=here.writer.pk).act_on(MONDAY))
    assert "Rà soát tin báo quá hạn" not in page
    assert "không còn thuộc phạm vi" in page
    assert acknowledge(here.writer, one) == 302
    assert in_menu(User.objects.get(pk=here.writer.pk).act_on(MONDAY)) == 0


def test_page_costs_the_same_for_many(here: Reminded) -> None:
    task(here, MONDAY)
    remind(MONDAY)
    client = as_user(here.leader)
    client.get(reverse(LIST))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(LIST))
    for _ in range(30):
        task(here, MONDAY + DAY, due_time=datetime.time(16))
    remind(MONDAY + DAY)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse(LIST))
    assert len(many) == len(few)


def test_office_changes_when_leaders_are_told(here: Reminded) -> None:
    address = reverse("meetings:escalation_edit")
    page = as_user(here.clerk)
    assert 'value="3"' in page.get(address).content.decode()
    for days, why in (
        ((5, 5), "phải sau"),
        ((0, 4), "Ít nhất 1 ngày"),
        ((3, 99), "Nhiều nhất 60 ngày"),
    ):
        refused = page.post(address, dict(zip(("deputy_days", "head_days"), days, strict=True)))
        assert refused.status_code == 422
        assert why in refused.content.decode()
    for head_days in (2, 4):
        page.post(address, {"deputy_days": 1, "head_days": head_days})
    row = EscalationTerm.objects.get()
    assert (row.office_id, row.deputy_days, row.head_days) == (here.office.pk, 1, 4)
    late = task(here, MONDAY - 3 * DAY)
    remind(MONDAY)
    assert told(late) >= who("deputy", here.deputy)
    assert as_user(here.writer).get(address).status_code == 403
    assert "Thời hạn báo lãnh đạo" not in shown(here.writer)
    assert "Thời hạn báo lãnh đạo" in shown(here.clerk)


def test_menu_shows_it_to_those_who_do_or_lead(here: Reminded) -> None:
    keeper = make.user(Role.REGISTRY_CLERK, here.office)
    labels = {one.label for group in frame_of(keeper).groups for one in group.items}
    assert "Nhắc việc" not in labels
    assert in_menu(here.head) == 0

"""Tasks: states, who comes first, what is late, and the way into a unit's plan."""

import datetime

import pytest

from meetings.models import DirectiveTask, Meeting, TaskEvent
from meetings.tasks import counting, following
from procuracy.web.errors import Refused
from targets import plans
from targets.models import PlanTask
from tests import factories as make
from tests.meetings import offices
from tests.meetings.offices import NOW, TODAY, Office
from tests.meetings.test_notice_race import at_once

pytestmark = pytest.mark.django_db
State = DirectiveTask.State


@pytest.fixture
def office() -> Office:
    office = offices.province()
    offices.released(office)
    return office


def first_task() -> DirectiveTask:
    task = DirectiveTask.objects.order_by("pk").first()
    assert task is not None
    return task


def test_task_is_answered_returned_answered_and_confirmed(office: Office) -> None:
    worker = office.workers[0]
    task = following.acknowledge(first_task(), version=1, by=worker, at=NOW)
    task = following.report(task, text="Đã rà 31/46 vụ", version=2, by=worker, at=NOW)
    task = following.send_back(task, reason="Còn 15 vụ", version=3, by=office.clerk, at=NOW)
    assert task.state == State.IN_PROGRESS
    task = following.report(task, text="Đã rà đủ", version=4, by=worker, at=NOW)
    task = following.confirm(task, version=5, by=office.clerk, at=NOW)
    assert (task.state, task.confirmed_at) == (State.CONFIRMED, NOW)
    trail = [(event.state, event.text) for event in TaskEvent.objects.order_by("pk")]
    assert trail == [
        ("acknowledged", ""),
        ("reported", "Đã rà 31/46 vụ"),
        ("in_progress", "Còn 15 vụ"),
        ("reported", "Đã rà đủ"),
        ("confirmed", ""),
    ]


def test_planned_task_waits_for_the_release() -> None:
    office = offices.province()
    offices.signed(office)
    with pytest.raises(Refused, match="mới là dự kiến"):
        following.report(first_task(), text="Xong", version=1, by=office.workers[0], at=NOW)


def test_task_of_a_meeting_without_notice_binds_once_it_is_closed() -> None:
    office = offices.province()
    assert not DirectiveTask.objects.active().exists()
    Meeting.objects.update(state=Meeting.State.CLOSED)
    assert DirectiveTask.objects.active().count() == 2
    assert first_task().is_active
    following.acknowledge(first_task(), version=1, by=office.workers[0], at=NOW)


def test_confirming_what_was_not_reported_is_refused(office: Office) -> None:
    with pytest.raises(Refused, match="“mới” nên không chuyển sang “đã xác nhận” được"):
        following.confirm(first_task(), version=1, by=office.clerk, at=NOW)


def test_late_comer_is_told_who_came_first(office: Office) -> None:
    task = first_task()
    following.report(task, text="Xong", version=1, by=office.workers[0], at=NOW)
    following.confirm(task, version=2, by=office.clerk, at=NOW)
    with pytest.raises(Refused, match=f"{office.clerk} vừa chuyển nhiệm vụ này sang “đã xác nhận”"):
        following.send_back(task, reason="Thiếu", version=2, by=office.clerk, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_confirm_and_return_at_once_leave_one_of_them() -> None:
    office = offices.province()
    offices.released(office)
    task = following.report(first_task(), text="Xong", version=1, by=office.workers[0], at=NOW)
    answers = at_once(
        lambda: following.confirm(task, version=2, by=office.clerk, at=NOW),
        lambda: following.send_back(task, reason="Thiếu", version=2, by=office.clerk, at=NOW),
    )
    assert sum(isinstance(one, Refused) for one in answers) == 1
    assert TaskEvent.objects.count() == 2


def test_overdue_is_the_same_in_sql_and_in_python() -> None:
    offices.province()
    for state in State:
        for days in (-1, 0, 1, None):
            due_on = None if days is None else TODAY + datetime.timedelta(days=days)
            DirectiveTask.objects.update(state=state, due_on=due_on, confirmed_at=NOW)
            late = set(DirectiveTask.objects.overdue(TODAY))
            assert late == {task for task in DirectiveTask.objects.all() if task.is_overdue(TODAY)}
            assert bool(late) == (days == -1 and state in ("new", "acknowledged", "in_progress"))


def test_what_has_an_hour_is_late_from_that_hour_on() -> None:
    """The same in SQL and in Python; without an hour the whole day is left."""
    offices.province()
    at = NOW.replace(hour=16, minute=30)
    hours = [None, datetime.time(16), datetime.time(16, 30), datetime.time(17)]
    for days, hour in [(days, hour) for days in (-1, 0, 1) for hour in hours]:
        due_on = TODAY + datetime.timedelta(days=days)
        DirectiveTask.objects.update(due_on=due_on, due_time=hour)
        late = set(DirectiveTask.objects.overdue(at))
        assert late == {task for task in DirectiveTask.objects.all() if task.is_overdue(at)}
        by_then = days == 0 and hour is not None and hour < at.time()
        assert bool(late) == (days == -1 or by_then), (days, hour)


def test_report_after_the_term_is_late_as_it_is_counted() -> None:
    """On the last day, by the hour, after it; the page and the count agree."""
    offices.province()
    Meeting.objects.update(state=Meeting.State.CLOSED)
    for days in (-1, 0, 1):
        for hour in (None, datetime.time(8), datetime.time(10)):
            due_on = TODAY + datetime.timedelta(days=days)
            DirectiveTask.objects.update(
                state=State.CONFIRMED,
                due_on=due_on,
                due_time=hour,
                reported_at=NOW,
                confirmed_at=NOW,
            )
            (way,) = set(counting.standing(DirectiveTask.objects.all(), NOW).ways().values())
            late = days == -1 or (days == 0 and hour == datetime.time(8))
            assert following.reported_late(first_task()) == late == (way == "done_late")


@pytest.mark.parametrize("step", ["", "drafted", "approved", "signed", "numbered", "released"])
def test_active_is_the_same_in_sql_and_in_python(step: str) -> None:
    office = offices.province()
    if step:
        getattr(offices, step)(office)
    for state in Meeting.State:
        Meeting.objects.update(state=state)
        active = set(DirectiveTask.objects.active())
        assert active == {task for task in DirectiveTask.objects.all() if task.is_active}
        assert bool(active) == (step == "released" or (step == "" and state == "closed"))


def test_task_goes_into_the_units_plan_and_both_know(office: Office) -> None:
    task = first_task()
    plan = make.plan(task.unit, make.work_year(2028))
    line = following.add_to_plan(task, plan=plan, version=1, by=office.workers[0], at=NOW)
    assert line.origin == "Thông báo số 01/TB-VKS, mục 1"
    assert (line.due_on, line.due_text) == (task.due_on, "trước ngày 15/12/2026")
    assert list(line.directive_tasks.all()) == [task]
    task.refresh_from_db()
    assert (task.state, task.plan_task) == (State.IN_PROGRESS, line)
    with pytest.raises(Refused, match="đã có trong chương trình"):
        following.add_to_plan(task, plan=plan, version=2, by=office.workers[0], at=NOW)


def test_task_does_not_go_into_another_units_plan(office: Office) -> None:
    plan = make.plan(office.doers[1], make.work_year(2028))
    with pytest.raises(Refused, match="chương trình của chính đơn vị"):
        following.add_to_plan(first_task(), plan=plan, version=1, by=office.workers[0], at=NOW)
    assert not PlanTask.objects.exists()


def test_next_meeting_hears_what_is_due_by_its_day(office: Office) -> None:
    its_day = datetime.date(2026, 12, 14)
    tasks = following.open_tasks_for_agenda(office.unit, its_day)
    assert tasks.count() == 2
    assert not following.open_tasks_for_agenda(office.unit, datetime.date(2026, 12, 13)).exists()
    following.report(first_task(), text="Xong", version=1, by=office.workers[0], at=NOW)
    assert tasks.count() == 1


def test_agenda_takes_each_task_once_and_a_successors_too(office: Office) -> None:
    day = datetime.date(2026, 12, 20)
    heir = make.province("VKSND tỉnh Mới")
    heir.inheritances.create(predecessor=office.unit, on=TODAY)
    meeting = make.meeting(heir)
    make.agenda_item(meeting, task=first_task())
    tasks = following.open_tasks_for_agenda(heir, day, meeting)
    assert [task.unit for task in tasks] == [office.doers[1]]


def test_task_waits_in_a_supplement_of_an_approved_plan(office: Office) -> None:
    task = first_task()
    plan = make.plan(task.unit, make.work_year(2028))
    make.plan_task(plan)
    plans.approve(plan, by=office.clerk, at=NOW)
    plan.refresh_from_db()
    following.add_to_plan(task, plan=plan, version=1, by=office.workers[0], at=NOW)
    supplement = plans.supplement_of(plan)
    assert supplement
    assert supplement.reason.startswith("Thực hiện ")
    assert len(plan.versions.get().content["tasks"]) == 1
    assert "chờ phê duyệt bổ sung" in task.events.latest("pk").text
    plans.withdraw(plan, by=office.clerk, at=NOW)
    task.refresh_from_db()
    assert task.plan_task is None  # it may be put into another plan

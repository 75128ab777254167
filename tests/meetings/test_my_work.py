"""Việc của tôi: what each person must do next."""

import datetime

import pytest
from django.urls import reverse

from meetings import work
from meetings.models import DirectiveTask, UnitReport
from meetings.papers.noticing import approve, number
from meetings.tasks import following
from targets import correcting, plans, submitting
from targets.models import Figure, PlanTask
from targets.years import derive_periods
from tests import factories as make
from tests.meetings import offices
from tests.meetings.offices import NOW, TODAY
from tests.meetings.test_notice_pages import as_user
from units.models import Appointment, Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22")


def titles(user: User, *, on: datetime.date = TODAY) -> list[str]:
    now = NOW + (on - TODAY)
    return [item.title for item in work.waiting(user, on, now)]


def test_addressee_has_a_task_only_once_the_notice_is_released() -> None:
    office = offices.province()
    worker = office.workers[0]
    assert not any("Rà soát" in title for title in titles(worker))
    offices.released(office)
    assert "Báo cáo thực hiện: Rà soát toàn bộ chỉ tiêu chưa đạt" in titles(worker)


def test_reported_task_goes_to_the_office() -> None:
    office = offices.province()
    offices.released(office)
    task = DirectiveTask.objects.get(unit=office.doers[0])
    following.report(task, text="Xong", version=1, by=office.workers[0], at=NOW)
    assert not any("Rà soát" in title for title in titles(office.workers[0]))
    assert titles(office.clerk) == ["Xác nhận kết quả của Phòng 1"]


def test_each_step_of_a_notice_waits_for_its_own_person() -> None:
    office = offices.province()
    assert office.chief is not None
    assert titles(office.clerk) == ["Soạn thông báo kết luận"]
    notice = offices.drafted(office)
    assert titles(office.clerk) == ["Hoàn chỉnh dự thảo thông báo"]
    assert titles(office.head) == titles(office.chief) == ["Duyệt thông báo kết luận"]
    approve(notice, edition=notice.edition, by=office.head, at=NOW)
    assert titles(office.clerk) == ["Trình ký, ghi nhận chữ ký"]
    assert titles(office.head) == []


def test_registry_clerk_numbers_and_releases() -> None:
    office = offices.province()
    notice = offices.signed(office)
    assert titles(office.keeper) == ["Cấp số thông báo"]
    number(notice, dated_on=TODAY, by=office.keeper, at=NOW)
    assert titles(office.keeper) == ["Phát hành thông báo"]


def test_overdue_stands_first_and_says_how_late() -> None:
    office = offices.province()
    offices.released(office)
    DirectiveTask.objects.update(due_on=TODAY - datetime.timedelta(days=6))
    meeting = make.meeting(office.unit, reports_due_at=NOW + datetime.timedelta(days=1))
    UnitReport.objects.create(meeting=meeting, unit=office.doers[0])
    page = as_user(office.workers[0]).get(reverse("meetings:my_work")).content.decode()
    assert "quá hạn 6 ngày" in page
    assert "1 việc quá hạn" in page
    assert page.index("Báo cáo thực hiện") < page.index("Gửi báo cáo phục vụ hội nghị")


def test_report_is_wanted_until_it_was_sent() -> None:
    office = offices.province()
    meeting = make.meeting(office.unit, reports_due_at=NOW)
    report = UnitReport.objects.create(meeting=meeting, unit=office.doers[0])
    assert titles(office.workers[0]) == ["Gửi báo cáo phục vụ hội nghị"]
    UnitReport.objects.update(state="returned", return_reason="Thiếu nguyên nhân")
    assert titles(office.workers[0]) == ["Gửi lại báo cáo phục vụ hội nghị"]
    UnitReport.objects.update(state="sent", sent_at=NOW, sent_by=office.workers[0])
    assert titles(office.workers[0]) == []
    assert report.meeting == meeting


def test_figures_of_the_month_are_counted_until_complete() -> None:
    office = offices.province()
    where = make.field()
    office.doers[0].fields.add(where)
    lines = [make.indicator(f"Dòng {no}", where=where) for no in (1, 2)]
    derive_periods(office.meeting.work_year)
    month = datetime.date(2026, 10, 1)
    make.figure(lines[0], office.doers[0], month, 5, office.workers[0])
    (item,) = work.waiting(office.workers[0], TODAY, NOW)
    assert (item.title, item.detail) == ("Nhập số liệu tháng 10", "1/2 dòng đã có số")
    assert item.due_at == make.moment("2026-10-31 16:00")
    make.figure(lines[1], office.doers[0], month, 0, office.workers[0])
    assert titles(office.workers[0]) == ["Trình thủ trưởng số liệu tháng 10/2026"]


def test_month_goes_from_desk_to_desk() -> None:
    """From the clerk to the head and the Office, and back again."""
    office = offices.province()
    unit, where = office.doers[0], make.field()
    unit.fields.add(where)
    line, month = make.indicator(where=where), datetime.date(2026, 10, 1)
    derive_periods(office.meeting.work_year)
    make.figure(line, unit, month, 5, office.workers[0])
    worker, head = office.workers[0], make.user(Role.UNIT_HEAD, unit)
    assert titles(head) == ["Duyệt, gửi số liệu tháng 10/2026"]
    submitting.submit(unit, month, by=worker, at=NOW)
    assert (titles(worker), titles(head)) == ([], ["Duyệt số liệu tháng 10/2026"])
    row = submitting.send(unit, month, by=head, at=NOW)
    received = "Tiếp nhận số liệu tháng 10/2026 của Phòng 1"
    assert (titles(head), received in titles(office.clerk)) == ([], True)
    submitting.give_back(row, reason="Thiếu", by=office.clerk, at=NOW)
    assert titles(worker) == ["Sửa, gửi lại số liệu tháng 10/2026"]
    row = submitting.send(unit, month, by=head, at=NOW)
    Figure.objects.update(value=6, entered_at=NOW + datetime.timedelta(minutes=1))
    assert titles(head) == ["Duyệt số liệu tháng 10/2026 sửa sau khi gửi"]
    submitting.confirm(row, by=head, at=NOW + datetime.timedelta(minutes=2))
    row = submitting.accept(row, by=office.clerk, at=NOW)
    correcting.ask(row, line, typed="9", reason="Sót", by=worker, at=NOW)
    assert "Quyết định điều chỉnh số liệu tháng 10/2026 của Phòng 1" in titles(office.clerk)
    silent = [item.title for item in work.overseen(office.head, TODAY, NOW)]
    assert not any("chưa gửi số liệu" in title for title in silent)


def test_coming_meetings_and_plan_tasks_stand_below() -> None:
    office = offices.province()
    make.meeting(office.unit, title="Giao ban tuần", invited=[office.doers[0]])
    year = make.work_year(2028)
    plan = make.plan(office.doers[0], year, state="approved")
    make.plan_task(plan, content="Tự kiểm tra", due_on=TODAY + datetime.timedelta(days=5))
    draft = make.plan(office.doers[0], year, title="Dự thảo")
    make.plan_task(draft, content="Chưa ai duyệt", due_on=TODAY + datetime.timedelta(days=5))
    make.plan_task(plan, content="Còn lâu", due_on=TODAY + datetime.timedelta(days=50))
    coming = work.upcoming(office.workers[0], TODAY, NOW)
    assert [event.title for event in coming] == ["Giao ban tuần", "Tự kiểm tra"]
    page = as_user(office.workers[0]).get(reverse("meetings:my_work")).content.decode()
    assert "08:00, 24/11/2026" in page
    assert "27/11/2026" in page


def test_administrator_sees_accounts_only() -> None:
    office = offices.province()
    offices.released(office)
    admin = make.user(Role.ADMINISTRATOR, office.unit)
    assert titles(admin) == []
    Appointment.objects.filter(person=office.clerk.person).update(valid_to=TODAY.replace(day=1))
    assert titles(admin) == ["Tài khoản không còn chức vụ"]
    assert work.upcoming(admin, TODAY, NOW) == []


def test_account_without_position_is_told_what_to_do() -> None:
    office = offices.province()
    Appointment.objects.filter(person=office.clerk.person).delete()
    page = as_user(office.clerk).get(reverse("meetings:my_work"))
    assert page.status_code == 200
    assert "chưa được phân công chức vụ" in page.content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_every_role_gets_its_page(role: str) -> None:
    office = offices.province()
    offices.released(office)
    user = make.user(role, office.doers[0])
    assert as_user(user).get(reverse("meetings:my_work")).status_code == 200


def test_empty_page_says_what_will_stand_here() -> None:
    office = offices.province()
    page = as_user(office.workers[0]).get(reverse("meetings:my_work")).content.decode()
    assert "Không có việc nào đang chờ" in page


def test_leaders_see_who_is_late() -> None:
    office = offices.province()
    offices.released(office)
    DirectiveTask.objects.update(due_on=TODAY - datetime.timedelta(days=1))
    meeting = make.meeting(office.unit, chair=office.head.acting, reports_due_at=NOW)
    for doer in office.doers:
        UnitReport.objects.create(meeting=meeting, unit=doer)
    UnitReport.objects.filter(unit=office.doers[0]).update(
        state="sent", sent_at=NOW, sent_by=office.workers[0]
    )
    seen = [item.title for item in work.overseen(office.head, TODAY, NOW)]
    assert seen == [
        "1/2 đơn vị chưa gửi báo cáo phục vụ",
        "2 nhiệm vụ của các đơn vị quá hạn, chưa báo cáo",
    ]
    assert work.overseen(office.workers[0], TODAY, NOW) == []
    page = as_user(office.head).get(reverse("meetings:my_work")).content.decode()
    assert "Cần đôn đốc" in page


def test_leader_is_told_of_submitted_plans_and_supplements() -> None:
    office = offices.province()
    unit, worker = office.doers[0], office.workers[0]
    head = make.user(Role.UNIT_HEAD, unit)
    plan = make.plan(unit, make.work_year(2028), title="Chương trình năm 2028")
    make.plan_task(plan)
    asked = "Phê duyệt kế hoạch, chương trình"
    assert asked not in titles(head)
    plans.submit(plan, by=worker, at=NOW)
    assert asked in titles(head)
    plans.approve(plan, by=head, at=NOW)
    assert asked not in titles(head)
    plan.refresh_from_db()
    plans.open_supplement(plan, reason="Thông báo số 05/TB-VKS", by=worker, at=NOW)
    plans.add_task(PlanTask(content="Thêm", lead=unit), plan=plan, by=worker)
    plans.submit(plan, by=worker, at=NOW)
    assert "Phê duyệt bổ sung kế hoạch, chương trình" in titles(head)

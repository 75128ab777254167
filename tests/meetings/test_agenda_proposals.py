"""What the application proposes to hear, each with why; taken one by one or all."""

import datetime
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.agenda import sources
from meetings.models import AgendaItem, Difficulty, Meeting, MeetingSeries
from meetings.scheduling import planning
from targets.models import Period, Submission
from targets.years import derive_periods
from tests import factories as make
from tests.factories.matters import matter, matter_count, matter_register
from tests.meetings.stage import Stage, page, signed_in, stage, words
from tests.meetings.test_programme import earlier_task
from units.models import Role

pytestmark = pytest.mark.django_db

OCTOBER = datetime.date(2026, 10, 1)
YESTERDAY = make.NOW - datetime.timedelta(days=1)


@dataclass
class Troubled:
    """A region behind in everything there is; the department is not."""

    here: Stage
    meeting: Meeting
    october: Period


@pytest.fixture
def troubled() -> Troubled:
    year = make.work_year(2027)
    derive_periods(year)
    october = Period.objects.get(kind="month", starts_on=OCTOBER)
    here = stage(work_year=year, period=october, reports_due_at=YESTERDAY)
    meeting = here.meeting
    report = make.unit_report(meeting, here.region)
    sent = {"state": "sent", "sent_at": YESTERDAY}
    head = make.user(Role.UNIT_HEAD, here.department)
    made = make.unit_report(meeting, here.department, **sent, sent_by=head)
    assert made.is_received
    line = make.indicator()
    goal = make.target(line, direction="zero")  # fails with its first case
    make.assignment(goal, here.region, year)
    make.figure(line, here.region, OCTOBER, 1)
    earlier_task(here, make.TODAY - datetime.timedelta(days=6))
    register = matter_register("Vụ, việc tồn đọng")
    matter(register, here.region, opened_on=datetime.date(2026, 10, 5))
    counted = matter_register("Án tham nhũng", keeps_narrative=False)
    matter_count(counted, here.region, OCTOBER, standing=4, opened=2)
    matter_count(counted, here.department, OCTOBER, standing=4)
    Difficulty.objects.create(
        unit=here.region, report=report, text="Thiếu Kiểm sát viên", raised_at=YESTERDAY
    )
    return Troubled(here, meeting, october)


def found(troubled: Troubled) -> dict[str, tuple[str, str]]:
    groups = sources.found(troubled.meeting, make.NOW)
    return {p.key.partition("-")[0]: (p.title, p.reason) for g in groups for p in g.proposals}


def test_every_proposal_says_why(troubled: Troubled) -> None:
    proposed = found(troubled)
    unit = "VKSND khu vực 5"
    assert proposed["report"] == (
        f"{unit} giải trình việc chậm gửi báo cáo phục vụ hội nghị",
        "Hạn 09:00, 21/11/2026; đến nay chưa gửi, chậm 1 ngày.",
    )
    assert proposed["targets"][0] == f"{unit} giải trình chỉ tiêu chưa đạt, nguy cơ không đạt"
    assert "1 chỉ tiêu chưa có giải trình" in proposed["targets"][1]
    assert proposed["task"] == (
        f"{unit} báo cáo việc thực hiện: Rà soát án tạm đình chỉ (quá hạn 6 ngày)",
        "Hạn 16/11/2026, theo Trước.",
    )
    assert proposed["matters"][1] == ("Vụ, việc tồn đọng: 0 → 1 (+1), Án tham nhũng: 2 → 4 (+2).")
    assert proposed["difficulties"] == (
        f"Trả lời khó khăn, đề xuất của {unit}",
        "1 nội dung chưa được trả lời, nêu từ 21/11/2026: Thiếu Kiểm sát viên",
    )


def test_unit_in_order_is_not_proposed(troubled: Troubled) -> None:
    groups = sources.found(troubled.meeting, make.NOW)
    said = [one for group in groups for one in group.proposals if "figures" not in one.key]
    named = {one.unit for one in said if one.unit}
    assert named == {troubled.here.region}


def test_one_proposal_is_taken_and_offered_no_more(troubled: Troubled) -> None:
    client = signed_in(troubled.here.clerk)
    make.agenda_item(troubled.meeting, "Khai mạc", order=1)
    make.agenda_item(troubled.meeting, "Viện trưởng kết luận", order=2)
    region = troubled.here.region
    key = f"report-{region.pk}"
    shown = words(client.get(page("agenda_propose", troubled.meeting.pk)))
    assert f'value="{key}"' in shown
    answer = client.post(page("agenda_propose", troubled.meeting.pk), {"key": key}, follow=True)
    assert f'value="{key}"' not in words(answer)
    titles = [line.title[:9] for line in troubled.meeting.agenda.all()]
    assert titles == ["Khai mạc", "VKSND khu", "Viện trưở"]
    line = troubled.meeting.agenda.get(proposal_key=key)
    assert (line.unit, line.presenter) == (region, "VKSND khu vực 5")
    assert line.reason.startswith("Hạn 09:00,")
    assert line.added_at


def test_all_are_taken_at_once_and_twice_takes_none(troubled: Troubled) -> None:
    client = signed_in(troubled.here.clerk)
    offered = sum(len(one.proposals) for one in sources.found(troubled.meeting, make.NOW))
    client.post(page("agenda_propose", troubled.meeting.pk), {"all": 1})
    assert troubled.meeting.agenda.count() >= offered
    again = client.post(page("agenda_propose", troubled.meeting.pk), {"all": 1}, follow=True)
    assert "không còn phải đưa vào" in words(again)
    assert AgendaItem.objects.filter(meeting=troubled.meeting, task__isnull=False).count() == 1


@pytest.mark.parametrize("key", ["", "report-999999", "task-", "x" * 500])
def test_unknown_key_takes_nothing(troubled: Troubled, key: str) -> None:
    client = signed_in(troubled.here.clerk)
    answer = client.post(page("agenda_propose", troubled.meeting.pk), {"key": key}, follow=True)
    assert "Chưa chọn mục nào" in words(answer)
    assert not troubled.meeting.agenda.exists()


def test_answered_meanwhile_does_not_come(troubled: Troubled) -> None:
    leader = troubled.meeting.chair
    Difficulty.objects.update(
        state="answered", answer="Sẽ bổ sung", answered_by=leader, answered_at=make.NOW
    )
    key = f"difficulties-{troubled.here.region.pk}"
    assert "difficulties" not in found(troubled)
    client = signed_in(troubled.here.clerk)
    client.post(page("agenda_propose", troubled.meeting.pk), {"key": key})
    assert not troubled.meeting.agenda.exists()


def test_looking_costs_the_same_for_more_units(troubled: Troubled) -> None:
    client = signed_in(troubled.here.clerk)
    address = page("agenda_propose", troubled.meeting.pk)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    cost()  # the catalogue is remembered until somebody touches it
    few = cost()
    for number in range(6):
        unit = make.region(troubled.here.province, f"VKSND khu vực {number + 20}")
        troubled.meeting.invited.add(unit)
        make.unit_report(troubled.meeting, unit)
        matter(matter_register(), unit, opened_on=datetime.date(2026, 10, 5))
    cost()
    assert cost() == few


def test_late_figures_are_proposed_with_how_late_they_are(troubled: Troubled) -> None:
    due = make.NOW - datetime.timedelta(days=2, hours=1)
    Period.objects.filter(pk=troubled.october.pk).update(due_at=due)
    assert found(troubled)["figures"] == (
        "VKSND khu vực 5 giải trình việc chậm gửi số liệu tháng 10/2026",
        "Số liệu tháng 10/2026: chưa gửi, quá hạn 2 ngày 1 giờ.",
    )
    # Sent late it stays a matter to explain; sent in time, or not due yet, it is none.
    part = {"unit": troubled.here.region, "month": OCTOBER, "state": "sent"}
    head = make.user(Role.UNIT_HEAD, troubled.here.region)
    row = Submission.objects.create(
        **part, sent_at=due + datetime.timedelta(minutes=90), sent_by=head.acting
    )
    assert found(troubled)["figures"][1].endswith(": gửi trễ 1 giờ 30 phút.")
    Submission.objects.filter(pk=row.pk).update(sent_at=due)
    assert "figures" not in found(troubled)
    row.delete()
    Period.objects.filter(pk=troubled.october.pk).update(due_at=make.NOW)
    assert "figures" not in found(troubled)


def test_tasks_are_heard_only_of_a_meeting_that_is_near(troubled: Troubled) -> None:
    here, meeting = troubled.here, troubled.meeting
    far = make.NOW + datetime.timedelta(days=90)
    client = signed_in(here.clerk)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=far, ends_at=far + datetime.timedelta(hours=2)
    )
    meeting.refresh_from_db()
    assert sources.add_tasks(meeting, at=make.NOW) == 0
    assert "task" not in found(troubled)
    shown = words(client.get(page("agenda_propose", meeting.pk)))
    assert "được đề xuất khi gần ngày họp" in shown
    # Two months later the same meeting is near.
    groups = sources.found(meeting, far - datetime.timedelta(days=20))
    assert [p for g in groups for p in g.proposals if p.task]
    assert sources.add_tasks(meeting, at=far - datetime.timedelta(days=20)) == 1


def test_draft_of_a_series_hears_of_tasks_when_it_is_put_on_the_calendar(
    troubled: Troubled,
) -> None:
    here, meeting = troubled.here, troubled.meeting
    row = MeetingSeries.objects.create(
        kind=meeting.kind,
        organiser=here.province,
        work_year=meeting.work_year,
        by=here.clerk,
        at=make.NOW,
    )
    Meeting.objects.filter(pk=meeting.pk).update(state="draft", series=row, slot_on=OCTOBER)
    meeting.refresh_from_db()
    assert not meeting.agenda.exists()
    planning.schedule(meeting, by=here.clerk, at=make.NOW)
    line = meeting.agenda.get()
    assert line.task
    assert line.added_at is None  # it came with the programme, not after it

"""The launch of a unit's programme: what is shown, what is chosen, what the directives become."""

import datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import BreakthroughChoice, Meeting
from meetings.permissions.sessions import may_choose_breakthrough
from meetings.sessions import accepting, launching
from meetings.sessions.accepting import Choice
from procuracy.web.errors import Refused
from targets.models import Plan, PlanSupplement, PlanTask
from tests import factories as make
from tests.meetings.stage import page, signed_in, words
from units.models import Role, Unit, User

pytestmark = pytest.mark.django_db


class World:
    """Phòng 9's launch in session: its plan in force with a task in focus, a target given."""

    def __init__(self, organiser: Unit, unit: Unit, office: User) -> None:
        self.province, self.unit, self.office = organiser, unit, office
        kind = make.meeting_kind(purpose="launch", audience="one", acceptance_days=5)
        self.meeting = make.meeting(
            organiser,
            kind=kind,
            with_unit=unit,
            title="Triển khai chương trình của Phòng 9",
            state=Meeting.State.IN_SESSION,
            opened_at=make.NOW,
            invited=[unit],
        )
        year = self.meeting.work_year
        self.plan = make.plan(unit, year, title="Chương trình công tác", state="draft")
        self.head = make.user(Role.UNIT_HEAD, unit)
        self.task = make.plan_task(
            self.plan,
            content="Nâng chất lượng kháng nghị",
            is_focus=True,
            solutions="Giao chỉ tiêu từng tháng",
            person=self.head.person,
        )
        self.other = make.plan_task(self.plan, content="Công tác khác")
        target = make.target(make.indicator(), name="Tỷ lệ kháng nghị được chấp nhận")
        make.assignment(target, unit, year, assigned_threshold=80)

    def in_force(self) -> None:
        Plan.objects.filter(pk=self.plan.pk).update(state="in_force", in_force_on=make.TODAY)


@pytest.fixture
def world() -> World:
    province = make.province()
    office = make.user(Role.OFFICE_STAFF, make.secretariat(province))
    return World(province, make.department(province), office)


def test_programme_stands_on_page_screen_paper_and_sheet(world: World) -> None:
    client, pk = signed_in(world.office), world.meeting.pk
    shown = words(client.get(page("launch_detail", pk)))
    assert world.head.person
    for expected in (
        "Nâng chất lượng kháng nghị",
        "Giao chỉ tiêu từng tháng",
        "Chưa chọn khâu đột phá",
        world.head.person.full_name,
        "1 nhiệm vụ khác",
    ):
        assert expected in shown, expected
    screens = [words(client.get(page("launch_view", pk), {"page": str(n)})) for n in (1, 2, 3, 99)]
    found = ("Đang lựa chọn khâu đột phá", "Nâng chất lượng", "80", "80")
    for screen, expected in zip(screens, found, strict=True):
        assert expected in screen
    assert client.get(page("launch_print", pk)).content[:4] == b"%PDF"
    assert client.get(page("launch_sheet", pk)).status_code == 200
    make.user(Role.UNIT_HEAD, world.unit)
    with CaptureQueriesContext(connection) as few:
        client.get(page("launch_detail", pk))
    for number in range(10):
        make.plan_task(world.plan, content=f"Việc {number}", is_focus=True)
    with CaptureQueriesContext(connection) as many:
        client.get(page("launch_detail", pk))
    assert len(many) == len(few)


def test_breakthrough_is_chosen_on_the_spot_and_the_screen_follows(world: World) -> None:
    client, pk = signed_in(world.head), world.meeting.pk
    follower, choose = signed_in(world.office), page("launch_choose", pk)
    changes = page("launch_changes", pk)
    assert follower.get(changes, {"since": world.meeting.change_no}).status_code == 204
    typed = {"task": world.task.pk, "solutions": "Kiểm điểm hằng tháng"}
    for _ in range(2):  # a second press
        assert client.post(choose, typed).status_code == 302
    choice = BreakthroughChoice.objects.get()
    assert (choice.plan_task, choice.by) == (world.task, world.head.acting)
    world.task.refresh_from_db()
    assert world.task.is_breakthrough
    assert world.task.solutions == "Kiểm điểm hằng tháng"
    seen = follower.get(changes, {"since": world.meeting.change_no})
    assert "Kiểm điểm hằng tháng" in words(seen)
    assert "Chọn tại hội nghị lúc" in words(client.get(page("launch_detail", pk)))
    client.post(page("launch_unchoose", pk, world.task.pk))
    world.task.refresh_from_db()
    assert not world.task.is_breakthrough
    assert not BreakthroughChoice.objects.exists()


def test_new_breakthrough_is_a_line_of_the_programme_once(world: World) -> None:
    client, choose = signed_in(world.office), page("launch_choose", world.meeting.pk)
    empty = client.post(choose, {"task": "", "content": ""})
    assert empty.status_code == 422
    assert "ghi khâu đột phá mới" in words(empty)
    for _ in range(2):
        client.post(choose, {"task": "", "content": "Giảm án hủy, sửa có trách nhiệm"})
    made = PlanTask.objects.get(content="Giảm án hủy, sửa có trách nhiệm")
    assert made.is_breakthrough
    assert made.lead == world.unit
    assert BreakthroughChoice.objects.count() == 1
    stamped = client.post(choose, {"task": "", "content": "Việc\nTỐI MẬT"})
    assert stamped.status_code == 422


def test_approved_programme_keeps_its_version_and_waits_in_a_supplement(world: World) -> None:
    world.in_force()
    launching.choose(world.meeting, task=world.task, by=world.office, at=make.NOW)
    supplement = PlanSupplement.objects.get()
    assert "Chọn khâu đột phá" in supplement.reason
    supplement.state = "submitted"
    supplement.save()
    with pytest.raises(Refused, match="Bổ sung đang trình"):
        launching.choose(world.meeting, task=world.other, by=world.office, at=make.NOW)
    assert BreakthroughChoice.objects.count() == 1


def test_it_is_chosen_only_while_the_meeting_sits_and_by_those_concerned(world: World) -> None:
    guest = make.user(Role.UNIT_HEAD, make.department(world.province, "Phòng 1"))
    leader = make.user(Role.PROVINCE_DEPUTY, world.province)
    may = [
        bool(may_choose_breakthrough(one, world.meeting))
        for one in (leader, world.office, world.head, guest)
    ]
    assert may == [True, True, True, False]
    foreign = make.plan_task(make.plan(guest.acting.unit, world.meeting.work_year))  # type: ignore[union-attr]
    with pytest.raises(Refused, match="không còn trong chương trình"):
        launching.choose(world.meeting, task=foreign, by=world.office, at=make.NOW)
    Meeting.objects.update(state=Meeting.State.CONCLUDED, concluded_at=make.NOW)
    with pytest.raises(Refused, match="khi hội nghị đang họp"):
        launching.choose(world.meeting, task=world.task, by=world.office, at=make.NOW)
    shown = words(signed_in(world.head).get(page("launch_detail", world.meeting.pk)))
    assert "Chọn làm khâu đột phá" not in shown


def test_directives_of_the_launch_become_lines_of_the_programme(world: World) -> None:
    due = datetime.date(2027, 1, 31)
    made = make.directive(world.meeting, "Phân công từng công chức", due_on=due, units=[world.unit])
    task = make.directive_task(made, world.unit, due_on=due)
    Meeting.objects.update(state=Meeting.State.CLOSED, concluded_at=make.NOW)
    world.meeting.steps.create(state="closed", by=world.office, at=make.NOW)
    accepting.accept(
        world.meeting,
        [Choice(task.pk, "existing", line=world.task)],
        unit=Unit.objects.named(make.TODAY).get(pk=world.unit.pk),
        key=uuid4(),
        by=world.head,
        at=make.NOW,
    )
    shown = words(signed_in(world.office).get(page("launch_detail", world.meeting.pk)))
    assert "mục 1, Chương trình công tác" in shown
    world.task.refresh_from_db()
    assert world.task.origin == "Triển khai chương trình của Phòng 9"


def test_regional_office_launches_its_own_programme() -> None:
    region = make.region(make.province())
    clerk = make.user(Role.UNIT_CLERK, region)
    world = World(region, region, clerk)
    launching.choose(world.meeting, task=world.task, by=clerk, at=make.NOW)
    shown = words(signed_in(clerk).get(page("launch_detail", world.meeting.pk)))
    assert "Nâng chất lượng kháng nghị" in shown
    assert "Chọn tại hội nghị lúc" in shown


def test_other_meetings_have_no_such_page(world: World) -> None:
    plain = make.meeting(world.province, title="Giao ban", invited=[world.unit])
    client = signed_in(world.office)
    for name in ("launch_detail", "launch_view", "launch_print", "working_session"):
        answer = client.get(page(name, plain.pk))
        assert answer.status_code == 302, name
        assert answer["Location"] == page("meeting_detail", plain.pk), name

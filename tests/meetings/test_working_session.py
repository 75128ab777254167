"""A working session with one unit: what stands beside each other, and what the unit accepts."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings import work
from meetings.forms.meetings import MeetingForm, first_values
from meetings.models import Acceptance, AcceptanceLine, Difficulty, DirectiveTask, Meeting
from meetings.models.acceptance import requests, waiting
from meetings.permissions.sessions import may_accept, may_see_session
from meetings.reporting import difficulties, opening
from meetings.sessions import accepting, checks
from meetings.sessions import requests as asked
from meetings.sessions.accepting import Choice
from meetings.sessions.requests import Standing
from procuracy.web.errors import Refused
from targets import plans
from targets.models import Plan, PlanSupplement, PlanTask
from tests import factories as make
from tests.factories import plans as plan_rows
from tests.factories.calendars import holiday
from tests.meetings.stage import page, signed_in, words
from units.models import Role, Unit, User

pytestmark = pytest.mark.django_db
DUE = datetime.date(2026, 12, 20)
Kind = AcceptanceLine.Kind


@dataclass
class World:
    province: Unit
    unit: Unit
    office: User
    head: User
    clerk: User
    meeting: Meeting
    plan: Plan
    line: PlanTask
    tasks: list[DirectiveTask]

    def choose(self, *choices: Choice, key: Any = None, by: User | None = None) -> Acceptance:
        return accepting.accept(
            self.meeting,
            choices,
            unit=Unit.objects.named(make.TODAY).get(pk=self.unit.pk),
            key=key or uuid4(),
            by=by or self.head,
            at=make.NOW,
        )

    def refreshed(self) -> list[DirectiveTask]:
        return list(DirectiveTask.objects.order_by("pk").select_related("plan_task"))


def build(organiser: Unit, unit: Unit, office: User) -> World:
    """Closed on 16 November with three requests; the unit's plan is in force."""
    kind = make.meeting_kind(purpose="session", audience="one", acceptance_days=3)
    meeting = make.meeting(
        organiser,
        kind=kind,
        with_unit=unit,
        title="Buổi làm việc với Phòng 9",
        state=Meeting.State.CLOSED,
        concluded_at=make.NOW,
        invited=[unit],
    )
    closed = make.NOW - datetime.timedelta(days=6)
    meeting.steps.create(state=Meeting.State.CLOSED, by=office, at=closed)
    plan = make.plan(unit, meeting.work_year, state="in_force", in_force_on=make.TODAY)
    line = make.plan_task(plan, content="Kiểm sát bản án đúng hạn")
    texts = ("Phân công cân đối", "Tự đào tạo tại đơn vị", "Tăng phiên tòa rút kinh nghiệm")
    tasks = []
    for order, text in enumerate(texts, 1):
        made = make.directive(meeting, text, order=order, due_on=DUE, units=[unit])
        tasks.append(make.directive_task(made, unit, due_on=DUE))
    head, clerk = make.user(Role.UNIT_HEAD, unit), make.user(Role.UNIT_CLERK, unit)
    return World(organiser, unit, office, head, clerk, meeting, plan, line, tasks)


@pytest.fixture(autouse=True)
def counts_in_frame() -> None:
    """What waits is counted in earnest here."""


@pytest.fixture
def world() -> World:
    province = make.province()
    secretariat = make.secretariat(province)
    return build(province, make.department(province), make.user(Role.OFFICE_STAFF, secretariat))


def test_one_press_takes_all_requests_into_a_supplement(world: World) -> None:
    client, address = signed_in(world.clerk), page("acceptance_edit", world.meeting.pk)
    shown = words(client.get(address))
    assert shown.count("Hạn được giao:") == 3
    assert "2026-12-20" in shown or "20/12/2026" in shown
    one, two, three = world.tasks
    typed = {
        "key": str(uuid4()),
        "seen": f"{one.pk},{two.pk},{three.pk}",
        "words": "Tiếp thu đầy đủ",
        f"r{one.pk}-kind": "new",
        f"r{one.pk}-person": str(world.head.person_id),
        f"r{one.pk}-due_on": "2026-12-15",
        f"r{two.pk}-kind": "existing",
        f"r{two.pk}-line": str(world.line.pk),
        f"r{three.pk}-kind": "change",
        f"r{three.pk}-reason": "Tòa án chưa xếp lịch",
        f"r{three.pk}-proposal": "Lùi sang quý I/2027",
    }
    assert client.post(address, typed).status_code == 302
    assert client.post(address, typed).status_code == 302  # a second press
    made = Acceptance.objects.get()
    assert (made.by, made.words) == (world.clerk.acting, "Tiếp thu đầy đủ")
    assert made.supplement == PlanSupplement.objects.get(plan=world.plan)
    assert "Tiếp thu kết luận" in made.supplement.reason
    first, second, third = world.refreshed()
    assert first.plan_task
    assert first.plan_task.is_proposed
    assert first.plan_task.due_on == datetime.date(2026, 12, 15)
    assert list(first.plan_task.people.all()) == [world.head.person]
    assert second.plan_task == world.line
    assert third.plan_task is None
    asked_for = Difficulty.objects.get()
    assert asked_for.raised_at == made.at
    assert "Tòa án chưa xếp lịch" in asked_for.text
    assert PlanTask.objects.count() == 2
    # Seen from both ends.
    session = words(client.get(page("working_session", world.meeting.pk)))
    assert "mục 2, Kế hoạch công tác" in session
    assert "chờ phê duyệt bổ sung" in session
    assert world.clerk.person
    assert world.clerk.person.full_name in session
    for line in (first.plan_task, world.line):
        found = client.get(page("plan_task_origin", line.pk), follow=True)
        assert "Buổi làm việc với Phòng 9" in words(found)
        assert world.clerk.person.full_name in words(found)


def test_all_is_written_or_nothing(world: World) -> None:
    one, two, _ = world.tasks
    later = Choice(two.pk, Kind.NEW, due_on=DUE + datetime.timedelta(days=1))
    cases = [
        (later, "không sau hạn được giao"),
        (Choice(two.pk, Kind.CHANGE), "ghi lý do"),
        (Choice(two.pk, Kind.EXISTING), "chọn nhiệm vụ đã có"),
        (Choice(0, Kind.NEW), "không thuộc buổi làm việc"),
    ]
    for wrong, sentence in cases:
        with pytest.raises(Refused, match=sentence):
            world.choose(Choice(one.pk, Kind.NEW), wrong)
    with pytest.raises(Refused, match="Chưa chọn"):
        world.choose(Choice(one.pk, "later"))
    assert not Acceptance.objects.exists()
    assert not PlanSupplement.objects.exists()
    assert world.refreshed()[0].plan_task is None


def test_who_comes_second_is_told_and_keeps_what_he_typed(world: World) -> None:
    one, two, _ = world.tasks
    world.choose(Choice(one.pk, Kind.NEW))
    typed = {
        "key": str(uuid4()),
        "seen": f"{one.pk},{two.pk}",
        "words": "Xin tiếp thu",
        f"r{one.pk}-kind": "new",
        f"r{two.pk}-kind": "new",
    }
    answer = signed_in(world.clerk).post(page("acceptance_edit", world.meeting.pk), typed)
    assert answer.status_code == 409
    assert "Yêu cầu 1 đã được" in words(answer)
    assert "Xin tiếp thu" in words(answer)
    assert world.refreshed()[1].plan_task is None


def test_supplement_under_approval_stands_in_the_way(world: World) -> None:
    plans.open_supplement(world.plan, reason="Bổ sung", by=world.head, at=make.NOW)
    world.plan.supplements.update(state="submitted")
    with pytest.raises(Refused, match="Bổ sung đang trình"):
        world.choose(Choice(world.tasks[0].pk, Kind.NEW))
    # Without a plan a draft is begun.
    other = build(world.province, make.department(world.province, "Phòng 1"), world.office)
    other.line.delete()
    other.plan.delete()
    made = other.choose(Choice(other.tasks[0].pk, Kind.NEW))
    assert made.plan
    assert made.plan.state == Plan.State.DRAFT
    assert made.supplement is None


def test_request_waits_until_the_conclusion_binds_and_again_after_a_refused_change(
    world: World,
) -> None:
    task = world.tasks[0]
    world.choose(Choice(task.pk, Kind.CHANGE, reason="Thiếu người"))
    row = Difficulty.objects.get()
    assert asked.listing(world.meeting)[0].standing is Standing.ASKED
    leader = make.user(Role.PROVINCE_HEAD, world.province)
    difficulties.answer(row, text="Giữ nguyên yêu cầu.", by=leader, at=make.NOW)
    difficulties.close(row, text="", by=world.head, at=make.NOW)
    assert asked.listing(world.meeting)[0].standing is Standing.WAITING
    world.choose(Choice(task.pk, Kind.NEW))
    assert asked.listing(world.meeting)[0].standing is Standing.TAKEN
    Meeting.objects.update(state=Meeting.State.CONCLUDED)
    with pytest.raises(Refused, match="chưa có hiệu lực"):
        world.choose(Choice(world.tasks[1].pk, Kind.NEW))


def test_office_sees_who_has_not_accepted_in_time(world: World) -> None:
    """Closed on Monday 16 November: three working days end on the 19th."""

    def told(user: User) -> str:
        items = work.waiting(user, make.TODAY, make.NOW)
        assert f">{len(items)}<" in words(signed_in(user).get(page("my_work")))
        items += work.overseen(user, make.TODAY, make.NOW)
        return "\n".join(f"{one.title} {one.detail} {one.due_on}" for one in items)

    assert asked.accept_by(world.meeting) == datetime.date(2026, 11, 19)
    assert "Phòng 9 chưa tiếp thu kết luận 3 yêu cầu" in told(world.office)
    assert "Tiếp thu kết luận vào chương trình" in told(world.head)
    world.choose(Choice(world.tasks[0].pk, Kind.NEW))
    world.choose(Choice(world.tasks[1].pk, Kind.CHANGE, reason="Thiếu người"))
    assert "chưa tiếp thu kết luận 1 yêu cầu" in told(world.office)
    assert "Phòng 9 đề nghị sửa yêu cầu" in told(world.office)
    world.choose(Choice(world.tasks[2].pk, Kind.EXISTING, line=world.line))
    assert "chưa tiếp thu" not in told(world.office)
    holiday(datetime.date(2026, 11, 18))
    assert asked.accept_by(world.meeting) == datetime.date(2026, 11, 20)


def test_page_puts_check_report_and_requests_beside_each_other(world: World) -> None:
    year, clerk = world.meeting.work_year, world.clerk
    above = make.plan(world.province, year, state="in_force", in_force_on=make.TODAY)
    basis = make.instrument()
    above.bases.add(basis)
    make.plan_task(above, content="Giao nhưng chưa nhận", lead=world.unit)
    taken = make.plan_task(above, content="Đã nhận", lead=world.unit)
    make.plan_task(above, content="Của đơn vị khác")
    make.plan_task(world.plan, content="Nhận từ trên", serves=taken)
    plan_rows.progress(world.line, clerk, percent=40, text="Đã kiểm sát 12 bản án")
    report = make.unit_report(
        world.meeting,
        world.unit,
        results="Kết quả quý I",
        state="sent",
        sent_at=make.NOW,
        sent_by=world.head,
    )
    make.difficulty(report, "Thiếu máy quét", raised_at=make.NOW, proposal="Cấp 01 máy")
    client, address = signed_in(world.office), page("working_session", world.meeting.pk)
    shown = words(client.get(address))
    for expected in (
        "Giao nhưng chưa nhận",
        "Đã kiểm sát 12 bản án",
        "40 %",
        "Kết quả quý I",
        "Thiếu máy quét",
        "Cấp 01 máy",
        "Phân công cân đối",
        str(basis),
    ):
        assert expected in shown, expected
    found = checks.check(world.meeting, world.unit, make.TODAY)
    assert [one.content for one in found.untaken] == ["Giao nhưng chưa nhận"]
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(12):
        more = make.directive(world.meeting, f"Yêu cầu thêm {number}", due_on=DUE)
        make.directive_task(more, world.unit, due_on=DUE)
        make.plan_task(world.plan, content=f"Việc {number}", person=world.head.person)
        make.plan_task(above, content=f"Trên {number}", lead=world.unit)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
    with CaptureQueriesContext(connection) as form:
        signed_in(clerk).get(page("acceptance_edit", world.meeting.pk))
    assert len(form) < 40
    assert client.get(page("working_session_print", world.meeting.pk)).content[:4] == b"%PDF"
    sheet: Any = client.get(page("working_session_sheet", world.meeting.pk))
    assert sheet.getvalue()[:2] == b"PK"


def test_only_the_organiser_and_the_unit_know(world: World) -> None:
    other = make.department(world.province, "Phòng 1")
    guest = make.user(Role.UNIT_HEAD, other)
    world.meeting.invited.add(other)
    leader = make.user(Role.PROVINCE_HEAD, world.province)
    sees = {
        user: bool(may_see_session(user, world.meeting))
        for user in (leader, world.office, world.head, world.clerk, guest)
    }
    assert list(sees.values()) == [True, True, True, True, False]
    accepts = {user for user in sees if may_accept(user, world.meeting)}
    assert accepts == {world.head, world.clerk}
    assert signed_in(guest).get(page("working_session", world.meeting.pk)).status_code == 403


def test_regional_office_holds_one_with_itself() -> None:
    region = make.region(make.province())
    clerk = make.user(Role.UNIT_CLERK, region)
    world = build(region, region, clerk)
    made = world.choose(Choice(world.tasks[0].pk, Kind.NEW))
    assert made.plan == world.plan
    client = signed_in(clerk)
    assert "Phân công cân đối" in words(client.get(page("working_session", world.meeting.pk)))
    # Nobody reminds himself.
    found = [
        *work.waiting(clerk, make.TODAY, make.NOW),
        *work.overseen(clerk, make.TODAY, make.NOW),
    ]
    items = [one.title for one in found]
    assert "Tiếp thu kết luận vào chương trình của đơn vị" in items
    assert not [one for one in items if "chưa tiếp thu" in one]


def test_form_asks_for_the_unit_and_invites_it(world: World) -> None:
    draft = Meeting(kind=world.meeting.kind, organiser=world.province)
    first = first_values(draft.kind, world.province, make.TODAY)
    form = MeetingForm(
        {"with_unit": ""}, instance=draft, initial=first, today=make.TODAY, user=world.office
    )
    assert "làm việc với một đơn vị" in str(form.errors["with_unit"])
    guests = make.department(world.province, "Phòng 1")
    form.cleaned_data = {"with_unit": world.unit, "invited": [guests]}
    form._read_audience(form.cleaned_data)
    assert form.cleaned_data["invited"] == [world.unit, guests]
    # Guests write no report.
    world.meeting.invited.add(guests)
    opening.open_reports(world.meeting)
    assert [one.unit for one in world.meeting.reports.all()] == [world.unit]


def test_requests_follow_the_unit_to_its_heir(world: World) -> None:
    heir = make.department(world.province, "Phòng 9 mới")
    make.succession(world.unit, heir)
    DirectiveTask.objects.update(unit=heir)
    assert requests().count() == 3
    assert waiting(requests()).count() == 3
    chief = make.user(Role.UNIT_HEAD, heir)
    make.plan(heir, world.meeting.work_year, title="Chương trình mới")
    world.unit = heir
    made = world.choose(Choice(world.tasks[0].pk, Kind.NEW), by=chief)
    assert made.unit == heir

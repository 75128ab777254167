"""Inspections: the list, findings as tasks, looking again, groups of addressees, rights."""

import datetime
from dataclasses import dataclass

import pytest
from django.db import IntegrityError, transaction

from meetings import reference
from meetings.conclusion import expanding
from meetings.inspections import finding as findings
from meetings.inspections import giving, planning, repeating, stepping
from meetings.inspections.finding import Said
from meetings.inspections.planning import Line
from meetings.models import (
    Addressee,
    AddresseeGroup,
    Directive,
    DirectiveTask,
    Inspection,
    InspectionFinding,
    InspectionMode,
    TaskEvent,
)
from meetings.permissions import inspections as may
from meetings.permissions.tasks import may_answer_task, may_confirm_task
from meetings.tasks import following
from procuracy.web.errors import Refused
from targets.models import WorkYear
from tests import factories as make
from tests.factories.inspections import DUE, MARCH, concluded, finding, inspection
from units.models import Role, Unit, User

pytestmark = pytest.mark.django_db
State, Mode = Inspection.State, InspectionMode
Outcome = InspectionFinding.Outcome
NOW = make.NOW
DAY = MARCH.replace(day=20)


@dataclass
class World:
    province: Unit
    lead: Unit
    unit: Unit
    other: Unit
    year: WorkYear
    clerk: User  # of the Office


@pytest.fixture
def world() -> World:
    province = make.province()
    return World(
        province,
        make.department(province, "Phòng 1"),
        make.region(province, "VKSND khu vực 3"),
        make.region(province, "VKSND khu vực 4"),
        make.work_year(2027),
        make.user(Role.OFFICE_STAFF, make.secretariat(province)),
    )


def held(world: World, **more: object) -> Inspection:
    return inspection(world.province, world.unit, world.lead, state=State.HELD, **more)


def conclude(world: World, row: Inspection) -> Inspection:
    return stepping.conclude(row, on=DAY, conclusion="số 05/KL-VKS", by=world.clerk, at=NOW)


def test_many_units_are_planned_at_once_and_never_twice(world: World) -> None:
    lines = [
        Line(unit.pk, mode, world.lead.pk, MARCH, "Án hình sự")
        for unit, mode in ((world.unit, Mode.INSPECTED), (world.other, Mode.SELF))
    ]
    for count in (2, 0):
        made = planning.plan_many(world.province, world.year, lines, by=world.clerk, at=NOW)
        assert len(made) == count
    assert [step.state for row in Inspection.objects.all() for step in row.steps.all()] == (
        [State.PLANNED] * 2
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        inspection(world.province, world.unit, world.lead)
    # One that is not carried out does not stand in the way of another.
    first = Inspection.objects.get(unit=world.unit)
    stepping.cancel(first, reason="đơn vị sáp nhập", by=world.clerk, at=NOW)
    again = planning.plan_many(world.province, world.year, lines, by=world.clerk, at=NOW)
    assert [row.unit for row in again] == [world.unit]


def test_last_years_list_is_a_start_in_the_same_calendar_months(world: World) -> None:
    before = make.work_year(2026)
    inspection(world.province, world.unit, world.lead, work_year=before, subject="Tạm giam")
    inspection(world.province, world.other, world.lead, work_year=before, mode=Mode.AGAIN)
    inspection(world.province, world.other, world.lead, work_year=before, state=State.CANCELLED)
    assert planning.last_years([world.province.pk], world.year) == [
        Line(world.unit.pk, Mode.INSPECTED, world.lead.pk, MARCH, "Tạm giam")
    ]
    assert planning.last_years([world.province.pk], before) == []


def test_states_come_one_after_another_each_once(world: World) -> None:
    row = inspection(world.province, world.unit, world.lead)
    stepping.announce(row, decision="số 12/QĐ-VKS", by=world.clerk, at=NOW)
    stepping.hold(row, held_on=MARCH, held_to=MARCH, by=world.clerk, at=NOW)
    with pytest.raises(Refused, match="“đã kiểm tra” nên không chuyển sang “đã công bố”"):
        stepping.announce(row, decision="", by=world.clerk, at=NOW)
    before = MARCH - datetime.timedelta(days=1)
    with pytest.raises(Refused, match="không được trước ngày kiểm tra"):
        stepping.conclude(row, on=before, conclusion="", by=world.clerk, at=NOW)
    conclude(world, row)
    stepping.close(row, by=world.clerk, at=NOW)
    assert [step.state for step in row.steps.all()] == [
        State.ANNOUNCED,
        State.HELD,
        State.CONCLUDED,
        State.CLOSED,
    ]
    with pytest.raises(Refused, match="đã kết thúc"):
        stepping.cancel(row, reason="nhầm", by=world.clerk, at=NOW)


def test_finding_that_asks_for_repair_becomes_a_task_of_the_unit(world: World) -> None:
    row = held(world)
    person = make.user(Role.UNIT_DEPUTY, world.unit)
    assert person.acting
    finding(row, responsible=person.person)
    finding(row, "Sổ ghi chưa đủ cột", repair="", repair_due=None)
    undated = finding(row, "Chậm trả lời", repair_due=None)
    with pytest.raises(Refused, match="Nội dung 3 chưa có hạn khắc phục"):
        conclude(world, row)
    findings.drop(undated)
    conclude(world, row)
    task = DirectiveTask.objects.active().get()
    assert (task.unit, task.appointment, task.due_on) == (world.unit, person.acting, DUE)
    assert (task.directive.meeting, task.directive.giver_id) == (None, world.province.pk)
    assert task.is_active
    assert following.origin(task) == "Kết luận kiểm tra số 05/KL-VKS"
    for change in (
        lambda: findings.record(row, Said("Thêm")),
        lambda: findings.edit(row.findings.all()[0], Said("Khác"), version=1),
        lambda: findings.drop(row.findings.all()[0]),
    ):
        with pytest.raises(Refused, match="đã kết luận"):
            change()
    with pytest.raises(Refused, match="Còn 1 nội dung"):
        stepping.close(row, by=world.clerk, at=NOW)
    done = following.report(task, text="Đã phân loại", version=1, by=person, at=NOW)
    following.confirm(done, version=done.version, by=world.clerk, at=NOW)
    assert not row.findings.unrepaired().exists()
    assert stepping.close(row, by=world.clerk, at=NOW).state == State.CLOSED


def test_directive_has_exactly_one_source(world: World) -> None:
    meeting = make.meeting(world.province)
    wrong: list[dict[str, object]] = [
        {},
        {"meeting": meeting, "office": world.province, "given_on": DAY},
        {"office": world.province},
        {"given_on": DAY},
    ]
    for facts in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Directive.objects.create(order=1, text="Việc", **facts)
    alone = Directive.objects.create(order=1, text="Việc", office=world.province, given_on=DAY)
    assert alone.source_name == "Chỉ đạo ngày 20/3/2027"


def test_conclusion_is_mended_until_the_unit_has_answered(world: World) -> None:
    row = concluded(world.province, world.unit, world.lead, world.clerk)
    back = stepping.reopen(row, reason="ghi nhầm hạn", by=world.clerk, at=NOW)
    assert (back.state, back.concluded_on) == (State.HELD, None)
    assert not Directive.objects.exists()
    conclude(world, back)
    task = DirectiveTask.objects.get()
    following.acknowledge(task, version=1, by=make.user(Role.UNIT_CLERK, world.unit), at=NOW)
    with pytest.raises(Refused, match="Đơn vị đã nhận, báo cáo"):
        stepping.reopen(back, reason="ghi nhầm", by=world.clerk, at=NOW)


def test_two_who_edit_one_finding_do_not_overwrite_each_other(world: World) -> None:
    one = finding(held(world))
    findings.edit(one, Said("Lần một"), version=1)
    with pytest.raises(Refused, match="người khác sửa"):
        findings.edit(one, Said("Lần hai"), version=1)
    assert InspectionFinding.objects.get().text == "Lần một"
    same = findings.record(one.inspection, Said("Hai lần"))
    assert findings.record(one.inspection, Said("Hai lần")) == same
    findings.drop(one)
    assert [row.order for row in InspectionFinding.objects.all()] == [1]


def propose(world: World) -> list[tuple[int, int]]:
    found = repeating.proposals([world.province.pk], world.year)
    return [(one.unit_id, len(one.findings)) for one in found]


def look_again(world: World, *units: Unit) -> repeating.Made:
    return repeating.make(
        world.province,
        [world.province.pk],
        world.year,
        [unit.pk for unit in units],
        month=MARCH.replace(month=9),
        lead=None,
        by=world.clerk,
        at=NOW,
    )


def test_year_end_takes_up_what_is_not_repaired_and_never_twice(world: World) -> None:
    concluded(world.province, world.unit, world.lead, world.clerk)
    repaired = concluded(world.province, world.other, world.lead, world.clerk)
    DirectiveTask.objects.filter(directive__finding__inspection=repaired).update(
        state="confirmed", confirmed_at=NOW
    )
    assert propose(world) == [(world.unit.pk, 1)]
    for made in (repeating.Made(1, 1), repeating.Made()):
        assert look_again(world, world.unit, world.other) == made
    assert propose(world) == []
    again = Inspection.objects.get(mode=Mode.AGAIN)
    one = again.findings.get()
    assert (again.unit, again.lead, one.repair_due) == (world.unit, world.lead, DUE)
    # What is found later joins the one that is still open.
    later = held(world, planned_month=MARCH.replace(month=4))
    finding(later, "Thiếu biên bản")
    conclude(world, later)
    assert look_again(world, world.unit) == repeating.Made(0, 1)
    assert again.findings.count() == 2
    # Not carried out: what it had taken up waits again.
    stepping.cancel(again, reason="chuyển năm sau", by=world.clerk, at=NOW)
    assert propose(world) == [(world.unit.pk, 2)]


@pytest.mark.parametrize(
    ("outcome", "due", "state", "trail"),
    [
        (Outcome.REPAIRED, None, "confirmed", ["reported", "confirmed"]),
        (Outcome.PARTLY, None, "in_progress", ["in_progress"]),
        (Outcome.UNREPAIRED, datetime.date(2027, 12, 31), "in_progress", ["in_progress"]),
    ],
)
def test_re_inspection_settles_the_task_it_looked_at(
    world: World, outcome: str, due: datetime.date | None, state: str, trail: list[str]
) -> None:
    concluded(world.province, world.unit, world.lead, world.clerk)
    look_again(world, world.unit)
    again = Inspection.objects.get(mode=Mode.AGAIN)
    again = stepping.hold(again, held_on=DAY, held_to=None, by=world.clerk, at=NOW)
    with pytest.raises(Refused, match="Nội dung 1 chưa ghi kết quả phúc tra"):
        conclude(world, again)
    findings.judge(again.findings.get(), outcome=outcome, note="Còn 3 tin", due=due, version=1)
    conclude(world, again)
    task = DirectiveTask.objects.get()
    assert (task.state, task.due_on) == (state, due or DUE)
    events = TaskEvent.objects.order_by("pk")
    assert [event.state for event in events] == trail
    assert events[0].text.startswith(f"Phúc tra ngày 20/3/2027: {Outcome(outcome).label}. Còn 3")
    # Done for this year; next year it is looked at again as long as it is not repaired.
    assert propose(world) == []
    make.work_year(2028)
    later = repeating.proposals([world.province.pk], WorkYear.objects.get(year=2028))
    assert len(later) == (state != "confirmed")
    with pytest.raises(Refused):
        giving.take_back(again)


def test_groups_of_addressees_are_those_of_the_list_on_the_day(world: World) -> None:
    reference.load()
    inspection(world.province, world.unit, world.lead)
    inspection(world.province, world.other, world.lead, state=State.CANCELLED)
    inspection(world.province, world.other, world.lead, mode=Mode.SELF)
    groups = {one.inspected: one for one in AddresseeGroup.objects.exclude(inspected="")}
    assert groups[Mode.INSPECTED].name == "Các đơn vị được kiểm tra"
    assert {mode: group.members(world.province, DAY) for mode, group in groups.items()} == {
        Mode.INSPECTED: [world.unit],
        Mode.SELF: [world.other],
        Mode.AGAIN: [],
    }
    before = world.year.starts_on - datetime.timedelta(days=1)
    assert groups[Mode.INSPECTED].members(world.province, before) == []
    meeting = make.meeting(world.province, starts_at=make.moment("2027-03-20 08:00"))
    order = make.directive(meeting)
    Addressee.objects.create(directive=order, group=groups[Mode.INSPECTED])
    assert [seat.unit for seat in expanding.parts(order, DAY)] == [world.unit.pk]


def test_group_reaches_the_body_that_followed_an_inspected_one(world: World) -> None:
    reference.load()
    end = MARCH - datetime.timedelta(days=1)
    old = make.unit(
        "VKSND huyện Cam Lộ", kind=Unit.Kind.DISTRICT, parent=world.province, valid_to=end
    )
    make.succession(old, world.unit, on=MARCH)
    inspection(world.province, old, world.lead)
    group = AddresseeGroup.objects.get(inspected=Mode.INSPECTED)
    assert group.members(world.province, end) == [old]
    assert group.members(world.province, DAY) == [world.unit]


def test_who_sees_edits_answers_and_confirms(world: World) -> None:
    row = concluded(world.province, world.unit, world.lead, world.clerk)
    alone = inspection(world.province, world.other, world.lead, mode=Mode.SELF)
    task = DirectiveTask.objects.get()
    inspectorate = make.department(world.province, "Thanh tra")
    team = make.user(Role.UNIT_CLERK, make.department(world.province, "Phòng 7"))
    assert team.person
    row.members.add(team.person)
    # role, unit → sees both, edits, writes findings of the self-inspection, answers, confirms
    table = {
        (Role.PROVINCE_HEAD, world.province): "11101",
        (Role.OFFICE_STAFF, make.secretariat(world.province)): "11101",
        (Role.INSPECTOR, inspectorate): "11101",
        (Role.UNIT_HEAD, inspectorate): "11101",
        (Role.UNIT_CLERK, world.lead): "11101",
        (Role.UNIT_HEAD, world.unit): "00010",
        (Role.UNIT_CLERK, world.other): "00100",
        (Role.UNIT_CLERK, make.department(world.province, "Phòng 9")): "00000",
    }
    for (role, unit), wanted in table.items():
        user = make.user(role, unit)
        rows = set(Inspection.objects.visible_to(user))
        answers = [
            rows == {row, alone},
            may.may_edit_inspection(user, row),
            may.may_write_findings(user, alone),
            may_answer_task(user, task),
            may_confirm_task(user, task) and task in DirectiveTask.objects.visible_to(user),
        ]
        assert "".join(str(int(bool(one))) for one in answers) == wanted, (role, str(unit))
        if unit == world.unit:
            assert rows == {row}
    assert set(Inspection.objects.visible_to(team)) == {row}
    assert not may.may_edit_inspection(team, row)


def test_team_leader_edits_as_long_as_he_works_in_the_office(world: World) -> None:
    leader = make.user(Role.UNIT_CLERK, make.department(world.province, "Phòng 7"))
    assert leader.person
    row = inspection(world.province, world.unit, world.lead, team_lead=leader.person)
    assert may.may_edit_inspection(leader, row)
    elsewhere = [
        world.other,
        world.unit,
        make.department(make.province("VKSND tỉnh Quảng Bình"), "Phòng 1"),
    ]
    for where in elsewhere:
        seat = make.appointment(leader.person, where)
        leader.acting = seat
        assert not may.may_edit_inspection(leader, row), str(where)
        assert not may.may_write_findings(leader, row), str(where)
        assert not InspectionFinding.objects.visible_to(leader).exists()
        assert Inspection.objects.visible_to(leader).exists() == (where == world.unit)
    leader.acting = make.appointment(leader.person, world.lead)
    assert may.may_edit_inspection(leader, row)

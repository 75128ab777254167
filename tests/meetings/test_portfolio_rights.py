"""A deputy head reads the whole province and decides for the units he oversees."""

import datetime
from dataclasses import dataclass

import pytest

from meetings.models import DirectiveTask, Meeting
from meetings.permissions.meetings import may_run_meeting
from meetings.permissions.reports import may_return_report
from meetings.permissions.tasks import may_confirm_task
from procuracy.web.access import Denied
from targets.models import Figure, Plan, WorkYear
from targets.permissions import may_approve_plan
from tests import factories as f
from units.models import Appointment, Person, Role, Unit, User

pytestmark = pytest.mark.django_db


@dataclass
class Province:
    unit: Unit
    department: Unit
    region: Unit
    head: User
    deputy: User
    other: User

    def seat(self, user: User) -> Appointment:
        assert user.acting
        return user.acting


@pytest.fixture
def province() -> Province:
    unit = f.province()
    made = Province(
        unit=unit,
        department=f.department(unit, "Phòng 9"),
        region=f.region(unit),
        head=f.user(Role.PROVINCE_HEAD, unit),
        deputy=f.user(Role.PROVINCE_DEPUTY, unit),
        other=f.user(Role.PROVINCE_DEPUTY, unit),
    )
    other = made.seat(made.other)
    Person.objects.filter(pk=other.person_id).update(full_name="Lê Thị Hà")
    f.portfolio(made.seat(made.deputy), unit=made.region)
    f.portfolio(other, unit=made.department)
    return made


def plan_of(where: Unit) -> Plan:
    return f.plan(where, WorkYear.objects.first() or f.work_year(2027))


def task_of(province: Province, where: Unit, **more: Appointment) -> DirectiveTask:
    meeting = f.meeting(province.unit, state=Meeting.State.IN_SESSION, **more)
    return f.directive_task(f.directive(meeting, units=[where]), where)


def reason(answer: bool | Denied) -> str:
    assert isinstance(answer, Denied)
    return answer.reason


def test_deputy_approves_the_plan_of_a_unit_he_oversees(province: Province) -> None:
    assert may_approve_plan(province.deputy, plan_of(province.region)) is True


def test_plan_of_another_unit_names_who_oversees_it(province: Province) -> None:
    answer = may_approve_plan(province.deputy, plan_of(province.department))
    assert reason(answer) == "Đơn vị này do đồng chí Lê Thị Hà phụ trách."


def test_unit_that_nobody_oversees_is_left_to_the_head(province: Province) -> None:
    alone = plan_of(f.region(province.unit, "VKSND khu vực 7"))
    assert "chưa phân công" in reason(may_approve_plan(province.deputy, alone))
    assert may_approve_plan(province.head, alone) is True


def test_head_decides_everywhere_in_his_province_only(province: Province) -> None:
    abroad = plan_of(f.region(f.province("VKSND tỉnh Phú Yên")))
    for where in (province.unit, province.department, province.region):
        assert may_approve_plan(province.head, plan_of(where)) is True
    assert not may_approve_plan(province.head, abroad)


def test_field_of_a_department_is_enough(province: Province) -> None:
    work = f.field("Án dân sự")
    province.department.fields.add(work)
    f.portfolio(province.seat(province.deputy), field=work)
    assert may_approve_plan(province.deputy, plan_of(province.department)) is True
    # The field alone does not make the deputy the one who decides for a whole region.
    elsewhere = plan_of(f.region(province.unit, "VKSND khu vực 7"))
    assert not may_approve_plan(province.deputy, elsewhere)


def test_ended_portfolio_counts_no_more(province: Province) -> None:
    province.seat(province.deputy).portfolios.update(valid_to=datetime.date(2026, 10, 31))
    assert not may_approve_plan(province.deputy, plan_of(province.region))


def test_mandate_of_the_head_reaches_as_far_as_he_does(province: Province) -> None:
    f.delegation(province.seat(province.head), province.seat(province.deputy))
    assert may_approve_plan(province.deputy, plan_of(province.department)) is True


def test_result_of_a_task_is_confirmed_within_the_portfolio(province: Province) -> None:
    assert may_confirm_task(province.deputy, task_of(province, province.region)) is True
    theirs = task_of(province, province.department)
    assert "Lê Thị Hà" in reason(may_confirm_task(province.deputy, theirs))
    assert may_confirm_task(province.head, theirs) is True


def test_meeting_that_he_chairs_is_his_own_whatever_the_portfolio(province: Province) -> None:
    chaired = task_of(province, province.department, chair=province.seat(province.deputy))
    report = f.unit_report(chaired.directive.heard_in, province.department)
    assert may_run_meeting(province.deputy, report.meeting) is True
    assert may_confirm_task(province.deputy, chaired) is True
    assert may_return_report(province.deputy, report) is True


def test_report_of_another_unit_is_returned_by_its_overseer(province: Province) -> None:
    meeting = f.meeting(province.unit)
    report = f.unit_report(meeting, province.department, sent_at=f.NOW)
    assert "Lê Thị Hà" in reason(may_return_report(province.deputy, report))
    assert may_return_report(province.other, report) is True


def test_deputy_reads_figures_beyond_his_portfolio(province: Province) -> None:
    line = f.indicator()
    for where in (province.department, province.region):
        f.figure(line, where, datetime.date(2026, 10, 1), 3)
    assert Figure.objects.visible_to(province.deputy).count() == 2

"""Of which field an order is, and who follows it for that."""

from uuid import uuid4

import pytest

from meetings.models import Directive, DirectiveTask, Meeting
from tests import factories as make
from tests.factories.desk import exhibit
from tests.meetings import offices
from tests.meetings.stage import HTMX, Stage, in_session, page, signed_in
from units.models import Field, Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Stage:
    """Department 9 has one field, department 1 two."""
    here = in_session()
    here.department.fields.add(make.field("Án dân sự"))
    both = make.department(here.province, "Phòng 1")
    both.fields.add(make.field("Tin báo"), make.field("Án hình sự"))
    make.region(here.province, "VKSND khu vực 4")
    return here


def recorded(here: Stage, **typed: str) -> Directive:
    data = {"text": f"Rà soát {uuid4()}", **typed}
    signed_in(here.clerk).post(page("directive_create", here.meeting.pk), data, headers=HTMX)
    return Directive.objects.latest("pk")


def test_field_of_an_order_is_that_of_its_figures_or_department(here: Stage) -> None:
    civil, report = Field.objects.get(name="Án dân sự"), Field.objects.get(name="Tin báo")
    row = make.intervention(here.meeting, here.clerk, "Kết quả thấp")
    exhibit(row, here.region, make.target(make.indicator(where=report)))
    source = str(row.client_key)
    assert recorded(here, lead="Phòng 9").field == civil
    assert recorded(here, lead="Phòng 9", source=source).field == report
    assert recorded(here, lead="Phòng 9", field=str(report.pk)).field == report
    assert recorded(here, lead="Phòng 1").field is None
    assert recorded(here, lead="kv4").field is None


def test_field_that_was_cleared_stays_so(here: Stage) -> None:
    made = recorded(here, lead="Phòng 9")
    said = {"text": made.text, "lead": "Phòng 9", "version": made.version}
    signed_in(here.clerk).post(page("directive_edit", made.pk), said)
    made.refresh_from_db()
    assert made.field is None


def seen(user: User) -> set[str]:
    rows = DirectiveTask.objects.visible_to(user.act_on(make.TODAY))
    return set(rows.values_list("directive__text", flat=True))


def test_department_follows_its_field_in_every_unit_once_in_force() -> None:
    office = offices.province()
    mine, other = make.field("Án dân sự"), make.field("Tin báo")
    office.doers[1].fields.add(mine)
    region = make.region(office.unit, "VKSND khu vực 4")
    held = make.meeting(office.unit, state=Meeting.State.CLOSED, concluded_at=make.NOW)
    alone = make.meeting(region, state=Meeting.State.CLOSED, concluded_at=make.NOW)
    for meeting, text, field in (
        (held, "của lĩnh vực", mine),
        (held, "lĩnh vực khác", other),
        (office.meeting, "dự kiến", mine),
        (alone, "việc nội bộ khu vực", mine),
    ):
        make.directive_task(make.directive(meeting, text, field=field), region)
    concerning = make.directive(held, "của một Phó", field=mine, concerns=office.head.acting)
    make.directive_task(concerning, region)
    assert seen(office.workers[1]) == {"Rà soát toàn bộ chỉ tiêu chưa đạt", "của lĩnh vực"}
    assert seen(office.workers[0]) == {"Rà soát toàn bộ chỉ tiêu chưa đạt"}
    prosecutor = make.user(Role.UNIT_DEPUTY, office.doers[0])
    assert prosecutor.acting
    make.portfolio(prosecutor.acting, unit=region)
    assert seen(prosecutor) - seen(office.workers[0]) == {"của lĩnh vực", "lĩnh vực khác"}

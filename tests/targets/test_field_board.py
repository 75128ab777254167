"""A department looks at its field in all units, asks, is answered, and checks."""

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from procuracy.web.errors import Refused
from targets import checking, field_boards
from targets.checking import Part
from targets.field_boards import ANSWERED, ASKED, CHECKED, ENTERED, PARTLY, SILENT, STALE
from targets.models import FieldCheck, FieldQuestion, Figure, Indicator, WorkYear
from targets.years import derive_periods
from tests import factories as f
from units.models import Field, Person, Role, Succession, Unit, User

pytestmark = pytest.mark.django_db
MONTH = datetime.date(2026, 10, 1)
SEPTEMBER = datetime.date(2026, 9, 1)
LAST_YEAR = datetime.date(2025, 10, 1)


@dataclass
class World:
    province: Unit
    department: Unit
    region: Unit
    field: Field
    line: Indicator
    clerk: User  # of the department
    worker: User  # of the region

    @property
    def part(self) -> Part:
        return Part(self.region, self.field, MONTH)

    @property
    def row(self) -> field_boards.Row:
        return next(row for row in self.board.rows if row.unit.pk == self.region.pk)

    @property
    def board(self) -> field_boards.FieldBoard:
        assert self.clerk.acting
        acting = self.clerk.act_on(f.TODAY).acting
        assert acting
        return field_boards.assemble(acting, self.field, MONTH, today=f.TODAY)

    def type(self, value: int, month: datetime.date = MONTH, where: Unit | None = None) -> None:
        f.figure(self.line, where or self.region, month, value, self.worker)


@pytest.fixture
def world() -> World:
    province = f.province()
    work = f.field("Án dân sự")
    department = f.department(province, "Phòng 9")
    department.fields.add(work)
    region = f.region(province)
    derive_periods(f.work_year(2027))
    return World(
        province,
        department,
        region,
        work,
        f.indicator("Vụ dân sự", where=work),
        f.user(Role.UNIT_CLERK, department, position="Kiểm sát viên"),
        f.user(Role.UNIT_CLERK, region, position="Cán bộ tổng hợp"),
    )


def ask(world: World, text: str = "Vì sao tăng?") -> FieldQuestion:
    return checking.ask(world.part, text=text, by=world.clerk, at=f.NOW)


def test_unit_goes_from_silent_to_checked(world: World) -> None:
    f.indicator("Vụ kinh doanh", where=world.field)
    seen = [world.row.standing]
    world.type(3)
    seen.append(world.row.standing)
    other = Indicator.objects.get(name="Vụ kinh doanh")
    f.figure(other, world.region, MONTH, 1, world.worker)
    seen.append(world.row.standing)
    question = ask(world)
    seen.append(world.row.standing)
    checking.answer(question, text="Do thụ lý mới.", by=world.worker, at=f.NOW)
    seen.append(world.row.standing)
    checking.mark_checked(world.part, by=world.clerk, at=f.NOW)
    seen.append(world.row.standing)
    assert seen == [SILENT, PARTLY, ENTERED, ASKED, ANSWERED, CHECKED]


def test_figure_typed_after_the_check_opens_it_again(world: World) -> None:
    world.type(3)
    checking.mark_checked(world.part, by=world.clerk, at=f.NOW)
    Figure.objects.update(entered_at=f.NOW + datetime.timedelta(minutes=1))
    assert world.row.standing is STALE


def test_nothing_typed_is_not_checked(world: World) -> None:
    with pytest.raises(Refused, match="chưa nhập"):
        checking.mark_checked(world.part, by=world.clerk, at=f.NOW)


def test_open_question_holds_the_check_and_the_next_question(world: World) -> None:
    world.type(3)
    ask(world)
    with pytest.raises(Refused, match="chưa trả lời"):
        checking.mark_checked(world.part, by=world.clerk, at=f.NOW)
    with pytest.raises(Refused, match="chưa được trả lời"):
        ask(world, "Còn gì nữa?")


def test_question_opens_what_was_checked(world: World) -> None:
    world.type(3)
    checking.mark_checked(world.part, by=world.clerk, at=f.NOW)
    ask(world)
    check = FieldCheck.objects.get()
    assert (check.checked_at, check.checked_by) == (None, None)


def test_question_is_answered_once(world: World) -> None:
    question = ask(world)
    checking.answer(question, text="Do thụ lý mới.", by=world.worker, at=f.NOW)
    with pytest.raises(Refused, match="vừa được người khác"):
        checking.answer(question, text="Không phải.", by=world.worker, at=f.NOW)


@pytest.mark.parametrize(
    ("value", "before", "unusual"),
    [(20, 8, True), (8, 20, True), (12, 8, False), (4, 0, False), (5, 0, True), (105, 100, False)],
)
def test_deviation_is_many_cases_and_a_large_share(
    world: World, value: int, before: int, unusual: bool
) -> None:
    world.type(value)
    world.type(before, SEPTEMBER)
    assert bool(world.row.unusual) is unusual


def test_deviation_says_by_how_much_and_from_what(world: World) -> None:
    world.type(20)
    world.type(8, SEPTEMBER)
    world.type(30, LAST_YEAR)
    (line,) = world.row.lines
    assert line.shown == ("20", "8", "30")
    assert line.notes == ["tăng 12 so với tháng trước (8)"]


def test_last_year_of_a_successor_is_what_its_districts_reported(world: World) -> None:
    ended: dict[str, Any] = {"kind": Unit.Kind.DISTRICT, "parent": world.province}
    reform = datetime.date(2026, 7, 1)
    for name, value in (("VKSND huyện Cam Lộ", 4), ("VKSND huyện Gio Linh", 6)):
        district = f.unit(name, valid_to=reform - datetime.timedelta(1), **ended)
        Succession.objects.create(predecessor=district, successor=world.region, on=reform)
        world.type(value, LAST_YEAR, district)
    world.type(30)
    assert world.row.lines[0].shown == ("30", "", "10")


def test_board_names_whom_to_call_and_what_is_unmet(world: World) -> None:
    head = f.person("Trần Văn Bình", phone="0912 345 678")
    f.appointment(head, world.region, Role.UNIT_HEAD, position="Viện trưởng")
    target = f.target(world.line, direction="zero")
    f.assignment(target, world.region, WorkYear.objects.get())
    world.type(3)
    row = world.row
    assert row.to_call[0].person.full_name == "Trần Văn Bình"
    assert [score.target.pk for score in row.behind] == [target.pk]


def test_ended_unit_and_own_department_are_not_asked(world: World) -> None:
    f.region(world.province, "VKSND khu vực 8", valid_to=SEPTEMBER)
    assert [row.unit.pk for row in world.board.rows] == [world.region.pk]


def test_board_costs_the_same_with_more_units(world: World) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert world.board.rows
        return len(queries)

    world.type(3)
    ask(world)
    cost()  # the catalogue is remembered from here on
    few = cost()
    for no in range(6, 16):
        where = f.region(world.province, f"VKSND khu vực {no}")
        world.type(no, where=where)
        f.field_question(f.field_check(where, world.field, MONTH), world.clerk)
    assert cost() == few


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_question_and_answer_go_through_the_pages(client: Client, world: World) -> None:
    world.type(20)
    world.type(8, SEPTEMBER)
    board = signed_in(client, world.clerk).get(reverse("targets:field_board") + "?month=2026-10")
    assert "tăng 12 so với tháng trước (8)" in board.content.decode()
    url = reverse("targets:field_check_ask", args=[world.field.pk, world.region.pk, MONTH])
    assert client.post(url, {"text": "Vì sao tăng 12 vụ?"}).status_code == 302

    signed_in(client, world.worker)
    assert "Vì sao tăng 12 vụ?" in client.get(reverse("meetings:my_work")).content.decode()
    entry = reverse("targets:figure_entry", args=[world.region.pk, MONTH])
    assert "Vì sao tăng 12 vụ?" in client.get(entry).content.decode()
    question = FieldQuestion.objects.get()
    answer_url = reverse("targets:field_question_answer", args=[question.pk])
    assert client.post(answer_url, {f"q{question.pk}-answer": "Do thụ lý mới."}).status_code == 302
    assert "Vì sao tăng" not in client.get(reverse("meetings:my_work")).content.decode()

    signed_in(client, world.clerk)
    assert "đã giải trình" in client.get(reverse("meetings:my_work")).content.decode()
    page = client.get(reverse("targets:field_check", args=[world.field.pk, world.region.pk, MONTH]))
    assert "Do thụ lý mới." in page.content.decode()
    done = reverse("targets:field_check_done", args=[world.field.pk, world.region.pk, MONTH])
    assert client.post(done).status_code == 302
    assert FieldCheck.objects.get().checked_by == world.clerk.acting


def test_refused_question_keeps_its_text(client: Client, world: World) -> None:
    url = reverse("targets:field_check_ask", args=[world.field.pk, world.region.pk, MONTH])
    signed_in(client, world.clerk)
    secret = client.post(url, {"text": "MẬT"})
    assert secret.status_code == 422
    assert not FieldQuestion.objects.exists()
    ask(world)
    twice = client.post(url, {"text": "Còn vụ nào nữa?"})
    assert twice.status_code == 422
    assert "Còn vụ nào nữa?" in twice.content.decode()


def test_office_sees_which_checks_are_open(client: Client, world: World) -> None:
    office = f.user(Role.OFFICE_STAFF, f.secretariat(world.province))
    world.type(3)
    ask(world)
    url = reverse("targets:figure_list") + "?month=2026-10"
    page = signed_in(client, office).get(url).content.decode()
    assert "0/1 lĩnh vực" in page
    assert "1 câu hỏi chưa trả lời" in page


def test_office_reads_the_board_but_does_not_check(client: Client, world: World) -> None:
    world.type(3)
    signed_in(client, f.user(Role.HEAD_OF_OFFICE, f.secretariat(world.province)))
    address = [world.field.pk, world.region.pk, MONTH]
    assert client.get(reverse("targets:field_check", args=address)).status_code == 200
    assert client.post(reverse("targets:field_check_done", args=address)).status_code == 403
    assert client.post(reverse("targets:field_check_ask", args=address)).status_code == 403


def test_region_has_no_field_board(client: Client, world: World) -> None:
    assert signed_in(client, world.worker).get(reverse("targets:field_board")).status_code == 403


def test_board_shows_phones_and_only_open_units(client: Client, world: World) -> None:
    Person.objects.filter(user=world.worker).update(phone="0912 345 678")
    world.type(3)
    checking.mark_checked(world.part, by=world.clerk, at=f.NOW)
    signed_in(client, world.clerk)
    url = reverse("targets:field_board") + "?month=2026-10"
    assert "0912 345 678" in client.get(url).content.decode()
    assert "0912 345 678" not in client.get(url + "&only=open").content.decode()

"""Boards of tasks: what must be looked at, of the office, a leader, a field, a unit, a person."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import DirectiveTask, Extension, Meeting, MeetingStep
from meetings.tasks import boards, scopes
from meetings.tasks.scopes import Scope
from tests import factories as make
from tests.meetings import offices
from tests.meetings.offices import NOW, Office
from tests.meetings.stage import page, signed_in, words
from units.models import Field, Role, Unit, User

pytestmark = pytest.mark.django_db
TODAY = make.TODAY
DAY = datetime.timedelta(days=1)
State = DirectiveTask.State


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", NOW.isoformat())


@pytest.fixture
def office() -> Office:
    """Two departments and a region: one task of each part for each of the first two."""
    made = offices.province()
    DirectiveTask.objects.all().delete()
    civil = make.field("Án dân sự")
    made.doers[1].fields.add(civil)
    region = make.region(made.unit, "VKSND khu vực 4")
    held = closed(made.unit)
    for unit in made.doers:
        given(held, unit)
    order = make.directive(held, "Rà soát án dân sự", field=civil)
    make.directive_task(order, region, due_on=TODAY - DAY)
    planned = make.directive(made.meeting, "Còn dự kiến")
    make.directive_task(planned, region, due_on=TODAY - DAY)
    return made


def closed(office: Unit, on: datetime.date = TODAY) -> Meeting:
    at = datetime.datetime.combine(on, NOW.time(), NOW.tzinfo)
    held = make.meeting(office, state=Meeting.State.CLOSED, concluded_at=at)
    by = User.objects.filter(person__isnull=False)[0]
    MeetingStep.objects.create(meeting=held, state=Meeting.State.CLOSED, by=by, at=at)
    return held


def given(held: Meeting, unit: Unit, **more: Any) -> dict[str, DirectiveTask]:
    """A task of each part; the one whose extension is asked for is due much later."""
    by = User.objects.filter(person__isnull=False)[0]
    made = {}
    for part, state, due_on in (
        (boards.LATE, State.IN_PROGRESS, TODAY - DAY),
        (boards.WEEK, State.NEW, boards.week_end(TODAY)),
        (boards.REPORTED, State.REPORTED, TODAY - 9 * DAY),
        (boards.UNDATED, State.ACKNOWLEDGED, None),
        (boards.LATER, State.NEW, TODAY + 60 * DAY),
    ):
        order = make.directive(held, f"Việc {part} của {unit.pk}")
        reported = {"reported_at": NOW} if state == State.REPORTED else {}
        made[part] = make.directive_task(
            order, unit, state=state, due_on=due_on, **reported, **more
        )
    Extension.objects.create(
        task=made[boards.LATER],
        from_on=TODAY + 60 * DAY,
        to_on=TODAY + 70 * DAY,
        reason="Chờ giám định",
        asked_by=by,
        asked_at=NOW,
    )
    return made


def drawn(user: User, key: str) -> boards.Board:
    user.act_on(TODAY)
    scope = scopes.find(user, key, TODAY)
    assert scope
    return boards.board(scopes.tasks_of(scope, user, TODAY), scope, NOW)


def numbers(board: boards.Board) -> dict[str, int]:
    return {key: len(part.ids) for key, part in board.parts.items()}


EACH = dict.fromkeys(boards.TITLES, 1)


def test_board_of_each_reader_has_what_is_his(office: Office) -> None:
    region = Unit.objects.get(kind="region")
    deputy = make.user(Role.PROVINCE_DEPUTY, office.unit)
    assert deputy.acting
    make.portfolio(deputy.acting, unit=office.doers[0])
    field = Field.objects.get(name="Án dân sự")
    both = dict.fromkeys(EACH, 2)
    with_region = both | {boards.LATE: 3}
    for user, key, found in (
        (office.clerk, "office", with_region),
        (office.head, "", with_region),
        (deputy, "", EACH),
        (deputy, "office", with_region),
        (office.clerk, f"leader-{deputy.acting.pk}", EACH),
        (office.clerk, f"unit-{region.pk}", dict.fromkeys(EACH, 0) | {boards.LATE: 1}),
        (office.workers[0], "", EACH),
        (office.workers[1], "unit", EACH),
        (office.workers[1], f"field-{field.pk}", dict.fromkeys(EACH, 0) | {boards.LATE: 1}),
        (office.workers[1], "office", EACH | {boards.LATE: 2}),
    ):
        assert numbers(drawn(user, key)) == found, (str(user), key)


def test_leader_of_fields_sees_them_in_every_unit(office: Office) -> None:
    deputy = make.user(Role.PROVINCE_DEPUTY, office.unit)
    assert deputy.acting
    make.portfolio(deputy.acting, field=Field.objects.get(name="Án dân sự"))
    board = drawn(deputy, "")
    assert [line.name for line in board.lines] == ["VKSND khu vực 4"]


def test_person_has_what_he_is_in_charge_of_and_a_head_what_nobody_is(office: Office) -> None:
    unit = office.doers[0]
    clerk, head = office.workers[0], make.user(Role.UNIT_HEAD, unit)
    task = DirectiveTask.objects.filter(unit=unit, due_on__lt=TODAY, state=State.IN_PROGRESS)
    task.update(in_charge=clerk.acting)
    assert drawn(clerk, "person").open == 1
    assert drawn(head, "person").open == 4
    board = drawn(head, "unit")
    named = {line.name: line.open for line in board.lines}
    assert named == {str(clerk.person): 1, boards.NOBODY: 4}


def test_part_of_a_board_is_the_filter_of_the_list(office: Office) -> None:
    """To the hour, and on a Sunday as on a Monday."""
    rows = DirectiveTask.objects.all()
    unit = office.doers[0]
    order = make.directive(closed(office.unit), "Theo giờ")
    make.directive_task(order, unit, due_on=TODAY, due_time=datetime.time(7))
    make.directive_task(order, office.doers[1], due_on=TODAY, due_time=datetime.time(23))
    for days in range(8):
        now = NOW + days * DAY
        board = boards.board(rows, Scope(scopes.OFFICE, 0, ""), now)
        for key, part in board.parts.items():
            found = boards.narrowed(rows.active().open(), key, now).values_list("pk", flat=True)
            assert sorted(found) == sorted(part.ids), (key, now)
        assert board.open == len({pk for part in board.parts.values() for pk in part.ids})


def test_week_ends_on_sunday_and_on_weekends_means_the_coming_one() -> None:
    monday = datetime.date(2026, 11, 16)
    ends = [(boards.week_end(monday + n * DAY) - monday).days for n in range(7)]
    assert ends == [6, 6, 6, 6, 6, 13, 13]


def test_scope_that_is_not_offered_is_not_found(office: Office) -> None:
    region = Unit.objects.get(kind="region")
    client = signed_in(office.workers[0])
    for key in (f"unit-{region.pk}", "leader-1", "field-1", "person-0", "x"):
        assert client.get(page("task_board") + f"?of={key}").status_code == 404, key


def asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_boards_cost_the_same_with_many_tasks(office: Office) -> None:
    deputy = make.user(Role.PROVINCE_DEPUTY, office.unit)
    assert deputy.acting
    make.portfolio(deputy.acting, unit=office.doers[0])
    field = Field.objects.get(name="Án dân sự")
    looks = [
        (office.clerk, page("task_board")),
        (deputy, page("task_board")),
        (office.workers[1], page("task_board") + f"?of=field-{field.pk}"),
        (office.workers[0], page("task_board")),
        (office.workers[0], page("task_board") + "?of=person"),
        (office.clerk, page("task_count") + "?by=unit"),
        (office.clerk, page("task_count") + "?by=meeting&on=" + f"{TODAY - DAY:%d/%m/%Y}"),
        (office.clerk, page("task_list")),
        (office.clerk, page("task_list") + "?by=nature&key=order&way=open_overdue&period=all"),
    ]
    given(closed(office.unit, TODAY - 3 * DAY), office.doers[0])
    clients = [(signed_in(user), address) for user, address in looks]
    for client, address in clients:
        asked(client, address)
    before = [asked(client, address) for client, address in clients]
    for n in range(4):
        held = closed(office.unit, TODAY - n * DAY)
        for unit in Unit.objects.filter(kind__in=["department", "region"]):
            given(held, unit)
    assert [asked(client, address) for client, address in clients] == before


def test_board_page_shows_its_parts_and_empty_ones_say_so(office: Office) -> None:
    text = words(signed_in(office.clerk).get(page("task_board")))
    for said in ("Quá hạn: 3", "Chờ xác nhận: 2", "Đề nghị gia hạn: 2", "Rà soát án dân sự"):
        assert said in text, said
    assert "Còn dự kiến" not in text
    region = Unit.objects.get(kind="region")
    assert f'href="?of=unit-{region.pk}">VKSND khu vực 4</a>' in text
    empty = words(signed_in(make.user(Role.UNIT_CLERK, office.unit)).get(page("task_board")))
    assert "Không có nhiệm vụ nào quá hạn." in words(
        signed_in(make.user(Role.UNIT_CLERK, make.department(office.unit, "Phòng 7"))).get(
            page("task_board")
        )
    )
    assert "Bảng theo dõi nhiệm vụ" in empty

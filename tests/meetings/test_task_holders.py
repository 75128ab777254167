"""An appointment that ends hands its tasks to the next holder, or the Office names one."""

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings import jobs, work
from meetings.models import DirectiveTask
from meetings.tasks import holders
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings.stage import Stage, page, signed_in, stage, words
from units.models import Appointment, Role

pytestmark = pytest.mark.django_db
TODAY = make.TODAY
DAY = datetime.timedelta(days=1)
ENDED = TODAY - 3 * DAY


@dataclass
class Held:
    stage: Stage
    task: DirectiveTask

    def seat(self, name: str, role: str = Role.UNIT_DEPUTY, **more: Any) -> Appointment:
        position = more.pop("position", "Phó Trưởng phòng")
        return make.appointment(
            make.person(name), self.stage.department, role, position=position, **more
        )

    def given(self, **seats: Appointment) -> DirectiveTask:
        DirectiveTask.objects.filter(pk=self.task.pk).update(**seats)
        return self.passed(0)

    def passed(self, count: int) -> DirectiveTask:
        """The nightly job handed on so many."""
        assert holders.pass_on(TODAY, at=make.NOW) == count
        self.task.refresh_from_db()
        return self.task

    def end(self, seat: Appointment) -> None:
        Appointment.objects.filter(pk=seat.pk).update(valid_to=ENDED)


@pytest.fixture
def held() -> Held:
    here = stage(state="closed", opened_at=make.NOW, concluded_at=make.NOW)
    return Held(here, make.directive_task(make.directive(here.meeting), here.department))


def test_next_holder_goes_on_and_the_trail_says_so(held: Held) -> None:
    old = held.seat("Lê Văn Cũ", Role.UNIT_HEAD, position="Trưởng phòng")
    held.given(appointment=old)
    held.end(old)
    new = held.seat("Trần Thị Mới", Role.UNIT_HEAD, position="Trưởng phòng", valid_from=ENDED + DAY)
    task = held.passed(1)
    assert task.appointment == new
    told = task.events.get()
    since = f"{(ENDED + DAY).day:02}/{(ENDED + DAY).month}/{(ENDED + DAY).year}"
    assert told.text == (
        f"Lê Văn Cũ, Trưởng phòng thôi giữ chức vụ từ ngày {since}; "
        "Trần Thị Mới, Trưởng phòng tiếp tục thực hiện."
    )
    assert told.is_note
    shown = words(signed_in(held.stage.clerk).get(page("task_detail", task.pk)))
    assert "Phần mềm" in shown
    held.passed(0)  # repeated


def test_of_several_deputies_only_who_came_after_him_follows(held: Held) -> None:
    old, other = held.seat("Lê Văn Cũ"), held.seat("Phạm Văn Khác")
    held.given(appointment=old)
    held.end(old)
    assert held.passed(0).appointment == old  # nobody yet: the other one has his own work
    held.seat("Ngô Văn Hai", position="Kiểm sát viên", valid_from=ENDED + DAY)
    assert held.passed(0).appointment == old  # another position
    new = held.seat("Trần Thị Mới", valid_from=TODAY)
    assert held.passed(1).appointment == new
    assert other.directive_tasks.count() == 0


def test_promoted_in_the_unit_he_stays_in_charge_of_what_it_gave_him(held: Held) -> None:
    old = held.seat("Lê Văn Cũ")
    held.given(in_charge=old)
    held.end(old)
    held.seat("Trần Thị Mới", valid_from=ENDED + DAY)
    now = make.appointment(
        old.person, held.stage.department, Role.UNIT_HEAD, valid_from=ENDED + DAY
    )
    assert held.passed(1).in_charge == now


def test_appointment_of_the_last_day_still_holds(held: Held) -> None:
    seat = held.seat("Lê Văn Cũ")
    held.given(appointment=seat)
    Appointment.objects.filter(pk=seat.pk).update(valid_to=TODAY)
    assert not holders.unheld(TODAY).exists()
    assert list(holders.unheld(TODAY + DAY)) == [held.task]


def test_who_has_the_order_already_does_not_get_it_twice(held: Held) -> None:
    old = held.seat("Lê Văn Cũ", Role.UNIT_HEAD)
    held.given(appointment=old)
    held.end(old)
    new = held.seat("Trần Thị Mới", Role.UNIT_HEAD, valid_from=ENDED + DAY)
    make.directive_task(held.task.directive, held.stage.department, appointment=new)
    assert held.passed(0).appointment == old


def test_office_is_told_and_names_somebody(held: Held) -> None:
    old, other = held.seat("Lê Văn Cũ"), held.seat("Phạm Văn Khác")
    held.given(appointment=old)
    held.end(old)
    clerk = held.stage.clerk
    told = [item.title for item in work.overseen(clerk, TODAY, make.NOW)]
    assert "1 nhiệm vụ không còn người thực hiện: giao lại" in told
    office, address = signed_in(clerk), page("task_unheld_list")
    board = words(office.get(page("task_board") + "?of=office"))
    assert "1 nhiệm vụ không còn người thực hiện" in board
    shown = words(office.get(address))
    assert "Lê Văn Cũ" in shown
    assert "Phạm Văn Khác, Phó Trưởng phòng" in shown
    give = page("task_name_holder", held.task.pk)
    version = held.task.version
    office.post(give, {"seat": old.pk, "version": version})  # gone: no choice any more
    assert held.passed(0).appointment == old
    office.post(give, {"seat": other.pk, "version": version})
    task = held.passed(0)
    assert task.appointment == other
    assert task.events.get().by == clerk
    assert "Nhiệm vụ nào cũng có người thực hiện" in words(office.get(address))
    with pytest.raises(Refused, match="hãy xem lại"):  # somebody else at the same time
        holders.name_holder(task, seat=None, version=version, by=clerk, at=make.NOW)


def test_unit_as_a_whole_takes_it_unless_it_has_it(held: Held) -> None:
    seat = held.seat("Lê Văn Cũ")
    task = held.given(appointment=seat)
    held.end(seat)
    facts: dict[str, Any] = {
        "seat": None,
        "version": task.version,
        "by": held.stage.clerk,
        "at": make.NOW,
    }
    whole = make.directive_task(task.directive, held.stage.department)
    with pytest.raises(Refused, match="Đơn vị đã có nhiệm vụ từ cùng ý kiến"):
        holders.name_holder(task, **facts)
    whole.delete()
    assert holders.name_holder(task, **facts).appointment is None


def test_list_costs_the_same_for_any_number(held: Held) -> None:
    old = held.seat("Lê Văn Cũ")
    held.given(appointment=old)
    held.end(old)
    client, address = signed_in(held.stage.clerk), page("task_unheld_list")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(6):
        unit = make.department(held.stage.province, f"Phòng {20 + number}")
        seat = make.appointment(make.person(), unit, valid_to=ENDED)
        make.directive_task(
            make.directive(held.stage.meeting, f"Việc {number}"), unit, appointment=seat
        )
    with CaptureQueriesContext(connection) as many:
        assert words(client.get(address)).count("Giao lại") > 6
    assert len(many) == len(few)


def test_job_runs_with_the_days_date(held: Held) -> None:
    old = held.seat("Lê Văn Cũ", Role.UNIT_HEAD)
    held.given(appointment=old)
    held.end(old)
    new = held.seat("Trần Thị Mới", Role.UNIT_HEAD, valid_from=ENDED + DAY)
    jobs.pass_tasks_on(0)
    held.task.refresh_from_db()
    assert held.task.appointment == new

"""The hall's screen follows the secretary, the queue of speakers and the record."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.attendance import queueing
from meetings.hall import showing
from meetings.models import Attendance, Meeting
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings.stage import Stage, in_session, page, save_row, signed_in, stage, words
from units.models import Role, User

pytestmark = pytest.mark.django_db
NOW = make.NOW
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def here() -> Stage:
    found = in_session(kind=make.meeting_kind(speech_minutes=5))
    make.agenda_item(found.meeting, "Phòng 9 báo cáo", order=1, minutes=15)
    make.agenda_item(found.meeting, "Khu vực 5 báo cáo", order=2, minutes=10)
    return found


def seat(here: Stage, position: str = "Trưởng phòng") -> Attendance:
    held = make.appointment(make.person(), here.department, Role.UNIT_HEAD, position=position)
    return make.attendance(here.meeting, held, presence="present")


def screen(here: Stage, user: User | None = None, **more: Any) -> showing.Screen:
    here.meeting.refresh_from_db()
    return showing.screen(here.meeting, user or here.clerk, sees_units=more.get("sees_units", True))


def speaking(here: Stage) -> str:
    found = screen(here).speaking
    return found.label if found else ""


def test_screen_follows_the_record_without_a_key_of_the_secretary(here: Stage) -> None:
    assert speaking(here) == ""
    item = here.meeting.agenda.first()
    by = here.clerk
    for at in (NOW, NOW + MINUTE):
        make.intervention(
            here.meeting, by, speaker_text="Trưởng Phòng 9", spoken_at=at, agenda_item=item
        )
    found = screen(here)
    assert found.speaking == showing.Speaking("Trưởng Phòng 9", NOW, 5)
    assert (found.item, found.number, found.count, found.since) == (item, 1, 2, NOW)
    make.intervention(here.meeting, by, speaker_text="Viện trưởng", spoken_at=NOW + 2 * MINUTE)
    assert speaking(here) == "Viện trưởng"


def test_who_is_called_up_last_is_shown_and_ends_with_his_turn(here: Stage) -> None:
    make.intervention(here.meeting, here.clerk, speaker_text="Viện trưởng", spoken_at=NOW)
    turn = queueing.ask(seat(here), minutes=7, at=NOW)
    queueing.start(turn, at=NOW + MINUTE)
    found = screen(here).speaking
    assert found is not None
    assert (found.label, found.minutes) == ("Trưởng phòng Phòng 9", 7)
    queueing.end(turn, at=NOW + 5 * MINUTE)
    assert speaking(here) == ""


def test_secretary_turns_the_screen_by_two_keystrokes(here: Stage) -> None:
    seat(here)
    later = here.meeting.agenda.last()
    assert later
    client = signed_in(here.clerk)
    before = Meeting.objects.get().change_no
    client.post(page("hall_control", here.meeting.pk), {"speaker": "tr 9"})
    assert speaking(here) == "Trưởng phòng Phòng 9"
    client.post(page("hall_control", here.meeting.pk), {"item": later.pk})
    assert screen(here).item == later
    assert speaking(here) == "Trưởng phòng Phòng 9"
    assert Meeting.objects.get().change_no == before + 2
    wrong = client.post(page("hall_control", here.meeting.pk), {"speaker": "không có ai"})
    assert wrong.status_code == 422
    assert "Không rõ ai" in words(wrong)


def test_finished_item_gives_way_to_the_next(here: Stage) -> None:
    first, second = here.meeting.agenda.all()
    showing.turn_to(here.meeting, item=first, at=NOW)
    here.meeting.agenda.filter(pk=first.pk).update(is_done=True)
    assert screen(here).item == second


def test_unit_on_the_screen_is_for_those_who_may_read_it(here: Stage) -> None:
    showing.turn_to(here.meeting, unit=here.region, shows="unit", at=NOW)
    own = make.user(Role.UNIT_HEAD, here.region)
    other = make.user(Role.UNIT_HEAD, here.department)
    assert screen(here).unit == here.region
    assert screen(here, own, sees_units=False).unit == here.region
    assert screen(here, other, sees_units=False).unit is None
    shown = words(signed_in(here.clerk).get(page("hall_view", here.meeting.pk)))
    assert "Vụ, việc đang theo dõi" in shown
    assert "Vụ, việc đang theo dõi" not in words(
        signed_in(other).get(page("hall_view", here.meeting.pk))
    )


def test_each_unit_on_one_screen_for_the_head_of_office(here: Stage) -> None:
    client = signed_in(here.clerk)
    shown = words(client.get(page("hall_unit", here.meeting.pk, here.department.pk)))
    assert "Chỉ tiêu" in shown
    assert "Không có nhiệm vụ quá hạn." in shown
    assert page("hall_unit", here.meeting.pk, here.region.pk) in shown
    client.post(page("hall_control", here.meeting.pk), {"unit": here.department.pk})
    assert screen(here).unit == here.department
    client.post(page("hall_control", here.meeting.pk), {"shows": "programme"})
    assert screen(here).unit is None


def test_viewer_asks_by_change_number_and_hears_only_of_changes(here: Stage) -> None:
    client = signed_in(make.user(Role.UNIT_HEAD, here.region))
    address = page("hall_changes", here.meeting.pk)
    assert client.get(address, {"since": here.meeting.change_no}).status_code == 204
    save_row(signed_in(here.clerk), here.meeting, speaker_text="Viện trưởng")
    answer = client.get(address, {"since": here.meeting.change_no})
    assert answer.status_code == 200
    assert "Viện trưởng" in words(answer)
    assert "<html" not in words(answer)
    here.meeting.refresh_from_db()
    assert f"since={here.meeting.change_no}" in words(answer)


def test_viewer_turns_nothing_and_nobody_before_the_opening(here: Stage) -> None:
    viewer = signed_in(make.user(Role.UNIT_HEAD, here.region))
    assert viewer.post(page("hall_control", here.meeting.pk), {}).status_code == 403
    ahead = stage()
    with pytest.raises(Refused):
        showing.turn_to(ahead.meeting, unit=ahead.region, shows="unit", at=NOW)
    waiting = words(signed_in(ahead.clerk).get(page("hall_view", ahead.meeting.pk)))
    assert "Khai mạc lúc 08:00" in waiting


def test_screen_costs_the_same_with_many_rows(here: Stage) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as counted:
            screen(here)
        return len(counted)

    make.intervention(here.meeting, here.clerk, agenda_item=here.meeting.agenda.first())
    count()
    first = count()
    for number in range(20):
        make.intervention(here.meeting, here.clerk, speaker_text=f"Đại biểu {number}")
        make.agenda_item(here.meeting, f"Nội dung {number}")
    count()
    assert count() == first

"""The queue of speakers: asked, called, speaking, ended; minutes used against those given."""

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.attendance import queueing, speaking
from meetings.models import Attendance, Meeting, SpeakerTurn
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings.stage import HTMX, Stage, in_session, page, signed_in, words
from units.models import Role

pytestmark = pytest.mark.django_db


@dataclass
class Hall:
    here: Stage
    first: Attendance
    second: Attendance


@pytest.fixture
def hall() -> Hall:
    here = in_session()
    seats = [
        make.attendance(here.meeting, make.appointment(make.person(), unit, position=position))
        for unit, position in ((here.region, "Viện trưởng"), (here.department, "Trưởng phòng"))
    ]
    return Hall(here, *seats)


def minute(number: int) -> datetime.datetime:
    return make.NOW + datetime.timedelta(minutes=number)


def asked(seat: Attendance, at: int = 0, **more: Any) -> SpeakerTurn:
    return queueing.ask(seat, at=minute(at), **more)


def test_asking_by_a_few_letters(hall: Hall) -> None:
    client = signed_in(hall.here.clerk)
    data = {"speaker": "vt kv5", "minutes": 7}
    client.post(page("speaker_queue", hall.here.meeting.pk), data)
    turn = SpeakerTurn.objects.get()
    assert (turn.attendance, turn.minutes, turn.order) == (hall.first, 7, 1)
    again = client.post(page("speaker_queue", hall.here.meeting.pk), data)
    assert again.status_code == 422
    assert "đang chờ hoặc đang phát biểu" in words(again)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"speaker": "ai đó"}, "Không rõ là ai"),
        ({"speaker": ""}, "speaker"),
        ({"speaker": "x" * 200}, "tối đa 160 ký tự"),
        ({"minutes": "0"}, "minutes"),
        ({"minutes": "năm"}, "minutes"),
        ({"agenda_item": 10**15}, "agenda_item"),
    ],
)
def test_wrong_request_is_refused(hall: Hall, typed: dict[str, Any], sentence: str) -> None:
    data = {"speaker": "vt kv5", "minutes": 5} | typed
    answer = signed_in(hall.here.clerk).post(page("speaker_queue", hall.here.meeting.pk), data)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not SpeakerTurn.objects.exists()


def test_unit_asks_for_its_own_people_only(hall: Hall) -> None:
    client = signed_in(make.user(Role.UNIT_CLERK, hall.here.region))
    address = page("speaker_queue", hall.here.meeting.pk)
    assert client.post(address, {"speaker": "truong phong", "minutes": 5}).status_code == 422
    assert client.post(address, {"speaker": "vt kv5", "minutes": 5}).status_code == 302
    turn = SpeakerTurn.objects.get()
    assert client.post(page("speaker_turn_step", turn.pk, "start")).status_code == 403


def test_one_speaks_at_a_time_and_the_clock_counts(hall: Hall) -> None:
    first, second = asked(hall.first), asked(hall.second)
    queueing.call(first, at=minute(1))
    queueing.start(first, at=minute(2))
    queueing.start(second, at=minute(9))
    queue = queueing.queue_of(hall.here.meeting)
    assert (queue.speaking, queue.spoken, queue.waiting) == (second, [first], [])
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.ended_at == minute(9)
    assert first.seconds(minute(60)) == 7 * 60
    assert second.seconds(minute(10)) == 60
    assert speaking.is_over(first, minute(60))
    assert not speaking.is_over(second, minute(10))
    queueing.end(second, at=minute(11))
    assert queueing.queue_of(hall.here.meeting).speaking is None


def test_queue_is_moved_and_left(hall: Hall) -> None:
    first, second = asked(hall.first), asked(hall.second)
    queueing.move_up(second, at=minute(1))
    assert queueing.queue_of(hall.here.meeting).waiting == [second, first]
    queueing.move_up(second, at=minute(1))
    queueing.withdraw(second, at=minute(2))
    queue = queueing.queue_of(hall.here.meeting)
    assert (queue.waiting, queue.spoken) == ([first], [])
    with pytest.raises(Refused, match="đã rút"):
        queueing.start(second, at=minute(3))
    # Who withdrew may ask again.
    assert asked(hall.second, 4).order == 3


@pytest.mark.parametrize("step", ["call", "start", "end"])
def test_nobody_is_called_before_the_opening(hall: Hall, step: str) -> None:
    Meeting.objects.update(state="scheduled")
    turn = asked(hall.first)
    client = signed_in(hall.here.clerk)
    answer = client.post(page("speaker_turn_step", turn.pk, step), headers=HTMX)
    assert answer.status_code == 422
    assert "chưa khai mạc" in words(answer)


@pytest.mark.parametrize("state", ["draft", "concluded", "cancelled"])
def test_nobody_asks_before_the_calendar_or_after_the_conclusion(hall: Hall, state: str) -> None:
    Meeting.objects.update(state=state, concluded_at=make.NOW)
    data = {"speaker": "vt kv5", "minutes": 5}
    answer = signed_in(hall.here.clerk).post(page("speaker_queue", hall.here.meeting.pk), data)
    assert answer.status_code == 422
    assert not SpeakerTurn.objects.exists()


def test_unknown_step_is_not_found(hall: Hall) -> None:
    turn = asked(hall.first)
    client = signed_in(hall.here.clerk)
    assert client.post(page("speaker_turn_step", turn.pk, "delete")).status_code == 404


def test_steps_answer_with_the_queue_and_tell_followers(hall: Hall) -> None:
    turn = asked(hall.first)
    client = signed_in(hall.here.clerk)
    answer = client.post(page("speaker_turn_step", turn.pk, "start"), headers=HTMX)
    hall.here.meeting.refresh_from_db()
    known = hall.here.meeting.change_no
    assert f"since={known}" in words(answer)
    rows = page("speaker_queue_rows", hall.here.meeting.pk)
    assert client.get(rows, {"since": known}, headers=HTMX).status_code == 204
    assert client.get(rows, {"since": known - 1}, headers=HTMX).status_code == 200
    assert client.get(rows, {"since": "9" * 40}, headers=HTMX).status_code == 200


def test_totals_by_unit_and_site(hall: Hall) -> None:
    first, second = asked(hall.first, minutes=5), asked(hall.second, minutes=5)
    queueing.start(first, at=minute(0))
    queueing.start(second, at=minute(8))
    queueing.end(second, at=minute(10))
    queueing.start(asked(hall.first, 11, minutes=2), at=minute(12))
    make.intervention(hall.here.meeting, hall.here.clerk, speaker=hall.second)
    found = speaking.totals(hall.here.meeting, minute(13))
    of_region = found.by_unit[hall.here.region.pk]
    assert (of_region.turns, of_region.minutes, of_region.seconds) == (2, 7, 9 * 60)
    assert (of_region.over, of_region.said) == (1, 0)
    assert found.by_site[hall.second.site_id].said == 1
    client = signed_in(hall.here.clerk)
    shown = words(client.get(page("speaker_totals", hall.here.meeting.pk)))
    assert "VKSND khu vực 5" in shown
    assert "2:00" in shown
    printed = client.get(page("speaker_totals_print", hall.here.meeting.pk))
    assert printed.content.startswith(b"%PDF")
    sheet = client.get(page("speaker_totals_sheet", hall.here.meeting.pk))
    assert sheet.content.startswith(b"PK")


@pytest.mark.parametrize("name", ["speaker_queue", "speaker_queue_rows", "speaker_totals"])
def test_cost_does_not_grow_with_speakers(hall: Hall, name: str) -> None:
    client = signed_in(hall.here.clerk)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page(name, hall.here.meeting.pk), headers=HTMX).status_code == 200
        return len(queries)

    def another(number: int) -> None:
        held = make.appointment(make.person(), hall.here.region)
        turn = asked(make.attendance(hall.here.meeting, held, hall.first.site), number)
        if number % 2:
            queueing.start(turn, at=minute(number))

    another(1)
    another(2)
    few = cost()
    for number in range(3, 12):
        another(number)
    assert cost() == few

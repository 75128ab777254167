"""A meeting is moved or called off with a reason; everybody invited is told, once."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.test import override_settings
from procrastinate.contrib.django.models import ProcrastinateJob

from meetings import jobs
from meetings.models import Meeting, MeetingMove, MeetingNews
from meetings.scheduling import moving, news
from meetings.scheduling.moving import To
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings.calendars import Calendar, calendar
from units.models import Role

pytestmark = pytest.mark.django_db
WITH_MAIL = override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
LATER = make.moment("2026-11-26 14:00")


@pytest.fixture
def here() -> Calendar:
    return calendar()


def called(here: Calendar, **more: Any) -> Meeting:
    facts = {"chair": here.chair, "invited": [here.office, *here.regions]}
    return make.meeting(here.province, **facts | more)


def to(**changes: Any) -> To:
    facts = {"starts_at": LATER, "ends_at": LATER + datetime.timedelta(hours=2)}
    return To(**facts | {"place": "Tầng 3"} | changes)


def move(here: Calendar, meeting: Meeting, **changes: Any) -> MeetingMove:
    reason = changes.pop("reason", "Viện trưởng họp Tỉnh ủy")
    return moving.move(meeting, to(**changes), reason=reason, by=here.clerk, at=make.NOW)


def test_move_is_recorded_and_told_to_everybody_else(here: Calendar) -> None:
    meeting = called(here)
    before = meeting.starts_at
    made = move(here, meeting)
    assert (made.from_starts_at, made.to_starts_at) == (before, LATER)
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.place, meeting.change_no) == (LATER, "Tầng 3", 1)
    told = {row.person_id for row in MeetingNews.objects.all()}
    assert told == {here.chair.person_id, *(head.person_id for head in here.heads)}


def test_hosts_secretaries_and_attendants_are_told_too(here: Calendar) -> None:
    meeting = called(here, invited=[], host=here.regions[0])
    guest = make.appointment(make.person(), make.department(here.province), Role.INSPECTOR)
    make.attendance(meeting, guest)
    secretary = make.person()
    meeting.secretaries.add(secretary)
    move(here, meeting)
    told = {row.person_id for row in MeetingNews.objects.all()}
    assert told >= {here.heads[0].person_id, guest.person_id, secretary.pk}


def test_words_name_old_and_new_and_why(here: Calendar) -> None:
    meeting = called(here)
    move(here, meeting)
    row = MeetingNews.objects.select_related("meeting", "move").first()
    assert row
    assert news.words(row) == (
        "Chuyển từ 08:00, 24/11/2026 sang 14:00, 26/11/2026; địa điểm mới: Tầng 3 "
        "(trước là Hội trường). Lý do: Viện trưởng họp Tỉnh ủy"
    )


def test_second_press_moves_and_tells_nothing(here: Calendar) -> None:
    meeting = called(here)
    move(here, meeting)
    with pytest.raises(Refused, match="không có gì thay đổi"):
        move(here, meeting)
    assert (MeetingMove.objects.count(), MeetingNews.objects.count()) == (1, 4)


@pytest.mark.parametrize("state", ["draft", "in_session", "closed", "cancelled"])
def test_only_a_scheduled_meeting_is_moved(here: Calendar, state: str) -> None:
    concluded = make.NOW if state == "closed" else None
    meeting = called(here, state=state, concluded_at=concluded)
    with pytest.raises(Refused, match="chỉ chuyển lịch cuộc họp đã lên lịch"):
        move(here, meeting)


def test_nobody_is_sent_to_the_past(here: Calendar) -> None:
    gone = make.NOW - datetime.timedelta(hours=1)
    with pytest.raises(Refused, match="đã qua"):
        move(here, called(here), starts_at=gone, ends_at=make.NOW)


def test_calling_off_tells_with_its_reason(here: Calendar) -> None:
    meeting = called(here)
    with pytest.raises(Refused, match="Ghi lý do hủy"):
        moving.cancel(meeting, by=here.clerk, at=make.NOW, reason="  ")
    assert Meeting.objects.get().state == Meeting.State.SCHEDULED
    moving.cancel(meeting, by=here.clerk, at=make.NOW, reason="Bão số 12")
    row = MeetingNews.objects.select_related("meeting", "move").first()
    assert row
    assert news.words(row) == "Đã hủy, lịch cũ 08:00, 24/11/2026. Lý do: Bão số 12"
    assert meeting.cancelled_at == make.NOW


def test_draft_goes_without_a_word(here: Calendar) -> None:
    moving.cancel(called(here, state="draft"), by=here.clerk, at=make.NOW)
    assert not MeetingNews.objects.exists()


@WITH_MAIL
def test_one_mail_for_each_person_with_the_calendar_file(here: Calendar) -> None:
    meeting = called(here)
    person = here.heads[0].person
    assert person
    person.email = "kv1@vks.example"
    person.save()
    move(here, meeting)
    assert ProcrastinateJob.objects.filter(task_name="meetings.jobs.mail_news").count() == 4
    for row in MeetingNews.objects.all():
        jobs.mail_news(row.pk)
    (letter,) = mail.outbox
    assert letter.subject == f"Chuyển lịch: {meeting.title}"
    assert "Chuyển từ 08:00, 24/11/2026" in letter.body
    assert b"SEQUENCE:1" in letter.attachments[0][1].encode()


@WITH_MAIL
def test_repeated_mail_is_known_as_the_same_and_stops_once_acknowledged(here: Calendar) -> None:
    for head in here.heads:
        assert head.person
        head.person.email = "kv@vks.example"
        head.person.save()
    meeting = called(here)
    move(here, meeting)
    row = MeetingNews.objects.get(person=here.heads[0].person_id)
    jobs.mail_news(row.pk)
    jobs.mail_news(row.pk)
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert news.acknowledge([row], at=make.NOW) == 1
    jobs.mail_news(row.pk)
    assert len(mail.outbox) == 2
    assert news.known(meeting) == news.Known(told=4, acknowledged=1)

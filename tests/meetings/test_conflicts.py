"""People and rooms that two meetings would share are named, whoever asks."""

import datetime

import pytest

from meetings.models import Meeting
from meetings.scheduling import conflicts
from tests import factories as make
from tests.meetings.calendars import Calendar, calendar
from units.models import Role, User

pytestmark = pytest.mark.django_db
MORNING = "2026-12-07 08:00"


@pytest.fixture
def here() -> Calendar:
    return calendar()


def planned(here: Calendar, starts: str = MORNING, **more: object) -> Meeting:
    facts = {"chair": here.chair, "place": "Tầng 2", "title": "Cuộc họp mới"}
    return make.meeting(here.province, starts_at=make.moment(starts), **facts | more)


def said(here: Calendar, meeting: Meeting, *units: int, user: User | None = None) -> str:
    invited = [here.regions[at].pk for at in units]
    return "\n".join(conflicts.found(meeting, invited, user or here.clerk))


def other_chair(here: Calendar) -> object:
    return make.user(Role.PROVINCE_DEPUTY, here.province).acting


def test_same_chair_is_named(here: Calendar) -> None:
    planned(here, "2026-12-07 10:00", title="Tiếp công dân", place="Tầng 1")
    found = said(here, planned(here))
    assert "chủ trì cuộc họp này, chủ trì “Tiếp công dân”" in found
    assert "10:00–13:00 ngày 07/12/2026" in found


@pytest.mark.parametrize(
    ("starts", "state"),
    [("2026-12-07 11:00", "scheduled"), ("2026-12-08 08:00", "draft"), (MORNING, "cancelled")],
)
def test_one_after_the_other_or_called_off_is_no_clash(
    here: Calendar, starts: str, state: str
) -> None:
    planned(here, starts, title="Khác", state=state)
    assert said(here, planned(here)) == ""


def test_unit_invited_twice_is_named_once_with_its_head(here: Calendar) -> None:
    planned(here, title="Tập huấn", chair=other_chair(here), place="A", invited=here.regions)
    found = said(here, planned(here), 0, 1)
    assert found == "VKSND khu vực 1, VKSND khu vực 2 cùng được mời dự " + found.partition("dự ")[2]


def test_head_who_leads_his_own_meeting_is_missed(here: Calendar) -> None:
    head = here.heads[0]
    make.meeting(
        here.regions[0],
        title="Giao ban khu vực 1",
        chair=head.acting,
        starts_at=make.moment(MORNING),
    )
    found = said(here, planned(here), 0)
    # The province was not invited there: what it is about stays with the region.
    assert f"{head.person} dự một cuộc họp khác" in found
    assert "Giao ban khu vực 1" not in found


def test_draft_of_another_office_stays_unknown(here: Calendar) -> None:
    make.meeting(
        here.regions[0],
        chair=here.heads[0].acting,
        starts_at=make.moment(MORNING),
        state="draft",
    )
    assert said(here, planned(here), 0) == ""


def test_room_is_known_however_it_is_written(here: Calendar) -> None:
    planned(here, title="Tập huấn", chair=other_chair(here), place="hội trường  TẦNG 2")
    meeting = planned(here, place="Hội trường tầng 2")
    assert "Địa điểm “Hội trường tầng 2” đã dành cho “Tập huấn”" in said(here, meeting)
    meeting.host = here.regions[0]
    assert said(here, meeting) == ""


def test_meeting_does_not_clash_with_itself(here: Calendar) -> None:
    meeting = planned(here, invited=here.regions)
    meeting.starts_at += datetime.timedelta(minutes=30)
    assert said(here, meeting, 0, 1, 2) == ""


def test_secretary_of_both_is_named(here: Calendar) -> None:
    for title in ("Tập huấn", "Cuộc họp mới"):
        made = planned(here, title=title, chair=other_chair(here), place=title)
        made.secretaries.add(here.clerk.person_id or 0)
    assert f"{here.clerk.person} dự “Tập huấn”" in said(here, made)

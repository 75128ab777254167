"""Units house meetings in turn: who is next, and how the rotation is kept."""

import datetime

import pytest

from meetings.models import HostTurn, MeetingKind
from meetings.scheduling import hosting
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings.calendars import TODAY, Calendar, calendar, quarterly

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Calendar:
    found = calendar()
    for region in found.regions:
        hosting.add(found.province, region, "")
    return found


def held(here: Calendar, kind: MeetingKind, host: int, starts: str, state: str = "closed") -> None:
    make.meeting(
        here.province,
        kind=kind,
        host=here.regions[host],
        chair=here.chair,
        starts_at=make.moment(starts),
        state=state,
        concluded_at=make.NOW if state == "closed" else None,
    )


def next_name(here: Calendar) -> str:
    turn = hosting.next_host(here.province, TODAY)
    return turn.unit.short_name if turn else ""


def test_rotation_begins_with_the_first_and_goes_round(here: Calendar) -> None:
    kind = quarterly()
    assert next_name(here) == "VKSND khu vực 1"
    held(here, kind, 0, "2026-04-08 08:00")
    assert next_name(here) == "VKSND khu vực 2"
    held(here, kind, 2, "2026-07-08 08:00")
    assert next_name(here) == "VKSND khu vực 1"


def test_planned_meetings_count_and_called_off_ones_do_not(here: Calendar) -> None:
    kind = quarterly()
    held(here, kind, 0, "2027-01-08 08:00", state="draft")
    held(here, kind, 1, "2027-04-08 08:00", state="cancelled")
    assert next_name(here) == "VKSND khu vực 2"


def test_other_kinds_do_not_use_up_a_turn(here: Calendar) -> None:
    held(here, make.meeting_kind(), 0, "2026-04-08 08:00")
    assert next_name(here) == "VKSND khu vực 1"


def test_ended_unit_is_passed_over(here: Calendar) -> None:
    first = here.regions[0]
    first.valid_to = TODAY - datetime.timedelta(days=1)
    first.save()
    assert next_name(here) == "VKSND khu vực 2"


def test_rotation_is_reordered_and_shortened(here: Calendar) -> None:
    second = HostTurn.objects.get(unit=here.regions[1])
    hosting.step(second, -1)
    hosting.step(second, -1)
    order = [turn.unit for turn in hosting.turns(here.province, TODAY)]
    assert order == [here.regions[1], here.regions[0], here.regions[2]]
    hosting.remove(second)
    assert [turn.order for turn in hosting.turns(here.province, TODAY)] == [1, 2]
    with pytest.raises(Refused, match="đã có trong vòng"):
        hosting.add(here.province, here.regions[0], "")


def test_office_without_a_rotation_proposes_nobody(here: Calendar) -> None:
    assert hosting.next_host(here.regions[0], TODAY) is None
    assert hosting.board(here.regions[0], TODAY) == []

"""From draft to closed: what may follow what, and who may do it."""

from functools import partial
from typing import Any

import pytest

from meetings.conclusion import concluding
from meetings.models import Attendance, Meeting, UnitReport
from meetings.scheduling import moving, planning
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings.stage import ANYHOW, page, signed_in, stage, words
from units.models import Role

pytestmark = pytest.mark.django_db
State = Meeting.State

ACTS: dict[State, Any] = {
    State.SCHEDULED: planning.schedule,
    State.IN_SESSION: planning.open_meeting,
    State.CANCELLED: partial(moving.cancel, reason="Bão số 12"),
    State.CONCLUDED: partial(concluding.conclude, reasons=ANYHOW),
}


@pytest.mark.parametrize("before", State.values)
@pytest.mark.parametrize("after", ACTS)
def test_state_follows_the_table_and_nothing_else(before: str, after: State) -> None:
    concluded = make.NOW if before in ("concluded", "closed") else None
    here = stage(state=before, concluded_at=concluded)
    act = ACTS[after]
    if after in Meeting.TRANSITIONS[State(before)] and not (
        after == State.IN_SESSION and before == State.CONCLUDED
    ):
        act(here.meeting, by=here.clerk, at=make.NOW)
        assert Meeting.objects.get().state == after
    elif after not in Meeting.TRANSITIONS[State(before)]:
        with pytest.raises(Refused):
            act(here.meeting, by=here.clerk, at=make.NOW)
        assert Meeting.objects.get().state == before


@pytest.mark.parametrize(
    "name",
    [
        "meeting_schedule",
        "meeting_open",
        "meeting_close",
        "site_propose",
        "attendance_propose",
        "attendance_add",
        "attendance_guest",
        "attendance_all_present",
        "assessment_save",
    ],
)
def test_reading_an_act_changes_nothing(name: str) -> None:
    here = stage()
    assert signed_in(here.clerk).get(page(name, here.meeting.pk)).status_code == 405


def test_scheduling_opens_a_report_for_each_invited_unit() -> None:
    here = stage(state="draft")
    signed_in(here.clerk).post(page("meeting_schedule", here.meeting.pk))
    assert {one.unit for one in UnitReport.objects.all()} == {here.department, here.region}


def test_scheduling_twice_says_so_and_opens_no_second_report() -> None:
    here = stage(state="draft")
    client = signed_in(here.clerk)
    client.post(page("meeting_schedule", here.meeting.pk))
    again = client.post(page("meeting_schedule", here.meeting.pk), follow=True)
    assert "không lên lịch lại được" in words(again)
    assert UnitReport.objects.count() == 2


def test_participant_sees_the_meeting_but_does_not_start_it() -> None:
    here = stage()
    client = signed_in(make.user(Role.UNIT_HEAD, here.region))
    assert client.get(page("meeting_detail", here.meeting.pk)).status_code == 200
    response = client.post(page("meeting_open", here.meeting.pk))
    assert response.status_code == 403
    assert "Văn phòng của cơ quan tổ chức" in words(response)
    assert Meeting.objects.get().state == State.SCHEDULED


def test_cancelling_asks_first() -> None:
    here = stage()
    client = signed_in(here.clerk)
    asked = client.get(page("meeting_cancel", here.meeting.pk))
    assert "không khôi phục được" in words(asked)
    assert Meeting.objects.get().state == State.SCHEDULED
    assert client.post(page("meeting_cancel", here.meeting.pk)).status_code == 422
    client.post(page("meeting_cancel", here.meeting.pk), {"reason": "Bão số 12"})
    assert Meeting.objects.get().state == State.CANCELLED


def test_closing_waits_for_the_notice() -> None:
    here = stage(state="concluded", concluded_at=make.NOW)
    answer = signed_in(here.clerk).post(page("meeting_close", here.meeting.pk), follow=True)
    assert "phải ra thông báo kết luận" in words(answer)
    assert Meeting.objects.get().state == State.CONCLUDED


def test_closing_without_a_notice_where_none_is_needed() -> None:
    kind = make.meeting_kind(needs_notice=False)
    here = stage(state="concluded", concluded_at=make.NOW, kind=kind)
    concluding.close(here.meeting, by=here.clerk, at=make.NOW)
    assert Meeting.objects.get().state == State.CLOSED


def test_reopening_stops_at_an_approved_notice() -> None:
    here = stage(state="concluded", concluded_at=make.NOW)
    notice = make.notice(here.meeting)
    concluding.reopen(here.meeting, reason="Sửa", by=here.clerk, at=make.NOW)
    assert Meeting.objects.get().state == State.IN_SESSION
    Meeting.objects.update(state="concluded")
    notice.state, notice.approved_by, notice.approved_at = "approved", here.clerk, make.NOW
    notice.save()
    with pytest.raises(Refused, match="đã được duyệt"):
        concluding.reopen(here.meeting, reason="Sửa", by=here.clerk, at=make.NOW)


def test_attendance_is_frozen_with_the_conclusion() -> None:
    here = stage(state="concluded", concluded_at=make.NOW)
    make.attendance(here.meeting, make.appointment(make.person(), here.region))
    client = signed_in(here.clerk)
    answer = client.post(page("attendance_all_present", here.meeting.pk), follow=True)
    assert "không sửa được nữa" in words(answer)
    assert Attendance.objects.get().presence == Attendance.Presence.EXPECTED

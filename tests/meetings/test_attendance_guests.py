"""Guests from outside: on the list by name, marked like others, in a part of their own on paper."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from meetings.attendance import attending, presence
from meetings.models import Attendance
from meetings.papers import minutes_content
from meetings.scheduling import conflicts, news
from tests import factories as make
from tests.meetings.stage import HTMX, Stage, in_session, page, save_row, signed_in, words
from units.models import Role

pytestmark = pytest.mark.django_db
WHO = {
    "guest_name": "Nguyễn Thị Mai",
    "organisation": "Ban Nội chính Tỉnh ủy",
    "position": "Phó Trưởng ban",
}


@pytest.fixture
def here() -> Stage:
    made = in_session()
    head = make.appointment(make.person("Trần Thị Bình"), made.region, Role.UNIT_HEAD)
    make.attendance(made.meeting, head, make.site(made.meeting, made.province, "Hội trường tỉnh"))
    return made


def added(here: Stage, **typed: Any) -> Any:
    site = here.meeting.sites.get()
    data = WHO | {"site": site.pk} | typed
    return signed_in(here.clerk).post(page("attendance_guest", here.meeting.pk), data)


def test_guest_is_added_once_marked_and_printed_in_a_part_of_his_own(here: Stage) -> None:
    client = signed_in(here.clerk)
    assert added(here).status_code == 302
    again = added(here)
    assert (again.status_code, "đã có trong thành phần dự" in words(again)) == (422, True)
    guest = Attendance.objects.guests().get()
    shown = words(client.get(page("attendance_edit", here.meeting.pk)))
    assert "Phó Trưởng ban, Ban Nội chính Tỉnh ủy" in shown
    marked = client.post(page("attendance_mark", guest.pk), {"presence": "present"}, headers=HTMX)
    assert "1/2 có mặt" in words(marked)
    printed = presence.list_html(here.meeting).replace("\u00a0", " ")
    assert "Khách mời: 1 người trong danh sách" in printed
    assert printed.index("Nguyễn Thị Mai") < printed.index("Hội trường tỉnh:")
    assert "Danh sách này có 2 người; có mặt 1." in printed
    sheets = presence.page(here.meeting).sections
    assert [row[0].text for row in sheets[2].rows][-1] == "Khách mời ngoài ngành"
    people = {one["name"]: one for one in minutes_content.content(here.meeting)["people"]}
    assert people["Nguyễn Thị Mai"]["label"] == "Phó Trưởng ban, Ban Nội chính Tỉnh ủy"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"guest_name": ""}, "chưa điền"),
        ({"organisation": " "}, "chưa điền"),
        ({"position": "Độ mật: TỐI MẬT"}, "không được nhập"),
        ({"site": "0"}, "is-invalid"),
        ({"guest_name": "x" * 200}, "tối đa 120 ký tự"),
    ],
)
def test_wrong_guest_is_refused_and_kept_on_the_page(
    here: Stage, typed: dict[str, str], sentence: str
) -> None:
    answer = added(here, **typed)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert "Ban Nội chính" in words(answer) or "organisation" in typed
    assert not Attendance.objects.guests().exists()


def test_guest_speaks_is_excused_and_corrected_but_nobody_of_a_unit(here: Stage) -> None:
    added(here)
    guest, client = Attendance.objects.guests().get(), signed_in(here.clerk)
    url = page("attendance_correct", guest.pk)
    form = client.get(url).context["form"]
    assert not {"unit", "stand_in"} & set(form.fields)
    data = WHO | {"presence": "excused", "excuse": "", "site": guest.site_id, "arrived": ""}
    asked = client.post(url, data)
    assert "Ghi lý do vắng." in words(asked)
    client.post(url, data | {"excuse": "họp Tỉnh ủy", "guest_name": "Nguyễn Thị Mai Lan"})
    guest.refresh_from_db()
    assert (guest.name, guest.excuse, guest.presence) == (
        "Nguyễn Thị Mai Lan",
        "họp Tỉnh ủy",
        "excused",
    )
    seat = attending.seat_meant("noi chinh", attending.seats(here.meeting))
    assert seat
    assert seat.attendance == guest
    told = [(one.pk, one.label) for one in attending.speakers(here.meeting)]
    assert told == [(one.attendance.pk, one.label) for one in attending.seats(here.meeting)]
    save_row(client, here.meeting, speaker_text="noi chinh", finish=1)
    row = here.meeting.interventions.get()
    assert (row.speaker, row.speaker_text) == (guest, seat.label)
    answer = client.post(page("attendance_remove", guest.pk), follow=True)
    assert "Nguyễn Thị Mai Lan đã phát biểu" in words(answer)
    # Who has no account is told of nothing, and clashes with nobody.
    assert None not in news._recipients(here.meeting, make.TODAY)
    assert None not in conflicts.asked_of(here.meeting, []).persons


def test_row_is_a_person_or_a_guest_and_not_both(here: Stage) -> None:
    row = here.meeting.attendances.get()
    for wrong in ({"guest_name": "A"}, {"person": None}, {"person": None, "unit": None}):
        with pytest.raises(IntegrityError, match="attendance_who"), transaction.atomic():
            Attendance.objects.filter(pk=row.pk).update(**wrong)

"""Agenda, sites and attendance."""

import datetime
from typing import Any

import pytest

from meetings.agenda import sources
from meetings.models import AgendaItem, Attendance, Meeting, Site
from tests import factories as make
from tests.meetings.stage import Stage, page, signed_in, stage, words
from units.models import Role

pytestmark = pytest.mark.django_db


def rows(prefix: str, *lines: dict[str, Any], stored: int = 0) -> dict[str, Any]:
    data = {f"{prefix}-TOTAL_FORMS": len(lines), f"{prefix}-INITIAL_FORMS": stored}
    for place, line in enumerate(lines):
        data |= {f"{prefix}-{place}-{name}": value for name, value in line.items()}
    return data


def earlier_task(here: Stage, due_on: datetime.date | None, **more: Any) -> Any:
    earlier = make.meeting(here.province, state="closed", concluded_at=make.NOW, title="Trước")
    order = make.directive(earlier, "Rà soát án tạm đình chỉ")
    return make.directive_task(order, here.region, due_on=due_on, **more)


def test_overdue_task_of_an_earlier_conclusion_is_put_on_the_agenda_once() -> None:
    here = stage()
    task = earlier_task(here, make.TODAY - datetime.timedelta(days=6))
    assert sources.add_tasks(here.meeting, at=make.NOW) == 1
    assert sources.add_tasks(here.meeting, at=make.NOW) == 0
    line = AgendaItem.objects.get()
    assert line.task == task
    assert line.title == (
        "VKSND khu vực 5 báo cáo việc thực hiện: Rà soát án tạm đình chỉ (quá hạn 6 ngày)"
    )


@pytest.mark.parametrize(
    ("due_on", "state"),
    [
        (datetime.date(2026, 12, 31), "new"),
        (None, "new"),
        (datetime.date(2026, 11, 1), "reported"),
        (datetime.date(2026, 11, 1), "withdrawn"),
    ],
)
def test_task_not_due_or_answered_stays_off_the_agenda(
    due_on: datetime.date | None, state: str
) -> None:
    here = stage()
    earlier_task(here, due_on, state=state)
    assert sources.add_tasks(here.meeting, at=make.NOW) == 0


def test_task_of_another_office_stays_off_the_agenda() -> None:
    here = stage()
    earlier_task(here, datetime.date(2026, 11, 1))
    own = make.meeting(here.region, title="Giao ban khu vực")
    assert sources.add_tasks(own, at=make.NOW) == 0


def test_tasks_stand_before_the_conclusion_of_the_chair() -> None:
    here = stage()
    earlier_task(here, datetime.date(2026, 11, 1))
    make.agenda_item(here.meeting, "Khai mạc", order=1)
    make.agenda_item(here.meeting, "Viện trưởng kết luận", order=2)
    signed_in(here.clerk).post(page("agenda_propose", here.meeting.pk), {"all": 1})
    titles = [line.title[:15] for line in here.meeting.agenda.all()]
    assert titles == ["Khai mạc", "Tình hình thực ", "VKSND khu vực 5", "Viện trưởng kết"]


def test_agenda_is_added_reordered_and_removed() -> None:
    here = stage()
    first = make.agenda_item(here.meeting, "Khai mạc", order=1)
    second = make.agenda_item(here.meeting, "Bỏ mục này", order=2)
    data = rows(
        "agenda",
        {"id": first.pk, "order": 9, "title": "Khai mạc", "minutes": 5},
        {"id": second.pk, "order": 2, "title": "Bỏ mục này", "minutes": 5, "DELETE": "on"},
        {"order": 1, "title": "Điểm danh", "minutes": 10},
        {"order": "", "title": "", "minutes": 10},
        stored=2,
    )
    response = signed_in(here.clerk).post(page("agenda_edit", here.meeting.pk), data)
    assert response.status_code == 302
    assert list(here.meeting.agenda.values_list("order", "title")) == [
        (1, "Điểm danh"),
        (2, "Khai mạc"),
    ]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"title": "x" * 10_000, "minutes": 5}, "tối đa 300 ký tự"),
        ({"title": "TỐI MẬT", "minutes": 5}, "không được nhập"),
        ({"title": "Khai mạc", "minutes": "mười"}, "minutes"),
        ({"title": "Khai mạc", "minutes": -1}, "minutes"),
        ({"title": "Khai mạc", "minutes": 10**18}, "minutes"),
    ],
)
def test_wrong_agenda_line_is_refused(line: dict[str, Any], sentence: str) -> None:
    here = stage()
    response = signed_in(here.clerk).post(
        page("agenda_edit", here.meeting.pk), rows("agenda", {"order": 1} | line)
    )
    assert response.status_code == 422
    assert sentence in words(response)
    assert not AgendaItem.objects.exists()


def test_line_of_another_meeting_is_not_touched() -> None:
    here = stage()
    other = make.agenda_item(make.meeting(here.province, title="Khác"), "Của cuộc khác")
    data = rows("agenda", {"id": other.pk, "order": 1, "title": "Ghi đè", "minutes": 5}, stored=1)
    signed_in(here.clerk).post(page("agenda_edit", here.meeting.pk), data)
    other.refresh_from_db()
    assert other.title == "Của cuộc khác"


def test_line_with_words_in_the_minutes_is_not_removed() -> None:
    here = stage(state="in_session")
    line = make.agenda_item(here.meeting, order=1)
    make.intervention(here.meeting, here.clerk, agenda_item=line)
    data = rows(
        "agenda",
        {"id": line.pk, "order": 1, "title": "Khai mạc", "minutes": 5, "DELETE": "on"},
        stored=1,
    )
    response = signed_in(here.clerk).post(page("agenda_edit", here.meeting.pk), data)
    assert "đã có ý kiến trong biên bản" in words(response)
    assert AgendaItem.objects.exists()


def test_online_meeting_has_a_site_for_each_office() -> None:
    here = stage(form=Meeting.Form.ONLINE)
    client = signed_in(here.clerk)
    client.post(page("site_propose", here.meeting.pk))
    client.post(page("site_propose", here.meeting.pk))
    assert [site.unit for site in Site.objects.all()] == [here.province, here.region]


def test_head_counts_are_typed_in_a_table() -> None:
    here = stage()
    hall = make.site(here.meeting, here.province, "Hội trường")
    data = rows(
        "sites",
        {"id": hall.pk, "name": "Hội trường", "head_count": 42},
        {"name": "Điểm cầu mới", "head_count": 7},
        stored=1,
    )
    signed_in(here.clerk).post(page("site_edit", here.meeting.pk), data)
    assert sum(site.head_count for site in Site.objects.all()) == 49


def test_site_where_somebody_sits_is_not_removed() -> None:
    here = stage()
    seat = make.attendance(here.meeting, make.appointment(make.person(), here.region))
    line = {"id": seat.site.pk, "name": seat.site.name, "head_count": 0, "DELETE": "on"}
    data = rows("sites", line, stored=1)
    response = signed_in(here.clerk).post(page("site_edit", here.meeting.pk), data)
    assert response.status_code == 422
    assert "đang có người dự" in words(response)


def test_attendance_is_proposed_from_positions_of_the_day() -> None:
    here = stage(form=Meeting.Form.ONLINE)
    head = make.appointment(make.person(), here.region, Role.UNIT_HEAD, position="Viện trưởng")
    make.appointment(
        make.person(), here.region, Role.UNIT_DEPUTY, valid_to=datetime.date(2026, 11, 1)
    )
    client = signed_in(here.clerk)
    client.post(page("attendance_propose", here.meeting.pk))
    client.post(page("attendance_propose", here.meeting.pk))
    came = {row.person: row for row in Attendance.objects.all()}
    assert set(came) == {here.meeting.chair.person, head.person}
    assert came[head.person].site.unit == here.region


def test_person_unit_and_site_are_independent() -> None:
    here = stage()
    hall = make.site(here.meeting, here.province, "Hội trường")
    guest = make.appointment(make.person(), here.region).person
    client = signed_in(here.clerk)
    data = {
        "person": guest.pk,
        "unit": here.department.pk,
        "site": hall.pk,
        "position": "Cử dự thay",
    }
    client.post(page("attendance_add", here.meeting.pk), data)
    again = client.post(page("attendance_add", here.meeting.pk), data)
    assert again.status_code == 422
    assert "Người này đã có trong thành phần dự" in words(again)
    row = Attendance.objects.get()
    assert (row.person, row.unit, row.site) == (guest, here.department, hall)

"""Who is there: one key each, at every site by its own people; away, replaced, late."""

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.attendance import presence
from meetings.models import Attendance, Meeting, Site
from meetings.work import attendance
from tests import factories as make
from tests.meetings.stage import HTMX, Stage, page, signed_in, stage, words
from units.models import Appointment, Role

pytestmark = pytest.mark.django_db

DURING = make.NOW.replace(day=24, hour=8, minute=25)


@dataclass
class Hall:
    here: Stage
    site: Site
    seat: Attendance
    head: Appointment


@pytest.fixture
def hall() -> Hall:
    """The region's head sits at the region's own site."""
    here = stage(form=Meeting.Form.MIXED)
    held = make.appointment(
        make.person("Trần Thị Bình"), here.region, Role.UNIT_HEAD, position="Viện trưởng"
    )
    site = make.site(here.meeting, here.region, "Điểm cầu khu vực 5", is_online=True)
    return Hall(here, site, make.attendance(here.meeting, held, site), held)


def marked(hall: Hall, value: str, *, by: Any = None, htmx: bool = True) -> Any:
    client = signed_in(by or hall.here.clerk)
    address = page("attendance_mark", hall.seat.pk)
    answer = client.post(address, {"presence": value}, headers=HTMX if htmx else {})
    hall.seat.refresh_from_db()
    return answer


def corrected(hall: Hall, **typed: Any) -> Any:
    data = {
        "presence": "present",
        "excuse": "",
        "stand_in": "",
        "arrived": "",
        "site": hall.seat.site_id,
        "unit": hall.seat.unit_id,
        "position": hall.seat.position,
    }
    answer = signed_in(hall.here.clerk).post(page("attendance_correct", hall.seat.pk), data | typed)
    hall.seat.refresh_from_db()
    return answer


def test_mark_answers_with_the_row_and_the_sums(hall: Hall) -> None:
    shown = words(marked(hall, "present"))
    assert hall.seat.presence == "present"
    assert f'id="seat-{hall.seat.pk}"' in shown
    assert "1/1 có mặt" in shown
    assert "<b>1/1</b> có mặt" in shown


def test_mark_without_scripts_leads_back_to_the_site(hall: Hall) -> None:
    assert marked(hall, "absent", htmx=False).url == page("site_attendance", hall.site.pk)
    assert hall.seat.presence == "absent"


@pytest.mark.parametrize("value", ["", "late", "x" * 300])
def test_unknown_mark_is_refused(hall: Hall, value: str) -> None:
    assert marked(hall, value).status_code == 422
    assert hall.seat.presence == "expected"


def test_who_comes_after_the_opening_has_the_minute_noted(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    Meeting.objects.update(state="in_session", opened_at=DURING - datetime.timedelta(minutes=20))
    monkeypatch.setattr("procuracy.web.clock.now", lambda: DURING)
    assert "đến lúc 08:25" in words(marked(hall, "present"))
    assert hall.seat.arrived_at == DURING
    marked(hall, "absent")
    assert hall.seat.arrived_at is None


def test_who_was_there_before_the_opening_came_in_time(hall: Hall) -> None:
    marked(hall, "present")
    assert hall.seat.arrived_at is None


def test_excused_with_reason_and_replaced_by_somebody_not_expected(hall: Hall) -> None:
    deputy = make.appointment(
        make.person("Lê Văn Cường"), hall.here.region, position="Phó Viện trưởng"
    )
    answer = corrected(hall, presence="excused", excuse="đi công tác", stand_in=deputy.person_id)
    assert answer.status_code == 302
    instead = Attendance.objects.get(person=deputy.person)
    assert hall.seat.replaced_by == instead
    assert (instead.presence, instead.position) == ("present", "Phó Viện trưởng")
    assert (instead.unit, instead.site) == (hall.here.region, hall.site)
    assert presence.note_of(hall.seat) == "đi công tác; Lê Văn Cường dự thay"


def test_position_of_the_day_stays(hall: Hall) -> None:
    Appointment.objects.filter(pk=hall.head.pk).update(position="Viện trưởng VKSND khu vực 1")
    assert "Viện trưởng VKSND khu vực 5" in words(
        signed_in(hall.here.clerk).get(page("attendance_edit", hall.here.meeting.pk))
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"presence": "excused"}, "Ghi lý do vắng, hoặc chọn người dự thay."),
        ({"presence": "excused", "excuse": "TỐI MẬT"}, "không được nhập"),
        ({"presence": "excused", "excuse": "x" * 201}, "tối đa 200 ký tự"),
        ({"presence": "là"}, "presence"),
        ({"presence": "absent", "stand_in": 10**15}, "stand_in"),
        ({"arrived": "hai giờ"}, "arrived"),
        ({"position": ""}, "position"),
    ],
)
def test_wrong_facts_are_refused(hall: Hall, typed: dict[str, Any], sentence: str) -> None:
    answer = corrected(hall, **typed)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert hall.seat.presence == "expected"


def test_somebody_away_replaces_nobody(hall: Hall) -> None:
    deputy = make.appointment(make.person(), hall.here.region)
    make.attendance(hall.here.meeting, deputy, hall.site, presence="absent")
    answer = corrected(hall, presence="absent", stand_in=deputy.person_id)
    assert "được ghi là vắng mặt" in words(answer)


def test_presence_takes_reason_and_replacement_away(hall: Hall) -> None:
    corrected(hall, presence="excused", excuse="ốm")
    marked(hall, "present")
    assert (hall.seat.presence, hall.seat.excuse) == ("present", "")


def test_site_marks_its_own_people_and_counts_heads(hall: Hall) -> None:
    clerk = make.user(Role.UNIT_CLERK, hall.here.region)
    client = signed_in(clerk)
    shown = words(client.get(page("site_attendance", hall.site.pk)))
    assert "Trần Thị Bình" in shown
    assert marked(hall, "present", by=clerk).status_code == 200
    client.post(page("site_attendance", hall.site.pk), {"head_count": 14})
    hall.site.refresh_from_db()
    assert hall.site.head_count == 14
    form = words(client.get(page("attendance_correct", hall.seat.pk)))
    assert 'name="position"' not in form


def test_site_is_not_marked_by_others(hall: Hall) -> None:
    other = make.user(Role.UNIT_CLERK, hall.here.department)
    assert signed_in(other).get(page("site_attendance", hall.site.pk)).status_code == 403
    assert marked(hall, "present", by=other).status_code == 403
    stranger = make.user(Role.UNIT_CLERK, make.region(make.province()))
    assert marked(hall, "present", by=stranger).status_code == 404
    assert hall.seat.presence == "expected"


@pytest.mark.parametrize("heads", ["-1", "nhiều", "99999999"])
def test_wrong_head_count_is_refused(hall: Hall, heads: str) -> None:
    client = signed_in(hall.here.clerk)
    answer = client.post(page("site_attendance", hall.site.pk), {"head_count": heads})
    assert answer.status_code == 422


def test_rest_of_a_site_is_present(hall: Hall) -> None:
    other = make.attendance(hall.here.meeting, make.appointment(make.person(), hall.here.province))
    absent = make.appointment(make.person(), hall.here.region)
    make.attendance(hall.here.meeting, absent, hall.site, presence="absent")
    signed_in(hall.here.clerk).post(page("site_all_present", hall.site.pk))
    other.refresh_from_db()
    assert other.presence == "expected"
    marks = hall.site.attendances.order_by("presence").values_list("presence", flat=True)
    assert list(marks) == ["absent", "present"]


def test_name_is_removed_unless_something_rests_on_it(hall: Hall) -> None:
    client = signed_in(hall.here.clerk)
    words_said = make.intervention(hall.here.meeting, hall.here.clerk, speaker=hall.seat)
    answer = client.post(page("attendance_remove", hall.seat.pk), follow=True)
    assert "đã phát biểu trong biên bản" in words(answer)
    words_said.delete()
    client.post(page("attendance_remove", hall.seat.pk))
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("state", ["concluded", "closed", "cancelled"])
def test_conclusion_freezes_who_was_there(hall: Hall, state: str) -> None:
    Meeting.objects.update(state=state, concluded_at=make.NOW)
    client = signed_in(hall.here.clerk)
    assert marked(hall, "present").status_code == 422
    assert "không sửa được nữa" in words(corrected(hall, presence="absent"))
    for name in ("attendance_remove", "site_all_present", "site_attendance"):
        pk = hall.seat.pk if name == "attendance_remove" else hall.site.pk
        client.post(page(name, pk), {"head_count": 5})
    for name in ("attendance_all_present", "attendance_propose", "site_propose"):
        client.post(page(name, hall.here.meeting.pk))
    assert list(Attendance.objects.values_list("presence", flat=True)) == ["expected"]
    assert list(Site.objects.values_list("head_count", flat=True)) == [0]


def test_sites_are_online_but_for_the_hall(hall: Hall) -> None:
    signed_in(hall.here.clerk).post(page("site_propose", hall.here.meeting.pk))
    assert dict(Site.objects.values_list("unit", "is_online")) == {
        hall.here.province.pk: False,
        hall.here.region.pk: True,
    }


def test_list_to_sign_names_sites_positions_and_who_is_away(hall: Hall) -> None:
    make.attendance(hall.here.meeting, make.appointment(make.person(), hall.here.province))
    corrected(hall, presence="excused", excuse="ốm <i>nặng</i>")
    whole = presence.list_html(hall.here.meeting)
    assert "Điểm cầu Điểm cầu khu vực 5: 1 người" not in whole
    assert "khu vực 5: 1 người trong danh sách" in whole
    assert "<td>Trần Thị Bình</td><td>Viện trưởng VKSND khu vực 5</td><td></td>" in whole
    assert "vắng có lý do: ốm &lt;i&gt;nặng&lt;/i&gt;" in whole
    assert "Danh sách này có 2 người; vắng có lý do 1." in whole
    one = presence.list_html(hall.here.meeting, hall.site)
    assert "Danh sách này có 1 người" in one


def test_list_is_printed_and_saved_as_a_workbook(hall: Hall) -> None:
    client = signed_in(hall.here.clerk)
    printed = client.get(page("attendance_print", hall.here.meeting.pk), {"site": "x"})
    assert printed.content.startswith(b"%PDF")
    sheet = client.get(page("attendance_sheet", hall.here.meeting.pk))
    assert sheet.content.startswith(b"PK")


@pytest.mark.parametrize("name", ["attendance_edit", "site_attendance", "attendance_mark"])
def test_cost_does_not_grow_with_people(hall: Hall, name: str) -> None:
    client = signed_in(hall.here.clerk)
    of = {"attendance_edit": hall.here.meeting, "attendance_mark": hall.seat}.get(name, hall.site)
    turns = iter(["present", "absent"] * 2)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            if name == "attendance_mark":
                answer = client.post(page(name, of.pk), {"presence": next(turns)}, headers=HTMX)
            else:
                answer = client.get(page(name, of.pk))
            assert answer.status_code == 200
        return len(queries)

    cost()
    few = cost()
    for _ in range(8):
        held = make.appointment(make.person(), hall.here.region)
        make.attendance(hall.here.meeting, held, hall.site, presence="absent", excuse="ốm")
    assert cost() == few


def test_site_is_told_to_mark_on_the_day(hall: Hall) -> None:
    clerk = make.user(Role.UNIT_CLERK, hall.here.region)
    clerk.act_on(make.TODAY)
    assert clerk.acting
    assert list(attendance.marking(clerk.acting, make.TODAY)) == []
    [item] = attendance.marking(clerk.acting, DURING.date())
    assert item.title == "Điểm danh 1 người: Điểm cầu khu vực 5"
    assert item.url == page("site_attendance", hall.site.pk)
    marked(hall, "present", by=clerk)
    assert list(attendance.marking(clerk.acting, DURING.date())) == []

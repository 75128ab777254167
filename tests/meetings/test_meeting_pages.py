"""The calendar, calling a meeting, and its programme."""

import datetime
from typing import Any

import pytest

from meetings import reference
from meetings.models import Meeting, MeetingKind
from targets.models import Period
from tests import factories as make
from tests.meetings.stage import page, signed_in, stage, words
from units.models import Role

pytestmark = pytest.mark.django_db


def monthly() -> tuple[MeetingKind, Period]:
    reference.load()
    year = make.work_year(2027)
    october = Period.objects.create(
        work_year=year,
        kind=Period.Kind.MONTH,
        number=1,
        label="Tháng 10/2026",
        starts_on=datetime.date(2026, 10, 1),
        ends_on=datetime.date(2026, 10, 31),
    )
    return MeetingKind.objects.get(code="giao-ban-thang"), october


def typed(client: Any, **changes: Any) -> dict[str, Any]:
    """What the browser would send back of the proposed form."""
    form = client.get(page("meeting_create") + "?kind=giao-ban-thang").context["form"]
    proposed = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in proposed.items() if value is not None}
    return data | {"place": "Hội trường"} | changes


def test_list_is_empty_with_a_first_step() -> None:
    clerk = make.user(Role.OFFICE_STAFF, make.secretariat(make.province()))
    response = signed_in(clerk).get(page("meeting_list"))
    assert "Chưa có cuộc họp nào" in words(response)
    assert page("meeting_create") in words(response)


def test_list_shows_own_meetings_only() -> None:
    here = stage(title="Giao ban của tỉnh này")
    make.meeting(make.province("VKSND tỉnh Phú Yên"), title="Giao ban của tỉnh khác")
    shown = words(signed_in(here.clerk).get(page("meeting_list")))
    assert "Giao ban của tỉnh này" in shown
    assert "Giao ban của tỉnh khác" not in shown


def test_list_filters_by_state_and_words() -> None:
    here = stage(title="Giao ban tháng 10")
    make.meeting(here.province, title="Sơ kết", state="draft")
    client = signed_in(here.clerk)
    assert "Giao ban tháng 10" not in words(client.get(page("meeting_list"), {"state": "draft"}))
    found = words(client.get(page("meeting_list"), {"q": "so ket"}))
    assert "Sơ kết" in found
    assert "Giao ban tháng 10" not in found


def test_foreign_meeting_is_not_found() -> None:
    here = stage()
    stranger = make.user(Role.OFFICE_STAFF, make.secretariat(make.province("VKSND tỉnh Phú Yên")))
    for name in ("meeting_detail", "meeting_desk", "meeting_edit", "agenda_edit", "site_edit"):
        assert signed_in(stranger).get(page(name, here.meeting.pk)).status_code == 404


def test_monthly_meeting_proposes_units_period_and_title() -> None:
    _, october = monthly()
    here = stage()
    form = (
        signed_in(here.clerk).get(page("meeting_create") + "?kind=giao-ban-thang").context["form"]
    )
    assert form["period"].value() == october.pk
    assert form["title"].value() == "Hội nghị giao ban hai cấp tháng 10/2026"
    assert set(form["invited"].value()) == {here.office.pk, here.department.pk, here.region.pk}


def test_meeting_is_created_with_agenda_and_sites() -> None:
    monthly()
    here = stage()
    client = signed_in(here.clerk)
    response = client.post(page("meeting_create") + "?kind=giao-ban-thang", typed(client))
    made = Meeting.objects.latest("pk")
    assert response.status_code == 302
    assert made.state == Meeting.State.DRAFT
    assert [line.title for line in made.agenda.all()][-1] == "Viện trưởng kết luận"
    assert [site.unit for site in made.sites.all()] == [here.province, here.region]


def test_meeting_sent_twice_is_made_once() -> None:
    monthly()
    here = stage()
    client = signed_in(here.clerk)
    data = typed(client)
    client.post(page("meeting_create") + "?kind=giao-ban-thang", data)
    again = client.post(page("meeting_create") + "?kind=giao-ban-thang", data)
    assert again.status_code == 422
    assert "Cuộc họp này đã có trong lịch" in words(again)
    assert Meeting.objects.filter(title=data["title"]).count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": "x" * 10_000}, "tối đa 300 ký tự"),
        ({"title": "Giao ban\nTỐI MẬT"}, "không được nhập"),
        ({"place": "Phòng họp mật"}, "xác nhận"),
        ({"ends": "07:00"}, "Giờ kết thúc phải sau giờ bắt đầu"),
        ({"on": "31/02/2027"}, "ngày"),
        ({"due_on": "2027-01-01"}, "Hạn gửi báo cáo phải trước giờ họp"),
        ({"chair": "999999"}, "Chủ trì"),
        ({"invited": ["999999"]}, "Đơn vị dự"),
        ({"on": "1990-01-01", "period": ""}, "kỳ"),
    ],
)
def test_wrong_facts_are_refused_with_a_sentence(changes: dict[str, Any], sentence: str) -> None:
    monthly()
    here = stage()
    client = signed_in(here.clerk)
    before = Meeting.objects.count()
    response = client.post(
        page("meeting_create") + "?kind=giao-ban-thang", typed(client, **changes)
    )
    assert response.status_code == 422
    assert sentence.lower() in words(response).lower()
    assert Meeting.objects.count() == before


def test_doubtful_word_is_stored_once_confirmed() -> None:
    monthly()
    here = stage()
    client = signed_in(here.clerk)
    data = typed(client, place="Phòng họp mật", not_secret="on")
    client.post(page("meeting_create") + "?kind=giao-ban-thang", data)
    assert Meeting.objects.latest("pk").place == "Phòng họp mật"


def test_extra_fields_change_nothing() -> None:
    monthly()
    here = stage()
    client = signed_in(here.clerk)
    data = typed(client, state="closed", organiser=here.region.pk, is_illustrative="on")
    client.post(page("meeting_create") + "?kind=giao-ban-thang", data)
    made = Meeting.objects.latest("pk")
    assert (made.state, made.organiser, made.is_illustrative) == ("draft", here.province, False)


def test_region_calls_its_own_meeting() -> None:
    monthly()
    region = make.region(make.province())
    make.appointment(make.person(), region, Role.UNIT_HEAD, position="Viện trưởng")
    clerk = signed_in(make.user(Role.UNIT_CLERK, region))
    clerk.post(page("meeting_create") + "?kind=giao-ban-thang", typed(clerk))
    made = Meeting.objects.get()
    assert made.organiser == region
    assert list(made.invited.all()) == [region]


def test_unit_clerk_of_a_department_calls_no_meeting() -> None:
    here = stage()
    clerk = make.user(Role.UNIT_CLERK, here.department)
    assert signed_in(clerk).get(page("meeting_create")).status_code == 403


def test_title_with_markup_is_shown_as_text() -> None:
    here = stage(title="<script>alert(1)</script>")
    client = signed_in(here.clerk)
    for name in ("meeting_detail", "meeting_edit", "meeting_desk", "meeting_minutes"):
        shown = words(client.get(page(name, here.meeting.pk)))
        assert "<script>alert(1)" not in shown
        assert "&lt;script&gt;" in shown


def test_edit_keeps_state_and_changes_facts() -> None:
    monthly()
    here = stage()
    client = signed_in(here.clerk)
    form = client.get(page("meeting_edit", here.meeting.pk)).context["form"]
    data = {n: form[n].value() for n in form.fields if form[n].value() is not None}
    secretary = here.clerk.person
    assert secretary
    data |= {"place": "Nơi khác", "title": "Tên mới", "invited": [here.region.pk]}
    data |= {"on": "01/12/2026", "secretaries": [secretary.pk]}
    response = client.post(page("meeting_edit", here.meeting.pk), data)
    assert response.status_code == 302, response.context["form"].errors
    day = here.meeting.starts_at
    here.meeting.refresh_from_db()
    assert here.meeting.title == "Tên mới"
    assert list(here.meeting.secretaries.all()) == [secretary]
    # On the calendar: time and place change by a move, which is told.
    assert (here.meeting.place, here.meeting.starts_at) == ("Hội trường", day)
    assert list(here.meeting.invited.all()) == [here.region]
    assert here.meeting.state == Meeting.State.SCHEDULED


@pytest.mark.parametrize("name", ["meeting_list", "meeting_create"])
def test_unseen_sign_in_an_address_never_reaches_the_database(name: str) -> None:
    response = signed_in(stage().clerk).get(page(name), {"kind": "x\0"})
    assert response.status_code in (400, 404)

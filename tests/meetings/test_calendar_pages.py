"""The calendar's pages: month, year, print, files; moving, news, series and turns on the screen."""

import io
from typing import Any

import openpyxl
import pdfplumber
import pytest
from django.test import Client

from meetings.models import HostTurn, Meeting, MeetingMove, MeetingNews, MeetingSeries
from meetings.scheduling import habits, moving, planning
from meetings.scheduling.moving import To
from tests import factories as make
from tests.meetings.calendars import Calendar, calendar, holiday, monthly, quarterly, weekly
from tests.meetings.stage import page, signed_in, words
from units.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Calendar:
    return calendar()


@pytest.fixture
def clerk(here: Calendar) -> Client:
    return signed_in(here.clerk)


def called(here: Calendar, **more: Any) -> Meeting:
    return make.meeting(here.province, **{"chair": here.chair, "invited": here.regions} | more)


def test_month_shows_meetings_and_holidays_on_their_days(here: Calendar, clerk: Client) -> None:
    called(here, title="Giao ban tháng 10")
    called(here, title="Giao ban tháng 11", starts_at=make.moment("2026-12-08 08:00"))
    holiday("2026-11-20", "Nghỉ bù thử")
    answer = clerk.get(page("meeting_calendar"))
    days = {day.on.isoformat(): day for week in answer.context["weeks"] for day in week}
    assert [one.title for one in days["2026-11-24"].meetings] == ["Giao ban tháng 10"]
    assert days["2026-11-20"].off == "Nghỉ bù thử"
    assert (min(days), max(days)) == ("2026-10-26", "2026-12-06")
    assert "Giao ban tháng 11" not in words(answer)


def test_year_lists_the_work_year_by_month(here: Calendar, clerk: Client) -> None:
    called(here)
    called(here, title="Cuối năm", starts_at=make.moment("2027-09-28 08:00"), state="draft")
    called(here, title="Năm sau", starts_at=make.moment("2027-10-05 08:00"))
    answer = clerk.get(page("meeting_calendar"), {"view": "year", "year": "2027"})
    assert [month.isoformat() for month, _ in answer.context["months"]] == [
        "2026-11-01",
        "2027-09-01",
    ]
    assert "Năm sau" not in words(answer)


@pytest.mark.parametrize(
    "query", ["?month=2026-13", "?month=x", "?month=0001-01", "?view=year&year=99999", "?kind=?"]
)
def test_what_the_address_says_wrongly_is_now(clerk: Client, query: str) -> None:
    answer = clerk.get(page("meeting_calendar") + query)
    assert answer.status_code == 200
    assert answer.context["asked"].month.isoformat() == "2026-11-01"


def test_unit_sees_what_it_is_invited_to_and_no_drafts(here: Calendar) -> None:
    called(here, title="Có mời")
    called(here, title="Không mời", invited=[])
    called(here, title="Dự kiến", state="draft")
    shown = words(signed_in(here.heads[0]).get(page("meeting_calendar")))
    assert "Có mời" in shown
    assert "Không mời" not in shown
    assert "Dự kiến" not in shown


def test_unit_that_houses_a_meeting_sees_it(here: Calendar) -> None:
    called(here, title="Đăng cai", invited=[], host=here.regions[0])
    assert "Đăng cai" in words(signed_in(here.heads[0]).get(page("meeting_calendar")))


def test_calendar_is_printed_and_written_alike(here: Calendar, clerk: Client) -> None:
    called(here)
    printed = clerk.get(page("meeting_calendar_print"))
    assert printed.content.startswith(b"%PDF")
    sheet = b"".join(clerk.get(page("meeting_calendar_sheet")))
    rows = list(openpyxl.load_workbook(io.BytesIO(sheet)).active.values)
    row = next(row for row in rows if "Hội nghị giao ban tháng 10/2026" in row)
    assert row[:2] == ("T3, 24/11/2026", "08:00–11:00")


def test_print_tells_its_stretch_and_not_of_figures(here: Calendar, clerk: Client) -> None:
    called(here)
    text = printed(clerk.get(page("meeting_calendar_print")).content)
    assert "từ 01/11/2026 đến hết 30/11/2026" in text
    assert "In lúc" in text
    assert "Số liệu" not in text
    sheet = b"".join(clerk.get(page("meeting_calendar_sheet")))
    lines = openpyxl.load_workbook(io.BytesIO(sheet)).active.values
    cells = [cell for line in lines for cell in line]
    assert not [cell for cell in cells if cell and "Số liệu lúc" in str(cell)]


def printed(content: bytes) -> str:
    with pdfplumber.open(io.BytesIO(content)) as document:
        words = " ".join(page.extract_text() for page in document.pages)
    return " ".join(words.split())


def test_calendar_file_holds_the_invited_meetings_in_their_version(
    here: Calendar, clerk: Client
) -> None:
    meeting = called(here)
    to = To(make.moment("2026-11-25 08:00"), make.moment("2026-11-25 09:00"), "Tầng 2")
    moving.move(meeting, to, reason="Trùng lịch", by=here.clerk, at=make.NOW)
    for name, keys in (("meeting_calendar_export", ()), ("meeting_export", (meeting.pk,))):
        answer = clerk.get(page(name, *keys))
        text = answer.content.decode()
        assert answer["Content-Type"].startswith("text/calendar")
        assert ("SEQUENCE:1" in text, text.count("BEGIN:VEVENT")) == (True, 1)


def test_calendar_costs_the_same_with_many_meetings(
    here: Calendar, clerk: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(25):
        called(here)
    for query in ("", "?view=year"):
        with django_assert_max_num_queries(16):
            clerk.get(page("meeting_calendar") + query)


# Moving and calling off


def moved(client: Client, meeting: Meeting, **changes: str) -> Any:
    data = {
        "on": "26/11/2026",
        "starts": "14:00",
        "ends": "16:00",
        "place": "Tầng 3",
        "reason": "Viện trưởng họp Tỉnh ủy",
    }
    return client.post(page("meeting_move", meeting.pk), data | changes)


def test_move_by_the_form_is_shown_and_counted(here: Calendar, clerk: Client) -> None:
    meeting = called(here)
    assert moved(clerk, meeting).status_code == 302
    shown = words(clerk.get(page("meeting_detail", meeting.pk)))
    assert "Chuyển từ 08:00, 24/11/2026 sang 14:00, 26/11/2026" in shown
    assert "Đã báo 4 người, 0 người xác nhận" in shown


def test_followers_are_told_of_a_move_and_of_changed_facts(here: Calendar, clerk: Client) -> None:
    meeting = called(here)
    moved(clerk, meeting)
    meeting.refresh_from_db()
    assert meeting.surroundings_no == meeting.change_no == 1
    planning.edit_meeting(meeting, invited=here.regions)
    meeting.refresh_from_db()
    assert meeting.surroundings_no == meeting.change_no == 2


def test_move_counts_the_deadline_anew_in_working_days(here: Calendar, clerk: Client) -> None:
    meeting = called(here, kind=monthly(), reports_due_at=make.moment("2026-11-20 16:00"))
    moved(clerk, meeting, on="30/11/2026")
    meeting.refresh_from_db()
    assert meeting.reports_due_at == make.moment("2026-11-26 16:00")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": ""}, "chưa điền"),
        ({"ends": "13:00"}, "phải sau giờ bắt đầu"),
        ({"on": "01/11/2026"}, "đã qua"),
        ({"on": "01/11/0026"}, "không hợp lý"),
        ({"reason": "TỐI MẬT"}, "không được nhập"),
    ],
)
def test_move_that_cannot_be_is_refused_and_keeps_what_was_typed(
    here: Calendar, clerk: Client, changes: dict[str, str], sentence: str
) -> None:
    answer = moved(clerk, called(here), **changes)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert "Tầng 3" in words(answer)
    assert not MeetingMove.objects.exists()


def test_clash_is_shown_and_accepted_knowingly(here: Calendar, clerk: Client) -> None:
    called(here, title="Tiếp công dân", starts_at=make.moment("2026-11-26 15:00"))
    meeting = called(here)
    asked = moved(clerk, meeting)
    assert asked.status_code == 422
    assert "Trùng lịch" in words(asked)
    assert moved(clerk, meeting, accepts="on").status_code == 302
    meeting.refresh_from_db()
    assert "Tiếp công dân" in meeting.accepted_conflicts


def test_told_person_finds_it_in_his_work_until_he_says_that_he_knows(here: Calendar) -> None:
    meeting = called(here)
    moving.cancel(meeting, by=here.clerk, at=make.NOW, reason="Bão số 12")
    client = signed_in(here.heads[0])
    assert "Lý do: Bão số 12" in words(client.get(page("my_work")))
    row = MeetingNews.objects.get(person=here.heads[0].person_id)
    assert "Tôi đã biết" in words(client.get(page("meeting_news_list")))
    client.post(page("meeting_news_acknowledge", row.pk))
    assert "Lý do: Bão số 12" not in words(client.get(page("my_work")))
    other = MeetingNews.objects.exclude(pk=row.pk).first()
    assert other
    assert client.post(page("meeting_news_acknowledge", other.pk)).status_code == 404


# Calling one meeting


def test_new_meeting_names_clashes_before_it_is_made(here: Calendar, clerk: Client) -> None:
    called(here, title="Tiếp công dân", starts_at=make.moment("2026-12-01 09:00"))
    address = page("meeting_create") + f"?kind={make.meeting_kind().code}"
    form = clerk.get(address).context["form"]
    data = {n: form[n].value() for n in form.fields if form[n].value() is not None}
    data |= {"on": "01/12/2026", "place": "Tầng 2"}
    asked = clerk.post(address, data)
    assert asked.status_code == 422
    assert "Trùng lịch" in words(asked)
    assert clerk.post(address, data | {"accepts": "on"}).status_code == 302
    assert "Tiếp công dân" in Meeting.objects.latest("pk").accepted_conflicts


def test_new_meeting_begins_with_the_kinds_habits_and_the_next_host(
    here: Calendar, clerk: Client
) -> None:
    HostTurn.objects.create(
        organiser=here.province, unit=here.regions[1], order=1, place="Hội trường Lao Bảo"
    )
    kind = quarterly(weekday=4, form="mixed", length_minutes=180, report_days=2)
    form = clerk.get(page("meeting_create") + f"?kind={kind.code}").context["form"]
    assert form["on"].value().isoweekday() == 4
    assert (form["host"].value(), form["place"].value()) == (
        here.regions[1].pk,
        "Hội trường Lao Bảo",
    )
    assert (form["form"].value(), form["ends"].value().hour) == ("mixed", 11)
    assert (form["on"].value() - form["due_on"].value()).days == 2


def test_working_session_is_with_one_unit(here: Calendar, clerk: Client) -> None:
    kind = make.meeting_kind(audience="one")
    address = page("meeting_create") + f"?kind={kind.code}"
    form = clerk.get(address).context["form"]
    data = {n: form[n].value() for n in form.fields if form[n].value() is not None}
    data |= {"place": "Tầng 2"}
    assert "Chọn một đơn vị" in words(clerk.post(address, data))
    both = data | {"invited": [region.pk for region in here.regions[:2]]}
    assert clerk.post(address, both).status_code == 422
    one = data | {"invited": [here.regions[0].pk]}
    assert clerk.post(address, one).status_code == 302


def test_deputy_in_charge_of_the_unit_is_proposed(here: Calendar) -> None:
    deputies = [make.user(Role.PROVINCE_DEPUTY, here.province).acting for _ in range(2)]
    assert deputies[1]
    make.portfolio(deputies[1], unit=here.regions[0])
    kind = make.meeting_kind(presiding="deputy")
    found = habits.propose_chair(kind, here.province, make.TODAY, [here.regions[0].pk])
    assert found == deputies[1]


# A year's series and turns to host


def proposed(client: Client, code: str) -> dict[str, Any]:
    form = client.get(page("meeting_series_create") + f"?kind={code}").context["form"]
    data = {n: form[n].value() for n in form.fields if form[n].value() is not None}
    return {n: getattr(v, "pk", v) for n, v in data.items()}


def test_series_is_previewed_then_made_then_scheduled(here: Calendar, clerk: Client) -> None:
    kind = weekly()
    address = page("meeting_series_create") + f"?kind={kind.code}"
    holiday("2027-01-25", "Nghỉ thử")
    data = proposed(clerk, kind.code)
    seen = clerk.post(address, data)
    assert "26/1/2027" in words(seen)
    assert "25/1/2027 là Nghỉ thử" in words(seen)
    assert not Meeting.objects.exists()
    slots = [s.slot_on for s in seen.context["slots"] if s.is_proposed]
    chosen = [day.isoformat() for day in slots if day.year == here.year.year][:3]
    made = clerk.post(address, data | {"slot": chosen, "confirmed": "1"}, follow=True)
    assert "Đã lập 3 cuộc họp dự kiến" in words(made)
    row = MeetingSeries.objects.get()
    clerk.post(page("meeting_series_schedule", row.pk), {"until": "2027-09-30"})
    assert row.meetings.filter(state="scheduled").count() == 3
    assert kind.name in words(clerk.get(page("meeting_series_list")))


def test_series_refuses_what_no_year_could_use(here: Calendar, clerk: Client) -> None:
    kind = weekly()
    address = page("meeting_series_create") + f"?kind={kind.code}"
    data = proposed(clerk, kind.code)
    for changes in ({"weekday": ""}, {"weekday": "9"}, {"length_minutes": "x"}, {"place": ""}):
        assert clerk.post(address, data | changes).status_code == 422
    bad = clerk.post(address, data | {"slot": ["x", "2027-99-99"], "confirmed": "1"}, follow=True)
    assert "Không có cuộc họp nào để lập" in words(bad)
    assert clerk.get(page("meeting_series_create") + "?kind=khong-co").status_code == 404


def test_drafts_of_a_series_are_withdrawn_by_one_button(here: Calendar, clerk: Client) -> None:
    kind = weekly()
    data = proposed(clerk, kind.code) | {"slot": ["2027-01-04"], "confirmed": "1"}
    clerk.post(page("meeting_series_create") + f"?kind={kind.code}", data)
    row = MeetingSeries.objects.get()
    clerk.post(page("meeting_series_withdraw", row.pk))
    assert not Meeting.objects.exists()
    assert "không còn cuộc họp nào" in words(clerk.get(page("meeting_series_detail", row.pk)))


def test_rotation_is_kept_on_its_page(here: Calendar, clerk: Client) -> None:
    assert "Chưa xếp vòng luân phiên" in words(clerk.get(page("host_turn_list")))
    for region in here.regions[:2]:
        clerk.post(page("host_turn_list"), {"unit": region.pk, "place": "Hội trường"})
    assert "lượt tới: VKSND khu vực 1" in words(clerk.get(page("host_turn_list")))
    first = HostTurn.objects.get(unit=here.regions[0])
    clerk.post(page("host_turn_step", first.pk), {"later": "1"})
    assert "lượt tới: VKSND khu vực 2" in words(clerk.get(page("host_turn_list")))
    assert clerk.get(page("host_turn_print")).content.startswith(b"%PDF")
    again = clerk.post(page("host_turn_list"), {"unit": here.regions[0].pk, "place": ""})
    assert again.status_code == 422
    clerk.post(page("host_turn_remove", first.pk))
    assert HostTurn.objects.count() == 1


def test_region_plans_its_own_year_and_sees_no_other(here: Calendar, clerk: Client) -> None:
    kind = weekly()
    row = MeetingSeries.objects.create(
        kind=kind, organiser=here.province, work_year=here.year, by=here.clerk, at=make.NOW
    )
    region = signed_in(here.heads[0])
    assert region.get(page("meeting_series_detail", row.pk)).status_code == 404
    data = proposed(region, kind.code) | {"slot": ["2027-01-04"], "confirmed": "1"}
    region.post(page("meeting_series_create") + f"?kind={kind.code}", data)
    assert Meeting.objects.get().organiser == here.regions[0]


def test_edit_asks_about_clashes_only_where_it_could_make_some(
    here: Calendar, clerk: Client
) -> None:
    called(here, title="Tiếp công dân", place="Tầng 1")
    meeting = called(here)
    address = page("meeting_edit", meeting.pk)
    form = clerk.get(address).context["form"]
    data = {n: form[n].value() for n in form.fields if form[n].value() is not None}
    data = {n: getattr(v, "pk", v) for n, v in data.items()}
    data["invited"] = [region.pk for region in here.regions]
    assert clerk.post(address, data | {"title": "Tên mới"}).status_code == 302
    asked = clerk.post(address, data | {"invited": [here.regions[0].pk]})
    assert "Trùng lịch: VKSND khu vực 1 cùng được mời dự “Tiếp công dân”" in words(asked)


def test_day_of_the_preview_is_typed_looked_at_and_then_made(here: Calendar, clerk: Client) -> None:
    kind = monthly()
    address = page("meeting_series_create") + f"?kind={kind.code}"
    form = clerk.get(address).context["form"]
    data = {n: form[n].value() for n in form.fields if form[n].value() is not None}
    data |= {"year": here.year.pk, "chair": here.chair.pk, "place": "Tầng 2"}
    assert 'name="on_2026-12-01" value="05/1/2027"' in words(clerk.post(address, data))
    shown = {"seen": "1", "slot": ["2026-12-01"], "seen_2026-12-01": "2027-01-05"}
    for typed, sentence in {
        "32/1/2027": "",
        "01/11/2026": "Chọn ngày trong kỳ",
        "01/12/2030": "Chọn ngày trong kỳ",
    }.items():
        sent = data | shown | {"on_2026-12-01": typed, "confirmed": "1"}
        answer = clerk.post(address, sent)
        assert answer.status_code == 422
        assert f'value="{typed}"' in words(answer)
        assert sentence in words(answer)
        assert not Meeting.objects.exists()
    sent = data | shown | {"on_2026-12-01": "07/01/2027", "confirmed": "1"}
    asked = words(clerk.post(address, sent))
    assert "Ngày họp vừa đổi" in asked
    assert "theo lệ là 05/1/2027" in asked
    assert not Meeting.objects.exists()
    sent |= {"seen_2026-12-01": "2027-01-07"}
    assert clerk.post(address, sent).status_code == 302
    assert Meeting.objects.get().starts_at == make.moment("2027-01-07 08:00")

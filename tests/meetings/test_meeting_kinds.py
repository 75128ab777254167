"""Kinds of meeting are edited by a province's Office; what is stored, a new meeting can use."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import MeetingKind
from meetings.scheduling import habits
from tests import factories as f
from tests.targets.figures_facts import Office, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Office:
    return office()


@pytest.fixture
def kind() -> MeetingKind:
    return f.meeting_kind()


def typed(**changes: str) -> dict[str, str]:
    return {
        "name": "Giao ban quý",
        "title_template": "Hội nghị giao ban {ky} năm {nam}",
        "agenda": "Khai mạc | 5\nKết luận",
        "needs_notice": "on",
        "is_in_use": "on",
        "order": "2",
        "period_kind": "quarter",
        "offices": "province",
        "audience": "all",
        "purpose": "hearing",
        "presiding": "head",
        "form": "mixed",
        "weekday": "4",
        "days_after": "8",
        "usual_time": "08:00",
        "length_minutes": "180",
        "report_days": "2",
        "report_time": "16:00",
    } | changes


def send(client: Client, made: Office, kind: MeetingKind, data: dict[str, str]) -> tuple[int, str]:
    client.force_login(made.staff)
    response = client.post(reverse("meetings:meeting_kind_edit", args=[kind.pk]), data)
    return response.status_code, response.content.decode()


def test_kind_is_edited(client: Client, made: Office, kind: MeetingKind) -> None:
    assert send(client, made, kind, typed())[0] == 302
    kind.refresh_from_db()
    assert (kind.name, kind.agenda) == ("Giao ban quý", "Khai mạc | 5\nKết luận")
    assert habits.title_of(kind, None, made.year) == "Hội nghị giao ban năm 2026"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "chưa điền"),
        ({"title_template": "Giao ban {thang}"}, "chỉ ghi {ky} hoặc {nam}"),
        ({"title_template": "Giao ban {ky.label}"}, "chỉ ghi {ky} hoặc {nam}"),
        ({"title_template": "Giao ban {nam:>99999999}"}, "chỉ ghi {ky} hoặc {nam}"),
        ({"title_template": "Giao ban {}"}, "chỉ ghi {ky} hoặc {nam}"),
        ({"title_template": "Giao ban {ky"}, "phải đi thành cặp"),
        ({"title_template": "x" * 201}, "tối đa 200 ký tự"),
        ({"agenda": "Khai mạc | năm phút"}, "ghi số phút"),
        ({"agenda": "Khai mạc | 99999"}, "ghi số phút"),
        ({"agenda": "| 5"}, "cần nội dung"),
        ({"agenda": "Khai mạc\nTỐI MẬT"}, "không được nhập"),
        ({"agenda": "# "}, "cần nội dung"),
        ({"length_minutes": "5"}, "lớn hơn hoặc bằng"),
        ({"days_after": "400"}, "nhỏ hơn hoặc bằng"),
        ({"hosted_in_turn": "on", "audience": "one"}, "không luân phiên"),
    ],
)
def test_what_no_meeting_could_use_is_refused(
    client: Client, made: Office, kind: MeetingKind, changes: dict[str, str], sentence: str
) -> None:
    status, page = send(client, made, kind, typed(**changes))
    assert status == 422
    assert sentence in page
    kind.refresh_from_db()
    assert kind.name == "Giao ban tháng"


def test_habits_are_stored_and_shown_in_the_list(
    client: Client, made: Office, kind: MeetingKind
) -> None:
    assert send(client, made, kind, typed())[0] == 302
    kind.refresh_from_db()
    assert (kind.offices, kind.weekday, kind.report_days) == (["province"], 4, 2)
    page = client.get(reverse("meetings:meeting_kind_list")).content.decode()
    assert "mỗi quý, sau 8 ngày, thứ Năm" in page
    assert "16:00, trước 2 ngày làm việc" in page


def test_agenda_takes_presenters_and_headings(
    client: Client, made: Office, kind: MeetingKind
) -> None:
    agenda = "# Phần thứ nhất\nBáo cáo | 15 | Chánh Văn phòng"
    assert send(client, made, kind, typed(agenda=agenda))[0] == 302


def test_office_adds_a_kind_of_its_own(client: Client, made: Office) -> None:
    client.force_login(made.staff)
    address = reverse("meetings:meeting_kind_create")
    data = typed(code="hop-chuyen-de", name="Họp chuyên đề", period_kind="", weekday="")
    assert client.post(address, data).status_code == 302
    assert client.post(address, data).status_code == 422
    kind = MeetingKind.objects.get(code="hop-chuyen-de")
    assert (kind.recurs, kind.is_weekly) == (False, False)


@pytest.mark.parametrize(
    ("habits_of", "recurs"),
    [({}, False), ({"weekday": 1}, True), ({"period_kind": "month"}, True)],
)
def test_what_recurs_is_the_same_in_rows_and_in_queries(
    habits_of: dict[str, Any], recurs: bool
) -> None:
    row = f.meeting_kind(**habits_of)
    assert row.recurs == recurs == MeetingKind.objects.recurring().filter(pk=row.pk).exists()


def test_kinds_are_offered_to_the_offices_that_hold_them(made: Office) -> None:
    region = f.region(made.province)
    f.meeting_kind(name="Của tỉnh", offices=["province"])
    f.meeting_kind(name="Thôi dùng", is_in_use=False)
    here = f.meeting_kind(name="Của cả hai")
    assert list(MeetingKind.objects.held_by(region)) == [here]


def test_list_leads_to_every_kind(client: Client, made: Office, kind: MeetingKind) -> None:
    client.force_login(made.staff)
    page = client.get(reverse("meetings:meeting_kind_list")).content.decode()
    assert reverse("meetings:meeting_kind_edit", args=[kind.pk]) in page


def test_clerk_of_a_region_is_refused(client: Client, made: Office, kind: MeetingKind) -> None:
    client.force_login(made.clerk)
    assert client.get(reverse("meetings:meeting_kind_list")).status_code == 403
    assert client.post(reverse("meetings:meeting_kind_edit", args=[kind.pk])).status_code == 403

"""Kinds of meeting are edited by a province's Office; what is stored, a new meeting can use."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings import planning
from meetings.models import MeetingKind
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
    } | changes


def send(client: Client, made: Office, kind: MeetingKind, data: dict[str, str]) -> tuple[int, str]:
    client.force_login(made.staff)
    response = client.post(reverse("meetings:meeting_kind_edit", args=[kind.pk]), data)
    return response.status_code, response.content.decode()


def test_kind_is_edited(client: Client, made: Office, kind: MeetingKind) -> None:
    assert send(client, made, kind, typed())[0] == 302
    kind.refresh_from_db()
    assert (kind.name, kind.agenda) == ("Giao ban quý", "Khai mạc | 5\nKết luận")
    assert planning.title_of(kind, None, made.year) == "Hội nghị giao ban năm 2026"


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


def test_list_leads_to_every_kind(client: Client, made: Office, kind: MeetingKind) -> None:
    client.force_login(made.staff)
    page = client.get(reverse("meetings:meeting_kind_list")).content.decode()
    assert reverse("meetings:meeting_kind_edit", args=[kind.pk]) in page


def test_clerk_of_a_region_is_refused(client: Client, made: Office, kind: MeetingKind) -> None:
    client.force_login(made.clerk)
    assert client.get(reverse("meetings:meeting_kind_list")).status_code == 403
    assert client.post(reverse("meetings:meeting_kind_edit", args=[kind.pk])).status_code == 403

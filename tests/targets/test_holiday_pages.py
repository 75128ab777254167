"""Days off are rows that a province's Office keeps."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from targets import reference
from targets.models import Holiday
from tests import factories as make
from tests.factories import calendars
from units.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client: Client) -> Client:
    client.force_login(make.user(Role.OFFICE_STAFF, make.secretariat(make.province())))
    return client


def test_day_is_added_changed_and_removed(clerk: Client) -> None:
    address = reverse("targets:holiday_list")
    assert "Chưa ghi ngày nghỉ nào" in clerk.get(address).content.decode()
    data = {"on": "24/11/2026", "name": "Ngày Văn hóa Việt Nam"}
    assert clerk.post(address, data).status_code == 302
    row = Holiday.objects.get()
    assert "24/11/2026" in clerk.get(address).content.decode()
    edited = reverse("targets:holiday_edit", args=[row.pk])
    assert clerk.post(edited, data | {"is_assumed": "on"}).status_code == 302
    assert Holiday.objects.get().is_assumed
    clerk.post(reverse("targets:holiday_remove", args=[row.pk]))
    assert not Holiday.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"on": "24/11/2026"}, "đã được ghi"),
        ({"on": "31/02/2027"}, "Nhập"),
        ({"on": "24/11/0026"}, "không hợp lý"),
        ({"is_worked": "on"}, "thứ Bảy hoặc Chủ nhật"),
        ({"name": ""}, "chưa điền"),
    ],
)
def test_day_that_cannot_be_is_refused(
    clerk: Client, changes: dict[str, str], sentence: str
) -> None:
    calendars.holiday(datetime.date(2026, 11, 24))
    data = {"on": "26/11/2026", "name": "Nghỉ"} | changes
    answer = clerk.post(reverse("targets:holiday_list"), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_known_holidays_are_loaded_once_and_edited_ones_stay() -> None:
    reference._load_holidays()
    count = Holiday.objects.count()
    Holiday.objects.filter(on="2026-09-02").update(name="Tết Độc lập")
    reference._load_holidays()
    assert Holiday.objects.count() == count > 25
    assert Holiday.objects.get(on="2026-09-02").name == "Tết Độc lập"

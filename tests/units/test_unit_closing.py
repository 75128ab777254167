"""A unit is closed, and what holds its end up."""

import datetime
from typing import Any

import pytest
from django.test import Client

from tests import factories as f
from tests.units.register_pages import begun, keeper, text
from units.models import Role, Succession, Unit, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Unit:
    return begun()


@pytest.fixture
def staff(office: Unit, client: Client) -> User:
    return keeper(office, client)


def closing(**more: Any) -> dict[str, Any]:
    return {
        "last_day": "30/11/2026",
        "basis": "Quyết định số 7",
        "has_no_successor": "on",
    } | more


@pytest.mark.usefixtures("staff")
def test_unit_is_closed_with_its_name(client: Client, office: Unit) -> None:
    where = f.region(office, source="Nghị quyết 1")
    assert client.post(f"/units/{where.pk}/close/", closing()).status_code == 302
    where.refresh_from_db()
    last = datetime.date(2026, 11, 30)
    assert (where.valid_to, where.names.get().valid_to) == (last, last)
    assert where.source == ("Nghị quyết 1\nKết thúc hoạt động ngày 30/11/2026: Quyết định số 7")
    assert "khu vực 5" not in text(client.get("/units/", {"on": "1/12/2026"}))


@pytest.mark.usefixtures("staff")
def test_closing_without_the_tick_leads_to_the_assistant(client: Client, office: Unit) -> None:
    where = f.region(office)
    page = text(client.post(f"/units/{where.pk}/close/", closing(has_no_successor="")))
    assert "Nếu có đơn vị kế thừa, dùng Sắp xếp tổ chức" in page
    assert "/reorganisations/create/" in page
    where.refresh_from_db()
    assert where.valid_to is None


@pytest.mark.usefixtures("staff")
def test_unit_with_a_recorded_successor_needs_no_tick(client: Client, office: Unit) -> None:
    where = f.region(office)
    Succession.objects.create(
        predecessor=where, successor=f.region(office, "B"), on=datetime.date(2026, 12, 1)
    )
    data = closing(has_no_successor="")
    assert client.post(f"/units/{where.pk}/close/", data).status_code == 302


def hang(kind: str, where: Unit) -> None:
    assert where.parent
    later = datetime.date(2026, 12, 1)
    if kind == "chức vụ":
        f.appointment(f.person("Trần Văn Bình"), where)
    elif kind == "phân công phụ trách":
        deputy = f.appointment(f.person("Trần Văn Bình"), where.parent, Role.PROVINCE_DEPUTY)
        f.portfolio(deputy, unit=where)
    elif kind == "nhiệm vụ chưa xong":
        meeting = f.meeting(where.parent)
        f.directive_task(f.directive(meeting, text="Trần Văn Bình"), where)
    elif kind == "số liệu tháng":
        f.figure(f.indicator(), where, later, 7, f.user(Role.UNIT_CLERK, where.parent))
    elif kind == "hội nghị":
        starts = f.NOW + datetime.timedelta(days=30)
        f.meeting(where.parent, host=where, starts_at=starts, title="Trần Văn Bình")


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("chức vụ", "Trần Văn Bình"),
        ("phân công phụ trách", "Trần Văn Bình"),
        ("nhiệm vụ chưa xong", "“Trần Văn Bình”"),
        ("số liệu tháng", "tháng 12/2026"),
        ("hội nghị", "Trần Văn Bình"),
    ],
)
def test_closing_is_refused_while_something_hangs_on_the_unit(
    client: Client, office: Unit, kind: str, name: str
) -> None:
    where = f.region(office)
    hang(kind, where)
    response = client.post(f"/units/{where.pk}/close/", closing())
    assert response.status_code == 422
    assert f"Sau ngày 30/11/2026 đơn vị còn 1 {kind} ({name})" in text(response)
    where.refresh_from_db()
    assert where.valid_to is None


@pytest.mark.usefixtures("staff")
def test_province_with_living_units_is_not_closed(client: Client, office: Unit) -> None:
    page = text(client.post(f"/units/{office.pk}/close/", closing()))
    assert "1 đơn vị trực thuộc (Văn phòng)" in page


@pytest.mark.usefixtures("staff")
def test_closed_unit_is_not_closed_again(client: Client, office: Unit) -> None:
    where = f.region(office, valid_to=datetime.date(2026, 1, 1))
    assert "đã kết thúc ngày 01/1/2026" in text(client.post(f"/units/{where.pk}/close/", closing()))


@pytest.mark.usefixtures("staff")
def test_closing_page_lists_what_hangs_on_the_unit_now(client: Client, office: Unit) -> None:
    where = f.region(office)
    for number in range(6):
        f.appointment(f.person(f"Người {number}"), where)
    page = text(client.get(f"/units/{where.pk}/close/"))
    assert "6 chức vụ (Người 0, Người 1, Người 2, Người 3 và 2 nữa)" in page

"""Slips about a unit are put right; what lies outside its life is refused."""

import datetime
from typing import Any

import pytest
from django.test import Client

from tests import factories as f
from tests.units.register_pages import EVE, FIRST, begun, keeper, text
from tests.units.test_unit_closing import closing
from units.lifetimes import Life, beyond
from units.models import Appointment, Role, Succession, Unit, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Unit:
    return begun()


@pytest.fixture
def staff(office: Unit, client: Client) -> User:
    return keeper(office, client)


def put_right(client: Client, unit: Unit, **more: Any) -> Any:
    data: dict[str, Any] = {
        "code": unit.code,
        "number": unit.number or "",
        "valid_from": unit.valid_from or "",
        "valid_to": unit.valid_to or "",
        "reason": "Gõ nhầm",
    }
    return client.post(f"/units/{unit.pk}/correct/", data | more)


@pytest.mark.usefixtures("staff")
def test_slips_are_put_right_and_the_reason_is_kept(client: Client, office: Unit) -> None:
    where = f.region(office, number=5, valid_from=FIRST, source="Nghị quyết 1")
    where.names.update(valid_from=FIRST)
    right = datetime.date(2025, 8, 1)
    response = put_right(client, where, code="QT2-KV8", number="8", valid_from="1/8/2025")
    assert response.status_code == 302
    where.refresh_from_db()
    assert (where.code, where.number, where.valid_from) == ("QT2-KV8", 8, right)
    assert where.names.get().valid_from == right
    assert where.source.startswith("Nghị quyết 1\nĐính chính ngày ")
    assert where.source.endswith(": Gõ nhầm")


@pytest.mark.usefixtures("staff")
def test_correction_without_a_change_writes_nothing(client: Client, office: Unit) -> None:
    where = f.region(office, source="Nghị quyết 1")
    assert put_right(client, where).status_code == 302
    where.refresh_from_db()
    assert where.source == "Nghị quyết 1"


@pytest.mark.usefixtures("staff")
def test_correction_needs_a_reason(client: Client, office: Unit) -> None:
    assert put_right(client, f.region(office), number="8", reason=" ").status_code == 422


@pytest.mark.usefixtures("staff")
def test_code_of_another_unit_is_refused(client: Client, office: Unit) -> None:
    where = f.region(office)
    page = text(put_right(client, where, code=office.code.upper()))
    assert "đang là mã của VKSND tỉnh Quảng Trị" in page


@pytest.mark.usefixtures("staff")
def test_code_of_the_reference_data_is_kept(client: Client, office: Unit) -> None:
    """The next loading would found the unit a second time."""
    where = f.region(office)
    Unit.objects.filter(pk=where.pk).update(code="QT2-KV5")
    where.refresh_from_db()
    assert "danh mục gốc" in text(put_right(client, where, code="QT2-KV55"))


@pytest.mark.usefixtures("staff")
def test_number_of_a_living_sibling_is_refused(client: Client, office: Unit) -> None:
    f.region(office, "VKSND khu vực 8", number=8)
    page = text(put_right(client, f.region(office, number=5), number="8"))
    assert "đã có đơn vị số 8" in page


@pytest.mark.usefixtures("staff")
def test_days_that_rows_contradict_are_refused(client: Client, office: Unit) -> None:
    where = f.region(office, valid_from=FIRST, valid_to=datetime.date(2026, 11, 30))
    f.appointment(
        f.person("Trần Văn Bình"), where, valid_from=FIRST, valid_to=datetime.date(2026, 11, 30)
    )
    month = datetime.date(2025, 7, 1)
    f.figure(f.indicator(), where, month, 7, f.user(Role.UNIT_CLERK, office))
    page = text(put_right(client, where, valid_from="1/8/2025"))
    assert "mâu thuẫn với dữ liệu đã ghi" in page
    assert "1 chức vụ (Trần Văn Bình)" in page
    assert "1 số liệu tháng (tháng 7/2025)" in page
    assert "1 chức vụ (Trần Văn Bình)" in text(put_right(client, where, valid_to="29/11/2026"))
    where.refresh_from_db()
    assert where.valid_from == FIRST


@pytest.mark.usefixtures("staff")
def test_name_outside_the_new_days_is_refused(client: Client, office: Unit) -> None:
    where = f.region(office, valid_from=FIRST)
    where.names.update(valid_from=FIRST, valid_to=datetime.date(2026, 3, 31))
    where.names.create(name="B", short_name="B", valid_from=datetime.date(2026, 4, 1))
    assert "Tên “VKSND khu vực 5” được ghi" in text(put_right(client, where, valid_from="1/5/2026"))
    where.refresh_from_db()
    assert where.valid_from == FIRST


@pytest.mark.usefixtures("staff")
def test_day_after_a_succession_is_refused(client: Client, office: Unit) -> None:
    where = f.region(office, valid_to=datetime.date(2026, 3, 31))
    Succession.objects.create(
        predecessor=where, successor=f.region(office, "B"), on=datetime.date(2026, 4, 1)
    )
    for day in ("1/4/2026", ""):
        page = text(put_right(client, where, valid_to=day))
        assert "1 quan hệ được kế thừa (từ 01/4/2026)" in page


@pytest.mark.usefixtures("staff")
def test_unit_does_not_outlive_its_province(client: Client) -> None:
    old = f.province("VKSND tỉnh Quảng Bình", valid_to=EVE)
    Succession.objects.create(
        predecessor=old, successor=Unit.objects.get(valid_from=FIRST), on=FIRST
    )
    where = f.region(old, "VKSND huyện Lệ Thủy", valid_to=EVE)
    assert "đến hết ngày 30/6/2025" in text(put_right(client, where, valid_to="1/7/2025"))


@pytest.mark.usefixtures("staff")
def test_unit_of_another_province_is_left_alone(client: Client) -> None:
    where = f.region(f.province("VKSND tỉnh Vĩnh Long"))
    assert put_right(client, where, number="8").status_code == 403
    assert client.post(f"/units/{where.pk}/close/", closing()).status_code == 403


def test_only_the_side_that_changes_is_asked_about(office: Unit) -> None:
    where = f.region(office)
    Appointment.objects.all().delete()
    f.appointment(
        f.person(), where, valid_from=datetime.date(2020, 1, 1), valid_to=datetime.date(2026, 1, 1)
    )
    assert [str(row) for row in beyond(where, Life(FIRST, EVE, checks_last=False))] != []
    assert beyond(where, Life(FIRST, f.TODAY, checks_first=False)) == []
    assert beyond(where, Life(None, None)) == []

"""A unit is founded."""

import datetime
from typing import Any

import pytest
from django.test import Client

from tests import factories as f
from tests.units.register_pages import EVE, FIRST, begun, keeper, text
from units.models import Role, Succession, Unit, User
from units.models.registry import DocumentKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Unit:
    return begun()


@pytest.fixture
def staff(office: Unit, client: Client) -> User:
    return keeper(office, client)


def founding(office: Unit, **more: Any) -> dict[str, Any]:
    return {
        "kind": "department",
        "parent": office.pk,
        "number": "10",
        "name": "Phòng Kiểm sát án hành chính",
        "short_name": "Phòng 10",
        "place_name": "Quảng Trị",
        "symbol": "",
        "valid_from": "01/12/2026",
        "valid_to": "",
        "code": "",
        "basis": "Quyết định số 5 ngày 20/11/2026",
    } | more


@pytest.mark.usefixtures("staff")
def test_office_founds_a_department(client: Client, office: Unit) -> None:
    field = f.field()
    response = client.post("/units/create/", founding(office, fields_of_work=[field.pk]))
    made = Unit.objects.get(number=10)
    assert response["Location"] == f"/units/{made.pk}/"
    assert (made.code, made.parent, made.valid_from) == (
        f"{office.code}-P10",
        office,
        datetime.date(2026, 12, 1),
    )
    assert made.names.get().short_name == "Phòng 10"
    assert list(made.fields.all()) == [field]
    assert made.source == "Quyết định số 5 ngày 20/11/2026"
    assert not made.registers.exists()


@pytest.mark.usefixtures("staff")
def test_a_region_is_founded_with_its_register(client: Client, office: Unit) -> None:
    client.post("/units/create/", founding(office, kind="region", symbol="VKSKV10"))
    made = Unit.objects.get(number=10)
    assert made.code == f"{office.code}-KV10"
    kinds = [kind for book in made.registers.all() for kind in book.document_kinds]
    assert sorted(kinds) == sorted(DocumentKind.values)


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"number": "9"}, "đã có đơn vị số 9: Phòng 9"),
        ({"short_name": "phòng 9"}, "đã có đơn vị “phòng 9”"),
        ({"is_secretariat": "on"}, "đã có Văn phòng"),
        ({"code": "TAKEN"}, "Mã “taken” đang là mã của Phòng 9"),
        ({"valid_from": "30/6/2025"}, "chỉ hoạt động từ ngày 01/7/2025"),
        ({"valid_to": "30/11/2026"}, "không được trước ngày thành lập"),
        ({"valid_from": "01/12/2099"}, "Năm 2099 không hợp lý"),
        ({"kind": "province"}, "Chọn một"),
        ({"basis": "TỐI MẬT"}, "bí mật nhà nước"),
        ({"symbol": "vks"}, "Ký hiệu viết hoa"),
        ({"code": "a b"}, "Mã gồm chữ không dấu"),
    ],
)
def test_founding_is_refused_with_a_sentence(
    client: Client, office: Unit, more: dict[str, Any], said: str
) -> None:
    f.department(office, "Phòng 9", number=9)
    Unit.objects.filter(number=9).update(code="taken")
    before = Unit.objects.count()
    response = client.post("/units/create/", founding(office, **more))
    assert response.status_code == 422
    assert said in text(response)
    assert Unit.objects.count() == before


@pytest.mark.usefixtures("staff")
def test_number_of_an_ended_unit_may_be_given_again(client: Client, office: Unit) -> None:
    f.department(office, "Phòng 10 cũ", number=10, valid_to=datetime.date(2026, 11, 30))
    assert client.post("/units/create/", founding(office)).status_code == 302


def test_unit_of_the_past_is_founded_below_a_predecessor(client: Client, office: Unit) -> None:
    old = f.province("VKSND tỉnh Quảng Bình", valid_to=EVE)
    Succession.objects.create(predecessor=old, successor=office, on=FIRST)
    client.force_login(f.user(Role.OFFICE_STAFF, f.secretariat(office)))
    days = {"valid_from": "01/01/2010", "valid_to": ""}
    data = founding(old, kind="district", short_name="VKSND huyện Lệ Thủy", **days)
    assert "chỉ hoạt động đến hết ngày 30/6/2025" in text(client.post("/units/create/", data))
    assert client.post("/units/create/", data | {"valid_to": "30/6/2025"}).status_code == 302


@pytest.mark.usefixtures("staff")
def test_nothing_is_founded_below_another_province(client: Client, office: Unit) -> None:
    other = f.province("VKSND tỉnh Vĩnh Long")
    assert client.post("/units/create/", founding(other)).status_code == 422
    assert not other.children.exists()


@pytest.mark.parametrize("role", [Role.PROVINCE_HEAD, Role.PERSONNEL, Role.ADMINISTRATOR])
def test_others_found_nothing(client: Client, office: Unit, role: Role) -> None:
    client.force_login(f.user(role, office))
    assert client.post("/units/create/", founding(office)).status_code == 403
    assert "Thêm đơn vị" not in text(client.get("/units/"))


def test_clerk_of_a_region_founds_closes_and_corrects_nothing(client: Client, office: Unit) -> None:
    own = f.region(office)
    client.force_login(f.user(Role.UNIT_CLERK, own))
    for address in ("/units/create/", f"/units/{own.pk}/close/", f"/units/{own.pk}/correct/"):
        assert client.get(address).status_code == 403

"""The register of units: the tree at any date, founding, closing, and putting right."""

import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as f
from units.lifetimes import Life, beyond
from units.models import Appointment, Role, Succession, Unit, User
from units.structure import changes, structure
from units.structure_printing import structure_html

pytestmark = pytest.mark.django_db

FIRST = datetime.date(2025, 7, 1)
EVE = datetime.date(2025, 6, 30)


@pytest.fixture
def office() -> Unit:
    made = f.province(valid_from=FIRST)
    made.names.update(valid_from=FIRST)
    return made


@pytest.fixture
def staff(office: Unit, client: Client) -> User:
    user = f.user(Role.OFFICE_STAFF, f.secretariat(office))
    client.force_login(user)
    return user


def text(response: Any) -> str:
    assert response.status_code in (200, 422), response.status_code
    return " ".join(response.content.decode().split())


# The tree


@pytest.mark.usefixtures("staff")
def test_tree_tells_everything_about_a_unit(client: Client, office: Unit) -> None:
    where = f.department(office, "Phòng 9", number=9, valid_from=FIRST)
    where.names.update(symbol="P9", place_name="Đồng Hới")
    where.fields.add(f.field("Dân sự"))
    f.appointment(f.person("Trần Văn Bình"), where, Role.UNIT_HEAD, is_acting=True)
    old = f.province("VKSND tỉnh Trà Vinh", valid_to=EVE)
    Succession.objects.create(predecessor=old, successor=where, on=FIRST)
    page = text(client.get("/units/"))
    row = page[page.index("Phòng 9</a>") : page.index("</tr>", page.index("Phòng 9</a>"))]
    for said in ('"Số">9<', "Dân sự", "P9 · Đồng Hới", "từ 01/7/2025", "Q. <a", "Trần Văn Bình"):
        assert said in row, said
    assert f'← <a href="/units/{old.pk}/">VKSND tỉnh Trà Vinh</a>' in row


@pytest.mark.usefixtures("staff")
def test_tree_uses_the_names_of_its_day(client: Client, office: Unit) -> None:
    where = f.region(office, "VKSND khu vực 5")
    where.names.update(valid_to=datetime.date(2026, 3, 31))
    where.names.create(name="Mới", short_name="Mới", valid_from=datetime.date(2026, 4, 1))
    assert "VKSND khu vực 5" in text(client.get("/units/", {"on": "31/3/2026"}))
    assert "VKSND khu vực 5" not in text(client.get("/units/", {"on": "1/4/2026"}))


@pytest.mark.usefixtures("staff")
def test_tree_groups_by_kind_whatever_the_order_of_founding(client: Client, office: Unit) -> None:
    f.region(office, "VKSND khu vực 1")
    f.department(office, "Phòng 1")
    f.region(office, "VKSND khu vực 2")
    page = text(client.get("/units/"))
    assert page.count("Các phòng, bộ phận (2)") == page.count("VKSND khu vực (2)") == 1


def test_changes_around_a_day(office: Unit) -> None:
    f.region(office, valid_to=datetime.date(2026, 3, 31))
    named = f.region(office, valid_from=FIRST)
    named.names.update(valid_to=datetime.date(2026, 5, 31))
    april, june = datetime.date(2026, 4, 1), datetime.date(2026, 6, 1)
    assert changes(office, f.TODAY) == (june, None)
    assert changes(office, june) == (april, None)
    assert changes(office, april) == (FIRST, june)
    assert changes(office, EVE) == (None, FIRST)


@pytest.mark.usefixtures("staff")
def test_tree_leads_over_the_reform_and_back(client: Client, office: Unit) -> None:
    old = f.province("VKSND tỉnh Quảng Bình", valid_to=EVE)
    Succession.objects.create(predecessor=old, successor=office, on=FIRST)
    page = text(client.get("/units/", {"on": "1/7/2025"}))
    assert f"?on=30%2F06%2F2025&amp;office={old.code}" in page
    page = text(client.get("/units/", {"on": "30/6/2025", "office": old.code}))
    assert f"?on=01%2F07%2F2025&amp;office={office.code}" in page


@pytest.mark.usefixtures("staff")
def test_other_provinces_of_the_day_stand_folded_with_their_counts(
    client: Client, office: Unit
) -> None:
    other = f.province("VKSND tỉnh Vĩnh Long", valid_from=FIRST)
    f.region(other, "Khu vực Vĩnh Long")
    f.region(other, "Khu vực cũ", valid_to=datetime.date(2026, 1, 1))
    f.province("VKSND tỉnh Trà Vinh", valid_to=EVE)
    page = text(client.get("/units/", {"on": "1/11/2026"}))
    folded = page[page.index('<details class="sheet">') :]
    assert "VKSND cấp tỉnh khác tại ngày 01/11/2026 (1)" in folded
    assert 'data-label="Khu vực">1<' in folded
    assert "Trà Vinh" not in folded


@pytest.mark.usefixtures("staff")
def test_tree_costs_the_same_with_5_and_60_units(client: Client, office: Unit) -> None:
    def grow(count: int) -> None:
        for _ in range(count):
            old, new = f.unit("Cũ", kind="district", parent=office, valid_to=EVE), f.region(office)
            Succession.objects.create(predecessor=old, successor=new, on=FIRST)
            Succession.objects.create(predecessor=new, successor=old, on=FIRST)
            new.fields.add(f.field())
            f.appointment(f.person(), new, Role.UNIT_HEAD)

    costs = []
    for count in (5, 55):
        grow(count)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/units/").status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 22


@pytest.mark.usefixtures("staff")
def test_print_holds_the_structure_of_the_day(client: Client, office: Unit) -> None:
    where = f.region(office, "VKSND khu vực 5", valid_from=FIRST)
    f.appointment(f.person("Trần Văn Bình"), where, Role.UNIT_HEAD, position="Viện trưởng")
    f.region(office, "VKSND khu vực 6", valid_from=datetime.date(2026, 12, 1))
    page = " ".join(structure_html(office, f.TODAY, f.TODAY).split())
    assert "(Tại ngày 22 tháng 11 năm 2026)" in page
    assert "Trần Văn Bình" in page
    assert "từ 01/7/2025" in page
    assert "khu vực 6" not in page
    response = client.get("/units/print/", {"on": "22/11/2026"})
    assert response.content.startswith(b"%PDF-1.7")


# Founding


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
    assert made.registers.count() == 1


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


# Closing


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


# Putting right


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


# What lies outside a life


def test_only_the_side_that_changes_is_asked_about(office: Unit) -> None:
    where = f.region(office)
    Appointment.objects.all().delete()
    f.appointment(
        f.person(), where, valid_from=datetime.date(2020, 1, 1), valid_to=datetime.date(2026, 1, 1)
    )
    assert [str(row) for row in beyond(where, Life(FIRST, EVE, checks_last=False))] != []
    assert beyond(where, Life(FIRST, f.TODAY, checks_first=False)) == []
    assert beyond(where, Life(None, None)) == []


# Export


@pytest.mark.usefixtures("staff")
def test_export_of_the_day_holds_what_the_page_shows(client: Client, office: Unit) -> None:
    where = f.region(office, "VKSND khu vực 5", number=5, valid_from=FIRST, source="=1+1")
    where.names.update(valid_to=datetime.date(2026, 3, 31))
    where.names.create(name="Mới", short_name="Mới", valid_from=datetime.date(2026, 4, 1))
    response = client.get("/units/export/", {"on": "31/3/2026"})
    rows = cells(response)
    assert rows[0][0] == "Cơ cấu VKSND tỉnh Quảng Trị tại ngày 31/3/2026"
    (row,) = [row for row in rows if row[0] == where.code]
    assert row[1:6] == (
        "khu vực", 5, office.code, "Viện kiểm sát nhân dân khu vực 5", "VKSND khu vực 5",
    )  # fmt: skip
    assert row[10].date() == FIRST
    assert "=1+1" in row
    assert response["Content-Disposition"].endswith(f"co-cau-{office.code}-2026-03-31.xlsx")


@pytest.mark.usefixtures("staff")
def test_export_of_everything_holds_all_names_of_all_provinces(
    client: Client, office: Unit
) -> None:
    where = f.region(office)
    where.names.update(valid_to=datetime.date(2026, 3, 31))
    where.names.create(name="Mới", short_name="Mới", valid_from=datetime.date(2026, 4, 1))
    f.province("VKSND tỉnh Trà Vinh", valid_to=EVE)
    names = [row[5] for row in cells(client.get("/units/export/?all=1"))]
    assert {"VKSND khu vực 5", "Mới", "VKSND tỉnh Trà Vinh"} <= set(names)


def cells(response: Any) -> list[tuple[Any, ...]]:
    assert response.status_code == 200
    book = openpyxl.load_workbook(BytesIO(response.content))
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_structure_of_a_day_before_the_office_is_empty(office: Unit) -> None:
    assert structure(office, EVE) == []

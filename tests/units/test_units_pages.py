"""The organisation on a day, its names over time, and who may correct them."""

import datetime
from typing import Any

import pytest
from django.test import Client

from tests import factories as f
from units.models import Role, Succession, Unit, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Unit:
    return f.province(valid_from=datetime.date(2025, 7, 1))


@pytest.fixture
def staff(office: Unit, client: Client) -> User:
    user = f.user(Role.OFFICE_STAFF, f.secretariat(office))
    client.force_login(user)
    return user


def text(response: Any) -> str:
    assert response.status_code in (200, 422), response.status_code
    return str(response.content.decode())


# The tree


@pytest.mark.usefixtures("staff")
def test_tree_shows_units_with_their_heads(client: Client, office: Unit) -> None:
    region = f.region(office, "VKSND khu vực 5", is_assumed=True)
    f.appointment(f.person("Trần Văn Bình"), region, Role.UNIT_HEAD)
    page = text(client.get("/units/"))
    assert "Cơ cấu VKSND tỉnh Quảng Trị" in page
    assert "VKSND khu vực 5" in page
    assert "Trần Văn Bình" in page
    assert "chưa kiểm chứng" in page


@pytest.mark.usefixtures("staff")
def test_tree_is_as_it_was_on_the_day(client: Client, office: Unit) -> None:
    f.region(office, "VKSND khu vực 1", valid_to=datetime.date(2026, 3, 31))
    f.region(office, "VKSND khu vực 2", valid_from=datetime.date(2026, 4, 1))
    before, after = (text(client.get("/units/", {"on": day})) for day in ("31/3/2026", "1/4/2026"))
    assert "VKSND khu vực 1" in before
    assert "VKSND khu vực 2" not in before
    assert "VKSND khu vực 1" not in after
    assert "VKSND khu vực 2" in after


@pytest.mark.usefixtures("staff")
def test_tree_before_the_office_existed_says_so(client: Client, office: Unit) -> None:
    page = text(client.get("/units/", {"on": "30/6/2025"}))
    assert "VKSND tỉnh Quảng Trị đang chọn hoạt động từ 01/7/2025." in page


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize("day", ["30/2/2026", "hôm qua", "0", "<script>"])
def test_tree_of_an_impossible_day_says_what_to_type(client: Client, day: str) -> None:
    page = text(client.get("/units/", {"on": day}))
    assert "dd/mm/yyyy" in page
    assert "<script>x" not in page


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize(("code", "status"), [("khong-co", 404), ("a\0b", 400)])
def test_tree_of_an_unknown_office_is_refused(client: Client, code: str, status: int) -> None:
    assert client.get("/units/", {"office": code}).status_code == status


@pytest.mark.usefixtures("staff")
def test_search_needs_no_accents_and_knows_old_names(client: Client, office: Unit) -> None:
    unit = f.unit("VKSND huyện Cam Lộ", kind="district", parent=office)
    unit.names.update(valid_to=datetime.date(2025, 6, 30))
    unit.names.create(
        name="Tên mới", short_name="Tên mới", valid_from=datetime.date(2025, 7, 1), symbol="X"
    )
    assert "VKSND huyện Cam Lộ" in text(client.get("/units/", {"q": "cam lo"}))
    assert "Không có đơn vị nào" in text(client.get("/units/", {"q": "dong ha"}))


def test_clerk_of_a_region_sees_the_tree_of_his_province(client: Client, office: Unit) -> None:
    client.force_login(f.user(Role.UNIT_CLERK, f.region(office)))
    assert "Cơ cấu VKSND tỉnh Quảng Trị" in text(client.get("/units/"))


# One unit


@pytest.mark.usefixtures("staff")
def test_unit_shows_names_over_time_and_both_sides_of_its_succession(
    client: Client, office: Unit
) -> None:
    old = f.province("VKSND tỉnh Trà Vinh", valid_to=datetime.date(2025, 6, 30))
    Succession.objects.create(
        predecessor=old, successor=office, on=datetime.date(2025, 7, 1), is_assumed=True
    )
    page = text(client.get(f"/units/{office.pk}/"))
    assert f'Kế thừa <a href="/units/{old.pk}/">VKSND tỉnh Trà Vinh</a>' in page
    assert "kế thừa</b>từ 01/7/2025" in text(client.get(f"/units/{old.pk}/"))


@pytest.mark.usefixtures("staff")
def test_unit_shows_people_of_today_by_rank(client: Client, office: Unit) -> None:
    department = f.department(office)
    f.appointment(f.person("Lê Thị An"), department, Role.UNIT_CLERK)
    f.appointment(f.person("Phạm Văn Út"), department, Role.UNIT_HEAD)
    f.appointment(
        f.person("Đã Nghỉ"), department, Role.UNIT_DEPUTY, valid_to=datetime.date(2026, 1, 1)
    )
    page = text(client.get(f"/units/{department.pk}/"))
    assert page.index("Phạm Văn Út") < page.index("Lê Thị An")
    assert "Đã Nghỉ" not in page


@pytest.mark.usefixtures("staff")
def test_unknown_unit_is_404(client: Client) -> None:
    assert client.get("/units/999999/").status_code == 404
    assert client.get("/units/999999/edit/").status_code == 404


# Correcting and renaming


def edit(client: Client, unit: Unit, **more: Any) -> Any:
    name = list(unit.names.all())[-1]
    data = {
        "name": name.name,
        "short_name": name.short_name,
        "place_name": name.place_name,
        "symbol": name.symbol,
        "since": "",
        "source": "",
    }
    return client.post(f"/units/{unit.pk}/edit/", data | more)


@pytest.mark.usefixtures("staff")
def test_new_name_begins_on_its_day_and_the_old_one_stays(client: Client, office: Unit) -> None:
    region = f.region(office)
    response = edit(client, region, name="Viện mới", short_name="Viện mới", since="01/12/2026")
    assert response.status_code == 302
    old, new = region.names.all()
    assert (old.short_name, old.valid_to) == ("VKSND khu vực 5", datetime.date(2026, 11, 30))
    assert (new.short_name, new.valid_from) == ("Viện mới", datetime.date(2026, 12, 1))
    assert region.naming(datetime.date(2026, 11, 30)) == old


@pytest.mark.usefixtures("staff")
def test_verified_name_is_not_corrected_in_place(client: Client, office: Unit) -> None:
    region = f.region(office)
    response = edit(client, region, name="Sửa lùi", is_verified="on")
    assert response.status_code == 422
    assert "ghi ngày bắt đầu dùng tên mới" in text(response)
    assert 'value="Sửa lùi"' in text(response)
    assert region.names.get().name != "Sửa lùi"


@pytest.mark.usefixtures("staff")
def test_assumed_name_is_corrected_in_place_and_marked_verified(
    client: Client, office: Unit
) -> None:
    department = f.department(office, is_assumed=True)
    field = f.field()
    edit(
        client,
        department,
        name="Tên đúng",
        source="Quyết định 12",
        is_verified="on",
        fields_of_work=[field.pk],
    )
    department.refresh_from_db()
    assert (department.names.get().name, department.is_assumed) == ("Tên đúng", False)
    assert list(department.fields.all()) == [field]


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize("day", ["01/01/2020", "31/12/2030"])
def test_new_name_outside_the_present_one_or_the_unit_is_refused(
    client: Client, office: Unit, day: str
) -> None:
    begins, ends = datetime.date(2025, 7, 1), datetime.date(2026, 12, 31)
    region = f.region(office, valid_from=begins, valid_to=ends)
    region.names.update(valid_from=begins, valid_to=ends)
    assert edit(client, region, name="Khác", since=day).status_code == 422
    assert region.names.count() == 1


@pytest.mark.usefixtures("staff")
def test_secret_text_is_refused_and_stored_nowhere(client: Client, office: Unit) -> None:
    region = f.region(office, is_assumed=True)
    response = edit(client, region, source="TỐI MẬT")
    assert response.status_code == 422
    assert "bí mật nhà nước" in text(response)
    region.refresh_from_db()
    assert region.source == ""


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize("symbol", ["VKS KV5", "vks", "VKS/5", "<b>"])
def test_symbol_must_be_printable(client: Client, office: Unit, symbol: str) -> None:
    assert edit(client, f.region(office), symbol=symbol, since="01/12/2026").status_code == 422


@pytest.mark.parametrize("role", [Role.PROVINCE_HEAD, Role.REGISTRY_CLERK, Role.ADMINISTRATOR])
def test_only_the_office_edits_and_others_read_why(
    client: Client, office: Unit, role: Role
) -> None:
    client.force_login(f.user(role, office))
    assert edit(client, office, name="Khác", since="01/12/2026").status_code == 403
    assert "Chỉ Văn phòng của cơ quan" in text(client.get(f"/units/{office.pk}/"))
    assert office.names.count() == 1


@pytest.mark.usefixtures("staff")
def test_office_does_not_edit_another_province(client: Client) -> None:
    other = f.province("VKSND tỉnh Vĩnh Long")
    response = edit(client, other, name="Khác", since="01/12/2026")
    assert response.status_code == 403
    assert "cơ quan khác" in response.content.decode()


def test_clerk_of_a_region_edits_his_office_only(client: Client, office: Unit) -> None:
    own, other = f.region(office), f.region(office, "VKSND khu vực 6")
    client.force_login(f.user(Role.UNIT_CLERK, own))
    assert client.get(f"/units/{own.pk}/edit/").status_code == 200
    assert client.get(f"/units/{other.pk}/edit/").status_code == 403


# Cost


def test_tree_costs_the_same_with_many_units(
    client: Client, staff: User, office: Unit, django_assert_max_num_queries: Any
) -> None:
    def grow(count: int) -> None:
        for _ in range(count):
            f.appointment(f.person(), f.region(office), Role.UNIT_HEAD)

    costs = []
    for count in (1, 20):
        grow(count)
        with django_assert_max_num_queries(20) as queries:
            client.get("/units/")
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_unit_costs_the_same_with_many_people(
    client: Client, staff: User, office: Unit, django_assert_max_num_queries: Any
) -> None:
    costs = []
    for count in (1, 20):
        for _ in range(count):
            f.appointment(f.person(), office, Role.PROVINCE_DEPUTY)
            Succession.objects.create(predecessor=f.region(office), successor=office, on=f.TODAY)
        with django_assert_max_num_queries(25) as queries:
            client.get(f"/units/{office.pk}/")
        costs.append(len(queries))
    assert costs[0] == costs[1]

"""People in Vietnamese order, and positions given and ended by who may."""

import datetime
from typing import Any

import pytest
from django.test import Client

from tests import factories as f
from units.models import Appointment, Person, Role, Unit, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Unit:
    return f.province()


@pytest.fixture
def personnel(office: Unit, client: Client) -> User:
    user = f.user(Role.PERSONNEL, f.department(office, "Phòng 15"))
    client.force_login(user)
    return user


def text(response: Any) -> str:
    assert response.status_code in (200, 422), response.status_code
    return str(response.content.decode())


def order(page: str, *names: str) -> list[str]:
    return sorted(names, key=page.index)


# Lists


@pytest.mark.usefixtures("personnel")
def test_list_is_in_vietnamese_order_of_the_given_name(client: Client, office: Unit) -> None:
    names = ["Lê Văn Đức", "Trần Thị Dung", "Vũ Ân", "Đỗ Văn An", "Bùi Thị Ánh", "Hồ Văn Em"]
    for name in names:
        f.appointment(f.person(name), office)
    expected = ["Đỗ Văn An", "Bùi Thị Ánh", "Vũ Ân", "Trần Thị Dung", "Lê Văn Đức", "Hồ Văn Em"]
    assert order(text(client.get("/persons/")), *names) == expected


@pytest.mark.usefixtures("personnel")
@pytest.mark.parametrize("words", ["nguyen duc", "ĐỨC", "đưc nguyễn"])
def test_search_needs_no_accents(client: Client, office: Unit, words: str) -> None:
    f.appointment(f.person("Nguyễn Văn Đức"), office)
    f.appointment(f.person("Nguyễn Văn Dung"), office)
    page = text(client.get("/persons/", {"q": words}))
    assert "Nguyễn Văn Đức" in page
    assert "Nguyễn Văn Dung" not in page


@pytest.mark.usefixtures("personnel")
@pytest.mark.parametrize("words", ["%", "_", "'; DROP", "\\", "x" * 5000])
def test_search_takes_any_text(client: Client, office: Unit, words: str) -> None:
    f.appointment(f.person("Nguyễn Văn Đức"), office)
    page = text(client.get("/persons/", {"q": words, "page": "zzz"}))
    assert "Nguyễn Văn Đức" not in page


@pytest.mark.usefixtures("personnel")
def test_list_holds_the_own_province_unless_asked_for_all(client: Client, office: Unit) -> None:
    f.appointment(f.person("Người Nhà"), f.region(office))
    f.appointment(f.person("Người Khác"), f.province("VKSND tỉnh Vĩnh Long"))
    f.appointment(f.person("Người Cũ"), office, valid_to=datetime.date(2025, 1, 1))
    own, everywhere = text(client.get("/persons/")), text(client.get("/persons/", {"all": "1"}))
    assert "Người Nhà" in own
    assert "Người Khác" not in own
    assert "Người Cũ" not in own
    assert "Người Khác" in everywhere
    assert "Người Cũ" in everywhere


def test_list_costs_the_same_with_fifty_people(
    client: Client, personnel: User, office: Unit, django_assert_max_num_queries: Any
) -> None:
    costs = []
    for count in (1, 45):
        for _ in range(count):
            f.appointment(f.person(), f.department(office))
        with django_assert_max_num_queries(20) as queries:
            client.get("/persons/")
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.usefixtures("personnel")
def test_person_shows_every_position_with_its_time(client: Client, office: Unit) -> None:
    person = f.person("Lê Thị Hoa")
    f.appointment(
        person,
        f.department(office),
        position="Phó Trưởng phòng",
        valid_from=datetime.date(2018, 5, 1),
        valid_to=datetime.date(2022, 4, 30),
    )
    f.appointment(person, office, Role.PROVINCE_DEPUTY, valid_from=datetime.date(2022, 5, 1))
    page = text(client.get(f"/persons/{person.pk}/"))
    assert "01/5/2018 – 30/4/2022" in page
    assert "từ 01/5/2022" in page


# Adding and correcting


@pytest.mark.usefixtures("personnel")
def test_personnel_adds_a_person_and_then_a_position(client: Client, office: Unit) -> None:
    response = client.post("/persons/create/", {"full_name": "  Lê   Thị Hoa ", "is_active": "1"})
    person = Person.objects.get(full_name="Lê Thị Hoa")
    assert response["Location"] == f"/persons/{person.pk}/"
    response = appoint(client, person, office, Role.UNIT_CLERK)
    assert response["Location"] == f"/persons/{person.pk}/"
    held = person.appointments.get()
    assert (held.unit, held.role, held.valid_from) == (office, "unit_clerk", f.TODAY)


def appoint(client: Client, person: Person, unit: Unit, role: str, **more: str) -> Any:
    data = {"unit": unit.pk, "role": role, "position": "Chuyên viên", "valid_from": "22/11/2026"}
    data["manner"] = "appointed"
    return client.post(f"/persons/{person.pk}/appointments/create/", data | more)


@pytest.mark.usefixtures("personnel")
def test_person_needs_a_name_of_sensible_length(client: Client) -> None:
    for name in ("", "  ", "x" * 10_000):
        assert client.post("/persons/create/", {"full_name": name}).status_code == 422
    assert not Person.objects.filter(full_name__startswith="x").exists()


@pytest.mark.usefixtures("personnel")
def test_markup_in_a_name_stays_text(client: Client) -> None:
    client.post("/persons/create/", {"full_name": "<script>alert(1)</script>"})
    person = Person.objects.get(full_name__startswith="<script>")
    assert "<script>alert(1)" not in text(client.get(f"/persons/{person.pk}/"))


@pytest.mark.usefixtures("personnel")
def test_person_of_another_office_is_not_edited(client: Client) -> None:
    stranger = f.person("Người Khác")
    f.appointment(stranger, f.province("VKSND tỉnh Vĩnh Long"))
    assert client.post(f"/persons/{stranger.pk}/edit/", {"full_name": "X"}).status_code == 403
    stranger.refresh_from_db()
    assert stranger.full_name == "Người Khác"


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.OFFICE_STAFF, Role.INSPECTOR])
def test_others_neither_add_nor_appoint(client: Client, office: Unit, role: Role) -> None:
    client.force_login(f.user(role, f.department(office)))
    person = f.person()
    assert client.post("/persons/create/", {"full_name": "Mới"}).status_code == 403
    assert client.post(f"/persons/{person.pk}/edit/", {"full_name": "Mới"}).status_code == 403
    assert appoint(client, person, office, Role.UNIT_CLERK).status_code == 403
    assert not Person.objects.filter(full_name="Mới").exists()
    assert not person.appointments.exists()


# Appointments


@pytest.mark.usefixtures("personnel")
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PERSONNEL, "king", ""])
def test_personnel_gives_only_its_roles(client: Client, office: Unit, role: str) -> None:
    assert appoint(client, f.person(), office, role).status_code == 422


def test_administrator_gives_only_personnel_and_administrators(
    client: Client, office: Unit
) -> None:
    client.force_login(f.user(Role.ADMINISTRATOR, office))
    assert appoint(client, f.person(), office, Role.PERSONNEL).status_code == 302
    assert appoint(client, f.person(), office, Role.PROVINCE_HEAD).status_code == 422


def test_nobody_gives_himself_a_position(client: Client, office: Unit, personnel: User) -> None:
    assert personnel.person
    response = appoint(client, personnel.person, office, Role.PROVINCE_HEAD)
    assert response.status_code == 403
    assert "Không tự ghi chức vụ" in response.content.decode()
    assert personnel.person.appointments.count() == 1


@pytest.mark.usefixtures("personnel")
def test_position_in_a_unit_of_another_office_is_not_offered(client: Client) -> None:
    other = f.province("VKSND tỉnh Vĩnh Long")
    assert appoint(client, f.person(), other, Role.UNIT_CLERK).status_code == 422
    assert not Appointment.objects.filter(unit=other).exists()


@pytest.mark.usefixtures("personnel")
def test_position_in_a_closed_unit_is_refused(client: Client, office: Unit) -> None:
    closed = f.region(office, valid_to=datetime.date(2026, 6, 30))
    response = appoint(client, f.person(), closed, Role.UNIT_CLERK)
    assert response.status_code == 422
    assert "không hoạt động vào ngày 22/11/2026" in text(response)


@pytest.mark.usefixtures("personnel")
def test_same_position_is_not_given_twice(client: Client, office: Unit) -> None:
    person = f.person()
    appoint(client, person, office, Role.UNIT_CLERK)
    response = appoint(client, person, office, Role.UNIT_CLERK, valid_from="23/11/2026")
    assert response.status_code == 422
    assert "đã giữ chức vụ" in text(response)
    assert person.appointments.count() == 1


@pytest.mark.usefixtures("personnel")
def test_position_cannot_end_before_it_begins(client: Client, office: Unit) -> None:
    response = appoint(client, f.person(), office, Role.UNIT_CLERK, valid_to="21/11/2026")
    assert "không được trước ngày bổ nhiệm" in text(response)


@pytest.mark.usefixtures("personnel")
def test_position_ends_with_its_last_day(client: Client, office: Unit) -> None:
    held = f.appointment(f.person(), office)
    page = text(client.get(f"/appointments/{held.pk}/end/"))
    assert "Từ ngày hôm sau, quyền của chức vụ này trong hệ thống không còn" in page
    client.post(f"/appointments/{held.pk}/end/", {"on": "30/11/2026"})
    held.refresh_from_db()
    assert held.valid_to == datetime.date(2026, 11, 30)
    again = client.post(f"/appointments/{held.pk}/end/", {"on": "31/12/2026"})
    assert "đã kết thúc ngày 30/11/2026" in text(again)


@pytest.mark.usefixtures("personnel")
def test_position_of_another_office_is_not_ended(client: Client) -> None:
    held = f.appointment(f.person(), f.province("VKSND tỉnh Vĩnh Long"))
    assert client.post(f"/appointments/{held.pk}/end/", {"on": "30/11/2026"}).status_code == 403
    assert client.post("/appointments/999999/end/", {"on": "30/11/2026"}).status_code == 404
    held.refresh_from_db()
    assert held.valid_to is None


@pytest.mark.usefixtures("personnel")
def test_ended_position_gives_no_rights_the_day_after(office: Unit) -> None:
    user = f.user(Role.UNIT_HEAD, f.region(office))
    assert user.acting
    Appointment.objects.filter(pk=user.acting.pk).update(valid_to=f.TODAY)
    assert user.act_on(f.TODAY).acting
    assert user.act_on(f.TODAY + datetime.timedelta(days=1)).acting is None

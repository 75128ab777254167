"""How an office numbers is its own setting."""

from typing import Any

import pytest
from django.test import Client

from tests import factories as f
from tests.units.issuing import issued
from units.models import Register, Role, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Unit:
    return f.province()


@pytest.fixture
def register(office: Unit, client: Client) -> Register:
    client.force_login(f.user(Role.HEAD_OF_OFFICE, f.secretariat(office)))
    return Register.objects.get(office=office)


def save(client: Client, address: str, **more: Any) -> Any:
    data = {
        "name": "Sổ văn bản đi",
        "document_kinds": ["TB", "KH"],
        "symbol_template": "{loai}-{coquan}",
        "source": "here",
    }
    return client.post(address, data | more)


def test_office_changes_symbol_and_source(client: Client, register: Register) -> None:
    address = f"/registers/{register.pk}/edit/"
    assert save(client, address, symbol_template="{loai}-{coquan}-VP").status_code == 302
    register.refresh_from_db()
    assert issued(register).code == "01/TB-VKS-VP"
    save(client, address, source="elsewhere")
    register.refresh_from_db()
    assert register.source == Register.Source.ELSEWHERE


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("{so}/TB-VKSQT", "01/TB-VKSQT"),
        ("{so}/{loai}-{coquan}", "01/TB-VKS"),
        ("{loai}-{coquan}-V1", "01/TB-VKS-V1"),
    ],
)
def test_symbol_template_is_the_offices_own(
    client: Client, register: Register, typed: str, code: str
) -> None:
    address = f"/registers/{register.pk}/edit/"
    assert save(client, address, symbol_template=typed).status_code == 302
    register.refresh_from_db()
    assert issued(register).code == code


def test_numbers_go_on_after_the_highest_recorded_one(client: Client, register: Register) -> None:
    address = f"/registers/{register.pk}/edit/"
    save(client, address, source="elsewhere")
    issued(register, number=41)
    save(client, address, source="here")
    assert issued(register).entry.number == 42


@pytest.mark.parametrize(
    "template",
    ["", "{loai}", "{coquan}{x}", "{0}-{coquan}", "<b>{coquan}", "a{coquan}"],
)
def test_symbol_template_must_be_printable(
    client: Client, register: Register, template: str
) -> None:
    response = save(client, f"/registers/{register.pk}/edit/", symbol_template=template)
    assert response.status_code == 422
    register.refresh_from_db()
    assert register.symbol_template == "{loai}-{coquan}"


def test_office_opens_a_register_for_letters(client: Client, register: Register) -> None:
    response = save(client, "/registers/create/", name="Sổ công văn đi", document_kinds=["CV"])
    letters = Register.objects.get(name="Sổ công văn đi")
    assert response["Location"] == f"/registers/{letters.pk}/"
    assert letters.office == register.office
    assert issued(letters, kind="CV").code == "01/VKS"


def test_kind_stands_in_one_register_only(client: Client, register: Register) -> None:
    response = save(client, "/registers/create/", name="Sổ khác", document_kinds=["TB", "CV"])
    assert response.status_code == 422
    assert "Sổ khác của cơ quan đã nhận: Thông báo." in response.content.decode()
    assert Register.objects.count() == 1


def test_name_of_a_register_is_taken_once(client: Client, register: Register) -> None:
    assert save(client, "/registers/create/", document_kinds=["CV"]).status_code == 422
    assert Register.objects.count() == 1


@pytest.mark.parametrize("role", [Role.REGISTRY_CLERK, Role.PROVINCE_HEAD])
def test_others_do_not_change_how_an_office_numbers(
    client: Client, register: Register, role: Role
) -> None:
    client.force_login(f.user(role, register.office))
    assert save(client, f"/registers/{register.pk}/edit/", source="elsewhere").status_code == 403
    assert save(client, "/registers/create/", document_kinds=["CV"]).status_code == 403


@pytest.mark.usefixtures("register")
def test_register_of_another_office_is_404(client: Client) -> None:
    other = Register.objects.get(office=f.province("VKSND tỉnh Vĩnh Long"))
    assert save(client, f"/registers/{other.pk}/edit/").status_code == 404

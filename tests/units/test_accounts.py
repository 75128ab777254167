"""Accounts: one-time passwords shown once, kept by an administrator who sees no business."""

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests import factories as f
from tests.units.issuing import issued
from units.management.commands import create_administrator
from units.models import DocumentRecipient, Person, Register, Role, Unit, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Unit:
    return f.province()


@pytest.fixture
def administrator(office: Unit, client: Client) -> User:
    user = f.user(Role.ADMINISTRATOR, f.secretariat(office))
    client.force_login(user)
    return user


@pytest.fixture
def person(office: Unit) -> Person:
    holder = f.person("Lê Thị Hoa")
    f.appointment(holder, f.region(office), Role.UNIT_CLERK)
    return holder


def one_time_password(response: Any) -> str:
    found = re.search(r"data-one-time-password>([^<]+)<", response.content.decode())
    assert found
    return found[1]


def open_account(client: Client, person: Person, username: str = "hoa.lt") -> Any:
    return client.post(f"/persons/{person.pk}/account/create/", {"username": username})


@pytest.mark.usefixtures("administrator")
def test_account_opens_with_a_password_that_is_shown_once(client: Client, person: Person) -> None:
    response = open_account(client, person)
    password = one_time_password(response)
    account = User.objects.get(username="hoa.lt")
    assert account.check_password(password)
    assert account.must_change_password
    assert "no-store" in response["Cache-Control"]
    for address in ("/accounts/", f"/persons/{person.pk}/", "/persons/"):
        assert password not in client.get(address).content.decode()


@pytest.mark.usefixtures("administrator")
def test_one_time_passwords_differ_and_are_long(client: Client, office: Unit) -> None:
    passwords = set()
    for number in range(5):
        holder = f.person()
        f.appointment(holder, office)
        passwords.add(one_time_password(open_account(client, holder, f"nguoi{number}")))
    assert len(passwords) == 5
    assert all(len(password) == 19 for password in passwords)


@pytest.mark.usefixtures("administrator")
def test_second_press_opens_no_second_account(client: Client, person: Person) -> None:
    open_account(client, person)
    again = open_account(client, person, "hoa.lt2")
    assert again.status_code == 422
    assert "Lê Thị Hoa đã có tài khoản." in again.content.decode()
    assert User.objects.filter(person=person).count() == 1


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize("username", ["", "Hòa", "a b", "HOA", "x" * 61, "a\0b", ".hoa", "<b>"])
def test_username_must_be_plain(client: Client, person: Person, username: str) -> None:
    assert open_account(client, person, username).status_code == 422
    assert not User.objects.filter(person=person).exists()


@pytest.mark.usefixtures("administrator")
def test_username_is_taken_whatever_its_case(client: Client, person: Person) -> None:
    User.objects.create(username="HOA.lt")
    assert "đã có người dùng" in open_account(client, person).content.decode()


@pytest.fixture
def account(person: Person) -> User:
    return User.objects.create_user("hoa.lt", f.PASSWORD, person=person)


@pytest.mark.usefixtures("administrator")
def test_disabled_account_is_signed_out_and_stays_out(client: Client, account: User) -> None:
    theirs = Client()
    theirs.force_login(account)
    address = f"/persons/{account.person_id}/account"
    client.post(f"{address}/disable/", {"confirmed": "1"})
    assert theirs.get("/password/").status_code == 302
    typed = {"username": "hoa.lt", "password": f.PASSWORD}
    assert Client().post("/sign-in/", typed).status_code == 422

    client.post(f"{address}/enable/")
    assert Client().post("/sign-in/", typed).status_code == 302


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize("act", ["disable", "reset"])
def test_without_confirmation_the_server_asks_first(
    client: Client, account: User, act: str
) -> None:
    response = client.post(f"/persons/{account.person_id}/account/{act}/")
    assert 'name="confirmed" value="1"' in response.content.decode()
    account.refresh_from_db()
    assert account.is_active
    assert account.check_password(f.PASSWORD)


@pytest.mark.usefixtures("administrator")
def test_reset_ends_sessions_and_gives_a_one_time_password(client: Client, account: User) -> None:
    theirs = Client()
    theirs.force_login(account)
    response = client.post(f"/persons/{account.person_id}/account/reset/", {"confirmed": "1"})
    password = one_time_password(response)
    assert theirs.get("/password/").status_code == 302
    account.refresh_from_db()
    assert account.check_password(password)
    assert account.must_change_password


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize("act", ["disable", "enable", "reset"])
def test_get_changes_nothing(client: Client, account: User, act: str) -> None:
    assert client.get(f"/persons/{account.person_id}/account/{act}/").status_code == 405


@pytest.mark.usefixtures("administrator")
def test_person_without_account_has_none_to_disable(client: Client, person: Person) -> None:
    answer = client.post(f"/persons/{person.pk}/account/disable/", {"confirmed": "1"})
    assert answer.status_code == 404


def test_administrator_does_not_lock_himself_out(client: Client, administrator: User) -> None:
    address = f"/persons/{administrator.person_id}/account/disable/"
    assert client.post(address, {"confirmed": "1"}).status_code == 403
    administrator.refresh_from_db()
    assert administrator.is_active


@pytest.mark.usefixtures("administrator")
def test_administrator_keeps_no_account_of_another_office(client: Client) -> None:
    stranger = f.user(Role.PROVINCE_HEAD, f.province("VKSND tỉnh Vĩnh Long"))
    for act in ("disable", "reset"):
        address = f"/persons/{stranger.person_id}/account/{act}/"
        assert client.post(address, {"confirmed": "1"}).status_code == 403
    stranger.refresh_from_db()
    assert stranger.is_active
    assert stranger.username not in client.get("/accounts/").content.decode()


@pytest.mark.parametrize("role", [Role.PERSONNEL, Role.HEAD_OF_OFFICE, Role.PROVINCE_HEAD])
def test_others_keep_no_accounts(client: Client, office: Unit, account: User, role: Role) -> None:
    client.force_login(f.user(role, office))
    assert client.get("/accounts/").status_code == 403
    for act in ("create", "disable", "enable", "reset"):
        address = f"/persons/{account.person_id}/account/{act}/"
        assert client.post(address, {"confirmed": "1"}).status_code == 403


def test_administrator_sees_no_business_content(
    client: Client, office: Unit, administrator: User
) -> None:
    document = issued(Register.objects.get(office=office))
    assert administrator.acting
    DocumentRecipient.objects.create(
        document=document, unit=administrator.acting.unit, delivered_at=f.NOW
    )
    for address in ("/documents/", "/registers/"):
        assert client.get(address).status_code == 403
    for address in (f"/documents/{document.pk}/", f"/documents/{document.pk}/pdf/"):
        assert client.get(address).status_code == 404
    assert not document.accesses.exists()


def test_list_costs_the_same_with_many_accounts(
    client: Client, administrator: User, office: Unit, django_assert_max_num_queries: Any
) -> None:
    costs = []
    for count in (1, 40):
        for _ in range(count):
            f.user(Role.UNIT_CLERK, f.region(office))
        with django_assert_max_num_queries(20) as queries:
            client.get("/accounts/")
        costs.append(len(queries))
    assert costs[0] == costs[1]


# The command


def answer(monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
    given = iter(typed)
    monkeypatch.setattr(create_administrator.getpass, "getpass", lambda _: next(given))


def test_command_takes_a_password_typed_twice(
    office: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "trời hôm nay rất đẹp", "trời hôm nay rất đẹp")
    out = StringIO()
    call_command("create_administrator", "quantri", stdout=out)
    user = User.objects.get(username="quantri")
    assert user.check_password("trời hôm nay rất đẹp")
    assert not user.must_change_password
    acting = user.act_on(f.TODAY.replace(year=2100)).acting
    assert acting
    assert (acting.role, acting.unit) == (Role.ADMINISTRATOR, office)
    assert "trời" not in out.getvalue()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("trời hôm nay rất đẹp", "trời hôm nay"), "không giống nhau"),
        (("ngắn", "ngắn"), "quá ngắn"),
        (("123456789012", "123456789012"), "chỉ gồm chữ số"),
        (("administrator", "administrator"), "quá phổ biến"),
    ],
)
def test_command_refuses_weak_or_mistyped_passwords(
    office: Unit, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, str], sentence: str
) -> None:
    answer(monkeypatch, *typed)
    with pytest.raises(CommandError, match=sentence):
        call_command("create_administrator", "quantri")
    assert not User.objects.exists()
    assert not Person.objects.exists()


def test_command_prints_a_one_time_password_once(office: Unit) -> None:
    out = StringIO()
    call_command("create_administrator", "quantri", "--one-time", stdout=out)
    user = User.objects.get(username="quantri")
    assert user.must_change_password
    assert user.check_password(out.getvalue().split()[-1])


def test_command_asks_which_of_several_provinces(office: Unit) -> None:
    other = f.province("VKSND tỉnh Vĩnh Long")
    with pytest.raises(CommandError, match=f"{office.code}, {other.code}"):
        call_command("create_administrator", "quantri", "--one-time")
    with pytest.raises(CommandError, match="khong-co"):
        call_command("create_administrator", "quantri", "--one-time", "--unit=khong-co")
    call_command(
        "create_administrator", "quantri", "--one-time", f"--unit={other.code}", stdout=StringIO()
    )
    assert Person.objects.get().appointments.get().unit == other


def test_command_before_reference_data_says_what_to_do() -> None:
    with pytest.raises(CommandError, match="load_reference"):
        call_command("create_administrator", "quantri", "--one-time")


def test_command_refuses_a_taken_or_odd_name(office: Unit) -> None:
    User.objects.create(username="quantri")
    for name in ("quantri", "Quản trị"):
        with pytest.raises(CommandError):
            call_command("create_administrator", name, "--one-time")
    assert not Person.objects.exists()

"""Signing in and out, the throttle, the own password, and the position to act in."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as f
from units.models import Role, Unit, User

pytestmark = pytest.mark.django_db
SIGN_IN = "/sign-in/"


@pytest.fixture
def office() -> Unit:
    return f.province()


@pytest.fixture
def user(office: Unit) -> User:
    account = f.user(Role.OFFICE_STAFF, f.secretariat(office))
    account.set_password(f.PASSWORD)
    account.save()
    return account


def sign_in(client: Client, user: User, password: str = f.PASSWORD, **more: str) -> Any:
    return client.post(SIGN_IN, {"username": user.username, "password": password, **more})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_page_asks_and_puts_the_cursor_in_the_first_box(client: Client) -> None:
    page = client.get(SIGN_IN).content.decode()
    assert page.count("autofocus") == 1
    assert 'autocomplete="current-password"' in page


def test_right_password_leads_to_my_work(client: Client, user: User) -> None:
    response = sign_in(client, user)
    assert (response.status_code, response["Location"]) == (302, reverse("meetings:my_work"))
    assert is_signed_in(client)


def test_username_does_not_care_about_case(client: Client, user: User) -> None:
    client.post(SIGN_IN, {"username": user.username.upper(), "password": f.PASSWORD})
    assert is_signed_in(client)


@pytest.mark.parametrize("fault", ["password", "username", "disabled"])
def test_refusal_does_not_say_what_was_wrong(client: Client, user: User, fault: str) -> None:
    if fault == "disabled":
        User.objects.filter(pk=user.pk).update(is_active=False)
    name = "khongco" if fault == "username" else user.username
    password = "sai-mat-khau-roi" if fault == "password" else f.PASSWORD
    response = client.post(SIGN_IN, {"username": name, "password": password})
    assert response.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in response.content.decode()
    assert f.PASSWORD not in response.content.decode()
    assert not is_signed_in(client)


def test_empty_and_odd_input_is_refused_quietly(client: Client) -> None:
    assert client.post(SIGN_IN, {}).status_code == 422
    odd = {"username": "a\0b", "password": "x" * 10_000, "extra": "1"}
    assert client.post(SIGN_IN, odd).status_code == 422


def test_throttle_stops_guessing_and_says_what_to_do(client: Client, user: User) -> None:
    for _ in range(8):
        assert sign_in(client, user, "sai-mat-khau-roi").status_code == 422
    locked = sign_in(client, user)
    assert locked.status_code == 429
    assert "Đã nhập sai nhiều lần. Chờ khoảng 6 phút" in locked.content.decode()
    assert not is_signed_in(client)


def test_throttle_holds_one_address_only(user: User) -> None:
    for _ in range(8):
        sign_in(Client(REMOTE_ADDR="10.0.0.8"), user, "sai-mat-khau-roi")
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    sign_in(elsewhere, user)
    assert is_signed_in(elsewhere)


def test_next_is_followed_within_the_application(client: Client, user: User) -> None:
    assert sign_in(client, user, next="/units/?q=1")["Location"] == "/units/?q=1"


@pytest.mark.parametrize(
    "target",
    ["https://example.org/", "//example.org", "javascript:alert(1)", "http:///example.org", "tab"],
)
def test_next_never_leads_elsewhere(client: Client, user: User, target: str) -> None:
    assert sign_in(client, user, next=target)["Location"] == reverse("meetings:my_work")


def test_signed_in_user_is_led_on(client: Client, user: User) -> None:
    client.force_login(user)
    assert client.get(SIGN_IN)["Location"] == reverse("meetings:my_work")


def test_signed_out_visitor_is_asked_to_sign_in_and_comes_back(client: Client) -> None:
    response = client.get("/units/")
    assert response["Location"] == "/sign-in/?next=/units/"


def test_sign_out_ends_the_session(client: Client, user: User) -> None:
    client.force_login(user)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert not is_signed_in(client)


# The own password

NEW = "trời hôm nay rất đẹp"


def change(client: Client, current: str = f.PASSWORD, new: str = NEW, again: str = NEW) -> Any:
    return client.post("/password/", {"current": current, "new": new, "again": again})


def test_password_change_keeps_this_session_only(client: Client, user: User) -> None:
    other = Client()
    for browser in (client, other):
        browser.force_login(user)
    assert change(client).status_code == 302
    assert client.get("/password/").status_code == 200
    assert other.get("/password/").status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"current": "sai"}, "Mật khẩu hiện nay không đúng."),
        ({"again": "khác"}, "Hai lần nhập mật khẩu mới không giống nhau."),
        ({"new": "ngắn", "again": "ngắn"}, "Mật khẩu quá ngắn: cần ít nhất 12 ký tự."),
        ({"new": "administrator", "again": "administrator"}, "quá phổ biến"),
        ({"new": "user-nguoi-dung", "again": "user-nguoi-dung"}, "quá giống tên đăng nhập"),
        ({"new": f.PASSWORD, "again": f.PASSWORD}, "phải khác mật khẩu hiện nay"),
    ],
)
def test_password_change_says_what_to_correct(
    client: Client, user: User, fields: dict[str, str], sentence: str
) -> None:
    User.objects.filter(pk=user.pk).update(username="user-nguoi-dun")
    client.force_login(user)
    response = change(client, **fields)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    user.refresh_from_db()
    assert user.check_password(f.PASSWORD)


def test_one_time_password_must_be_changed_first(client: Client, user: User) -> None:
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    assert sign_in(client, user)["Location"] == reverse("meetings:my_work")
    for address in ("/units/", "/persons/", reverse("meetings:my_work")):
        assert client.get(address)["Location"] == "/password/"
    assert "chỉ dùng một lần" in client.get("/password/").content.decode()
    change(client)
    assert client.get("/units/").status_code == 200


# The position to act in


def test_user_takes_up_another_of_his_positions(client: Client, office: Unit, user: User) -> None:
    assert user.person
    second = f.appointment(user.person, f.region(office), Role.UNIT_HEAD, position="Viện trưởng")
    client.force_login(user)
    assert client.get("/units/").context["user"].acting.role == Role.OFFICE_STAFF
    client.post(f"/appointments/{second.pk}/act/")
    assert client.get("/units/").context["user"].acting == second


def test_user_cannot_act_in_a_position_of_another_or_an_ended_one(
    client: Client, office: Unit, user: User
) -> None:
    assert user.person
    ended = f.appointment(user.person, office, Role.OFFICE_STAFF, valid_to=f.TODAY.replace(day=1))
    of_another = f.appointment(f.person(), office, Role.PROVINCE_HEAD)
    client.force_login(user)
    for appointment in (ended, of_another):
        assert client.post(f"/appointments/{appointment.pk}/act/").status_code == 404
    assert client.get(f"/appointments/{ended.pk}/act/").status_code == 405


def test_account_without_position_gets_a_reason(client: Client) -> None:
    account = User.objects.create(username="moi", person=f.person())
    client.force_login(account)
    response = client.get("/units/")
    assert response.status_code == 403
    assert "Tài khoản chưa được phân công chức vụ." in response.content.decode()

"""The second factor: enrolling, codes that open once, recovery codes, roles that ask for it."""

import re
import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests import factories as f
from units.actions.second_factor import renew_codes
from units.models import Announcement, Role, RoleSetting, SignIn, Unit, User

pytestmark = pytest.mark.django_db
ENROL = "/second-factor/"


def with_factor(user: User) -> TOTPDevice:
    return TOTPDevice.objects.create(user=user, name="điện thoại")


def code_of(device: TOTPDevice, steps: int = 0) -> str:
    """What the phone shows now, or `steps` half minutes later."""
    shown = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    shown.time = time.time() + steps * device.step
    return f"{shown.token():06}"


@pytest.fixture
def office() -> Unit:
    return f.province()


@pytest.fixture
def user(office: Unit) -> User:
    account = f.user(Role.OFFICE_STAFF, f.secretariat(office))
    account.set_password(f.PASSWORD)
    account.save()
    return account


def give_password(client: Client, user: User, password: str = f.PASSWORD, **more: str) -> Any:
    return client.post("/sign-in/", {"username": user.username, "password": password, **more})


def give_code(client: Client, code: str) -> Any:
    return client.post("/sign-in/code/", {"code": code})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def events(user: User) -> list[str]:
    return list(user.sign_ins.order_by("pk").values_list("event", flat=True))


# Setting it up


def codes_shown(response: Any) -> list[str]:
    return re.findall(r'<li class="digest">([^<]+)</li>', response.content.decode())


def test_enrolling_shows_a_sign_to_scan_and_recovery_codes_once(client: Client, user: User) -> None:
    client.force_login(user)
    assert not TOTPDevice.objects.exists()
    client.post(ENROL, {"begin": "1"})
    page = client.get(ENROL).content.decode()
    device = TOTPDevice.objects.get(user=user)
    assert not device.confirmed
    assert "<svg" in page
    assert "style=" not in page[page.index("<svg") : page.index("</svg>")]
    done = client.post(ENROL, {"code": code_of(device)})
    assert len(codes_shown(done)) == 10
    assert "no-store" in done["Cache-Control"]
    device.refresh_from_db()
    assert device.confirmed
    for address in (ENROL, "/sign-ins/", "/second-factor/codes/"):
        assert codes_shown(client.get(address)) == []
    assert "factor_added" in events(user)


def test_wrong_code_does_not_confirm(client: Client, user: User) -> None:
    client.force_login(user)
    client.post(ENROL, {"begin": "1"})
    for code in ("000000", "", "sáu số", "١٢٣٤٥٦"):
        assert client.post(ENROL, {"code": code}).status_code == 422
    assert not TOTPDevice.objects.get(user=user).confirmed


def test_beginning_again_gives_another_secret(client: Client, user: User) -> None:
    client.force_login(user)
    client.post(ENROL, {"begin": "1"})
    first = TOTPDevice.objects.get(user=user)
    client.post(ENROL, {"begin": "1"})
    assert client.post(ENROL, {"code": code_of(first)}).status_code == 422


def test_looking_writes_nothing(client: Client, user: User) -> None:
    client.force_login(user)
    client.get(ENROL)
    assert not TOTPDevice.objects.exists()


# Signing in


def test_password_alone_does_not_open(client: Client, user: User) -> None:
    with_factor(user)
    assert give_password(client, user)["Location"] == "/sign-in/code/"
    assert not is_signed_in(client)
    assert client.get("/units/")["Location"].startswith("/sign-in/")


def test_code_opens_and_leads_where_one_wanted(client: Client, user: User) -> None:
    device = with_factor(user)
    give_password(client, user, next="/units/?q=1")
    assert give_code(client, code_of(device))["Location"] == "/units/?q=1"
    assert is_signed_in(client)
    assert events(user) == ["signed_in"]


def test_code_opens_once(client: Client, user: User) -> None:
    device = with_factor(user)
    code = code_of(device)
    give_password(client, user)
    give_code(client, code)
    other = Client()
    give_password(other, user)
    replayed = give_code(other, code)
    assert replayed.status_code == 422
    assert "Mã không đúng hoặc đã dùng" in replayed.content.decode()
    assert not is_signed_in(other)


def test_wrong_codes_are_counted_and_slowed(client: Client, user: User) -> None:
    device = with_factor(user)
    give_password(client, user)
    answers = [give_code(client, "000000").status_code for _ in range(9)]
    assert answers == [422] * 8 + [429]
    assert give_code(client, code_of(device)).status_code == 429
    assert give_password(client, user, code=code_of(device)).status_code == 429
    assert events(user) == ["wrong_code"] * 8 + ["locked"]


def test_code_is_asked_for_some_minutes_only(client: Client, user: User) -> None:
    device = with_factor(user)
    give_password(client, user)
    session = client.session
    session["owes_code"] = {**session["owes_code"], "at": time.time() - 301}
    session.save()
    assert give_code(client, code_of(device))["Location"] == "/sign-in/"
    assert not is_signed_in(client)


def test_nobody_gets_to_the_code_without_a_password(client: Client) -> None:
    assert client.get("/sign-in/code/")["Location"] == "/sign-in/"


def test_recovery_code_opens_once_and_is_kept_as_a_digest(client: Client, user: User) -> None:
    with_factor(user)
    codes = renew_codes(user)
    assert not set(codes) & set(StaticToken.objects.values_list("token", flat=True))
    give_password(client, user)
    assert give_code(client, codes[0].upper().replace("-", " ")).status_code == 302
    other = Client()
    give_password(other, user)
    assert give_code(other, codes[0]).status_code == 422
    assert give_code(other, codes[1]).status_code == 302
    assert "Còn 8 mã khôi phục" in other.get("/sign-ins/").content.decode()


def test_new_recovery_codes_end_the_old_ones(client: Client, user: User) -> None:
    with_factor(user)
    old = renew_codes(user)
    client.force_login(user)
    assert client.post("/second-factor/codes/", {"password": "sai"}).status_code == 422
    new = codes_shown(client.post("/second-factor/codes/", {"password": f.PASSWORD}))
    assert len(set(new) - set(old)) == 10
    other = Client()
    give_password(other, user)
    assert give_code(other, old[0]).status_code == 422


# Roles that ask for it, and switching it off


@pytest.fixture
def asked_of_role() -> None:
    RoleSetting.objects.update_or_create(
        role=Role.OFFICE_STAFF,
        defaults={"name": "x", "description": "x", "needs_second_factor": True},
    )


@pytest.mark.usefixtures("asked_of_role")
def test_role_that_asks_for_it_leads_to_enrolment_first(client: Client, user: User) -> None:
    give_password(client, user)
    for address in ("/units/", reverse("meetings:my_work"), "/sign-ins/"):
        assert client.get(address)["Location"] == ENROL
    part = client.get("/units/", headers={"HX-Request": "true"})
    assert part.status_code == 401
    client.post(ENROL, {"begin": "1"})
    client.post(ENROL, {"code": code_of(TOTPDevice.objects.get())})
    assert client.get("/sign-ins/").status_code == 200


@pytest.mark.usefixtures("asked_of_role")
def test_required_factor_is_not_switched_off(client: Client, user: User) -> None:
    with_factor(user)
    client.force_login(user)
    answer = client.post("/second-factor/disable/", {"password": f.PASSWORD})
    assert answer.status_code == 422
    assert "bắt buộc xác thực hai bước nên không tắt được" in answer.content.decode()
    assert TOTPDevice.objects.exists()


def test_switching_off_asks_for_the_password(client: Client, user: User) -> None:
    with_factor(user)
    renew_codes(user)
    client.force_login(user)
    assert client.post("/second-factor/disable/", {"password": "sai"}).status_code == 422
    assert client.post("/second-factor/disable/", {"password": f.PASSWORD}).status_code == 302
    assert not TOTPDevice.objects.exists()
    assert not StaticToken.objects.exists()
    assert events(user) == ["factor_removed"]


def test_administrator_removes_a_lost_phone_and_the_owner_is_told(
    client: Client, user: User, office: Unit
) -> None:
    with_factor(user)
    theirs = Client()
    theirs.force_login(user)
    administrator = f.user(Role.ADMINISTRATOR, f.secretariat(office))
    client.force_login(administrator)
    address = f"/persons/{user.person_id}/account/second-factor/remove/"
    assert "Gỡ thiết bị" in client.post(address).content.decode()
    assert TOTPDevice.objects.exists()
    client.post(address, {"confirmed": "1"})
    assert not TOTPDevice.objects.exists()
    assert theirs.get("/units/").status_code == 302
    assert SignIn.objects.get(event="factor_removed").by == administrator
    told = Announcement.objects.get()
    assert (told.person, told.by) == (user.person, administrator)
    assert give_password(theirs, user)["Location"] == reverse("meetings:my_work")

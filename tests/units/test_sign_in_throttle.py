"""Guessing is slowed; the head signs in on meeting morning whatever others try."""

import datetime
import time
from typing import Any

import pytest
from django.test import Client

from tests import factories as f
from tests.units.test_second_factor import code_of, with_factor
from units.models import Role, SignIn, User
from units.models.signing_in import name_digest
from units.throttling import PER_ACCOUNT, PER_ADDRESS, PER_PLACE, Attempt, judge

pytestmark = pytest.mark.django_db
OFFICE, ELSEWHERE = "10.0.0.8", "10.9.9.9"


@pytest.fixture
def head() -> User:
    account = f.user(Role.PROVINCE_HEAD, f.province())
    account.set_password(f.PASSWORD)
    account.save()
    return account


def send(client: Client, user: User, password: str = f.PASSWORD, **more: str) -> Any:
    return client.post("/sign-in/", {"username": user.username, "password": password, **more})


def wrong(client: Client, user: User, times: int) -> list[int]:
    return [send(client, user, f"sai-mat-khau-{n}").status_code for n in range(times)]


def used_before(user: User, address: str = OFFICE) -> Client:
    """A browser in which this account has signed in once."""
    client = Client(REMOTE_ADDR=address)
    assert send(client, user).status_code == 302
    client.post("/sign-out/")
    return client


def test_hundred_wrong_tries_elsewhere_do_not_touch_the_head(head: User) -> None:
    his = used_before(head)
    answers = wrong(Client(REMOTE_ADDR=ELSEWHERE), head, 100)
    assert answers == [422] * PER_PLACE + [429] * (100 - PER_PLACE)
    assert send(his, head).status_code == 302


def test_wrong_tries_from_the_same_office_address_do_not_touch_him_either(head: User) -> None:
    his = used_before(head)
    assert wrong(Client(REMOTE_ADDR=OFFICE), head, 20)[-1] == 429
    assert send(his, head).status_code == 302


def test_tries_from_many_addresses_leave_the_address_he_has_used(head: User) -> None:
    used_before(head)
    for last in range(PER_ACCOUNT // PER_PLACE):
        wrong(Client(REMOTE_ADDR=f"10.7.0.{last}"), head, PER_PLACE)
    assert send(Client(REMOTE_ADDR="10.7.0.99"), head).status_code == 429
    assert send(Client(REMOTE_ADDR=OFFICE), head).status_code == 302


def test_known_device_is_slowed_by_its_own_mistakes_only(head: User) -> None:
    his = used_before(head)
    assert wrong(his, head, PER_PLACE + 1)[-1] == 429
    assert send(his, head).status_code == 429
    assert send(Client(REMOTE_ADDR=ELSEWHERE), head).status_code == 302


def test_device_known_for_a_colleague_does_not_help_against_the_head(head: User) -> None:
    colleague = f.user(Role.OFFICE_STAFF, f.province())
    colleague.set_password(f.PASSWORD)
    colleague.save()
    theirs = used_before(colleague, ELSEWHERE)
    assert wrong(theirs, head, PER_PLACE + 1)[-1] == 429


def test_forged_device_is_an_unknown_one(head: User) -> None:
    forged = Client(REMOTE_ADDR=ELSEWHERE)
    forged.cookies["device"] = used_before(head).cookies["device"].value[:-3] + "abc"
    assert wrong(forged, head, PER_PLACE + 1)[-1] == 429


def test_success_forgets_the_mistakes_before_it(head: User) -> None:
    client = Client(REMOTE_ADDR=OFFICE)
    wrong(client, head, PER_PLACE - 1)
    assert send(client, head).status_code == 302
    client.cookies.clear()
    assert wrong(client, head, PER_PLACE) == [422] * PER_PLACE


def test_administrator_lifts_a_lock_with_a_record(client: Client, head: User) -> None:
    assert head.person
    stuck = Client(REMOTE_ADDR=OFFICE)
    wrong(stuck, head, PER_PLACE)
    assert send(stuck, head).status_code == 429
    unit = head.person.appointments.get().unit
    administrator = f.user(Role.ADMINISTRATOR, f.secretariat(unit))
    client.force_login(administrator)
    page = f"/persons/{head.person_id}/account/"
    assert "đang tạm dừng" in client.get(page).content.decode()
    client.post(f"{page}lift/")
    assert send(stuck, head).status_code == 302
    row = SignIn.objects.get(event=SignIn.Event.LOCK_LIFTED)
    assert (row.user, row.by) == (head, administrator)
    assert "đang tạm dừng" not in client.get(page).content.decode()


def test_second_factor_lifts_a_lock(head: User) -> None:
    device = with_factor(head)
    stuck = Client(REMOTE_ADDR=OFFICE)
    wrong(stuck, head, PER_PLACE)
    refused = send(stuck, head)
    assert refused.status_code == 429
    assert 'name="code"' in refused.content.decode()
    assert send(stuck, head, "sai-mat-khau", code=code_of(device)).status_code == 429
    assert send(stuck, head, code="000000").status_code == 429
    assert send(stuck, head, code=code_of(device)).status_code == 302


def test_flood_of_refusals_leaves_one_row(head: User) -> None:
    wrong(Client(REMOTE_ADDR=ELSEWHERE), head, 20)
    assert SignIn.objects.filter(event=SignIn.Event.LOCKED).count() == 1
    assert SignIn.objects.count() == PER_PLACE + 1


def test_one_address_cannot_try_all_accounts(head: User) -> None:
    rows = [row(f"name{number}", ELSEWHERE) for number in range(PER_ADDRESS)]
    SignIn.objects.bulk_create(rows)
    assert send(Client(REMOTE_ADDR=ELSEWHERE), head).status_code == 429
    assert send(Client(REMOTE_ADDR=OFFICE), head).status_code == 302


def test_mistakes_are_forgotten_after_some_minutes(head: User) -> None:
    SignIn.objects.bulk_create(
        row(head.username, OFFICE, minutes_ago=7, user=head) for _ in range(PER_PLACE)
    )
    assert send(Client(REMOTE_ADDR=OFFICE), head).status_code == 302


def row(name: str, address: str, *, minutes_ago: int = 0, **more: Any) -> SignIn:
    at = datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=minutes_ago)
    event = SignIn.Event.WRONG_PASSWORD
    return SignIn(at=at, event=event, name_digest=name_digest(name), address=address, **more)


def test_unknown_name_is_slowed_alike_and_never_kept_as_typed(head: User) -> None:
    client = Client(REMOTE_ADDR=ELSEWHERE)
    typed = {"username": "Mật khẩu của tôi 1", "password": "x"}
    answers = [client.post("/sign-in/", typed).status_code for _ in range(PER_PLACE + 1)]
    assert answers == [422] * PER_PLACE + [429]
    assert set(SignIn.objects.values_list("user", "name_digest")) == {
        (None, name_digest(typed["username"]))
    }
    assert "khẩu" not in str(list(SignIn.objects.values()))


def test_known_and_unknown_names_cost_the_same_questions(
    head: User, django_assert_num_queries: Any
) -> None:
    wrong(Client(REMOTE_ADDR=OFFICE), head, 1)
    with django_assert_num_queries(5):
        wrong(Client(REMOTE_ADDR=ELSEWHERE), head, 1)
    with django_assert_num_queries(5):
        send(Client(REMOTE_ADDR=ELSEWHERE), User(username="khongco"), "sai")


def test_known_and_unknown_names_take_the_same_time(head: User, settings: Any) -> None:
    """With the real hash, which is what takes time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    head.set_password(f.PASSWORD)
    head.save()

    def seconds(name: str) -> float:
        started = time.process_time()
        send(Client(), User(username=name), "sai-mat-khau")
        return time.process_time() - started

    known = min(seconds(head.username) for _ in range(2))
    unknown = min(seconds("khongco") for _ in range(2))
    assert 0.6 < known / unknown < 1.7


def test_lift_counts_from_its_moment_on() -> None:
    attempt = Attempt(name_digest("a"), OFFICE, "")
    wrong_rows = [row("a", OFFICE) for _ in range(PER_PLACE)]
    lift = SignIn(event=SignIn.Event.LOCK_LIFTED, name_digest=name_digest("a"))
    assert judge(attempt, wrong_rows, address_is_known=True).is_locked
    assert not judge(attempt, [lift, *wrong_rows], address_is_known=True).is_locked
    assert judge(attempt, [*wrong_rows, lift], address_is_known=True).is_locked

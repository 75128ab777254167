"""Sessions: how long they last, who sees and ends them, and signing in again over a page."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from procuracy.web import clock
from tests import factories as f
from tests.test_conventions import ROOT, patterns
from tests.units.test_second_factor import code_of, with_factor
from units.actions.signing_in import end_timed_out
from units.models import Announcement, Role, SignIn, Unit, User, UserSession
from units.visitors import in_words

pytestmark = pytest.mark.django_db
AGAIN, PART = "/sign-in/again/", {"HX-Request": "true"}
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Safari/537.36"
)


@pytest.fixture
def office() -> Unit:
    return f.province()


@pytest.fixture
def user(office: Unit) -> User:
    account = f.user(Role.OFFICE_STAFF, f.secretariat(office))
    account.set_password(f.PASSWORD)
    account.save()
    return account


def browser(user: User, **more: Any) -> Client:
    client = Client(**more)
    typed = {"username": user.username, "password": f.PASSWORD}
    assert client.post("/sign-in/", typed).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/sign-ins/").status_code == 200


def ago(**parts: float) -> datetime.datetime:
    return clock.actual() - datetime.timedelta(**parts)


def poll(client: Client, user: User) -> None:
    """As the live minutes ask every two seconds."""
    address = "/meetings/1/changes/"
    client.get(address, headers={**PART, "X-Page-User": str(user.pk)})


# How long


@pytest.mark.parametrize(
    ("started", "seen", "followed", "lives"),
    [
        (30, 30, None, True),
        (61, 59, None, True),
        (61, 61, None, False),
        (90, 61, 1, True),
        (90, 65, 61, False),
        (300, 241, 1, False),
        (719, 1, 1, True),
        (721, 1, 1, False),
    ],
)
def test_session_ends_when_nobody_acts(
    user: User, started: int, seen: int, followed: int | None, lives: bool
) -> None:
    """Minutes ago; the row says the same as the question to the database."""
    client = browser(user)
    UserSession.objects.update(
        started_at=ago(minutes=started),
        seen_at=ago(minutes=seen),
        followed_at=ago(minutes=followed) if followed else None,
    )
    now = clock.actual()
    assert UserSession.objects.open(now).exists() is lives
    assert UserSession.objects.over(now).exists() is not lives
    assert is_in(client) is lives


def test_reading_and_typing_keep_it_polling_does_not(user: User) -> None:
    client = browser(user)
    UserSession.objects.update(seen_at=ago(minutes=59))
    poll(client, user)
    row = UserSession.objects.get()
    assert row.followed_at is not None
    assert row.seen_at < ago(minutes=58)
    client.get("/sign-ins/")
    assert UserSession.objects.get().seen_at > ago(minutes=1)


def test_every_part_that_asks_by_itself_is_marked() -> None:
    asking = [
        path.name
        for path in (ROOT / "templates").rglob("*.html")
        if 'hx-trigger="every ' in path.read_text(encoding="utf-8")
    ]
    views = [view.callback for _, view in patterns(get_resolver())]
    marked = {view.__name__ for view in views if getattr(view, "is_unattended", False)}
    waiting = {"board_print_detail", "workbook_detail", "workbook_load_detail", "volume_order"}
    delivering = {"notice", "plan_document", "invitation", "minutes_document", "consolidated"}
    delivering |= {"amending_paper", "letter"}
    following = {"minutes_changes", "minutes_present", "hall_changes", "speaker_queue_rows"}
    following |= {"draft_owners", "launch_changes"}
    following |= {"consolidated_progress", "consolidated_present", "consolidated_print_progress"}
    assert marked == waiting | following | {f"{paper}_delivery" for paper in delivering}
    pages = {f"{name}.html" for name in waiting} | {"meeting_desk.html", "_registry_step.html"}
    pages |= {"hall_view.html", "launch_view.html", "speaker_queue.html"}
    pages |= {"consolidated_write.html", "consolidated_print.html"}
    assert set(asking) == pages


def test_presence_is_written_once_a_minute(user: User, django_assert_num_queries: Any) -> None:
    client = browser(user)
    client.get("/second-factor/disable/")
    UserSession.objects.update(seen_at=ago(minutes=2))
    with django_assert_num_queries(5):  # session, user, positions, presence, the device
        client.get("/second-factor/disable/")
    with django_assert_num_queries(4):
        client.get("/second-factor/disable/")


def test_timed_out_sessions_are_taken_away_and_recorded(user: User) -> None:
    browser(user)
    UserSession.objects.update(seen_at=ago(hours=3))
    kept = browser(user)
    assert end_timed_out() == 1
    assert is_in(kept)
    row = SignIn.objects.get(event=SignIn.Event.SESSION_ENDED)
    assert (row.user, row.note) == (user, "hết thời gian")
    assert row.at < ago(hours=1, minutes=59)


# Ending them


def test_disabling_an_account_ends_its_sessions_at_once(office: Unit, user: User) -> None:
    theirs = browser(user)
    administrator = Client()
    administrator.force_login(f.user(Role.ADMINISTRATOR, f.secretariat(office)))
    administrator.post(f"/persons/{user.person_id}/account/disable/", {"confirmed": "1"})
    assert not UserSession.objects.filter(user=user).exists()
    assert not is_in(theirs)
    assert SignIn.objects.get(event="session_ended").note == "tài khoản bị khóa"


def test_other_devices_are_signed_out_by_a_button(user: User) -> None:
    here, there = browser(user), browser(user)
    here.post("/sign-ins/end-others/")
    assert is_in(here)
    assert not is_in(there)


def test_new_password_ends_all_other_sessions(user: User) -> None:
    here, there = browser(user), browser(user)
    new = "trời hôm nay rất đẹp"
    here.post("/password/", {"current": f.PASSWORD, "new": new, "again": new})
    assert is_in(here)
    assert not is_in(there)
    assert list(UserSession.objects.values_list("user", flat=True)) == [user.pk]
    assert "password_changed" in user.sign_ins.values_list("event", flat=True)


def test_reset_password_is_recorded_and_announced(office: Unit, user: User) -> None:
    head = f.user(Role.PROVINCE_HEAD, office)
    administrator = f.user(Role.ADMINISTRATOR, f.secretariat(office))
    client = Client()
    client.force_login(administrator)
    client.post(f"/persons/{user.person_id}/account/reset/", {"confirmed": "1"})
    row = user.sign_ins.get(event="password_reset")
    assert row.by == administrator
    told = set(Announcement.objects.values_list("person", flat=True))
    assert told == {user.person_id, head.person_id}


def test_password_grows_old_only_where_the_office_says_so(user: User, settings: Any) -> None:
    client = browser(user)
    User.objects.update(password_set_at=ago(days=91))
    assert is_in(client)
    settings.PASSWORD_DAYS = 90
    assert client.get("/sign-ins/")["Location"] == "/password/"
    assert "quá thời hạn" in client.get("/password/").content.decode()
    new = "trời hôm nay rất đẹp"
    client.post("/password/", {"current": f.PASSWORD, "new": new, "again": new})
    assert is_in(client)


# The list


def test_list_shows_own_sign_ins_and_devices_in_words(user: User, office: Unit) -> None:
    other = f.user(Role.OFFICE_STAFF, f.secretariat(office))
    other.set_password(f.PASSWORD)
    other.save()
    browser(other, REMOTE_ADDR="10.3.3.3")
    Client(REMOTE_ADDR="10.2.2.2").post("/sign-in/", {"username": user.username, "password": "x"})
    client = browser(user, REMOTE_ADDR="10.1.1.1", headers={"User-Agent": CHROME})
    page = client.get("/sign-ins/").content.decode()
    assert "Chrome trên máy tính Windows" in page
    assert "✓ thiết bị này" in page
    assert "10.1.1.1" in page
    assert "từ chối: sai mật khẩu" in page
    assert "10.2.2.2" in page
    assert "10.3.3.3" not in page
    assert str(client.session.session_key) not in page


def test_lists_cost_the_same_with_many_rows(
    user: User, office: Unit, django_assert_num_queries: Any
) -> None:
    own, administrator = browser(user), Client()
    administrator.force_login(f.user(Role.ADMINISTRATOR, f.secretariat(office)))
    pages = [(own, "/sign-ins/"), (administrator, f"/persons/{user.person_id}/account/")]
    costs = []
    for client, address in pages:
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        costs.append(len(few))
    lifted = SignIn(at=clock.actual(), event=SignIn.Event.LOCK_LIFTED, user=user)
    for _ in range(40):
        lifted.pk, lifted.by = None, f.user(Role.ADMINISTRATOR, office)
        lifted.save(force_insert=True)
    for (client, address), cost in zip(pages, costs, strict=True):
        with django_assert_num_queries(cost):
            assert client.get(address).content.decode().count("bỏ tạm dừng đăng nhập") >= 40


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (CHROME, "Chrome trên máy tính Windows"),
        (CHROME + " Edg/131.0", "Edge trên máy tính Windows"),
        (CHROME.replace("Chrome/", "coc_coc_browser/1 Chrome/"), "Cốc Cốc trên máy tính Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Firefox/133.0", "Firefox trên máy tính Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18) Version/18.0 Safari/604", "Safari trên iPhone"),
        ("curl/8", "trình duyệt khác trên thiết bị khác"),
        ("", "trình duyệt khác trên thiết bị khác"),
    ],
)
def test_browser_is_named_in_words(agent: str, words: str) -> None:
    assert in_words(agent) == words


def test_forwarded_address_that_is_none_is_left_out(user: User, settings: Any) -> None:
    settings.HTTPS = True
    client = Client(headers={"X-Forwarded-For": "evil, <b>"})
    client.post("/sign-in/", {"username": user.username, "password": "x"}, secure=True)
    assert SignIn.objects.get().address is None


# Signing in again over the page


def again(client: Client, user: User, page_of: User | None = None, **typed: str) -> Any:
    headers = {**PART, "X-Page-User": str((page_of or user).pk)}
    typed = typed or {"username": user.username, "password": f.PASSWORD}
    return client.post(AGAIN, typed, headers=headers)


def test_dialog_asks_for_the_password_of_the_named_account(client: Client, user: User) -> None:
    headers = {**PART, "X-Page-User": str(user.pk)}
    page = client.get(f"{AGAIN}?as={user.username}", headers=headers).content.decode()
    assert f'value="{user.username}"' in page
    assert "readonly" in page
    assert "<html" not in page


def test_right_password_lets_the_page_go_on(client: Client, user: User) -> None:
    answer = again(client, user)
    assert (answer.status_code, answer["HX-Trigger"]) == (204, "signed-in-again")
    assert is_in(client)


def test_wrong_password_is_told_in_the_dialog(client: Client, user: User) -> None:
    answer = again(client, user, username=user.username, password="sai")
    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in answer.content.decode()
    assert f'value="{user.username}"' in answer.content.decode()
    assert "signed_in" not in user.sign_ins.values_list("event", flat=True)


def test_another_user_is_refused_there(client: Client, user: User, office: Unit) -> None:
    colleague = f.user(Role.OFFICE_STAFF, f.secretariat(office))
    colleague.set_password(f.PASSWORD)
    colleague.save()
    answer = again(client, colleague, page_of=user)
    assert answer.status_code == 422
    assert "Trang này đang mở cho tài khoản khác" in answer.content.decode()
    assert not is_in(client)
    guess = again(client, user, page_of=user, username=colleague.username, password="sai")
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in guess.content.decode()


def test_dialog_asks_for_the_code_too(client: Client, user: User) -> None:
    device = with_factor(user)
    asked = again(client, user)
    assert asked.status_code == 200
    assert 'name="code"' in asked.content.decode()
    assert not is_in(client)
    assert again(client, user, code="000000").status_code == 422
    assert again(client, user, code=code_of(device))["HX-Trigger"] == "signed-in-again"
    assert is_in(client)


def test_page_learns_of_a_sign_in_in_another_tab(user: User, office: Unit) -> None:
    client = browser(user)
    for page_user, status in ((user.pk, 204), (user.pk + 1, 200)):
        headers = {**PART, "X-Page-User": str(page_user)}
        assert client.get(AGAIN, headers=headers).status_code == status


def test_own_password_comes_first_also_in_the_dialog(client: Client, user: User) -> None:
    User.objects.update(must_change_password=True)
    answer = again(client, user)
    assert answer.status_code == 200
    assert 'href="/password/" target="_blank"' in answer.content.decode()


def test_colleague_signed_in_meanwhile_is_signed_out(user: User, office: Unit) -> None:
    colleague = f.user(Role.OFFICE_STAFF, f.secretariat(office))
    colleague.set_password(f.PASSWORD)
    colleague.save()
    shared = browser(colleague)
    assert again(shared, user)["HX-Trigger"] == "signed-in-again"
    assert shared.get("/sign-ins/").context["user"] == user
    assert colleague.sign_ins.all()[0].event == "session_ended"

"""Nothing typed is lost: each fault is really made, in a browser, and the text is looked for."""

import datetime
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from meetings.models import Meeting
from tests import databases
from tests import factories as make
from tests.browser import house as houses
from tests.browser.house import House
from tests.browser.signing_in import sign_in
from tests.meetings.stage import in_session
from units.models import Role

SOON = 30_000
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def house(django_db_blocker: Any) -> Iterator[House]:
    name = databases.clone_name("faults")
    databases.clone(databases.migrated(), name)
    with django_db_blocker.unblock(), databases.connected(name):
        meeting = furnished()
    with houses.built(name, meeting, make.TODAY.isoformat()) as made:
        databases.drop(name)
        yield made


def furnished() -> int:
    """Two secretaries and a head of Office, one meeting that began this morning."""
    here = in_session()
    people = {
        "thuky": here.clerk,
        "thuky2": make.user(Role.OFFICE_STAFF, here.office),
        "chanhvp": make.user(Role.HEAD_OF_OFFICE, here.office),
    }
    # What was begun before a line was cut is never older than the meeting.
    Meeting.objects.update(opened_at=make.NOW - datetime.timedelta(days=1))
    password = make_password(databases.DEMO_PASSWORD)
    for name, user in people.items():
        user.username, user.password = name, password
        user.save()
    return here.meeting.pk


@pytest.fixture
def at_desk(browser: Browser, house: House) -> Iterator[Open]:
    """Each call is a person at a PC, at the desk of the meeting; one PC may be used again."""
    contexts: list[BrowserContext] = []

    def opened(username: str, at: BrowserContext | None = None) -> Page:
        if at is None:
            at = browser.new_context(base_url=house.url, timezone_id="Asia/Ho_Chi_Minh")
            at.set_default_timeout(SOON)
            contexts.append(at)
        page = at.new_page()
        sign_in(page, username)
        page.goto(house.desk)
        return page

    yield opened
    for context in contexts:
        context.close()


def entry(page: Page) -> Locator:
    return page.locator("#entry").get_by_label("Nội dung ý kiến")


def type_on(page: Page, text: str) -> None:
    entry(page).focus()
    page.keyboard.type(text)


def said(page: Page, text: str) -> Locator:
    return page.locator("#rows > .said:not(form)").filter(has_text=text)


def state(page: Page) -> Locator:
    return page.locator("[data-save-state]")


def stored(house: House, start: str) -> list[str]:
    """Texts of the standing rows that begin so."""
    return house.ask(
        "SELECT text FROM meetings_intervention WHERE starts_with(text, %s)"
        " AND removed_at IS NULL ORDER BY spoken_at, id",
        start,
    )


def edit(page: Page, text: str) -> Locator:
    """Opens a row for editing in its place."""
    said(page, text).hover()
    said(page, text).get_by_role("button", name="Sửa").click()
    return page.locator("#rows form").get_by_label("Nội dung ý kiến")


def test_server_killed_while_typing(at_desk: Open, house: House) -> None:
    page = at_desk("thuky")
    type_on(page, "Mất điện")
    expect(state(page)).to_contain_text("Đã lưu")
    house.kill()
    page.keyboard.type(" giữa chừng, vẫn gõ")
    page.wait_for_timeout(900)
    page.keyboard.press("Control+Enter")
    page.keyboard.type("Mất điện rồi ghi dòng nữa")
    house.start()
    expect(said(page, "Mất điện giữa chừng, vẫn gõ")).to_be_visible(timeout=2 * SOON)
    page.keyboard.press("Control+Enter")
    expect(said(page, "Mất điện rồi ghi dòng nữa")).to_be_visible()
    wanted = ["Mất điện giữa chừng, vẫn gõ", "Mất điện rồi ghi dòng nữa"]
    assert stored(house, "Mất điện") == wanted


def test_postgresql_restarted_while_typing(at_desk: Open, house: House) -> None:
    page = at_desk("thuky")
    type_on(page, "Cơ sở dữ liệu")
    expect(state(page)).to_contain_text("Đã lưu")
    house.postgres("stop", "-m", "immediate")
    page.keyboard.type(" tắt đột ngột")
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(900)
    house.postgres("start")
    expect(said(page, "Cơ sở dữ liệu tắt đột ngột")).to_be_visible(timeout=2 * SOON)
    assert stored(house, "Cơ sở") == ["Cơ sở dữ liệu tắt đột ngột"]


def test_line_cut_for_ten_minutes(at_desk: Open, house: House) -> None:
    page = at_desk("thuky")
    page.clock.install()
    page.context.set_offline(True)
    for text in ("Đứt mạng dòng một", "Đứt mạng dòng hai"):
        type_on(page, text)
        page.keyboard.press("Control+Enter")
        expect(entry(page)).to_have_value("")
    expect(state(page)).to_contain_text("mất kết nối")
    expect(page.locator("form.waiting")).to_have_count(2)
    page.clock.fast_forward("10:00")
    type_on(page, "Đứt mạng dòng ba, chưa xong")
    page.context.set_offline(False)
    expect(said(page, "Đứt mạng dòng hai")).to_be_visible()
    expect(page.locator("form.waiting")).to_have_count(0)
    page.clock.run_for(2_000)
    expect(state(page)).to_contain_text("Đã lưu")
    wanted = ["Đứt mạng dòng một", "Đứt mạng dòng hai", "Đứt mạng dòng ba, chưa xong"]
    assert stored(house, "Đứt mạng") == wanted
    waited = house.ask(
        "SELECT extract(epoch FROM max(spoken_at) - min(spoken_at)) / 60"
        " FROM meetings_intervention WHERE starts_with(text, 'Đứt mạng')"
    )
    assert 9 < waited[0] < 11


def test_browser_closed_without_a_line_offers_the_row_again(at_desk: Open, house: House) -> None:
    page = at_desk("thuky")
    type_on(page, "Đóng nhầm")
    expect(state(page)).to_contain_text("Đã lưu")
    page.context.set_offline(True)
    page.keyboard.type(" cửa sổ trình duyệt")
    page.wait_for_timeout(100)
    page.close(run_before_unload=False)
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(house.desk)
    offer = again.locator("#leftovers")
    expect(offer).to_contain_text("“Đóng nhầm cửa sổ trình duyệt”")
    offer.get_by_role("button", name="Mở để ghi tiếp").click()
    expect(entry(again)).to_have_value("Đóng nhầm cửa sổ trình duyệt")
    entry(again).press("Control+Enter")
    expect(said(again, "Đóng nhầm cửa sổ trình duyệt")).to_be_visible()
    expect(said(again, "Đóng nhầm")).to_have_count(1)
    assert stored(house, "Đóng nhầm") == ["Đóng nhầm cửa sổ trình duyệt"]


def test_login_expired_then_account_disabled_head_of_office_inherits(
    at_desk: Open, house: House
) -> None:
    page = at_desk("thuky2")
    type_on(page, "Khóa tài khoản")
    expect(state(page)).to_contain_text("Đã lưu")
    house.ask("UPDATE units_user SET is_active = false WHERE username = 'thuky2' RETURNING id")
    house.ask("DELETE FROM units_usersession RETURNING session_key")
    page.keyboard.type(" giữa câu")
    expect(page.get_by_role("dialog", name="Phiên đăng nhập đã hết")).to_be_visible()
    page.close(run_before_unload=False)
    head = at_desk("chanhvp", at=page.context)
    offer = head.locator("#leftovers")
    expect(offer).to_contain_text("của tài khoản đã khóa")
    head.goto("/drafts/")
    expect(head.locator("main")).to_contain_text("Khóa tài khoản")
    head.get_by_role("button", name="Nhận, ghi tiếp").click()
    expect(head.locator(".messages")).to_contain_text("Đã nhận bản đang soạn")
    head.goto(house.desk)
    head.locator("#leftovers").get_by_role("button", name="Mở để ghi tiếp").click()
    expect(entry(head)).to_have_value("Khóa tài khoản giữa câu")
    entry(head).press("Control+Enter")
    expect(said(head, "Khóa tài khoản giữa câu")).to_be_visible()
    assert stored(house, "Khóa") == ["Khóa tài khoản giữa câu"]
    head.goto("/drafts/")
    expect(head.locator("main")).to_contain_text("Không có bản đang soạn nào bị bỏ lại")


def test_two_editors_see_both_texts_as_text(at_desk: Open, house: House) -> None:
    mine, theirs = at_desk("thuky"), at_desk("chanhvp")
    type_on(mine, "Hai người")
    row = edit(theirs, "Hai người")
    row.fill("Hai người <img src=x onerror=document.title='hỏng'> họ")
    row.press("Control+Enter")
    expect(said(theirs, "onerror")).to_be_visible()
    mine.keyboard.type(" <b>tôi</b>")
    conflict = mine.locator("#entry .conflict")
    expect(conflict).to_contain_text("Hai người <img src=x onerror=document.title='hỏng'> họ")
    expect(conflict).to_contain_text("Hai người <b>tôi</b>")
    expect(conflict.locator("img, .text b")).to_have_count(0)
    mine.get_by_role("button", name="Giữ bản đang nhập").click()
    expect(said(theirs, "Hai người <b>tôi</b>")).to_be_visible()
    assert stored(house, "Hai người") == ["Hai người <b>tôi</b>"]


def test_one_deletes_what_the_other_edits(at_desk: Open, house: House) -> None:
    mine, theirs = at_desk("thuky"), at_desk("chanhvp")
    type_on(mine, "Gỡ nhầm dòng này")
    mine.keyboard.press("Control+Enter")
    row = edit(mine, "Gỡ nhầm dòng này")
    said(theirs, "Gỡ nhầm").hover()
    said(theirs, "Gỡ nhầm").get_by_role("button", name="Gỡ").click()
    expect(theirs.locator("#rows")).to_contain_text("Đã gỡ ý kiến")
    row.press("End")
    row.press_sequentially(" mà tôi đang sửa")
    panel = mine.locator("#rows form .conflict")
    expect(panel).to_contain_text("vừa được gỡ khỏi biên bản")
    expect(row).to_have_value("Gỡ nhầm dòng này mà tôi đang sửa")
    assert stored(house, "Gỡ nhầm") == []
    mine.get_by_role("button", name="Đưa lại vào biên bản").click()
    expect(said(theirs, "Gỡ nhầm dòng này mà tôi đang sửa")).to_be_visible()
    assert stored(house, "Gỡ nhầm") == ["Gỡ nhầm dòng này mà tôi đang sửa"]


def test_own_savings_whose_answers_were_lost_are_no_conflict(at_desk: Open, house: House) -> None:
    page, lost = at_desk("thuky"), list[int]()

    def lose(route: Route) -> None:
        """The server stores it; the browser never hears so."""
        if route.request.method == "POST" and len(lost) < 3:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.route(re.compile("/interventions/"), lose)
    type_on(page, "Một")
    for word in (" hai", " ba", " bốn"):
        page.wait_for_timeout(800)
        page.keyboard.type(word)
    page.keyboard.press("Control+Enter")
    expect(said(page, "Một hai ba bốn")).to_be_visible()
    assert lost == [200, 200, 200]
    expect(page.locator(".conflict")).to_have_count(0)
    assert stored(house, "Một") == ["Một hai ba bốn"]

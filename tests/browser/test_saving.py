"""Sending: a lost line, an expired login, a question first, and once."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.played_office import NOTE, PLAIN, URLS, Office, save_note, type_note

pytestmark = pytest.mark.urls(URLS)


def test_save_repeats_after_a_lost_line(office: Office, state: Locator) -> None:
    office.show(NOTE)
    office.line_is_cut = True
    save_note(office, "mất mạng")
    expect(state).to_have_text("Chưa lưu: mất kết nối, nội dung còn trên máy này")
    office.line_is_cut = False
    expect(state).to_contain_text("Đã lưu")
    assert office.posts == [{"text": "mất mạng"}]


def test_save_marked_once_is_not_repeated_by_itself(office: Office, state: Locator) -> None:
    office.show(NOTE.replace("<form", "<form data-once"))
    office.line_is_cut = True
    save_note(office, "một lần")
    expect(state).to_contain_text("mất kết nối")
    office.line_is_cut = False
    office.page.wait_for_timeout(2_500)
    assert office.posts == []


AGAIN = """
<form hx-post="/again"><label for="again">Mật khẩu</label>
<input type="password" id="again" name="password" data-focus>
<button type="button" data-later>Để sau</button><button>Đăng nhập</button></form>"""


@pytest.fixture
def expired(office: Office) -> Locator:
    """The dialog over a page whose login has run out; a right password goes to /again."""
    office.show(NOTE)
    office.pages["/again"] = AGAIN
    office.status = 401
    return office.page.get_by_role("dialog", name="Phiên đăng nhập đã hết")


def give_password_a_moment(dialog: Locator) -> None:
    """What is typed as soon as it opens was meant for the text."""
    expect(dialog.get_by_label("Mật khẩu")).to_be_focused()
    dialog.page.wait_for_timeout(750)


def test_save_after_an_expired_login_resumes(
    office: Office, state: Locator, expired: Locator
) -> None:
    save_note(office, "đang gõ dở")
    give_password_a_moment(expired)
    expect(state).to_contain_text("phiên đăng nhập đã hết")
    office.page.keyboard.type("mật khẩu")
    office.page.keyboard.press("Enter")
    expect(state).to_contain_text("Đã lưu")
    expect(expired).to_be_hidden()
    expect(office.page.get_by_label("Ý kiến")).to_have_value("đang gõ dở")
    assert [post["text"] for post in office.posts] == ["đang gõ dở", "đang gõ dở"]
    expect(office.page.get_by_label("Ý kiến")).to_be_focused()


def test_dialog_waits_for_a_pause_and_typed_signs_stay_in_the_text(
    office: Office, expired: Locator
) -> None:
    text = office.page.get_by_label("Ý kiến")
    save_note(office, "một")
    for _ in range(8):
        text.press_sequentially(" hai", delay=60)
        expect(expired).to_be_hidden()
    expect(expired).to_be_visible()
    office.page.keyboard.type(" ba", delay=30)
    expect(text).to_have_value("một" + " hai" * 8 + " ba")
    expect(expired.get_by_label("Mật khẩu")).to_be_focused()
    expect(expired.get_by_label("Mật khẩu")).to_have_value("")


def test_dialog_put_off_comes_back_with_the_next_save(office: Office, expired: Locator) -> None:
    save_note(office, "một")
    expired.get_by_role("button", name="Để sau").click()
    expect(expired).to_be_hidden()
    save_note(office, "hai")
    expect(expired).to_be_visible()


def test_plain_form_after_a_long_silence_signs_in_first(office: Office, expired: Locator) -> None:
    office.show(PLAIN)
    office.page.evaluate("() => { const now = Date.now.bind(Date); Date.now = () => now() + 3e6; }")
    type_note(office, "để lâu mới gửi")
    office.page.get_by_role("button", name="Gửi").click()
    give_password_a_moment(expired)
    office.page.keyboard.type("mật khẩu")
    with office.page.expect_navigation(url="**/plain"):
        office.page.keyboard.press("Enter")
    assert [post["text"] for post in office.posts] == ["để lâu mới gửi"]


def test_confirmation_names_the_act_and_marks_the_request(office: Office, state: Locator) -> None:
    office.show(NOTE)
    ask = office.page.get_by_role("dialog", name="Xác nhận")
    office.page.get_by_role("button", name="Xóa").click()
    expect(ask).to_contain_text("Xóa ý kiến này?")
    ask.get_by_role("button", name="Không, quay lại").click()
    assert office.posts == []
    office.page.get_by_role("button", name="Xóa").click()
    ask.get_by_role("button", name="Xóa").click()
    expect(state).to_contain_text("Đã lưu")
    assert office.posts == [{"text": "", "act": "drop", "confirmed": "1"}]


def test_confirmation_of_a_plain_form(office: Office) -> None:
    office.show(PLAIN.replace("<form", '<form data-confirm="Hủy số 05?"'))
    office.page.get_by_role("button", name="Gửi").click()
    with office.page.expect_navigation(url="**/plain"):
        office.page.get_by_role("dialog").get_by_role("button", name="Gửi").click()
    assert office.posts == [{"text": "", "confirmed": "1"}]


def test_form_is_sent_once(office: Office) -> None:
    office.show(PLAIN)
    send = "const form = document.querySelector('form[action=\"/plain\"]'); form.requestSubmit();"
    with office.page.expect_navigation(url="**/plain"):
        office.page.evaluate(send + "form.requestSubmit(); form.requestSubmit();")
    assert len(office.posts) == 1

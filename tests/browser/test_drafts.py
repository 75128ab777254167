"""Typed text is kept in the browser until the server has it, and asked about at sign-out."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.played_office import (
    HOST,
    NOTE,
    PLAIN,
    URLS,
    Office,
    render,
    save_note,
    type_note,
)

pytestmark = pytest.mark.urls(URLS)


def test_draft_is_offered_on_the_next_visit(office: Office) -> None:
    office.show(NOTE)
    type_note(office, "Giao Phòng 1 kiểm tra")
    office.show(NOTE)
    expect(office.page.get_by_text("Có nội dung chưa lưu từ")).to_be_visible()
    office.page.get_by_role("button", name="Khôi phục").click()
    expect(office.page.get_by_label("Ý kiến")).to_have_value("Giao Phòng 1 kiểm tra")


def test_draft_is_not_offered_to_another_user(office: Office) -> None:
    office.show(NOTE, user=7)
    type_note(office, "của người 7")
    office.show(NOTE, user=8)
    expect(office.page.get_by_label("Ý kiến")).to_be_visible()
    expect(office.page.locator(".draft-offer")).to_have_count(0)


def test_draft_dropped_by_its_user_is_gone(office: Office) -> None:
    office.show(NOTE)
    type_note(office, "thôi")
    office.show(NOTE)
    office.page.get_by_role("button", name="Bỏ").click()
    assert office.kept() == {}


def test_draft_is_removed_once_the_server_has_it(office: Office, state: Locator) -> None:
    office.show(NOTE)
    save_note(office, "đã nghe")
    expect(state).to_contain_text("Đã lưu")
    assert office.posts == [{"text": "đã nghe"}]
    assert office.kept() == {}


@pytest.mark.parametrize("status", [422, 409, 403, 500])
def test_draft_stays_when_the_server_refuses(office: Office, state: Locator, status: int) -> None:
    office.show(NOTE)
    office.status = status
    save_note(office, "chưa nhận")
    expect(state).to_contain_text("Chưa lưu")
    assert "chưa nhận" in str(office.kept())
    expect(office.page.get_by_label("Ý kiến")).to_have_value("chưa nhận")


@pytest.mark.parametrize(
    ("message", "left"), [("Đã lưu ý kiến.", 0), ("", 1)], ids=["acknowledged", "silent"]
)
def test_draft_of_a_plain_form_waits_for_the_success_message(
    office: Office, message: str, left: int
) -> None:
    office.show(PLAIN)
    type_note(office, "gửi đi")
    office.pages["/plain"] = render("", 7, message=message)
    office.page.get_by_role("button", name="Gửi").click()
    office.page.wait_for_url("**/plain")
    expect(office.page.locator("#navigation")).to_be_visible()
    assert len(office.kept()) == left


def test_draft_with_a_secrecy_stamp_is_not_kept(office: Office) -> None:
    office.show(NOTE)
    type_note(office, "Báo cáo")
    assert "Báo cáo" in str(office.kept())
    type_note(office, "TỐI MẬT\nBáo cáo")
    expect(office.page.locator(".draft-offer")).to_be_visible()
    assert office.kept() == {}


def test_draft_with_a_doubtful_word_is_kept_only_after_asking(office: Office) -> None:
    office.show(NOTE)
    type_note(office, "gửi tài liệu mật")
    assert office.kept() == {}
    office.page.get_by_role("button", name="Không thuộc bí mật nhà nước").click()
    assert "tài liệu mật" in str(office.kept())


@pytest.mark.parametrize(("choice", "left"), [("keep", 1), ("drop", 0)])
def test_sign_out_asks_about_unsent_text(office: Office, choice: str, left: int) -> None:
    office.show(NOTE)
    type_note(office, "chưa gửi")
    office.page.locator(".menu summary").click()
    office.page.get_by_role("button", name="Đăng xuất", exact=True).click()
    dialog = office.page.get_by_role("dialog", name="Còn nội dung chưa gửi")
    expect(dialog).to_contain_text("Trên máy này còn 1 nội dung")
    with office.page.expect_navigation(url="**/sign-out"):
        dialog.locator(f"[value={choice}]").click()
    assert len(office.kept()) == left


def test_sign_out_can_be_taken_back(office: Office) -> None:
    office.show(NOTE)
    type_note(office, "chưa gửi")
    office.page.locator(".menu summary").click()
    office.page.get_by_role("button", name="Đăng xuất", exact=True).click()
    office.page.get_by_role("button", name="Ở lại để gửi").click()
    assert office.posts == []
    assert office.page.url == f"{HOST}/page"

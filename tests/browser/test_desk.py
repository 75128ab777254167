"""The secretary's desk in two browsers: typed live, followed, conflicts chosen, all by keyboard.

How soon another sees it, test_story_province and the large meeting of tests/bench measure.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.signing_in import sign_in


@pytest.fixture
def desk(open_page: Callable[[], Page]) -> Page:
    """The coming monthly meeting, opened by its secretary."""
    page = open_page()
    sign_in(page, "qt.tonghop")
    page.goto("/meetings/?state=scheduled")
    page.locator("tbody th a").first.click()
    page.get_by_role("button", name="Khai mạc").click()
    page.wait_for_url(re.compile(r"/meetings/\d+/desk/"))
    return page


@pytest.fixture
def second(open_page: Callable[[], Page], desk: Page) -> Page:
    page = open_page()
    sign_in(page, "qt.chanhvanphong")
    page.goto(desk.url)
    return page


def test_typed_words_reach_the_second_browser_and_leave_the_first_alone(
    desk: Page, second: Page
) -> None:
    desk.keyboard.type("Còn 12 tin chờ kết luận giám định")
    expect(second.locator("#rows")).to_contain_text("chờ kết luận giám định")
    second.keyboard.type("Ý kiến của Chánh Văn phòng")
    second.keyboard.press("Control+Enter")
    expect(desk.locator("#rows")).to_contain_text("Chánh Văn phòng")
    desk.keyboard.type(", đề nghị gia hạn")
    expect(desk.get_by_label("Nội dung ý kiến")).to_have_value(
        "Còn 12 tin chờ kết luận giám định, đề nghị gia hạn"
    )
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#rows")).to_contain_text("đề nghị gia hạn")
    expect(desk.get_by_label("Nội dung ý kiến")).to_be_focused()


def test_two_editors_of_one_text_choose(desk: Page, second: Page) -> None:
    desk.keyboard.type("Bản chung")
    row = second.locator("#rows .said", has_text="Bản chung")
    row.hover()
    row.get_by_role("button", name="Sửa").click()
    second.locator("#rows textarea").fill("Bản của người thứ hai")
    second.locator("#rows textarea").press("Control+Enter")
    expect(second.locator("#rows")).to_contain_text("người thứ hai")
    desk.keyboard.type(" thêm lời")
    conflict = desk.locator("#entry .conflict")
    expect(conflict).to_contain_text("Bản của người thứ hai")
    expect(conflict).to_contain_text("Bản chung thêm lời")
    desk.get_by_role("button", name="Giữ bản đang nhập").click()
    expect(second.locator("#rows")).to_contain_text("Bản chung thêm lời")


def test_marked_text_becomes_a_directive_by_keyboard(desk: Page, second: Page) -> None:
    desk.keyboard.type("VKSND khu vực 4 rà soát tin quá hạn.")
    desk.keyboard.press("Control+A")
    desk.keyboard.press("Alt+G")
    text = desk.locator("#directive-form").get_by_label("Nội dung chỉ đạo")
    expect(text).to_have_value("VKSND khu vực 4 rà soát tin quá hạn.")
    expect(desk.get_by_label("Đơn vị thực hiện")).to_be_focused()
    desk.keyboard.type("kv 4")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    desk.keyboard.type("trước 15/12")
    desk.keyboard.press("Control+Enter")
    orders = second.locator("#directives")
    expect(orders).to_contain_text("Chủ trì: VKSND khu vực 4")
    expect(orders).to_contain_text("trước ngày 15/12/2026")
    expect(desk.get_by_label("Nội dung ý kiến")).to_be_focused()


def test_secret_line_is_refused_and_the_typed_text_stays(desk: Page) -> None:
    desk.keyboard.type("Nội dung\nTUYỆT MẬT")
    expect(desk.locator("#entry .field-error")).to_contain_text("không được nhập")
    expect(desk.get_by_label("Nội dung ý kiến")).to_have_value("Nội dung\nTUYỆT MẬT")
    desk.reload()
    expect(desk.locator("#rows")).not_to_contain_text("TUYỆT MẬT")
    assert "MẬT" not in desk.evaluate("JSON.stringify(localStorage)")

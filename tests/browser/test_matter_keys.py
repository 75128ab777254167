"""The month's screen of matters by keyboard: one key a matter, nothing typed is lost."""

from playwright.sync_api import Page, expect

from tests.browser.signing_in import sign_in


def test_month_is_told_by_keyboard(page: Page) -> None:
    sign_in(page, "kv4.tonghop")
    page.goto("/matters/month/")
    rows = page.locator("article.watched")
    expect(rows).to_have_count(3)
    expect(page.locator("#told")).to_have_text("đã cập nhật 0/10")
    page.keyboard.press("k")
    expect(rows.nth(0)).to_contain_text("✓ không thay đổi")
    expect(rows.nth(0)).to_be_focused()
    expect(page.locator("#told")).to_have_text("đã cập nhật 1/10")
    # A typed line is saved by its own row; what is refused stays with its sentence.
    text = rows.nth(1).get_by_label("Thay đổi")
    text.click()
    page.keyboard.type("Bị can Nguyễn Văn A đã khai")
    page.keyboard.press("Control+Enter")
    expect(rows.nth(1)).to_contain_text("Không ghi tên người bị buộc tội")
    expect(text).to_have_value("Bị can Nguyễn Văn A đã khai")
    text.fill("Đã họp liên ngành lần hai")
    page.keyboard.press("Control+Enter")
    expect(rows.nth(1)).to_contain_text("✓ có thay đổi")
    page.keyboard.press("k")
    expect(rows.nth(2)).to_contain_text("✓ không thay đổi")
    expect(page.get_by_role("button", name="Còn lại không thay đổi (7)")).to_be_visible()


def test_line_typed_before_the_page_was_left_is_offered_again(page: Page) -> None:
    sign_in(page, "kv4.tonghop")
    page.goto("/matters/month/")
    text = page.locator("article.watched").nth(0).get_by_label("Thay đổi")
    text.click()
    page.keyboard.type("Đã có kết luận định giá")
    page.wait_for_timeout(600)
    page.goto("/")
    page.goto("/matters/month/")
    expect(page.locator("article.watched").nth(0).locator(".draft-offer")).to_be_visible()

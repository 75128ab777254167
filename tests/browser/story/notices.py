"""The notice of a conclusion, and what is done about it."""

from playwright.sync_api import Page, expect

from tests.browser.story.keys import follow, push, push_and_confirm, saved, told, type_into
from tests.browser.story.people import take_up


def draft_notice(page: Page, *, add_to_intro: str) -> None:
    """From the concluded meeting to a draft whose introduction says something of its own."""
    follow(page, "Dự thảo thông báo")
    push(page, "Soạn dự thảo")
    field = page.locator("#directives textarea")
    field.focus()
    page.keyboard.press("ControlOrMeta+End")
    with saved(page):
        page.keyboard.type(add_to_intro)
    follow(page, "Xong, trình duyệt")


def approve_notice(page: Page) -> None:
    take_up(page, "Duyệt thông báo kết luận")
    push(page, "Duyệt")
    told(page, "Đã duyệt.")


def print_of(page: Page, name: str) -> bytes:
    """The PDF behind a link that opens in another tab."""
    address = page.locator("main").get_by_role("link", name=name, exact=True).get_attribute("href")
    assert address
    answer = page.request.get(address)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    pdf = answer.body()
    assert pdf.startswith(b"%PDF-")
    return pdf


def record_signature(page: Page) -> None:
    push(page, "Ghi nhận chữ ký")
    told(page, "Đã ghi nhận chữ ký.")


def number_notice(page: Page) -> None:
    take_up(page, "Cấp số thông báo")
    push_and_confirm(page, "Cấp số", "Cấp số cho thông báo này?")
    told(page, "Đã cấp số")


def release_notice(page: Page) -> None:
    push_and_confirm(page, "Phát hành", "Các đơn vị nhận sẽ thấy thông báo")
    told(page, "Đã phát hành")


def answer_task(page: Page, task: str, text: str) -> None:
    take_up(page, f"Báo cáo thực hiện: {task}")
    type_into(page.get_by_label("Kết quả thực hiện"), text)
    push(page, "Gửi báo cáo")
    told(page, "Đã gửi báo cáo kết quả")


def confirm_task(page: Page, unit: str, text: str) -> None:
    take_up(page, f"Xác nhận kết quả của {unit}")
    expect(page.locator("main")).to_contain_text(text)
    page.keyboard.press("Alt+x")
    told(page, "Đã xác nhận hoàn thành.")

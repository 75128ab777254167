"""A draft under review, a document that arrives, and the volume it is bound into."""

import re

from playwright.sync_api import Page, expect

from tests.browser.story.keys import choose, follow, press, push, saved, told, type_into
from tests.browser.story.people import take_up


def move_up(page: Page, words: str) -> None:
    """The directive with these words changes places with the one above it."""
    texts = page.locator("#paragraphs textarea")
    here = [words in text.input_value() for text in texts.all()].index(True)
    press(texts.nth(here), "Alt+ArrowUp")
    expect(texts.nth(here - 1)).to_have_value(re.compile(words))


def move_section_up(page: Page, role: str, text: str) -> None:
    """Says something else in a section, and puts it before the one above."""
    field = page.locator(f"form#{role} textarea")
    with saved(page):
        type_into(field, text)
    press(field, "Alt+ArrowUp")
    told(page, "Đã chuyển mục")


def hand_over(page: Page, note: str) -> None:
    """From the draft's page to those who approve it."""
    follow(page, "Trình duyệt, góp ý")
    type_into(page.get_by_label("Lời trình"), note)
    push(page, "Trình duyệt")
    told(page, "Đã trình duyệt")


def comment(page: Page, on: str, text: str) -> None:
    follow(page, f"Góp ý: {on}")
    type_into(page.locator("main").get_by_label("Góp ý", exact=False).first, text)
    push(page, "Ghi góp ý")
    told(page, "Đã ghi góp ý.")


def settle(page: Page, text: str, answer: str) -> None:
    """Says what became of the comment with these words."""
    row = page.locator(".comment").filter(has_text=text)
    type_into(row.get_by_label("Đã xử lý thế nào"), answer)
    with page.expect_event("load"):
        press(row.get_by_role("button", name="Đã xử lý"))
    told(page, "Đã ghi góp ý đã xử lý.")


def acknowledge(page: Page) -> None:
    """What came to the unit, from Việc của tôi."""
    take_up(page, "Tiếp nhận văn bản")
    push(page, "Tiếp nhận")
    told(page, "Đã tiếp nhận")


def order_volume(page: Page, kind: str, period: str) -> None:
    """Chosen, looked over, ordered; a job binds it."""
    follow(page, "Tập lưu")
    follow(page, "Đóng tập")
    choose(page.get_by_role("combobox", name="Loại văn bản"), kind)
    choose(page.get_by_role("combobox", name="Kỳ"), period)
    push(page, "Xem danh sách")
    push(page, "Đóng tập")
    expect(page.locator("main")).to_contain_text("Đang đóng tập")


def open_volume(page: Page) -> str:
    """The page that waited shows the way by itself; the address of the bound file."""
    link = page.get_by_role("link", name="Xem tập")
    expect(link).to_be_focused()
    with page.expect_event("load"):
        page.keyboard.press("Enter")
    opens = page.locator("main").get_by_role("link", name="Mở tập (PDF)")
    return opens.get_attribute("href") or ""

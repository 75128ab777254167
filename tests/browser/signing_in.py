"""What every story in the browser begins with."""

from playwright.sync_api import Page

from tests.databases import DEMO_PASSWORD


def sign_in(page: Page, username: str) -> None:
    """As somebody at the keyboard would: address, name, password, Enter."""
    page.goto("/")
    asked_at = page.url
    page.get_by_label("Tên đăng nhập").focus()
    page.keyboard.type(username)
    page.keyboard.press("Tab")
    page.keyboard.type(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != asked_at)

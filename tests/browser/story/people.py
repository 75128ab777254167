"""Somebody sits down, and takes up what waits for him."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.signing_in import sign_in
from tests.browser.story.keys import press


def begin(page: Page, username: str) -> Page:
    """Signed in, before what waits for him."""
    sign_in(page, username)
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")
    return page


def work_item(page: Page, title: str) -> Locator:
    """The line of Việc của tôi that begins so."""
    return page.locator("main tr").filter(has=page.locator("b", has_text=title)).first


def take_up(page: Page, title: str) -> None:
    """Enter on the button of a line of Việc của tôi."""
    page.goto("/")
    with page.expect_event("load"):
        press(work_item(page, title).get_by_role("link"))

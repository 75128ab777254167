"""What every story in the browser begins with."""

import re

from playwright.sync_api import Page

from tests.databases import DEMO_PASSWORD

FORM = "/sign-in/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def sign_in(page: Page, username: str) -> None:
    """Sends the form without drawing it, dozens of times a run, and opens the first page."""
    token = TOKEN.search(page.request.get(FORM).text())
    assert token
    form = {"csrfmiddlewaretoken": token[1], "username": username, "password": DEMO_PASSWORD}
    assert page.request.post(FORM, form=form, max_redirects=0).status == 302
    page.goto("/")


def sign_in_at_keyboard(page: Page, username: str) -> None:
    """As somebody would: address, name, password, Enter."""
    page.goto("/")
    asked_at = page.url
    page.get_by_label("Tên đăng nhập").focus()
    page.keyboard.type(username)
    page.keyboard.press("Tab")
    page.keyboard.type(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != asked_at)

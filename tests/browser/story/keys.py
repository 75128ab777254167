"""Keys and fields: what a hand does on any page."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, Response, expect


def press(target: Locator, key: str = "Enter") -> None:
    """Moves the focus to one element and presses a key there."""
    expect(target).to_be_visible()
    target.focus()
    target.press(key)


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    """Enter on the one link of this name; waits for the page behind it."""
    with page.expect_event("load"):
        press(page.locator("main, nav").get_by_role("link", name=name, exact=True).first)


def push(page: Page, name: str) -> None:
    """Enter on a button that sends a form; waits for the page that answers."""
    button = page.locator("main").get_by_role("button", name=name, exact=True)
    with page.expect_event("load"):
        press(button)


def push_and_confirm(page: Page, name: str, sentence: str) -> None:
    """The button asks first; Tab leads from "Không, quay lại" to the act, Enter does it."""
    press(page.locator("main").get_by_role("button", name=name, exact=True))
    dialog = page.get_by_role("dialog", name="Xác nhận")
    expect(dialog).to_contain_text(sentence)
    expect(dialog.get_by_role("button", name="Không, quay lại")).to_be_focused()
    with page.expect_event("load"):
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")


# The end of a sentence that is typed key by key.
LAST_KEYS = 12


def type_into(field: Locator, text: str) -> None:
    """Replaces what stands in a field.

    Only the end of a long text comes key by key, before it what an input method would put in: each
    key is drawn by itself, and a story types thousands.
    """
    field.focus()
    field.press("ControlOrMeta+a")
    field.press("Delete")
    if head := text[:-LAST_KEYS]:
        field.page.keyboard.insert_text(head)
    field.page.keyboard.type(text[-LAST_KEYS:])


def choose(field: Locator, wanted: str) -> None:
    """Arrow keys in a list until it shows what is wanted."""
    field.focus()
    field.press("Home")
    for _ in range(field.locator("option").count()):
        if wanted in field.locator("option:checked").inner_text():
            return
        field.press("ArrowDown")
    raise AssertionError(f"no {wanted!r} in this list")


def told(page: Page, words: str) -> None:
    """The message after an act."""
    expect(page.locator(".messages")).to_contain_text(words)


def reload_until(page: Page, words: str) -> None:
    """What a job draws up meanwhile stands on the page once it is asked for again."""
    for _ in range(60):
        if words in page.locator("main").inner_text():
            return
        page.wait_for_timeout(1_000)
        page.reload()
    raise AssertionError(f"no job has drawn up {words!r}")


def acknowledges(answer: Response) -> bool:
    """Not the desk's telling, every few seconds, who is there: that stores nothing typed."""
    return answer.request.method == "POST" and not answer.url.endswith("/present/")


@contextmanager
def saved(page: Page) -> Iterator[None]:
    """What is done inside is acknowledged by the server before the block ends."""
    with page.expect_response(acknowledges) as answers:
        yield
    assert answers.value.status < 400, answers.value.url
    expect(page.locator("[data-save-state]")).to_contain_text("Đã lưu")

"""A login runs out in the middle of the minutes: a dialog asks, and the text goes on."""

from typing import LiteralString

import psycopg
from playwright.sync_api import Page, expect

from tests.browser import story
from tests.databases import DEMO_PASSWORD
from tests.server import Server

BEFORE = "Đang ghi dở"
MEANWHILE = " thì phiên đăng nhập hết"
AFTER = ", ghi tiếp như thường."


def ask(server: Server, question: LiteralString) -> list[str]:
    with psycopg.connect(server.owner_address, autocommit=True) as owner:
        return [row[0] for row in owner.execute(question).fetchall()]


def test_typed_text_survives_an_expired_session_and_goes_on(page: Page, server: Server) -> None:
    story.begin(page, "qt.tonghop")
    story.open_on_calendar(page, "Hội nghị giao ban hai cấp tháng 8/2026", "10/9/2026")
    story.push(page, "Khai mạc")
    with story.saved(page):
        story.type_into(story.entry(page), BEFORE)
    ask(server, "DELETE FROM units_usersession RETURNING session_key")
    page.keyboard.type(MEANWHILE, delay=40)
    dialog = page.get_by_role("dialog", name="Phiên đăng nhập đã hết")
    password = dialog.get_by_label("Mật khẩu")
    expect(password).to_be_focused()
    expect(password).to_have_value("")
    expect(story.entry(page)).to_have_value(BEFORE + MEANWHILE)
    expect(dialog.get_by_label("Tên đăng nhập")).to_have_value("qt.tonghop")
    page.wait_for_timeout(750)  # what is typed as soon as it opens was meant for the text
    page.keyboard.type("sai mật khẩu rồi")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Tên đăng nhập hoặc mật khẩu không đúng")
    page.keyboard.type(DEMO_PASSWORD)
    with story.saved(page):
        page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    page.keyboard.type(AFTER)
    page.keyboard.press("Control+Enter")
    whole = BEFORE + MEANWHILE + AFTER
    expect(story.said(page, whole)).to_be_visible()
    written = "SELECT text FROM meetings_intervention WHERE starts_with(text, 'Đang ghi dở')"
    assert ask(server, written) == [whole]

"""What goes wrong at a desk: a button is pressed twice, two press at once."""

from collections.abc import Callable
from typing import Any, LiteralString

import psycopg
import pytest
from playwright.sync_api import Page, expect

from tests.browser import story
from tests.databases import DEMO_DAY
from tests.server import Server

# This year's, of the register that notices share with other kinds (units/reference).
NUMBERS = """
    SELECT entry.number FROM units_registerentry AS entry
    JOIN units_register AS register ON register.id = entry.register_id
    JOIN units_unit AS office ON office.id = register.office_id
    WHERE office.code = %s AND 'TB' = ANY (register.document_kinds) AND entry.year = %s
    ORDER BY entry.number"""
YEAR = int(DEMO_DAY[:4])
REVIEW = "Hội nghị giao ban hai cấp tháng 8/2026"
Ask = Callable[..., list[Any]]
Open = Callable[[], Page]


@pytest.fixture
def ask(server: Server) -> Ask:
    """A question to the database, as its owner; the first column of every row."""

    def asked(question: LiteralString, *given: Any) -> list[Any]:
        with psycopg.connect(server.owner_address, autocommit=True) as owner:
            return [row[0] for row in owner.execute(question, given).fetchall()]

    return asked


def open_review(page: Page) -> None:
    story.open_on_calendar(page, REVIEW, "10/9/2026")
    story.push(page, "Khai mạc")
    expect(story.entry(page)).to_be_visible()


def test_own_row_shows_though_it_was_saved_while_typed(open_page: Open) -> None:
    """Others had it before it was written down, so that no later news brings it."""
    writer = story.begin(open_page(), "qt.tonghop")
    reader = story.begin(open_page(), "qt.thuky")
    open_review(writer)
    story.open_on_calendar(reader, REVIEW, "10/9/2026")
    story.follow(reader, "Ghi biên bản")
    text = "Nói xong từ lâu mới ghi."
    writer.keyboard.press("Alt+n")
    writer.keyboard.type("Khách mời")
    story.type_into(story.entry(writer), text)
    expect(story.said(reader, text)).to_be_visible()
    with writer.expect_response(lambda answer: "/changes/" in answer.url and answer.status == 200):
        story.say(reader, "Khách khác", "Báo cáo", "Để người viết nhận tin mới.")
    story.entry(writer).press("Control+Enter")
    expect(story.said(writer, text)).to_be_visible()


def test_number_and_release_pressed_twice_happen_once(open_page: Open, ask: Ask) -> None:
    clerk, registry = open_page(), open_page()
    story.begin(clerk, "kv5.tonghop")
    story.take_up(clerk, "Trình ký, ghi nhận chữ ký")
    story.record_signature(clerk)
    story.begin(registry, "kv5.vanthu")
    story.take_up(registry, "Cấp số thông báo")
    posts: list[str] = []
    registry.on("request", lambda sent: posts.extend([sent.url] * (sent.method == "POST")))
    press_twice(registry, "Cấp số")
    story.told(registry, "Đã cấp số 01/TB-VKSKV5")
    press_twice(registry, "Phát hành")
    story.told(registry, "Đã phát hành")
    assert [url.rsplit("/", 2)[1] for url in posts] == ["number", "release"]
    assert ask(NUMBERS, "QT2-KV5", YEAR) == [1]


def press_twice(page: Page, name: str) -> None:
    """A double click on the button of the confirmation."""
    story.press(page.locator("main").get_by_role("button", name=name, exact=True))
    sure = page.get_by_role("dialog", name="Xác nhận").get_by_role("button", name=name)
    expect(sure).to_be_visible()
    with page.expect_event("load"):
        sure.dblclick()


def test_two_clerks_at_once_give_one_number(open_page: Open, ask: Ask) -> None:
    office = story.begin(open_page(), "qt.tonghop")
    open_review(office)
    story.conclude(office)
    story.draft_notice(office, add_to_intro=" Cụ thể:")
    story.approve_notice(story.begin(open_page(), "qt.vientruong"))
    office.reload()
    story.record_signature(office)
    clerks = [story.begin(open_page(), name) for name in ("qt.vanthu", "qt.vanthu2")]
    for clerk in clerks:
        story.take_up(clerk, "Cấp số thông báo")
        story.press(clerk.locator("main").get_by_role("button", name="Cấp số", exact=True))
        clerk.keyboard.press("Tab")
    given = ask(NUMBERS, "QT2", YEAR)
    for clerk in clerks:
        clerk.keyboard.press("Enter")
    for clerk in clerks:
        expect(clerk.locator(".messages")).to_contain_text(f"cấp số {len(given) + 1:02}/TB-VKS")
    messages = [clerk.locator(".messages").inner_text() for clerk in clerks]
    assert sum("không cấp số lần nữa" in message for message in messages) == 1
    assert sum("bản in được giữ cố định" in message for message in messages) == 1
    assert ask(NUMBERS, "QT2", YEAR) == [*given, len(given) + 1]

"""A consolidated report edited by keyboard: two tabs and a new drawing lose no word."""

import pytest
from playwright.sync_api import Locator, Page, expect

from meetings.consolidating import drawing
from meetings.models import ConsolidatedLine
from procuracy.web import clock
from tests import factories as make
from tests.browser.near_office import At
from tests.meetings.consolidating import Here, heard
from tests.meetings.stage import page
from units.models import Role, User

pytestmark = pytest.mark.django_db
FIRST, SECOND = "Bản của cán bộ tổng hợp.", "Bản của Chánh Văn phòng."


@pytest.fixture
def here() -> Here:
    made = heard()
    made.line("heading", title="Tình hình tội phạm")
    made.line(template="Thụ lý {so} vụ.", indicators=[made.new.code], title="Tin báo")
    made.count(made.new, made.stage.region, 3)
    return made


@pytest.fixture
def line(here: Here) -> ConsolidatedLine:
    return here.drawn().lines.get(title="Tin báo")


def opened(at: At, user: User, line: ConsolidatedLine) -> Page:
    """The only line that may be written in, reached by one keystroke."""
    seat = at(user)
    seat.goto(page("consolidated_write", line.report_id))
    seat.keyboard.press("Alt+ArrowDown")
    expect(text_of(seat)).to_be_focused()
    return seat


def text_of(seat: Page) -> Locator:
    return seat.locator("form[data-autosave] textarea")


def test_two_tabs_at_one_line_lose_no_word(at: At, here: Here, line: ConsolidatedLine) -> None:
    """The stale one is shown both texts; it keeps its own knowingly, and the other is told."""
    other = make.user(Role.HEAD_OF_OFFICE, here.stage.office)
    first, second = opened(at, here.clerk, line), opened(at, other, line)
    first.keyboard.type(f" {FIRST}")
    expect(first.locator("[data-save-state]")).to_contain_text("Đã lưu")
    second.keyboard.type(f" {SECOND}")
    conflict = second.locator(".report-line form .conflict")
    for text in (FIRST, SECOND):
        expect(conflict).to_contain_text(text)
    expect(text_of(second)).to_have_value(f"{line.text} {SECOND}")
    line.refresh_from_db()
    assert line.text.endswith(FIRST)
    second.get_by_role("button", name="Giữ bản đang nhập").click()
    kept = second.locator(".report-line").filter(has_text=SECOND)
    expect(kept.get_by_role("link", name="Sửa", exact=False).first).to_be_focused()
    expect(first.locator("#present")).to_contain_text("dòng vừa thay đổi")
    line.refresh_from_db()
    assert (line.text.endswith(SECOND), line.edited_by) == (True, other)


def test_new_drawing_leaves_what_hands_wrote(at: At, here: Here, line: ConsolidatedLine) -> None:
    """The hand's text and the new figures' stand beside each other until somebody chooses."""
    seat = opened(at, here.clerk, line)
    seat.keyboard.type(f" {FIRST}")
    seat.keyboard.press("Control+Enter")
    expect(seat.locator("form[data-autosave]")).to_have_count(0)
    here.new.figures.update(value=9)
    seat.get_by_role("button", name="Lấy số liệu mới").click()
    expect(seat.locator("#drawing")).to_contain_text("Đang lập")
    drawing.draw(line.report_id, at=clock.now())
    expect(seat.locator("#drawing")).to_contain_text("dòng sửa tay giữ nguyên")
    seat.get_by_role("link", name="Hiện các dòng vừa lập").click()
    both = seat.locator(".report-line .conflict")
    expect(both).to_contain_text(FIRST)
    expect(both.locator("mark", has_text="9")).to_be_visible()
    both.get_by_role("button", name="Giữ bản sửa").click()
    expect(seat.locator(".report-line .conflict")).to_have_count(0)
    expect(seat.locator("[data-report-lines]")).to_contain_text(FIRST)
    line.refresh_from_db()
    assert line.text.endswith(FIRST)

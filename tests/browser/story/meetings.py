"""Reports beforehand, the meeting and its minutes."""

import re
from time import monotonic

from playwright.sync_api import Locator, Page, expect

from tests.browser.story.keys import (
    choose,
    follow,
    press,
    push,
    push_and_confirm,
    reload_until,
    saved,
    told,
    type_into,
)
from tests.browser.story.people import take_up


def take_up_report(page: Page) -> None:
    """Once the worker has put into it what the software knows: later it would be another version
    than the head has read."""
    take_up(page, "Gửi báo cáo phục vụ hội nghị")
    reload_until(page, "Số liệu, việc do phần mềm lập lúc")


def write_report(page: Page, sections: dict[str, str]) -> None:
    """Each section by its label, saved by Ctrl+Enter; then the clerk puts the report forward."""
    for label, text in sections.items():
        type_into(page.get_by_label(label), text)
        with saved(page):
            page.keyboard.press("Control+Enter")
    push(page, "Trình thủ trưởng")
    told(page, "Đã trình thủ trưởng đơn vị.")


def send_report(head: Page) -> None:
    """What waits for the unit's head: read, approved, sent."""
    take_up(head, "Duyệt, gửi báo cáo phục vụ hội nghị")
    push_and_confirm(head, "Duyệt, gửi…", "Gửi báo cáo cho Văn phòng?")
    told(head, "Đã gửi báo cáo.")


def call_meeting(page: Page, kind: str, *, on: str, reports_by: str, title: str = "") -> None:
    """N on the calendar, the kind, and a form that its habits have filled but for the place."""
    follow(page, re.compile("^Cuộc họp"))
    page.keyboard.press("n")
    page.wait_for_url("**/meetings/new/")
    follow(page, kind)
    if title:
        type_into(page.get_by_label("Tên hội nghị"), title)
    type_into(page.get_by_label("Ngày họp"), on)
    type_into(page.get_by_label("Địa điểm"), "Hội trường cơ quan")
    type_into(page.get_by_label("Hạn gửi báo cáo, ngày"), reports_by)
    push(page, "Lập cuộc họp")
    told(page, "Đã lập cuộc họp.")


def open_on_calendar(page: Page, title: str, day: str) -> None:
    """Enter on a meeting of the calendar, told from others of its name by the day."""
    follow(page, re.compile("^Cuộc họp"))
    row = page.locator("main tr").filter(has_text=f", {day}").filter(has_text=title)
    press(row.get_by_role("link", name=title))
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def take_attendance(page: Page) -> None:
    follow(page, "Lập danh sách, điểm danh")
    push(page, "Lấy theo chức vụ của các đơn vị")
    push(page, "Ghi những người còn lại có mặt")
    follow(page, "Về cuộc họp")


def entry(page: Page) -> Locator:
    """Where the next intervention is typed."""
    return page.locator("#entry").get_by_label("Nội dung ý kiến")


def say(page: Page, speaker: str, kind: str, text: str) -> None:
    """Alt+N, who speaks, what kind, the words; Ctrl+Enter writes the row down."""
    page.keyboard.press("Alt+n")
    form = page.locator("#entry")
    expect(form.get_by_label("Người phát biểu")).to_be_focused()
    page.keyboard.type(speaker)
    choose(form.get_by_label("Loại ý kiến"), kind)
    type_into(entry(page), text)
    row = form.get_attribute("data-row")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"#entry:not([data-row='{row}'])")).to_be_visible()
    expect(entry(page)).to_be_focused()


def said(page: Page, text: str) -> Locator:
    """The row of the record with these words."""
    return page.locator("#rows .said").filter(has_text=text)


def leave(page: Page) -> None:
    """Closes the desk or the hall: what nobody looks at asks no more for news."""
    page.goto("about:blank")


def seconds_until_seen(page: Page, text: str) -> float:
    begun = monotonic()
    expect(said(page, text)).to_be_visible()
    return monotonic() - begun


def amend(page: Page, row: Locator) -> Locator:
    """Opens a written row for editing; its text field."""
    key = row.get_attribute("data-row")
    press(row.get_by_role("button", name="Sửa"))
    field = page.locator(f"form[data-row='{key}']").get_by_label("Nội dung ý kiến")
    expect(field).to_be_focused()
    return field


def direct(page: Page, words: str, *, lead: str, due: str) -> None:
    """Types an order, marks it, Alt+G: a directive of the marked words, to whom, until when."""
    type_into(entry(page), words)
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Alt+g")
    form = page.locator("#directive-form")
    expect(form.get_by_label("Nội dung chỉ đạo")).to_have_value(words)
    expect(form.get_by_label("Đơn vị thực hiện")).to_be_focused()
    page.keyboard.type(lead)
    type_into(form.get_by_label("Hạn"), due)
    page.keyboard.press("Control+Enter")
    expect(form).to_have_count(0)
    expect(page.locator("#directives")).to_contain_text(words)
    type_into(entry(page), words + ".")
    page.keyboard.press("Control+Enter")
    expect(said(page, words + ".")).to_be_visible()


def assess(page: Page, text: str) -> None:
    type_into(page.get_by_label("Đánh giá của chủ trì"), text)
    with saved(page):
        page.keyboard.press("Control+Enter")


def conclude(page: Page) -> None:
    """What the list misses is given a reason."""
    follow(page, "Kết thúc, kết luận…")
    for reason in page.get_by_label("Lý do vẫn kết luận").all():
        reason.fill("Bổ sung ngay sau hội nghị")
    for choice in page.get_by_label("Hội nghị không phát sinh nhiệm vụ").all():
        choice.check()
    push_and_confirm(page, "Kết luận, giao nhiệm vụ", "Kết luận hội nghị?")
    told(page, "Đã kết luận hội nghị")

"""What people of an office do, as verbs, with the keyboard alone: no test here moves a mouse.

A link or button is focused and Enter pressed; a field is focused and typed into.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from playwright.sync_api import Locator, Page, Response, expect

from tests.browser.signing_in import sign_in

# Keys


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


def type_into(field: Locator, text: str) -> None:
    """Replaces what stands in a field."""
    field.focus()
    field.press("ControlOrMeta+a")
    field.press("Delete")
    field.page.keyboard.type(text)


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


# People


def begin(page: Page, username: str) -> Page:
    """Signs in at the keyboard."""
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


# Plan


def add_plan_task(page: Page, content: str, *, lead: str, due: str) -> None:
    """Types a line under the table of the plan that is open; Enter adds it."""
    type_into(page.get_by_label("Nhiệm vụ mới"), content)
    choose(page.get_by_label("Chủ trì"), lead)
    type_into(page.get_by_label("Hạn", exact=False).first, due)
    with saved(page):
        page.keyboard.press("Enter")
    row = page.locator("#tasks tr").filter(has_text=content)
    expect(row).to_contain_text(lead)
    expect(row).to_contain_text(due)
    expect(page.get_by_label("Nhiệm vụ mới")).to_be_focused()


# Figures


def cell(page: Page, line: str) -> Locator:
    return page.locator(".grid-entry").get_by_label(line).first


def note_of(page: Page, field: Locator) -> Locator:
    """What stands under "Đã lưu" beside a cell."""
    return page.locator(f"#{field.get_attribute('aria-describedby')}")


def enter_figures(page: Page, first: str, numbers: list[str]) -> None:
    """Types a column downwards from the line named `first`, Enter after each number."""
    cell(page, first).focus()
    for number in numbers:
        field = page.locator(".grid-entry input:focus")
        name = field.get_attribute("id")
        page.keyboard.type(number)
        page.keyboard.press("Enter")
        typed = page.locator(f"#{name}")
        expect(note_of(page, typed)).to_contain_text("đã lưu")
        expect(typed).to_have_value(number)


def paste_figures(page: Page, first: str, numbers: list[str]) -> None:
    """A block as Excel puts it on the clipboard, into the cells from `first` on."""
    field = cell(page, first)
    field.focus()
    field.evaluate(
        """(input, text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          input.dispatchEvent(
            new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
        }""",
        "\r\n".join(numbers) + "\r\n",
    )
    expect(page.locator("[data-grid-status]")).to_have_text(f"Đã dán {len(numbers)} ô.")
    expect(page.locator("td[data-state=saving]")).to_have_count(0)
    expect(page.locator("td[data-state=error], td[data-state=unsaved]")).to_have_count(0)


def verdict_beside(page: Page, target: str) -> Locator:
    """The verdict that stands beside the grid for a target."""
    card = page.locator(".fed .card-fact").filter(has=page.get_by_text(target, exact=True))
    return card.locator(".v")


def put_forward(page: Page, why_incomplete: str) -> None:
    """From the grid to the unit's head; lines are still empty and the clerk says why."""
    follow(page, "Trình thủ trưởng")
    push(page, "Trình thủ trưởng")
    expect(page.get_by_role("alert")).to_contain_text("dòng chưa có số liệu")
    type_into(page.get_by_label("Lý do thiếu số liệu"), why_incomplete)
    push(page, "Trình thủ trưởng")
    told(page, "Đã trình")


def send_figures(page: Page, item: str, why_incomplete: str) -> None:
    """The head approves the month of this line of Việc của tôi and sends it to the Office."""
    take_up(page, item)
    type_into(page.get_by_label("Lý do thiếu số liệu"), why_incomplete)
    push(page, "Duyệt, gửi Văn phòng")
    told(page, "Đã gửi Văn phòng")


def accept_figures(page: Page, item: str) -> None:
    """The Office takes a month over though no department has checked it, and says that it knows."""
    take_up(page, item)
    unchecked = page.get_by_role("checkbox", name=re.compile("vẫn tiếp nhận"))
    press(unchecked, "Space")
    expect(unchecked).to_be_checked()
    push_and_confirm(page, "Tiếp nhận", "Tiếp nhận số liệu này?")
    told(page, "Đã tiếp nhận")


# Board


def walk_board(page: Page, unit: str) -> Locator:
    """Tab into the board, arrows down to a unit's row; the focused cell."""
    board = page.get_by_role("region", name="Bảng chỉ tiêu")
    board.focus()
    page.keyboard.press("Tab")
    row = board.locator("tr").filter(has=page.get_by_role("rowheader", name=unit, exact=True))
    for _ in range(board.locator("tbody tr").count()):
        if row.locator("a:focus").count():
            return row.locator("a:focus")
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no cell of {unit} on the board")


# Reports of units


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


# Meetings


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
    push_and_confirm(page, "Kết luận, giao nhiệm vụ", "Kết luận hội nghị?")
    told(page, "Đã kết luận hội nghị")


# Notices


def draft_notice(page: Page, *, add_to_intro: str) -> None:
    """From the concluded meeting to a draft whose introduction says something of its own."""
    follow(page, "Dự thảo thông báo")
    push(page, "Soạn dự thảo")
    field = page.locator("#directives_intro textarea")
    field.focus()
    page.keyboard.press("ControlOrMeta+End")
    with saved(page):
        page.keyboard.type(add_to_intro)
    follow(page, "Xong, trình duyệt")


def approve_notice(page: Page) -> None:
    take_up(page, "Duyệt thông báo kết luận")
    push(page, "Duyệt")
    told(page, "Đã duyệt thông báo.")


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


# Follow-up


def answer_task(page: Page, task: str, text: str) -> None:
    take_up(page, f"Báo cáo thực hiện: {task}")
    type_into(page.get_by_label("Kết quả thực hiện"), text)
    push(page, "Gửi báo cáo")
    told(page, "Đã gửi báo cáo kết quả")


def confirm_task(page: Page, unit: str, text: str) -> None:
    take_up(page, f"Xác nhận kết quả của {unit}")
    expect(page.locator("main")).to_contain_text(text)
    push(page, "Xác nhận hoàn thành")
    told(page, "Đã xác nhận hoàn thành.")

"""A plan's task, the months' figures, and the board that reads them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, Request, Response, expect

from tests.browser.story.keys import (
    choose,
    follow,
    press,
    push,
    push_and_confirm,
    saved,
    told,
    type_into,
)
from tests.browser.story.people import take_up


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
    with saved_in_turn(page):
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


@contextmanager
def saved_in_turn(page: Page) -> Iterator[None]:
    """Two cells saved at once would each answer with verdicts that lack the other's figure."""
    under_way: set[Request] = set()
    together: list[str] = []

    def begin(sent: Request) -> None:
        if sent.method == "POST":
            together.extend(other.url for other in under_way)
            under_way.add(sent)

    def end(answer: Response) -> None:
        under_way.discard(answer.request)

    page.on("request", begin)
    page.on("response", end)
    yield
    page.remove_listener("request", begin)
    page.remove_listener("response", end)
    assert not together


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

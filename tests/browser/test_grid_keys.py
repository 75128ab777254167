"""The keyboard: in the grid of figures, in search and in the navigation of a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.played_office import NOTE, URLS, Office

pytestmark = pytest.mark.urls(URLS)


CELL = '<td><input id="c{0}{1}" name="c{0}{1}" value="{0}{1}" hx-post="/save" hx-swap="none"></td>'
GRID = (
    '<table class="grid-entry">'
    + "".join(
        f"<tr><th>Dòng {row}</th>{CELL.format(row, 1)}<td>vụ</td>{CELL.format(row, 2)}</tr>"
        for row in (1, 2, 3)
    )
    + '</table><p data-grid-status role="status"></p>'
)


def test_slash_finds_and_is_a_letter_in_fields(office: Office) -> None:
    office.show(NOTE)
    office.page.keyboard.press("/")
    search = office.page.get_by_label("Tìm kiếm")
    expect(search).to_be_focused()
    office.page.keyboard.type("12/TB")
    expect(search).to_have_value("12/TB")


def test_grid_moves_by_keyboard(office: Office) -> None:
    office.show(GRID)
    office.page.locator("#c11").focus()
    walk = [
        ("Enter", "c21"),
        ("ArrowDown", "c31"),
        ("ArrowRight", "c32"),
        ("Control+ArrowUp", "c12"),
        ("ArrowLeft", "c11"),
        ("ArrowLeft", "c11"),
        ("Tab", "c12"),
        ("Home", "c11"),
        ("End", "c12"),
        ("ArrowUp", "c12"),
        ("Control+Home", "c11"),
        ("Control+End", "c32"),
        ("Shift+Enter", "c22"),
    ]
    for keys, cell in walk:
        office.page.keyboard.press(keys)
        expect(office.page.locator(f"#{cell}"), keys).to_be_focused()


def test_grid_typing_replaces_and_escape_restores(office: Office) -> None:
    office.show(GRID)
    cell = office.page.locator("#c11")
    cell.focus()
    office.page.keyboard.type("7")
    expect(cell).to_have_value("7")
    office.page.keyboard.press("Escape")
    expect(cell).to_have_value("11")
    office.page.keyboard.press("F2")
    office.page.keyboard.type("0")
    expect(cell).to_have_value("110")


@pytest.mark.parametrize(("status", "mark"), [(204, "saved"), (422, "error"), (401, "unsaved")])
def test_grid_cell_shows_how_saving_went(office: Office, status: int, mark: str) -> None:
    office.show(GRID)
    office.status = status
    office.page.locator("#c31").fill("5")
    office.page.keyboard.press("Enter")
    expect(office.page.locator("td:has(#c31)")).to_have_attribute("data-state", mark)
    assert office.posts[0]["c31"] == "5"


def test_grid_takes_a_block_from_excel(office: Office) -> None:
    office.show(GRID + '<textarea id="excel" aria-label="Excel"></textarea>')
    excel = office.page.locator("#excel")
    excel.fill("1\t\t2\n\t\t4\n5\t\t6\n7\t\t8\n")
    excel.press("Control+A")
    excel.press("Control+C")
    office.page.locator("#c11").focus()
    office.page.keyboard.press("Control+V")
    status = office.page.locator("[data-grid-status]")
    expect(status).to_have_text("Đã dán 5 ô; 2 ô nằm ngoài bảng hoặc không nhập được, đã bỏ qua.")
    values = [office.page.locator(f"#c{at}").input_value() for at in (11, 12, 21, 22, 31, 32)]
    assert values == ["1", "2", "21", "4", "5", "6"]
    wait_for(office, lambda: len(office.posts) == 5)


def wait_for(office: Office, arrived: Callable[[], bool]) -> None:
    for _ in range(50):
        if arrived():
            return
        office.page.wait_for_timeout(50)
    pytest.fail("the requests did not arrive")


def test_navigation_folds_on_a_phone(office: Office) -> None:
    office.page.set_viewport_size({"width": 390, "height": 844})
    office.show(NOTE)
    navigation = office.page.locator("#navigation")
    expect(navigation).to_be_hidden()
    office.page.get_by_role("button", name="Trình đơn").click()
    expect(navigation.get_by_role("link", name="Việc của tôi")).to_be_focused()
    office.page.keyboard.press("Escape")
    expect(navigation).to_be_hidden()

"""The grid of assignments: keys, a pasted block, two people in one cell, all saved at once. The
half year has been judged, so that a changed ratio needs a reason."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.signing_in import sign_in

GRID = "/assignments/grid/?year=2026&field=tin-bao"
PASTE = """(input, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    input.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
}"""


def cell(page: Page, unit: str, place: int) -> Locator:
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=unit, exact=True))
    return row.locator("input").nth(place)


def give_reason(page: Page) -> None:
    """What was refused for want of one is sent again by itself."""
    reason = page.get_by_label("Lý do đổi, thôi giao")
    reason.fill("Thụ lý giảm so với khi giao.")
    reason.blur()


def opened(open_page: Callable[[], Page], who: str) -> Page:
    page = open_page()
    sign_in(page, who)
    page.goto(GRID)
    return page


def test_two_people_fill_a_grid_and_lose_nothing(open_page: Callable[[], Page]) -> None:
    mine, theirs = opened(open_page, "qt.tonghop"), opened(open_page, "qt.chanhvanphong")
    cell(mine, "VKSND khu vực 1", 0).focus()
    mine.keyboard.type("72")
    mine.keyboard.press("Enter")
    mine.keyboard.type("-3")
    mine.keyboard.press("ArrowDown")
    expect(mine.locator("#grid-note")).to_contain_text("ghi lý do đổi hoặc thôi giao")
    expect(cell(mine, "VKSND khu vực 3", 0)).to_be_focused()
    give_reason(mine)
    expect(mine.locator("td[data-state=saved]")).to_have_count(1)
    expect(mine.locator("#grid-note")).to_contain_text("VKSND khu vực 2")
    expect(cell(mine, "VKSND khu vực 2", 0)).to_have_value("-3")
    expect(mine.locator("#grid-note")).not_to_contain_text("ghi lý do")

    # The other page still shows what was there when it was opened.
    give_reason(theirs)
    stale = cell(theirs, "VKSND khu vực 1", 0)
    stale.fill("80")
    stale.blur()
    expect(theirs.locator("#grid-note")).to_contain_text("người khác vừa ghi “72”")
    theirs.get_by_role("button", name="Ghi “80”").click()
    expect(theirs.locator("td[data-state=saved]")).to_have_count(1)
    expect(theirs.locator("#grid-note")).not_to_contain_text("người khác")

    # A block from a spreadsheet waits for the button where saving by itself is off.
    theirs.get_by_label("tự lưu khi rời ô").uncheck()
    first = cell(theirs, "VKSND khu vực 5", 0)
    first.focus()
    first.evaluate(PASTE, "66,5\t4\n90\tx")
    expect(theirs.locator("td[data-state=unsaved]")).to_have_count(4)
    theirs.keyboard.press("Control+Enter")
    expect(theirs.locator("td[data-state=saved]")).to_have_count(5)

    mine.reload()
    shown = [cell(mine, f"VKSND khu vực {unit}", 0).input_value() for unit in (1, 2, 5, 6)]
    assert shown == ["80", "70", "66,5", "90"]

"""The board by keyboard: arrows move, Enter opens the cell, Esc leads back to it. Its units and
targets stay in sight."""

import pytest
from playwright.sync_api import expect

from tests.browser.played_office import HOST, URLS, Office, render

pytestmark = pytest.mark.urls(URLS)

SCRIPT = '<script src="/static/js/matrix.js" defer></script>'
GROUPS = "<tr><th></th><th colspan='3'><a id='f' href='/f'>Hình sự</a></th></tr>"
HEAD = "<tr><th>Đơn vị</th><th><a id='t1' href='/t1'>A</a></th><th>B</th><th>C</th></tr>"


def row(number: int, assigned: str) -> str:
    """Three cells of a unit; one is a link where its place says 1."""
    cells = (
        f'<td><a id="c{number}{at}" href="/board/{number}/{at}/?p=1">{at}</a></td>'
        if is_given == "1"
        else '<td class="off"></td>'
        for at, is_given in enumerate(assigned, 1)
    )
    return f'<tr><th><a id="u{number}" href="/u{number}">{number}</a></th>{"".join(cells)}</tr>'


BOARD = (
    f'{SCRIPT}<div class="scroll" tabindex="0"><table class="dense matrix">'
    f"<thead>{GROUPS}{HEAD}</thead>"
    f"<tbody>{row(1, '101')}{row(2, '111')}</tbody><tfoot>{row(3, '101')}</tfoot></table></div>"
)
CELL = '<a href="/page?p=2" data-key="Escape">Về bảng chỉ tiêu</a>'
WALK = [
    ("ArrowRight", "c13"),  # past what is not assigned
    ("ArrowDown", "c23"),
    ("Home", "c21"),
    ("End", "c23"),
    ("ArrowDown", "c33"),
    ("ArrowDown", "c33"),  # nothing further down
    ("ArrowUp", "c23"),
    ("ArrowLeft", "c22"),
    ("ArrowUp", "f"),  # nothing assigned above, and no page of this target
    ("ArrowLeft", "f"),
    ("ArrowDown", "t1"),
    ("ArrowDown", "c11"),
    ("ArrowLeft", "u1"),
    ("ArrowDown", "u2"),
    ("ArrowRight", "c21"),
    ("ArrowRight", "c22"),
]


def test_board_is_walked_and_opened_by_keyboard(office: Office) -> None:
    page = office.page
    office.pages["/board/2/2/"] = render(CELL, 7)
    office.show(BOARD)
    page.locator("#c11").focus()
    for key, cell in WALK:
        page.keyboard.press(key)
        expect(page.locator(f"#{cell}"), key).to_be_focused()
    assert page.locator("table a[tabindex='0']").count() == 1, "Tab stops once"
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{HOST}/board/2/2/?p=1")
    page.wait_for_load_state()
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{HOST}/page?p=2")
    expect(page.locator("#c22")).to_be_focused()
    page.reload()
    expect(page.locator("#c22")).not_to_be_focused()


def test_units_and_targets_stay_while_the_board_is_scrolled(office: Office) -> None:
    columns = range(40)
    heads = "".join(f"<th>Chỉ tiêu số {at}</th>" for at in columns)
    body = "".join(
        f"<tr><th>VKSND khu vực {at}</th>{'<td>78,57 %</td>' * len(columns)}</tr>"
        for at in range(60)
    )
    office.show(
        '<div class="scroll"><table class="dense matrix">'
        f'<thead><tr class="name"><th>Đơn vị</th>{heads}</tr></thead><tbody>{body}</tbody>'
        "</table></div>"
    )
    office.page.locator(".scroll").evaluate("it => it.scrollBy(900, 700)")

    def place(cell: str) -> tuple[int, int]:
        """From the frame's left and upper edge."""
        x, y = office.page.locator(cell).first.evaluate(
            """it => {
                const cell = it.getBoundingClientRect();
                const frame = it.closest(".scroll").getBoundingClientRect();
                return [Math.round(cell.left - frame.left), Math.round(cell.top - frame.top)];
            }"""
        )
        return x, y

    assert place("thead th") == (0, 0)
    assert place("tbody tr:nth-child(40) th")[0] == 0
    assert place("thead th:nth-child(20)")[1] == 0
    assert max(place("tbody td")) < 0, "the figures themselves have moved"

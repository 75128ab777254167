"""Putting an agenda in order, marking who is there and the speaker's clock: by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.played_office import URLS, Office

pytestmark = pytest.mark.urls(URLS)


def line(number: int, title: str, minutes: int, more: str = "") -> str:
    name = f"agenda-{number - 1}"
    order = number if title else ""
    return (
        f'<tr><td><input name="{name}-order" value="{order}"></td>'
        f'<td><input type="checkbox" name="{name}-is_heading"></td>'
        f'<td><input name="{name}-title" value="{title}"></td>'
        f'<td {more}><input name="{name}-minutes" value="{minutes}"></td>'
        f'<td><input type="checkbox" name="{name}-DELETE"></td></tr>'
    )


AGENDA = (
    '<script src="/static/js/agenda.js" defer></script>'
    '<form method="post"><h2 data-slot="60"><b data-total>50</b><span data-over hidden>vượt</span>'
    "</h2><table data-ordered><tbody>"
    + line(1, "Khai mạc", 10)
    + line(2, "Báo cáo", 20)
    + line(3, "Đã chuyển", 15, "data-elsewhere")
    + line(4, "Kết luận", 20)
    + line(5, "", 10)
    + "</tbody></table></form>"
)


def titles(office: Office) -> list[str]:
    found: list[str] = office.page.evaluate(
        "[...document.querySelectorAll('[name$=title]')].map((one) => one.value)"
    )
    return found


def test_agenda_is_put_in_order_by_alt_and_arrows(office: Office) -> None:
    office.show(AGENDA)
    office.page.locator("[name=agenda-1-title]").focus()
    office.page.keyboard.press("Alt+ArrowUp")
    assert titles(office)[:2] == ["Báo cáo", "Khai mạc"]
    expect(office.page.locator("[name=agenda-1-order]")).to_have_value("1")
    expect(office.page.locator("[name=agenda-1-title]")).to_be_focused()
    for _ in range(5):  # never below the empty lines at the foot
        office.page.keyboard.press("Alt+ArrowDown")
    assert titles(office) == ["Khai mạc", "Đã chuyển", "Kết luận", "Báo cáo", ""]
    expect(office.page.locator("[name=agenda-4-order]")).to_have_value("")


def test_minutes_are_added_up_against_the_slot_while_typed(office: Office) -> None:
    office.show(AGENDA)
    total, over = office.page.locator("[data-total]"), office.page.locator("[data-over]")
    office.page.locator("[name=agenda-0-minutes]").fill("25")
    expect(total).to_have_text("65")
    expect(over).to_be_visible()
    office.page.locator("[name=agenda-1-is_heading]").check()
    expect(total).to_have_text("45")
    expect(over).to_be_hidden()
    office.page.locator("[name=agenda-3-DELETE]").check()
    expect(total).to_have_text("25")


def seat(pk: int) -> str:
    buttons = "".join(
        f'<button type="submit" name="presence" value="{value}" data-mark="{key}" tabindex="-1">'
        f"{value}</button>"
        for key, value in (("C", "present"), ("L", "excused"), ("V", "absent"))
    )
    return (
        f'<tr id="seat-{pk}" data-seat tabindex="0" class="is-expected">'
        f'<th>Người {pk}</th><td><form method="post" hx-post="/mark/{pk}" hx-target="closest tr"'
        f' hx-swap="outerHTML">{buttons}</form>'
        f'<a href="/open/{pk}" data-open>Chi tiết</a></td></tr>'
    )


PEOPLE = (
    '<script src="/static/js/attendance.js" defer></script><table><tbody>'
    + "".join(seat(pk) for pk in (1, 2, 3))
    + "</tbody></table>"
)


def test_people_are_marked_by_one_key_each(office: Office) -> None:
    for pk in (1, 2, 3):
        row = seat(pk).replace("is-expected", "is-marked")
        office.pages[f"/mark/{pk}"] = f"<table><tbody>{row}</tbody></table>"
    office.show(PEOPLE)
    page = office.page
    expect(page.locator("#seat-1")).to_be_focused()
    page.keyboard.press("c")
    page.keyboard.press("v")
    expect(page.locator("#seat-3")).to_be_focused()
    page.keyboard.press("l")
    expect(page.locator(".is-marked")).to_have_count(3)
    expect(page.locator("#seat-3")).to_be_focused()
    assert [post["presence"] for post in office.posts] == ["present", "absent", "excused"]
    page.keyboard.press("ArrowUp")
    expect(page.locator("#seat-2")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/open/2")


def test_clock_counts_on_and_warns(office: Office) -> None:
    office.show(
        '<script src="/static/js/queue.js" defer></script>'
        '<span class="clock" data-used="299" data-minutes="5"></span>'
    )
    clock = office.page.locator(".clock")
    expect(clock).to_have_text("4:59")
    expect(clock).to_have_class("clock over")
    expect(clock).to_have_text("5:01")

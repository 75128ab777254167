"""The board of portfolios by keyboard: a gap seen and closed, an overlap shown, shared out anew."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.signing_in import sign_in


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True))


def choose(page: Page, label: str, steps: int) -> None:
    """To the list, then down to the name."""
    page.get_by_label(label).focus()
    for _ in range(steps):
        page.keyboard.press("ArrowDown")


def leader(page: Page, place: int) -> str:
    """Full name at the head of a column: 1 is the head of the office."""
    words = page.locator("thead th").nth(place).inner_text()
    return words.partition("\n")[0].strip()


def assign(page: Page, region: str, name: str, steps: int) -> None:
    row(page, region).get_by_role("link", name=f"Phân công {region}").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Đơn vị, địa bàn")).to_have_value(re.compile(r"\d+"))
    choose(page, "Người phụ trách", steps)
    page.get_by_role("button", name="Phân công").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Đã phân công {name}.")).to_be_visible()


def test_gap_is_closed_overlap_shown_and_work_shared_out_anew(page: Page) -> None:
    sign_in(page, "qt.tonghop")
    page.goto("/portfolios/")
    gap, first, second = "VKSND khu vực 8", leader(page, 2), leader(page, 3)
    expect(row(page, gap)).to_contain_text("chưa có người phụ trách")
    assign(page, gap, first, 2)
    expect(row(page, gap)).not_to_contain_text("chưa có người")
    assign(page, gap, second, 3)
    expect(page.get_by_text(f"Trùng: {first} cũng đang phụ trách")).to_be_visible()
    expect(row(page, gap)).to_contain_text("hai người cùng phụ trách")

    page.get_by_role("link", name="Phân công lại").click()
    page.get_by_label("Phân công mới từ ngày").fill("2026-10-01")
    for region in (gap, "VKSND khu vực 1"):
        choose(page, region, 4)
    page.get_by_role("button", name="Xem trước thay đổi").press("Enter")
    preview = page.locator("#preview")
    expect(preview).to_contain_text("2 phân công đang có kết thúc")
    expect(preview).to_contain_text("1 phân công mới bắt đầu từ 01/10/2026")
    gained = page.locator(".shares > div", has_text=second).locator(".gained")
    expect(gained).to_have_text(["+ VKSND khu vực 1"])
    page.get_by_role("button", name="Áp dụng từ ngày 01/10/2026").press("Enter")

    page.wait_for_url(re.compile("on=2026-10-01"))
    expect(row(page, gap)).not_to_contain_text("hai người")
    expect(row(page, "VKSND khu vực 1").get_by_role("link", name="phụ trách")).to_have_count(1)
    page.goto("/portfolios/")
    expect(row(page, "VKSND khu vực 1")).to_contain_text("từ 01/10/2026")
    expect(row(page, "VKSND khu vực 1")).to_contain_text("đến 30/9/2026")

"""The succession assistant by keyboard alone: refused, tried, carried out, taken back."""

import re

from playwright.sync_api import Page, expect

from tests.browser.signing_in import sign_in


def fill(page: Page, label: str, text: str) -> None:
    """As typed: the field is reached, its old text replaced."""
    page.get_by_label(re.compile(rf"^\s*{label}\s*(\(bắt buộc\)\s*)?$")).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def tick(page: Page, label: str) -> None:
    page.locator("#id_sources").get_by_label(label, exact=True).focus()
    page.keyboard.press("Space")


def test_two_regions_become_one_and_two_again(page: Page) -> None:
    sign_in(page, "qt.tonghop")
    page.goto("/reorganisations/")
    expect(page.get_by_text("còn thiếu: VKSND tỉnh Quảng Bình")).to_be_visible()

    page.keyboard.press("n")
    fill(page, "Có hiệu lực từ ngày", "1/9/2026")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile("kind=merge"))
    for name in ("VKSND khu vực 7", "VKSND khu vực 8"):
        tick(page, name)
    fill(page, "Số", "1")
    fill(page, "Tên đầy đủ", "Viện kiểm sát nhân dân khu vực 9")
    fill(page, "Tên gọn", "VKSND khu vực 9")
    fill(page, "Ký hiệu trên văn bản", "VKSKV9")
    fill(page, "Số, ký hiệu văn bản quyết định", "15/NQ-UBTVQH")
    fill(page, "Ngày ban hành", "20/8/2026")
    fill(page, "Cơ quan ban hành", "Ủy ban Thường vụ Quốc hội")
    page.keyboard.press("Control+Enter")

    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("Số 1 đang là số của VKSND khu vực 1")
    expect(refusal).to_be_focused()
    fill(page, "Số", "9")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Xem trước")
    expect(page.get_by_text("8 chức vụ đang giữ")).to_be_visible()
    expect(page.get_by_text("số liệu tháng", exact=False).first).to_be_visible()
    head = page.get_by_label("Thủ trưởng đơn vị của VKSND khu vực 9")
    head.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+Enter")

    page.wait_for_url(re.compile(r"/reorganisations/\d+/"))
    expect(page.get_by_text("VKSND khu vực 9 (thành lập)")).to_be_visible()
    expect(page.get_by_text("15/NQ-UBTVQH ngày 20/8/2026")).to_be_visible()
    record = page.url
    page.goto("/units/")
    expect(page.get_by_role("link", name="VKSND khu vực 9", exact=True)).to_be_visible()

    page.goto(record)
    page.get_by_role("button", name="Hoàn tác").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#confirm")).to_be_visible()
    page.locator("#confirm").get_by_role("button", name="Hoàn tác").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("mọi dữ liệu trở lại như trước khi sắp xếp")).to_be_visible()
    page.goto("/units/")
    expect(page.get_by_role("link", name="VKSND khu vực 7", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="VKSND khu vực 9", exact=True)).to_have_count(0)

"""A month by keyboard: put forward, sent, returned, sent again, accepted, corrected."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import story

MONTH = "số liệu tháng 8/2026"
WHY = "Chờ Tòa án xác nhận."
LINE = "Nguồn tin về tội phạm mới thụ lý"


def test_month_is_sent_returned_accepted_and_corrected(open_page: Callable[[], Page]) -> None:
    clerk = story.begin(open_page(), "kv4.tonghop")
    head = story.begin(open_page(), "kv4.vientruong")
    office = story.begin(open_page(), "qt.tonghop")
    story.take_up(clerk, "Nhập số liệu tháng 8")
    story.put_forward(clerk, WHY)
    story.send_figures(head, f"Duyệt {MONTH}", WHY)
    story.take_up(office, f"Tiếp nhận {MONTH} của VKSND khu vực 4")
    give_back(office, "Số tin báo còn lại chưa khớp sổ thụ lý.")
    clerk.reload()
    expect(clerk.locator("main")).to_contain_text("Số tin báo còn lại chưa khớp sổ thụ lý.")
    story.send_figures(head, f"Sửa, gửi lại {MONTH}", WHY)
    story.accept_figures(office, f"Tiếp nhận {MONTH} của VKSND khu vực 4")
    ask_correction(clerk, "57", "Đếm sót hai tin chuyển đến ngày cuối tháng.")
    decide(office)
    clerk.goto("/")
    story.follow(clerk, re.compile("^Nhập số liệu tháng"))
    expect(clerk.locator("main")).to_contain_text("† số liệu đã điều chỉnh")


def give_back(office: Page, reason: str) -> None:
    story.press(office.locator("summary", has_text="Trả lại"))
    story.type_into(office.get_by_label("Lý do trả lại"), reason)
    story.push(office, "Trả lại đơn vị")
    story.told(office, "Đã trả lại")


def ask_correction(clerk: Page, value: str, reason: str) -> None:
    clerk.goto("/")
    story.follow(clerk, re.compile("^Nhập số liệu tháng"))
    expect(clerk.locator("main")).to_contain_text("gửi đề nghị điều chỉnh")
    expect(clerk.locator(".grid-entry input")).to_have_count(0)
    story.follow(clerk, re.compile(f"^Điều chỉnh ?: {LINE}"))
    story.type_into(clerk.get_by_label("Số điều chỉnh"), value)
    story.type_into(clerk.get_by_label("Lý do điều chỉnh"), reason)
    story.push(clerk, "Gửi đề nghị")
    story.told(clerk, "Đã gửi đề nghị")


def decide(office: Page) -> None:
    """One more report in, none more solved or left: read, confirmed and kept."""
    story.take_up(office, f"Quyết định điều chỉnh {MONTH}")
    expect(office.locator("main")).to_contain_text("Chấp nhận thì cân đối sau không đúng")
    office.get_by_label("Đã xem cân đối lệch, vẫn chấp nhận điều chỉnh").check()
    story.push(office, "Chấp nhận, điều chỉnh số")
    story.told(office, "Đã điều chỉnh")
    expect(office.locator("main")).to_contain_text("Chấp nhận dù lệch cân đối")

"""The whole chain in a regional office that organises its own meeting, under its own symbol."""

import hashlib
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import story
from tests.browser.printed_notice import check_print
from tests.meetings.printed import squeezed

REVIEW = "Giao ban tháng 8/2026 của VKSND khu vực 5"
PLAN = "Chương trình công tác năm 2026 của VKSND khu vực 5"
TASK = "Rà soát thông báo rút kinh nghiệm, phổ biến tại đơn vị"
ORDER = "Hoàn thiện hồ sơ kiến nghị phòng ngừa về trộm cắp tài sản"
LATE = "Lập danh sách án tạm đình chỉ còn trong thời hiệu"
REPORT = "Đã hoàn thiện hồ sơ, trình lãnh đạo Viện ngày 09/9."
UNIT = "VKSND khu vực 5"
Open = Callable[[], Page]
TurnTo = Callable[[str], None]


@pytest.mark.usefixtures("worker")
def test_region_from_plan_to_next_agenda(open_page: Open, turn_to: TurnTo) -> None:
    clerk = story.begin(open_page(), "kv5.tonghop")
    head = story.begin(open_page(), "kv5.vientruong")
    add_to_plan(clerk, head)
    enter_month(clerk)
    open_board(head)
    report(clerk, head)
    call(clerk)
    turn_to("2026-09-08")
    deputy = story.begin(open_page(), "kv5.phovientruong")
    hear(clerk, deputy)
    story.conclude(clerk)
    issue(clerk, head, story.begin(open_page(), "kv5.vanthu"))
    follow_up(clerk, deputy)
    turn_to("2026-09-21")
    remember(clerk)


def add_to_plan(clerk: Page, head: Page) -> None:
    story.follow(clerk, re.compile("^Kế hoạch, chương trình"))
    story.follow(clerk, PLAN)
    story.add_plan_task(clerk, TASK, lead=UNIT, due="25/9/2026")
    story.push(clerk, "Trình phê duyệt")
    story.take_up(head, "Phê duyệt kế hoạch, chương trình")
    expect(head.locator("#tasks")).to_contain_text(TASK)
    story.push_and_confirm(head, "Phê duyệt", f"Phê duyệt “{PLAN}”?")
    clerk.reload()
    expect(clerk.get_by_label("Nhiệm vụ mới")).to_have_count(0)


def enter_month(clerk: Page) -> None:
    """A department or region that has typed everything still corrects, in the grid."""
    story.follow(clerk, re.compile("^Nhập số liệu tháng"))
    verdict = story.verdict_beside(clerk, "Giải quyết tin báo trên thụ lý")
    before = verdict.inner_text()
    story.paste_figures(clerk, "Nguồn tin về tội phạm mới thụ lý", ["35", "41", "900"])
    expect(verdict).to_contain_text("nguy cơ")
    story.enter_figures(clerk, "Nguồn tin về tội phạm mới thụ lý", ["36", "44", "6"])
    expect(verdict).to_contain_text("vượt")
    expect(verdict).not_to_have_text(before)


def open_board(head: Page) -> None:
    story.follow(head, re.compile("^Bảng chỉ tiêu"))
    story.walk_board(head, UNIT).press("Enter")
    head.wait_for_url("**/board/*/*/**")
    expect(head.get_by_role("heading", name="Cách tính")).to_be_visible()
    expect(head.locator("main")).to_contain_text("Vũ Thị Y")


def report(clerk: Page, head: Page) -> None:
    """What the province's coming meeting wants of the region."""
    story.take_up_report(clerk)
    sections = {
        "Kết quả nổi bật": "Giải quyết 44 nguồn tin về tội phạm trong tháng 8.",
        "Khó khăn, đề xuất": "Đề nghị tỉnh biệt phái một Kiểm sát viên.",
    }
    story.write_report(clerk, sections)
    story.send_report(head)


def call(clerk: Page) -> None:
    story.call_meeting(
        clerk, "Giao ban tháng hai cấp", on="08/09/2026", reports_by="", title=REVIEW
    )
    story.push(clerk, "Lên lịch")
    story.told(clerk, "Đã lên lịch")


def hear(clerk: Page, deputy: Page) -> None:
    """The clerk and the deputy write one record; both correct the chair's assessment."""
    story.open_on_calendar(clerk, REVIEW, "08/9/2026")
    story.take_attendance(clerk)
    story.push(clerk, "Khai mạc")
    story.open_on_calendar(deputy, REVIEW, "08/9/2026")
    story.follow(deputy, "Ghi biên bản")
    text = "Còn sáu nguồn tin, không có tin quá hạn."
    story.say(clerk, "pho vien", "Báo cáo", text)
    expect(story.said(deputy, text)).to_contain_text("Phó Viện trưởng")
    story.say(deputy, "vt", "Chỉ đạo, kết luận", "Tập trung kiến nghị phòng ngừa.")
    expect(story.said(clerk, "Tập trung kiến nghị phòng ngừa.")).to_contain_text("Viện trưởng")
    story.assess(clerk, "Đơn vị hoàn thành nhiệm vụ tháng 8.")
    contest_assessment(clerk, deputy)
    story.direct(clerk, ORDER, lead="Phó Viện trưởng", due="trước ngày 15/9/2026")
    story.direct(clerk, LATE, lead=UNIT, due="đến hết ngày 17/9/2026")
    expect(deputy.locator("#directives")).to_contain_text(LATE)


def contest_assessment(clerk: Page, deputy: Page) -> None:
    """The deputy began before the clerk had saved: both texts are shown, the deputy's is kept."""
    field = deputy.get_by_label("Đánh giá của chủ trì")
    story.type_into(field, "Đơn vị hoàn thành tốt nhiệm vụ tháng 8.")
    conflict = deputy.locator(".conflict")
    expect(conflict).to_contain_text("Đơn vị hoàn thành nhiệm vụ tháng 8.")
    expect(conflict).to_contain_text("Đơn vị hoàn thành tốt nhiệm vụ tháng 8.")
    with story.saved(deputy):
        story.press(deputy.get_by_role("button", name="Giữ bản đang nhập"))
    expect(conflict).to_have_count(0)
    clerk.reload()
    kept = clerk.get_by_label("Đánh giá của chủ trì")
    expect(kept).to_have_value("Đơn vị hoàn thành tốt nhiệm vụ tháng 8.")


def issue(clerk: Page, head: Page, registry: Page) -> None:
    story.draft_notice(clerk, add_to_intro=" Cụ thể như sau:")
    story.approve_notice(head)
    clerk.reload()
    superior, office = "TỈNH QUẢNG TRỊ", "KHU VỰC 5"
    check_print(story.print_of(clerk, "In trình ký"), superior=superior, office=office, number=None)
    story.record_signature(clerk)
    story.number_notice(registry)
    expect(registry.get_by_role("heading", level=1)).to_contain_text("01/TB-VKSKV5")
    printed = story.print_of(registry, "Bản in")
    pages = check_print(printed, superior=superior, office=office, number="01/TB-VKSKV5")
    assert squeezed("Đơn vị hoàn thành tốt nhiệm vụ tháng 8.") in squeezed(pages[0].text)
    assert hashlib.sha256(printed).hexdigest() in registry.locator(".digest").inner_text()
    story.release_notice(registry)
    delivered = re.compile(r"Đã gửi (\d+)/\1 đơn vị\.")
    expect(registry.locator("#delivery")).to_have_text(delivered, timeout=60_000)


def follow_up(clerk: Page, deputy: Page) -> None:
    """The very person who was addressed answers; the office's clerk confirms."""
    story.answer_task(deputy, ORDER, REPORT)
    story.confirm_task(clerk, UNIT, REPORT)


def remember(clerk: Page) -> None:
    clerk.goto("/")
    line = story.work_item(clerk, f"Báo cáo thực hiện: {LATE}")
    expect(line).to_contain_text("quá hạn 4 ngày")
    story.call_meeting(clerk, "Giao ban tháng hai cấp", on="22/09/2026", reports_by="")
    late = clerk.locator("ol.agenda li").filter(has_text=LATE)
    expect(late).to_contain_text("quá hạn 4 ngày")
    expect(clerk.locator("ol.agenda li").filter(has_text=ORDER)).to_have_count(0)

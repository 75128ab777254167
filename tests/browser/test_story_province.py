"""The whole chain in a province, at the keyboard: from the plan to the next meeting's agenda."""

import hashlib
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import story
from tests.browser.printed_notice import check_print
from tests.meetings.printed import squeezed

REVIEW = "Hội nghị giao ban hai cấp tháng 8/2026"
TASK = "Tổ chức hội nghị rút kinh nghiệm công tác giải quyết tin báo"
ORDER = "Phân loại nguồn tin còn tồn, lập kế hoạch giải quyết từng vụ"
GENERAL = "Giữ nghiêm chế độ báo cáo"
REPORT = "Đã phân loại 27 nguồn tin, giải quyết xong 19."
Open = Callable[[], Page]
TurnTo = Callable[[str], None]


@pytest.mark.usefixtures("worker")
def test_province_from_plan_to_next_agenda(open_page: Open, turn_to: TurnTo) -> None:
    office, head, region = open_page(), open_page(), open_page()
    add_to_plan(story.begin(office, "qt.tonghop"), story.begin(head, "qt.vientruong"))
    enter_month(story.begin(region, "kv4.tonghop"))
    unit_head = story.begin(open_page(), "kv4.vientruong")
    send_month(office, region, unit_head)
    open_board(head)
    call(office)
    report(region, unit_head)
    turn_to("2026-09-08")
    hear(office, story.begin(open_page(), "qt.thuky"))
    story.conclude(office)
    issue(office, head, story.begin(open_page(), "qt.vanthu"))
    follow_up(office, region)
    turn_to("2026-09-21")
    remember(office, story.begin(open_page(), "kv5.tonghop"))


def add_to_plan(office: Page, head: Page) -> None:
    """The plan is issued: what comes to it is a supplement, which the head approves."""
    story.follow(office, re.compile("^Kế hoạch, chương trình"))
    story.follow(office, "Kế hoạch công tác kiểm sát năm 2026")
    story.follow(office, "Bổ sung, điều chỉnh")
    story.type_into(office.get_by_label("Lý do bổ sung, điều chỉnh"), "Thực hiện kết luận tháng 7.")
    story.push(office, "Lập bổ sung")
    story.add_plan_task(office, TASK, lead="Văn phòng", due="25/9/2026")
    story.push(office, "Trình phê duyệt")
    story.take_up(head, "Phê duyệt bổ sung kế hoạch, chương trình")
    story.push_and_confirm(head, "Phê duyệt", "Sau đó không thêm, sửa, xóa nhiệm vụ")
    expect(head.locator("#tasks")).to_contain_text(TASK)


def enter_month(region: Page) -> None:
    story.take_up(region, "Nhập số liệu tháng 8")
    verdict = story.verdict_beside(region, "Giải quyết tin báo trên thụ lý")
    first = "Nguồn tin về tội phạm mới thụ lý"
    story.enter_figures(region, first, ["31", "3", "900"])
    expect(verdict).to_contain_text("nguy cơ")
    story.enter_figures(region, first, ["31", "126", "6"])  # balanced: the month can be sent
    expect(verdict).to_contain_text("vượt")
    story.paste_figures(region, "Lượt tiếp công dân", ["14", "3", "1.250"])


def send_month(office: Page, region: Page, head: Page) -> None:
    """The clerk puts the month forward, the unit's head sends it, the Office accepts it."""
    why = "Chờ Tòa án xác nhận."
    story.put_forward(region, why)
    story.send_figures(head, "Duyệt số liệu tháng 8/2026", why)
    story.accept_figures(office, "Tiếp nhận số liệu tháng 8/2026 của VKSND khu vực 4")


def open_board(head: Page) -> None:
    story.follow(head, re.compile("^Bảng chỉ tiêu"))
    cell = story.walk_board(head, "VKSND khu vực 4")
    cell.press("Enter")
    head.wait_for_url("**/board/*/*/**")
    expect(head.get_by_role("heading", name="Cách tính")).to_be_visible()
    expect(head.locator("main")).to_contain_text("Người nhập")


def call(office: Page) -> None:
    story.call_meeting(office, "Giao ban tháng hai cấp", on="08/09/2026", reports_by="07/09/2026")
    story.push(office, "Lên lịch")
    story.told(office, "Đã lên lịch")


def report(region: Page, unit_head: Page) -> None:
    story.take_up_report(region)
    expect(region.locator("main")).to_contain_text(REVIEW)
    sections = {
        "Kết quả nổi bật": "Giải quyết 34 nguồn tin về tội phạm trong tháng 8.",
        "Chỉ tiêu chưa đạt, nguyên nhân": "Kiến nghị phòng ngừa chưa thực hiện do thiếu chuyên đề.",
        "Giải pháp, cam kết": "Ban hành kiến nghị phòng ngừa trong tháng 9.",
    }
    story.write_report(region, sections)
    story.send_report(unit_head)


def hear(first: Page, second: Page) -> None:
    """Two secretaries write one record."""
    story.open_on_calendar(first, REVIEW, "08/9/2026")
    story.take_attendance(first)
    story.push(first, "Khai mạc")
    story.open_on_calendar(second, REVIEW, "08/9/2026")
    story.follow(second, "Ghi biên bản")
    type_in_turn(first, second)
    edit_the_same(first, second)
    story.direct(first, ORDER, lead="VKSND khu vực; Phòng 9", due="trước ngày 18/9/2026")
    story.direct(first, GENERAL, lead="Các phòng", due="thường xuyên")
    expect(second.locator("#directives")).to_contain_text(ORDER)
    story.leave(second)
    story.assess(first, "Các đơn vị hoàn thành nhiệm vụ tháng 8; còn chỉ tiêu chưa đạt.")


def type_in_turn(first: Page, second: Page) -> None:
    """What one types the other sees within three seconds; a busy machine gets three tries."""
    waits = []
    for turn, (writer, reader) in enumerate([(first, second), (second, first), (first, second)]):
        text = f"Lượt {turn + 1}: đơn vị giải trình về nguồn tin chờ kết luận giám định."
        story.say(writer, "vt kv4", "Giải trình", text)
        waits.append(story.seconds_until_seen(reader, text))
        expect(story.said(reader, text)).to_contain_text("Viện trưởng VKSND khu vực 4")
    assert min(waits) <= 3


def edit_the_same(first: Page, second: Page) -> None:
    """The second to save is shown both texts and keeps the own one."""
    row = story.said(first, "Lượt 2:")
    mine, theirs = story.amend(second, story.said(second, "Lượt 2:")), story.amend(first, row)
    with story.saved(first):
        story.type_into(theirs, "Bản của thư ký thứ nhất.")
        first.keyboard.press("Control+Enter")
    story.type_into(mine, "Bản của thư ký thứ hai.")
    conflict = second.locator(".conflict")
    expect(conflict).to_contain_text("Bản của thư ký thứ nhất.")
    expect(conflict).to_contain_text("Bản của thư ký thứ hai.")
    expect(second.locator("[data-save-state]")).to_contain_text("người khác vừa sửa")
    story.press(second.get_by_role("button", name="Giữ bản đang nhập"))
    expect(story.said(second, "Bản của thư ký thứ hai.")).to_be_visible()
    expect(story.said(first, "Bản của thư ký thứ hai.")).to_be_visible()
    expect(story.said(first, "Bản của thư ký thứ nhất.")).to_have_count(0)


def issue(office: Page, head: Page, registry: Page) -> None:
    """Draft, approve, sign, number, release; the print is measured before and after."""
    names = ("TỐI CAO", "TỈNH QUẢNG TRỊ")
    story.draft_notice(office, add_to_intro=" Cụ thể như sau:")
    expect(office.locator("article")).to_contain_text("Cụ thể như sau:")
    story.approve_notice(head)
    office.reload()
    unsigned = story.print_of(office, "In trình ký")
    check_print(unsigned, superior=names[0], office=names[1], number=None)
    story.record_signature(office)
    story.number_notice(registry)
    code = registry.locator("h1").inner_text()
    number = re.search(r"\d+/TB-VKS", code)
    assert number, code
    printed = story.print_of(registry, "Bản in")
    pages = check_print(printed, superior=names[0], office=names[1], number=number[0])
    assert squeezed(ORDER) in squeezed("".join(page.text for page in pages))
    assert hashlib.sha256(printed).hexdigest() in registry.locator(".digest").inner_text()
    story.release_notice(registry)
    expect(registry.locator("#delivery")).to_have_text(
        re.compile(r"Đã gửi (\d+)/\1 đơn vị\."), timeout=60_000
    )


def follow_up(office: Page, region: Page) -> None:
    story.answer_task(region, ORDER, REPORT)
    story.confirm_task(office, "VKSND khu vực 4", REPORT)


def remember(office: Page, region: Page) -> None:
    """Khu vực 5 has not answered: it is told so, and the next meeting will hear it."""
    line = story.work_item(region, f"Báo cáo thực hiện: {ORDER}")
    expect(line).to_contain_text("quá hạn 4 ngày")
    story.call_meeting(office, "Giao ban tháng hai cấp", on="05/10/2026", reports_by="")
    agenda = office.locator("ol.agenda li").filter(has_text=ORDER)
    late = agenda.filter(has_text="VKSND khu vực 5 báo cáo việc thực hiện")
    expect(late).to_contain_text("quá hạn 4 ngày")
    expect(agenda.filter(has_text="VKSND khu vực 4 ")).to_have_count(0)

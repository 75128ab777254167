"""A whole quarterly meeting, hosted in turn, at the keyboard: from the units' reports to minutes.

Two secretaries, one unit, its site; what the Office reports is sent and not read out, the chair
asks from the list, the hall sees who speaks.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import story
from tests.meetings.measuring import sheets
from tests.meetings.printed import squeezed

REVIEW = "Hội nghị giao ban công tác quý III/2026"
TROUBLE = "Thiếu giám định viên pháp y, nhiều vụ phải chờ kết luận giám định."
ANSWER = "Phòng 9 làm việc với Sở Y tế, báo cáo kết quả trong tháng 9/2026."
SPOKEN = "Khu vực 4 giải quyết 34 nguồn tin, còn 27 nguồn tin chờ giám định."
OWN_WORDS = "Văn phòng bổ sung: hai đơn vị gửi báo cáo sau hạn."
ORDER = "Rà soát các vụ chờ giám định, báo cáo từng vụ"
Open = Callable[[], Page]
TurnTo = Callable[[str], None]


@pytest.mark.usefixtures("worker")
def test_quarter_from_reports_to_minutes(open_page: Open, turn_to: TurnTo) -> None:
    office, region = story.begin(open_page(), "qt.tonghop"), story.begin(open_page(), "kv4.tonghop")
    call(office)
    report(region, story.begin(open_page(), "kv4.vientruong"))
    consolidate(office)
    plan(office)
    turn_to("2026-09-15")
    attend(office, region)
    second, hall = story.begin(open_page(), "qt.thuky"), story.begin(open_page(), "qt.vientruong")
    hear(office, second, hall)
    conclude(office)
    answer(story.begin(open_page(), "qt.phovientruong"), region)


def words_of(pdf: bytes) -> str:
    return squeezed("".join(page.text for page in sheets(pdf)))


def call(office: Page) -> None:
    """The turn to host fills in the host; the invitation is drafted from the meeting."""
    story.follow(office, re.compile("^Cuộc họp"))
    office.keyboard.press("n")
    office.wait_for_url("**/meetings/new/")
    story.follow(office, "Giao ban quý")
    host = office.get_by_label("Đơn vị đăng cai")
    expect(host.locator("option:checked")).to_have_text(re.compile(r"VKSND khu vực \d"))
    story.type_into(office.get_by_label("Ngày họp"), "15/09/2026")
    story.type_into(office.get_by_label("Địa điểm"), "Hội trường cơ quan đăng cai")
    story.type_into(office.get_by_label("Hạn gửi báo cáo, ngày"), "11/09/2026")
    story.push(office, "Lập cuộc họp")
    story.push(office, "Lên lịch")
    story.push(office, "Soạn giấy mời")
    printed = words_of(story.print_of(office, "Xem bản in đã lưu"))
    assert "GIẤYMỜI" in printed
    assert squeezed(REVIEW) in printed


def report(region: Page, head: Page) -> None:
    """What the software knows stands there; the clerk adds words and what is difficult."""
    story.take_up_report(region)
    story.follow(region, "Thêm khó khăn, đề xuất")
    story.type_into(region.get_by_label("Khó khăn, vướng mắc"), TROUBLE)
    region.keyboard.press("Control+Enter")
    expect(region.locator("main")).to_contain_text(TROUBLE)
    story.write_report(region, {"Kết quả nổi bật": "Giải quyết 34 nguồn tin trong quý III."})
    story.send_report(head)


def consolidate(office: Page) -> None:
    """Drafted by the software, one line mended by hand, new figures do not overwrite it."""
    story.open_on_calendar(office, REVIEW, "15/9/2026")
    story.push(office, "Lập báo cáo tổng hợp")
    if office.locator("main").get_by_role("button", name="Lập báo cáo", exact=True).count():
        story.push(office, "Lập báo cáo")
    expect(office.locator("#drawing")).to_contain_text("Số liệu lúc", timeout=60_000)
    office.reload()
    first = office.locator("section.report-line").filter(
        has=office.get_by_role("link", name=re.compile("^Sửa"))
    )
    story.press(first.first.get_by_role("link", name=re.compile("^Sửa")))
    field = office.locator("[data-open-line] ~ * textarea, form textarea").first
    with story.saved(office):
        story.type_into(field, OWN_WORDS)
    field.press("Control+Enter")
    expect(office.locator("main")).to_contain_text(OWN_WORDS)
    story.push(office, "Lấy số liệu mới")
    expect(office.locator("#drawing")).to_contain_text("Số liệu lúc", timeout=60_000)
    office.reload()
    expect(office.locator("main")).to_contain_text(OWN_WORDS)


def plan(office: Page) -> None:
    """What the software proposes for the programme, taken over at once."""
    story.open_on_calendar(office, REVIEW, "15/9/2026")
    story.follow(office, "Sửa chương trình")
    story.follow(office, "Mục phần mềm đề xuất")
    story.push(office, "Đưa tất cả vào")
    expect(office.locator("main")).to_contain_text("bổ sung")


def attend(office: Page, region: Page) -> None:
    """The Office makes the list, the unit's site marks its own people with one key each."""
    story.open_on_calendar(office, REVIEW, "15/9/2026")
    story.follow(office, "Lập danh sách, điểm danh")
    story.push(office, "Lấy theo chức vụ của các đơn vị")
    story.open_on_calendar(region, REVIEW, "15/9/2026")
    story.follow(region, re.compile("^Điểm danh"))
    rows = region.locator("[data-seat]")
    rows.first.focus()
    for _ in range(rows.count()):
        region.keyboard.press("c")
    expect(region.locator("main")).to_contain_text("có mặt")
    story.push(office, "Ghi những người còn lại có mặt")
    story.follow(office, "Về cuộc họp")
    story.push(office, "Khai mạc")


def hear(first: Page, second: Page, hall: Page) -> None:
    desk = first.url
    story.open_on_calendar(second, REVIEW, "15/9/2026")
    meeting = second.url
    call_speaker(second)
    hall.goto(meeting + "hall/")
    expect(hall.locator("#hall")).to_contain_text("Đang phát biểu")
    expect(hall.locator("#hall")).to_contain_text("VKSND khu vực 4")
    second.goto(desk)
    story.say(second, "vt kv4", "Báo cáo", SPOKEN)
    expect(story.said(first, SPOKEN)).to_be_visible()
    ask_from_the_list(first, meeting)
    first.goto(desk)
    story.direct(first, ORDER, lead="VKSND khu vực 4; Phòng 9", due="trước ngày 25/9/2026")
    expect(second.locator("#directives")).to_contain_text(ORDER)
    story.leave(second)
    story.leave(hall)
    story.assess(first, "Các đơn vị cơ bản hoàn thành nhiệm vụ quý III.")


def call_speaker(second: Page) -> None:
    """Asked for the floor, called, begun: Alt+N, Alt+M, Alt+B."""
    story.follow(second, "Thứ tự phát biểu")
    second.keyboard.press("Alt+n")
    second.keyboard.type("vt kv4")
    second.keyboard.press("Control+Enter")
    expect(second.locator("#queue")).to_contain_text("VKSND khu vực 4")
    second.keyboard.press("Alt+m")
    expect(second.locator("#queue")).to_contain_text("đã mời")
    second.keyboard.press("Alt+b")
    expect(second.locator(".now-speaking")).to_contain_text("VKSND khu vực 4")


def ask_from_the_list(office: Page, meeting: str) -> None:
    """T puts the first open question into the record as a truy vấn."""
    office.goto(meeting + "questions/")
    expect(office.locator("#lines")).to_contain_text("câu chưa hỏi")
    office.keyboard.press("t")
    expect(office.get_by_role("link", name="trong biên bản").first).to_be_visible()


def conclude(office: Page) -> None:
    story.conclude(office)
    story.push(office, "Lập biên bản trình ký")
    printed = words_of(story.print_of(office, "Xem bản in"))
    assert "BIÊNBẢN" in printed
    assert squeezed(SPOKEN) in printed
    assert "THƯKÝ" in printed


def answer(head: Page, region: Page) -> None:
    """The deputy in charge answers what was difficult; the unit says that it will do."""
    story.take_up(head, "Trả lời khó khăn của VKSND khu vực 4")
    expect(head.locator("main")).to_contain_text(TROUBLE)
    story.type_into(head.locator("form[action$='/answer/']").get_by_label("Trả lời"), ANSWER)
    head.keyboard.press("Control+Enter")
    expect(head.locator("main")).to_contain_text("đã trả lời")
    region.goto("/")
    story.take_up(region, "Xem trả lời về khó khăn đã nêu")
    story.push(region, "Đã đủ, kết thúc")
    expect(region.locator("main")).to_contain_text("đã xong")

"""One directive by keyboard: from the chair's sentence to the agenda of the next meeting."""

import datetime
import re

import pytest
from playwright.sync_api import Page, expect

from meetings.models import AddresseeGroup, Meeting
from procuracy.web import clock
from tests import factories as make
from tests.browser import story
from tests.browser.near_office import At
from tests.meetings.stage import page
from units.models import Role, Unit

pytestmark = pytest.mark.django_db

ORDER = "Rà soát toàn bộ án tạm đình chỉ"
GROUP = "VKSND khu vực"
MERGED = "VKSND khu vực 9"


class World:
    """A province with three regions; its monthly meeting sits, the next one is on the calendar."""

    def __init__(self) -> None:
        self.province = make.province(name="Viện kiểm sát nhân dân tỉnh Quảng Trị")
        office = make.secretariat(self.province)
        self.regions = {number: self._region(number) for number in (3, 7, 8)}
        self.clerk = make.user(Role.OFFICE_STAFF, office)
        self.chief = make.user(Role.HEAD_OF_OFFICE, office, position="Chánh Văn phòng")
        self.registry = make.user(Role.REGISTRY_CLERK, office)
        self.head = make.user(Role.PROVINCE_HEAD, self.province, position="Viện trưởng")
        self.unit_clerk = make.user(Role.UNIT_CLERK, self.regions[7])
        self.unit_head = make.user(Role.UNIT_HEAD, self.regions[7], position="Viện trưởng")
        make.user(Role.UNIT_HEAD, self.regions[8], position="Viện trưởng")
        AddresseeGroup.objects.create(code="vks-khu-vuc", name=GROUP, kinds=["region"])
        invited = list(self.regions.values())
        self.meeting = make.meeting(
            self.province, title="Giao ban tháng 11", state=Meeting.State.IN_SESSION,
            opened_at=make.NOW, starts_at=make.NOW, invited=invited,
        )  # fmt: skip
        self.next = make.meeting(
            self.province, title="Giao ban tháng 12", kind=self.meeting.kind, invited=invited,
            starts_at=make.NOW + datetime.timedelta(days=28),
        )  # fmt: skip

    def _region(self, number: int) -> Unit:
        return make.region(self.province, f"VKSND khu vực {number}", number=number)


def move_to(patch: pytest.MonkeyPatch, day: str) -> None:
    """Whoever looks from now on looks on that day."""
    patch.setattr(clock, "_PRETENDED", day)


def test_directive_from_the_sentence_to_the_next_agenda(
    at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    move_to(monkeypatch, "2026-11-22")
    clerk, head = at(world.clerk), at(world.head)
    speak(clerk, world)
    issue(clerk, head, at(world.registry))
    unit = at(world.unit_clerk)
    answer(unit)
    give_back(clerk)
    ask_for_more_time(unit)
    grant(head)
    move_to(monkeypatch, "2026-12-10")
    merge(clerk)
    answer_as_successor(at(world.unit_head))
    confirm(clerk)
    move_to(monkeypatch, "2026-12-17")
    hear_again(clerk, world)


def speak(clerk: Page, world: World) -> None:
    """The chair's words become an order of the group; it is planned until the notice is out."""
    clerk.goto(page("meeting_desk", world.meeting.pk))
    story.direct(clerk, ORDER, lead=GROUP, due="trước ngày 05/12/2026")
    story.conclude(clerk)
    assert world.meeting.directives.get().tasks.count() == 3


def issue(clerk: Page, head: Page, registry: Page) -> None:
    story.draft_notice(clerk, add_to_intro=" Cụ thể:")
    story.approve_notice(head)
    clerk.reload()
    story.record_signature(clerk)
    story.number_notice(registry)
    story.release_notice(registry)


def answer(unit: Page) -> None:
    story.take_up(unit, f"Báo cáo thực hiện: {ORDER}")
    expect(unit.locator("main")).to_contain_text("Thông báo số 01/TB-VKS, mục 1")
    unit.keyboard.press("n")
    story.told(unit, "Đã nhận nhiệm vụ.")
    story.answer_task(unit, ORDER, "Đã rà 31/46 vụ.")


def give_back(clerk: Page) -> None:
    story.take_up(clerk, "Xác nhận kết quả của VKSND khu vực 7")
    story.type_into(clerk.get_by_label("Lý do"), "Còn 15 vụ chưa rà.")
    story.push(clerk, "Trả lại")
    story.told(clerk, "Đã trả lại đơn vị kèm lý do.")


def ask_for_more_time(unit: Page) -> None:
    story.take_up(unit, f"Báo cáo thực hiện: {ORDER}")
    expect(unit.locator("main")).to_contain_text("Còn 15 vụ chưa rà.")
    unit.keyboard.press("h")
    story.type_into(
        unit.get_by_label(re.compile("Đề nghị đến hết ngày|Đến hết ngày")), "15/12/2026"
    )
    story.type_into(unit.locator("#more").get_by_label("Lý do"), "Chờ kết luận giám định.")
    story.push(unit, "Gửi đề nghị")
    story.told(unit, "Đã đề nghị gia hạn")


def grant(head: Page) -> None:
    story.take_up(head, "Quyết định gia hạn")
    expect(head.locator("#extension")).to_contain_text("Chờ kết luận giám định.")
    head.keyboard.press("Alt+g")
    story.told(head, "Đã đồng ý gia hạn.")


def merge(clerk: Page) -> None:
    """Regions 7 and 8 become one; its tasks go on there."""
    clerk.goto("/reorganisations/")
    clerk.keyboard.press("n")
    fill(clerk, "Có hiệu lực từ ngày", "10/12/2026")
    clerk.keyboard.press("Control+Enter")
    clerk.wait_for_url(re.compile("kind=merge"))
    for name in ("VKSND khu vực 7", "VKSND khu vực 8"):
        clerk.locator("#id_sources").get_by_label(name, exact=True).focus()
        clerk.keyboard.press("Space")
    for label, text in {
        "Số": "9",
        "Tên đầy đủ": "Viện kiểm sát nhân dân khu vực 9",
        "Tên gọn": MERGED,
        "Ký hiệu trên văn bản": "VKSKV9",
        "Số, ký hiệu văn bản quyết định": "15/NQ-UBTVQH",
        "Ngày ban hành": "01/12/2026",
        "Cơ quan ban hành": "Ủy ban Thường vụ Quốc hội",
    }.items():
        fill(clerk, label, text)
    clerk.keyboard.press("Control+Enter")
    expect(clerk.get_by_role("heading", level=1)).to_contain_text("Xem trước")
    expect(clerk.locator("main")).to_contain_text("nhiệm vụ chưa xong")
    clerk.get_by_label(f"Thủ trưởng đơn vị của {MERGED}").focus()
    clerk.keyboard.press("ArrowDown")
    clerk.keyboard.press("Control+Enter")
    expect(clerk.locator("main")).to_contain_text(f"{MERGED} (thành lập)")


def fill(seat: Page, label: str, text: str) -> None:
    field = seat.get_by_label(re.compile(rf"^\s*{label}\s*(\(bắt buộc\)\s*)?$"))
    story.type_into(field, text)


def answer_as_successor(head: Page) -> None:
    """Who came along with the unit sees the whole trail and answers for the new one; what the
    other region had of the same order is answered where it stands."""
    head.goto("/")
    rows = head.locator("main tr").filter(has=head.locator("b", has_text=ORDER))
    expect(rows).to_have_count(2)
    story.press(rows.filter(has_text="đang thực hiện").get_by_role("link"))
    trail = head.locator("main")
    expect(head.get_by_role("heading", level=1)).to_have_text(f"Nhiệm vụ của {MERGED}")
    for words in ("Đã rà 31/46 vụ.", "Còn 15 vụ chưa rà.", "15/12/2026", "15/NQ-UBTVQH"):
        expect(trail).to_contain_text(words)
    story.type_into(head.get_by_label("Kết quả thực hiện"), "Đã rà đủ 46 vụ.")
    head.keyboard.press("Control+Enter")
    story.told(head, "Đã gửi báo cáo kết quả")


def confirm(clerk: Page) -> None:
    story.confirm_task(clerk, MERGED, "Đã rà đủ 46 vụ.")


def hear_again(clerk: Page, world: World) -> None:
    """Confirmed is no more heard of; who never answered stands on the next agenda."""
    clerk.goto(page("agenda_propose", world.next.pk))
    offered = clerk.locator("main")
    late = f"VKSND khu vực 3 báo cáo việc thực hiện: {ORDER} (quá hạn 13 ngày)"
    expect(offered).to_contain_text(late)
    expect(offered).not_to_contain_text(f"{MERGED} báo cáo việc thực hiện")
    story.push(clerk, f"Đưa vào chương trình: {late}")
    clerk.goto(page("meeting_detail", world.next.pk))
    expect(clerk.locator("ol.agenda li").filter(has_text=late)).to_have_count(1)

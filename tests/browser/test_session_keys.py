"""By keyboard: a unit accepts what a session asked, a launch is projected, a year is inspected."""

import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from meetings.models import AcceptanceLine, Inspection, InspectionMode
from tests import factories as make
from tests.browser.near_office import At
from tests.factories import sessions
from tests.meetings.stage import page
from units.models import Role, Unit, User

pytestmark = pytest.mark.django_db
Kind = AcceptanceLine.Kind


class World:
    """Phòng 9 with its programme in force, a closed session that asked and a launch that sits."""

    def __init__(self) -> None:
        self.province = make.province()
        self.unit = make.department(self.province)
        secretariat = make.secretariat(self.province)
        self.office = make.user(Role.OFFICE_STAFF, secretariat)
        self.head = make.user(Role.UNIT_HEAD, self.unit)
        leader = make.user(Role.PROVINCE_HEAD, self.province)
        year = make.work_year(2027)
        plan = make.plan(self.unit, year, state="in_force", in_force_on=make.TODAY)
        self.task = make.plan_task(plan, content="Nâng chất lượng kháng nghị", is_focus=True)
        units: dict[str, Unit] = {"province": self.province, "department": self.unit}
        users: dict[str, User] = {
            "unit_head": self.head,
            "head": leader,
            "office": self.office,
        }
        made = sessions.held(units, users, plan, self.task)
        self.session, self.launch = made["session_meeting"], made["launch_meeting"]


@pytest.fixture
def world() -> World:
    return World()


SHOWN: list[tuple[str, set[str]]] = [
    (Kind.NEW, {"Người phụ trách", "Hạn trong chương trình"}),
    (Kind.EXISTING, {"Nhiệm vụ đã có"}),
    (Kind.CHANGE, {"Lý do đề nghị sửa", "Đề nghị sửa thành"}),
    ("later", set()),
]


def test_way_of_acceptance_shows_its_own_fields(at: At, world: World) -> None:
    """Arrows choose the way; only its fields stand, and what is typed there is sent."""
    seat = at(world.head)
    seat.goto(page("acceptance_edit", world.session.pk))
    request = seat.locator(".request-row")
    way = request.get_by_label("Cách tiếp thu")
    labels = set[str]().union(*(fields for _, fields in SHOWN))
    way.focus()
    for value, fields in SHOWN:
        expect(way).to_have_value(value)
        for label in labels:
            field = request.get_by_label(label)
            expect(field, f"{value}: {label}").to_be_visible(visible=label in fields)
        seat.keyboard.press("ArrowDown")
    seat.keyboard.press("ArrowUp")
    expect(way).to_have_value(Kind.CHANGE)
    seat.keyboard.press("Tab")
    expect(request.get_by_label("Lý do đề nghị sửa")).to_be_focused()
    seat.keyboard.type("Tòa án chưa xếp lịch")
    seat.keyboard.press("Tab")
    seat.keyboard.type("Lùi sang quý I/2027")
    seat.get_by_role("button", name="Tiếp thu", exact=True).press("Enter")
    expect(seat.locator(".messages")).to_be_visible()
    line = AcceptanceLine.objects.get()
    assert (line.kind, line.told) == (Kind.CHANGE, "Tòa án chưa xếp lịch")
    assert line.difficulty
    assert line.difficulty.proposal == "Lùi sang quý I/2027"


def test_launch_is_projected_by_arrows_and_remote(at: At, world: World) -> None:
    seat = at(world.office)
    seat.goto(page("launch_view", world.launch.pk))
    title, place = seat.locator("h2.unit"), seat.locator("footer.pages span")
    first = title.inner_text()
    count = int(place.inner_text().split("/")[1])
    assert count > 1
    for key in ("ArrowRight", "PageDown", "Space")[: count - 1]:
        turn(seat, place, key)
    expect(place).to_have_text(f"{count}/{count}")
    seat.keyboard.press("ArrowRight")  # nothing behind the last page
    expect(place).to_have_text(f"{count}/{count}")
    for key in ("ArrowLeft", "PageUp", "ArrowLeft")[: count - 1]:
        turn(seat, place, key)
    expect(title).to_have_text(first)


def turn(seat: Page, place: Locator, key: str) -> None:
    before = place.inner_text()
    seat.keyboard.press(key)
    expect(place).not_to_have_text(before)
    seat.wait_for_load_state()


def test_year_of_inspections_is_typed_down_the_columns(at: At, world: World) -> None:
    """Enter goes to the unit below, a column of Excel fills downwards, Ctrl+Enter sends."""
    units = [make.region(world.province, f"VKSND khu vực {number}") for number in (3, 4)]
    seat = at(world.office)
    seat.goto(page("inspection_plan") + "?year=2027")
    rows = [seat.locator("tr", has_text=f"khu vực {number}") for number in (3, 4)]
    seat.get_by_label("Đơn vị chủ trì").first.select_option(str(world.unit.pk))
    seat.get_by_label("Nội dung kiểm tra").first.fill("Án hình sự")
    rows[0].get_by_label("Kiểm tra, tháng", exact=True).focus()
    seat.keyboard.type("3")
    seat.keyboard.press("Enter")
    expect(rows[1].get_by_label("Kiểm tra, tháng", exact=True)).to_be_focused()
    seat.keyboard.type("5")
    seat.keyboard.press("ArrowRight")
    expect(rows[1].get_by_label("Tự kiểm tra, tháng")).to_be_focused()
    seat.keyboard.press("ArrowUp")
    seat.evaluate(PASTE, "8\n9/2027\n")
    expect(seat.locator("[data-grid-status]")).to_have_text("Đã dán 2 ô.")
    seat.keyboard.press("Control+Enter")
    seat.wait_for_url("**/inspections/?year=2027")
    found = Inspection.objects.order_by("planned_month").values_list(
        "unit", "mode", "planned_month"
    )
    wanted = [(0, "inspected", 3), (1, "inspected", 5), (0, "self", 8), (1, "self", 9)]
    assert [*found] == [
        (units[at_].pk, InspectionMode(mode), datetime.date(2027, month, 1))
        for at_, mode, month in wanted
    ]
    assert set(Inspection.objects.values_list("subject", "lead")) == {("Án hình sự", world.unit.pk)}


PASTE = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const how = {clipboardData, bubbles: true, cancelable: true};
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", how));
}"""

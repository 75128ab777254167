"""A task by keyboard: taken on, put off, reported through the unit's head, confirmed."""

import pytest
from playwright.sync_api import Page, expect

from meetings.models import DirectiveTask, MeetingKind
from tests import factories as make
from tests.browser.near_office import At
from tests.meetings import offices
from units.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22")


def press(page: Page, key: str) -> None:
    """Once the page listens: until then a key is lost."""
    name = key.rpartition("+")
    words = f"{name[0]}{name[1]}{name[2].upper()}"
    expect(page.locator(f'[aria-keyshortcuts="{words}"]').first).to_be_visible()
    page.keyboard.press(key)


def opened(page: Page, task: DirectiveTask) -> Page:
    page.goto(f"/tasks/{task.pk}/")
    return page


def test_task_goes_its_way_without_the_mouse(at: At) -> None:
    office = offices.province()
    head = make.user(Role.UNIT_HEAD, office.doers[0], position="Trưởng phòng")
    offices.released(office)
    MeetingKind.objects.update(answers_by_head=True)
    task = DirectiveTask.objects.get(unit=office.doers[0])

    clerk = opened(at(office.workers[0]), task)
    press(clerk, "n")
    expect(clerk.locator("main")).to_contain_text("Đã nhận nhiệm vụ.")
    press(clerk, "h")
    clerk.get_by_label("Đề nghị đến hết ngày").fill("28/12/2026")
    clerk.get_by_label("Lý do").fill("Chờ kết luận giám định")
    clerk.keyboard.press("Control+Enter")
    expect(clerk.locator("#extension")).to_contain_text("Chờ kết luận giám định")
    clerk.wait_for_load_state()  # keys are heard once the page is whole
    clerk.locator("#report textarea").fill("Đã rà đủ 46 vụ")
    clerk.keyboard.press("Control+Enter")
    expect(clerk.locator("#answer")).to_contain_text("chờ thủ trưởng đơn vị duyệt")

    leader = opened(at(office.head), task)
    press(leader, "Alt+g")
    expect(leader.locator("main")).to_contain_text("Đã đồng ý gia hạn.")
    boss = opened(at(head), task)
    boss.locator("#answer textarea").first.focus()
    boss.keyboard.press("Control+Enter")
    expect(boss.locator("main")).to_contain_text("Đã duyệt, gửi báo cáo kết quả.")
    secretary = opened(at(office.clerk), task)
    expect(secretary.locator("#reported")).to_contain_text("Đã rà đủ 46 vụ")
    press(secretary, "Alt+x")
    expect(secretary.locator("main")).to_contain_text("Đã xác nhận hoàn thành.")
    task.refresh_from_db()
    assert (task.state, str(task.due_on)) == ("confirmed", "2026-12-28")

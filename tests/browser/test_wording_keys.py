"""A clerk types a wording: a fault is told by its line while typing, and the paper beside it."""

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting, PaperWording
from meetings.wording import house
from tests import factories as make
from tests.browser.near_office import At
from tests.meetings.stage import page, stage

pytestmark = pytest.mark.django_db
HOUSE = house.text("notice", house.USUAL)


def test_wrong_field_is_named_by_its_line_and_the_paper_changes_as_it_is_mended(at: At) -> None:
    here = stage(state=Meeting.State.CONCLUDED, opened_at=make.NOW, concluded_at=make.NOW)
    seat = at(here.clerk)
    seat.goto(page("wording_edit", "notice", 0))
    text, shown = seat.locator("#id_text"), seat.locator("#preview")
    expect(shown).to_contain_text("Sau khi nghe báo cáo")
    text.fill(HOUSE.replace("chu_tri.ho_ten", "chu_tri.hoten").replace("khi nghe", "khi đã nghe"))
    fault = shown.get_by_role("button", name="gần nhất: «chu_tri.ho_ten»")
    expect(fault).to_have_text(
        "Dòng 5: không có trường «{{ chu_tri.hoten }}»; gần nhất: «chu_tri.ho_ten»."
    )
    fault.click()
    chosen = "t => t.value.slice(t.selectionStart, t.selectionEnd)"
    line = text.evaluate(chosen)
    assert line.startswith("Ngày {{ cuoc_hop.ngay }}")
    seat.keyboard.type(line.replace("chu_tri.hoten", "chu_tri.ho_ten"))
    expect(shown).to_contain_text("Sau khi đã nghe báo cáo")
    expect(shown).to_contain_text(f"do đồng chí {here.meeting.chair.person.full_name},")
    assert not PaperWording.objects.exists()
    seat.keyboard.press("Control+Enter")
    expect(seat.get_by_text("Đã lưu mẫu, bản 1.")).to_be_visible()

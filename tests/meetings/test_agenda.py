"""Lines of an agenda: numbers, hours, presenters, late ones, what goes on to the next meeting."""

import datetime
from typing import Any

import pytest

from meetings.agenda import carrying, lines, papers
from meetings.models import AgendaItem, Meeting
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings.stage import Stage, page, signed_in, stage, words
from tests.meetings.test_programme import rows

pytestmark = pytest.mark.django_db

LATER = datetime.timedelta(days=30)


def typed(here: Stage, *typed_lines: dict[str, Any], stored: int = 0) -> Any:
    data = rows("agenda", *typed_lines, stored=stored)
    return signed_in(here.clerk).post(page("agenda_edit", here.meeting.pk), data)


def next_meeting(here: Stage, **more: Any) -> Meeting:
    return make.meeting(
        here.province, title="Giao ban tháng sau", starts_at=here.meeting.starts_at + LATER, **more
    )


def test_headings_have_no_number_and_take_no_time() -> None:
    here = stage(state="draft")
    typed(
        here,
        {"order": 1, "title": "I. Phần mở đầu", "is_heading": "on", "minutes": 30},
        {"order": 2, "title": "Khai mạc", "minutes": 5},
        {"order": 3, "title": "Báo cáo", "minutes": 20},
    )
    found = lines.whole(here.meeting)
    assert [line.number for line in found] == [None, 1, 2]
    assert found[2].begins == here.meeting.starts_at + datetime.timedelta(minutes=5)
    assert lines.minutes_of(found) == 25


def test_sum_is_held_against_the_slot() -> None:
    here = stage()
    make.agenda_item(here.meeting, minutes=181)
    answer = words(signed_in(here.clerk).get(page("agenda_edit", here.meeting.pk)))
    assert "<b data-total>181</b>/180 phút" in answer
    assert "data-over >, vượt thời gian họp" in answer


@pytest.mark.parametrize(
    ("presenter", "label", "of"),
    [
        ("kv 5", "VKSND khu vực 5", "region"),
        ("Chánh thanh tra tỉnh", "Chánh thanh tra tỉnh", None),
    ],
)
def test_presenter_is_meant_by_a_few_letters(presenter: str, label: str, of: str | None) -> None:
    here = stage()
    typed(here, {"order": 1, "title": "Giải trình", "presenter": presenter, "minutes": 5})
    item = AgendaItem.objects.get()
    assert item.presenter == label
    assert item.unit == (of and getattr(here, of))


def test_person_presents() -> None:
    here = stage()
    held = make.appointment(make.person("Trần Thị Bình"), here.region, position="Viện trưởng")
    typed(here, {"order": 1, "title": "Giải trình", "presenter": "tran thi binh", "minutes": 5})
    item = AgendaItem.objects.get()
    assert (item.unit, item.person) == (here.region, held.person)
    assert item.presenter == "Trần Thị Bình, Viện trưởng VKSND khu vực 5"


@pytest.mark.parametrize(("state", "is_late"), [("draft", False), ("scheduled", True)])
def test_line_added_once_the_meeting_is_on_the_calendar_is_late(state: str, is_late: bool) -> None:
    here = stage(state=state)
    typed(here, {"order": 1, "title": "Việc gấp", "minutes": 5})
    assert bool(AgendaItem.objects.get().added_at) is is_late
    shown = words(signed_in(here.clerk).get(page("meeting_detail", here.meeting.pk)))
    assert (">bổ sung<" in shown) is is_late


def test_template_knows_headings_and_presenters() -> None:
    here = stage(kind=make.meeting_kind(agenda="# I. Mở đầu\nKhai mạc | 5 | Chánh Văn phòng\nBàn"))
    lines.from_template(here.meeting)
    found = list(here.meeting.agenda.values_list("title", "is_heading", "minutes", "presenter"))
    assert found == [
        ("I. Mở đầu", True, 0, ""),
        ("Khai mạc", False, 5, "Chánh Văn phòng"),
        ("Bàn", False, 10, ""),
    ]


def carried(here: Stage, ahead: Meeting, *items: AgendaItem, how: str = "move") -> Any:
    data = {"item": [item.pk for item in items], "how": how}
    return signed_in(here.clerk).post(page("agenda_carry", ahead.pk), data, follow=True)


def test_unfinished_line_moves_to_the_next_meeting_with_links_both_ways() -> None:
    here = stage(state="closed", concluded_at=make.NOW)
    left = make.agenda_item(here.meeting, "Việc còn dở", minutes=15)
    make.agenda_item(here.meeting, "Việc đã xong", is_done=True, minutes=20)
    make.agenda_item(here.meeting, "Phần II", is_heading=True)
    ahead = next_meeting(here)
    make.agenda_item(ahead, "Viện trưởng kết luận")
    client = signed_in(here.clerk)
    offered = words(client.get(page("agenda_carry", ahead.pk)))
    assert "Việc còn dở" in offered
    assert "Việc đã xong" not in offered
    assert "Phần II" not in offered
    carried(here, ahead, left)
    new = ahead.agenda.get(carried_from=left)
    assert (new.order, new.minutes, new.is_moved) == (1, 15, True)
    assert new.reason == "Chưa xong tại Hội nghị giao ban tháng 10/2026"
    before = words(client.get(page("meeting_detail", here.meeting.pk)))
    after = words(client.get(page("meeting_detail", ahead.pk)))
    assert f'chuyển sang <a href="{page("meeting_detail", ahead.pk)}">' in before
    assert f'từ <a href="{page("meeting_detail", here.meeting.pk)}">' in after
    left.refresh_from_db()
    assert not left.is_done
    # What went on no longer counts where it came from.
    assert lines.minutes_of(lines.whole(here.meeting)) == 20


def test_copied_line_still_counts_and_may_go_to_one_more_meeting() -> None:
    here = stage(state="concluded", concluded_at=make.NOW)
    left = make.agenda_item(here.meeting, "Việc còn dở", minutes=15)
    carried(here, next_meeting(here), left, how="copy")
    assert lines.minutes_of(lines.whole(here.meeting)) == 15
    assert AgendaItem.objects.filter(carried_from=left, is_moved=False).count() == 1


def test_line_is_moved_once() -> None:
    here = stage(state="closed", concluded_at=make.NOW)
    left = make.agenda_item(here.meeting, "Việc còn dở")
    carried(here, next_meeting(here), left)
    other = make.meeting(here.province, title="Khác", starts_at=here.meeting.starts_at + 2 * LATER)
    again = words(carried(here, other, left))
    assert "vừa được chuyển đi" in again
    assert AgendaItem.objects.filter(carried_from=left).count() == 1


def test_line_comes_back_when_the_next_meeting_is_cancelled() -> None:
    here = stage(state="closed", concluded_at=make.NOW)
    left = make.agenda_item(here.meeting, "Việc còn dở")
    ahead = next_meeting(here)
    carried(here, ahead, left)
    Meeting.objects.filter(pk=ahead.pk).update(state="cancelled")
    other = make.meeting(here.province, title="Khác", starts_at=here.meeting.starts_at + 2 * LATER)
    assert list(carrying.left_over(other, acting(here))) == [left]


def acting(here: Stage) -> Any:
    here.clerk.act_on(make.TODAY)
    return here.clerk


def test_lines_of_another_office_are_not_offered() -> None:
    here = stage()
    other = make.meeting(make.province(), state="closed", concluded_at=make.NOW)
    foreign = make.agenda_item(other, "Của tỉnh khác")
    ahead = next_meeting(here)
    assert "Chưa chọn mục nào" in words(carried(here, ahead, foreign))
    assert not ahead.agenda.exists()


def test_line_that_went_on_is_not_removed() -> None:
    here = stage(state="in_session")
    left = make.agenda_item(here.meeting, "Việc còn dở")
    carried(here, next_meeting(here), left)
    line = {"id": left.pk, "order": 1, "title": left.title, "minutes": 5, "DELETE": "on"}
    assert "đã chuyển sang hội nghị sau" in words(typed(here, line, stored=1))


@pytest.mark.parametrize("state", ["concluded", "closed", "cancelled"])
def test_conclusion_freezes_the_agenda(state: str) -> None:
    here = stage(state=state, concluded_at=make.NOW)
    line = make.agenda_item(here.meeting, "Như đã họp", order=1)
    client = signed_in(here.clerk)
    change = {"id": line.pk, "order": 1, "title": "Sửa lại", "minutes": 5}
    data = rows("agenda", change, stored=1)
    answer = client.post(page("agenda_edit", here.meeting.pk), data, follow=True)
    assert "không sửa được nữa" in words(answer)
    for name in ("agenda_propose", "agenda_carry"):
        client.post(page(name, here.meeting.pk), {"all": 1, "item": line.pk})
    with pytest.raises(Refused):
        lines.insert(here.meeting, [AgendaItem(title="Thêm")], at=make.NOW)
    assert list(here.meeting.agenda.values_list("title", flat=True)) == ["Như đã họp"]


def test_followers_of_the_record_hear_of_a_changed_agenda() -> None:
    here = stage(state="in_session", opened_at=make.NOW)
    typed(here, {"order": 1, "title": "Việc gấp", "minutes": 5})
    before = here.meeting.change_no
    here.meeting.refresh_from_db()
    assert here.meeting.change_no == before + 1


def test_paper_tells_numbers_hours_and_the_sum() -> None:
    here = stage()
    make.agenda_item(here.meeting, "I. Mở đầu <b>", is_heading=True, order=1)
    make.agenda_item(here.meeting, "Khai mạc", minutes=5, order=2, presenter="Chánh Văn phòng")
    make.agenda_item(here.meeting, "Kết luận", minutes=25, order=3)
    html = papers.agenda_html(here.meeting, here.clerk)
    assert "I. Mở đầu &lt;b&gt;" in html
    assert '<td class="mid">2</td><td class="mid">08:05</td><td>Kết luận</td>' in html
    assert '<th colspan="4">Cộng</th><th>30</th>' in html


def test_agenda_is_printed_and_saved_as_a_workbook() -> None:
    here = stage()
    make.agenda_item(here.meeting, "Khai mạc")
    client = signed_in(here.clerk)
    assert client.get(page("agenda_print", here.meeting.pk)).content.startswith(b"%PDF")
    sheet = client.get(page("agenda_sheet", here.meeting.pk))
    assert sheet.content.startswith(b"PK")

"""The invitation's wording: what the house says, what an office says, what the calendar keeps."""

import pytest

from meetings.models import Meeting, PaperWording
from meetings.papers import inviting
from meetings.wording import house, samples, sections
from meetings.wording.faults import Faulty
from meetings.wording.invitation import INVITATION, values
from tests import factories as make
from tests.meetings.stage import HTMX, page, signed_in, stage, words

HOUSE = house.text("invitation", "month")


def drawn(text: str, course: str = "month") -> dict[str, str]:
    parts = sections.compiled(text, INVITATION)
    told = sections.draw(parts, INVITATION, samples.invited(course, None))
    return {one.role: one.text for one in told}


def test_house_asks_for_reports_where_units_send_some() -> None:
    told = drawn(HOUSE)
    assert told == {
        "subject": "Dự Hội nghị giao ban hai cấp tháng 11/2026",
        "invited": "Lãnh đạo các phòng\nLãnh đạo VKSND khu vực",
        "event": "Hội nghị giao ban hai cấp tháng 11/2026",
        "chair": "Đồng chí Nguyễn Văn A, Viện trưởng VKSND tỉnh",
        "notes": "Đề nghị các đơn vị gửi báo cáo phục vụ hội nghị trước 16 giờ 00 ngày 01/12/2026."
        "\nĐề nghị các đồng chí tham dự đúng thành phần, thời gian.",
        "recipients": "Như trên\nLãnh đạo VKSND tỉnh (để b/c)",
        "filing": "VT, VP",
    }
    assert drawn(HOUSE, "weekly")["notes"].count("\n") == 0


def test_every_field_that_is_offered_has_its_value() -> None:
    given = values(samples.invited("month", None))
    for one in INVITATION.schema.fields:
        inside = given[one.name]
        assert not one.fields or set(inside) == {field.name for field in one.fields}


def test_hour_and_place_have_no_section() -> None:
    with pytest.raises(Faulty, match=r"không có mục «\[thời gian\]»"):
        sections.compiled(HOUSE + "[thời gian]\n08 giờ", INVITATION)


@pytest.mark.django_db
def test_office_s_words_stand_in_its_next_invitation_under_the_calendar_s_hour() -> None:
    here = stage()
    client = signed_in(here.clerk)
    own = HOUSE.replace("đúng thành phần, thời gian", "đầy đủ, mang theo tài liệu")
    answer = client.post(page("wording_edit", "invitation", 0), {"text": own, "version": 0})
    assert answer.status_code == 302
    assert PaperWording.objects.get().paper == "invitation"
    make.appointment(make.person(), here.office, role="head_of_office", position="Chánh Văn phòng")
    made = inviting.prepare(here.meeting, by=here.clerk, at=make.NOW)
    assert made.notes.endswith("Đề nghị các đồng chí tham dự đầy đủ, mang theo tài liệu.")
    assert made.subject == f"Dự {here.meeting.title}"
    assert made.time == inviting.time_words(here.meeting.starts_at)
    assert made.invited.startswith("Lãnh đạo ")


@pytest.mark.django_db
def test_invitation_is_tried_on_a_meeting_ahead() -> None:
    here = stage(state=Meeting.State.SCHEDULED)
    sent = {"text": HOUSE, "version": 0, "meeting": here.meeting.pk}
    address = page("wording_preview", "invitation", 0)
    shown = words(signed_in(here.clerk).post(address, sent, headers=HTMX))
    assert "trân trọng kính mời" in shown
    assert f"Tới dự: {here.meeting.title}." in shown
    assert f"Thời gian: {inviting.time_words(here.meeting.starts_at)}." in shown

"""Who has sent, who is late, by minutes: the same for few units and many, on paper and in XLSX."""

import datetime
from typing import Any

import pytest

from meetings.models import Meeting, UnitReport
from meetings.reporting import report_boards
from tests import factories as make
from tests.meetings.stage import page, signed_in, stage, words

pytestmark = pytest.mark.django_db


def test_board_says_late_in_minutes_and_costs_the_same_for_many(
    django_assert_max_num_queries: Any,
) -> None:
    here = stage()
    due = make.NOW - datetime.timedelta(hours=2)
    Meeting.objects.filter(pk=here.meeting.pk).update(reports_due_at=due)
    client = signed_in(here.clerk)
    url = page("unit_report_list", here.meeting.pk)
    make.unit_report(here.meeting, here.region)
    client.get(url)
    with django_assert_max_num_queries(40) as few:
        client.get(url)
    late = due + datetime.timedelta(minutes=7)
    states = UnitReport.State
    for number in range(8):
        unit = make.region(here.province, f"VKSND khu vực {20 + number}")
        state = states.ACCEPTED if number else states.SENT
        accepted = {"accepted_at": make.NOW, "accepted_by": here.clerk.acting} if number else {}
        make.unit_report(
            here.meeting, unit, state=state, sent_at=late, sent_by=here.clerk, **accepted
        )
    with django_assert_max_num_queries(len(few)):
        shown = words(client.get(url))
    assert "gửi chậm 7 phút" in shown
    assert "8/9 đơn vị đã gửi, 0 đúng hạn, 0 đã kiểm tra xong, 7 đã tiếp nhận" in shown
    silent = words(client.get(url + "?only=silent"))
    assert "VKSND khu vực 5" in silent
    assert "VKSND khu vực 21" not in silent
    assert words(client.get(url + "?only=waiting")).count("gửi chậm") == 1
    meeting = Meeting.objects.get(pk=here.meeting.pk)
    table = report_boards.page(report_boards.board(meeting, make.NOW)).sections[0]
    assert [row[4].text for row in table.rows if row[3].text] == ["7"] * 8
    for name, start in (("unit_report_list_print", b"%PDF"), ("unit_report_list_sheet", b"PK")):
        answer: Any = client.get(page(name, here.meeting.pk))
        content = getattr(answer, "content", b"") or b"".join(answer.streaming_content)
        assert content.startswith(start)


def test_empty_board_says_what_belongs_there() -> None:
    here = stage()
    shown = words(signed_in(here.clerk).get(page("unit_report_list", here.meeting.pk)))
    assert "Chưa có báo cáo nào" in shown


def test_sections_of_a_kind_are_edited_on_one_page() -> None:
    here = stage()
    kind = here.meeting.kind
    row = kind.sections.create(order=1, source="own", title="Kết quả")
    client = signed_in(here.clerk)
    url = page("meeting_kind_sections", kind.pk)
    assert "Kết quả" in words(client.get(url))
    typed: dict[str, Any] = {
        "sections-TOTAL_FORMS": 2,
        "sections-INITIAL_FORMS": 1,
        "sections-0-id": row.pk,
        "sections-0-kind": kind.pk,
        "sections-0-order": 1,
        "sections-0-source": "own",
        "sections-0-title": "Kết quả nổi bật",
        "sections-0-max_length": 5000,
        "sections-1-order": 1,
        "sections-1-source": "speech",
        "sections-1-title": "Phát biểu",
        "sections-1-max_length": 3000,
    }
    twice = client.post(url, typed)
    assert twice.status_code == 422
    assert "trùng số thứ tự" in words(twice)
    assert client.post(url, typed | {"sections-1-order": 2}).status_code == 302
    assert [(one.title, one.max_length) for one in kind.sections.all()] == [
        ("Kết quả nổi bật", 5000),
        ("Phát biểu", 3000),
    ]

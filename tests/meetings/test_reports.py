"""Reports of units before a meeting: written together, sent in time, given back."""

import datetime
from typing import Any

import pytest

from meetings.models import UnitReport
from meetings.reporting import minutes_late
from meetings.reporting.sections import mark_of
from tests import factories as make
from tests.meetings.stage import HTMX, page, signed_in, stage, words
from units.models import Role

pytestmark = pytest.mark.django_db


def opened(**meeting: Any) -> tuple[Any, UnitReport, Any]:
    """With the account of the unit's head, who may do all that the unit does."""
    here = stage(**meeting)
    report = make.unit_report(here.meeting, here.region)
    return here, report, signed_in(make.user(Role.UNIT_HEAD, here.region))


def said(report: UnitReport, source: str = "own") -> str:
    return make.section(report, source).text


def write(
    client: Any, report: UnitReport, text: str, before: str = "", source: str = "own", **more: Any
) -> Any:
    data = {"section": make.section(report, source).pk, "text": text, "seen": mark_of(before)}
    data |= more
    return client.post(page("unit_report_edit", report.pk), data, headers=HTMX)


def test_section_saves_by_itself() -> None:
    _, report, client = opened()
    response = write(client, report, "Đã giải quyết 44 tin")
    report.refresh_from_db()
    assert response.status_code == 200
    assert (said(report), report.version) == ("Đã giải quyết 44 tin", 1)
    assert mark_of("Đã giải quyết 44 tin") in words(response)


def test_two_writers_of_different_sections_do_not_conflict() -> None:
    here, report, client = opened()
    head = signed_in(make.user(Role.UNIT_DEPUTY, here.region))
    write(client, report, "Kết quả")
    assert write(head, report, "Cam kết", source="commitments").status_code == 200
    assert (said(report), said(report, "commitments")) == ("Kết quả", "Cam kết")


def test_two_writers_of_one_section_get_both_texts() -> None:
    here, report, client = opened()
    head = signed_in(make.user(Role.UNIT_DEPUTY, here.region))
    write(head, report, "Bản của <b>lãnh đạo</b>")
    both = write(client, report, "Bản của cán bộ")
    assert both.status_code == 409
    assert "Bản của &lt;b&gt;lãnh đạo&lt;/b&gt;" in words(both)
    assert "Bản của cán bộ" in words(both)
    mine = write(client, report, "Bản chung", over=mark_of("Bản của <b>lãnh đạo</b>"))
    assert mine.status_code == 200


def test_lost_answer_is_no_conflict_with_oneself() -> None:
    _, report, client = opened()
    write(client, report, "một")
    assert write(client, report, "một hai", last_sent=["một"]).status_code == 200


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": "Tin\nMẬT"}, "không được nhập"),
        ({"text": "x" * 20_001}, "tối đa 20000 ký tự"),
        ({"section": "state"}, "Không có mục này"),
        ({"section": "0"}, "Không có mục này"),
    ],
)
def test_wrong_section_is_refused_and_stored_nowhere(typed: Any, sentence: str) -> None:
    _, report, client = opened()
    response = write(client, report, typed.pop("text", "có"), **typed)
    assert response.status_code == 422
    assert sentence in words(response)
    report.refresh_from_db()
    assert (report.version, said(report), report.state) == (0, "", "draft")


def test_without_htmx_the_page_works_whole() -> None:
    _, report, client = opened()
    data = {"section": make.section(report).pk, "text": "Kết quả", "seen": mark_of("")}
    address = page("unit_report_edit", report.pk)
    assert client.post(address, data).status_code == 302
    conflict = client.post(address, data | {"text": "Khác"})
    assert conflict.status_code == 409
    assert "Bản đã lưu" in words(conflict)
    assert "<h1>" in words(conflict)


def test_sending_takes_what_was_seen_and_the_moment() -> None:
    _, report, client = opened()
    write(client, report, "Kết quả")
    old = client.post(page("unit_report_send", report.pk), {"version": 0}, follow=True)
    assert "vừa được sửa" in words(old)
    client.post(page("unit_report_send", report.pk), {"version": 1})
    report.refresh_from_db()
    assert report.state == UnitReport.State.SENT
    assert report.sent_at is not None
    assert write(client, report, "Sửa sau khi gửi", "Kết quả").status_code == 422


def test_empty_report_is_not_sent() -> None:
    _, report, client = opened()
    answer = client.post(page("unit_report_send", report.pk), {"version": 0}, follow=True)
    assert "chưa có nội dung" in words(answer)
    report.refresh_from_db()
    assert report.state == UnitReport.State.DRAFT


def test_office_gives_back_with_a_reason_and_the_unit_sends_again() -> None:
    here, report, client = opened()
    write(client, report, "Kết quả")
    client.post(page("unit_report_send", report.pk), {"version": 1})
    office = signed_in(here.clerk)
    assert office.post(page("unit_report_return", report.pk), {"reason": ""}).status_code == 422
    office.post(page("unit_report_return", report.pk), {"reason": "Thiếu nguyên nhân"})
    assert "Thiếu nguyên nhân" in words(client.get(page("unit_report_edit", report.pk)))
    client.post(page("unit_report_send", report.pk), {"version": 1})
    report.refresh_from_db()
    assert report.state == UnitReport.State.SENT


@pytest.mark.parametrize(
    ("sent", "late"),
    [("2026-11-20 16:00", 0), ("2026-11-20 16:00:30", 1), ("2026-11-20 17:30", 90)],
)
def test_lateness_is_counted_in_minutes_after_the_deadline(sent: str, late: int) -> None:
    _, report, _ = opened(reports_due_at=make.moment("2026-11-20 16:00"))
    report.state, report.sent_at = UnitReport.State.SENT, make.moment(sent)
    assert minutes_late(report, make.NOW) == late


def test_list_shows_who_is_late() -> None:
    here, _, _ = opened(reports_due_at=make.NOW - datetime.timedelta(days=365))
    shown = words(signed_in(here.clerk).get(page("unit_report_list", here.meeting.pk)))
    assert "chưa gửi, chậm" in shown
    assert "VKSND khu vực 5" in shown


def test_report_of_another_unit_is_not_found() -> None:
    here, report, _ = opened()
    other = signed_in(make.user(Role.UNIT_CLERK, here.department))
    assert other.get(page("unit_report_edit", report.pk)).status_code == 404
    assert write(other, report, "Ghi đè").status_code == 404


def test_office_reads_only_what_was_sent_and_writes_nothing() -> None:
    here, report, client = opened()
    office = signed_in(here.clerk)
    assert office.get(page("unit_report_edit", report.pk)).status_code == 403
    write(client, report, "Kết quả")
    client.post(page("unit_report_send", report.pk), {"version": 1})
    assert "Kết quả" in words(office.get(page("unit_report_edit", report.pk)))
    office.post(
        page("unit_report_edit", report.pk),
        {"section": make.section(report).pk, "text": "x", "seen": ""},
    )
    assert said(report) == "Kết quả"


def test_open_tasks_of_the_unit_stand_beside_its_report() -> None:
    here, report, client = opened()
    earlier = make.meeting(here.province, state="concluded", concluded_at=make.NOW, title="Trước")
    make.directive_task(make.directive(earlier, "Rà soát tin quá hạn"), here.region)
    assert "Rà soát tin quá hạn" in words(client.get(page("unit_report_edit", report.pk)))


@pytest.mark.parametrize("name", ["unit_report_send", "unit_report_return"])
def test_reading_an_act_changes_nothing(name: str) -> None:
    _, report, client = opened()
    assert client.get(page(name, report.pk)).status_code == 405

"""Difficulties: noted in a report, raised with it, answered by who is in charge, tracked."""

import datetime
from typing import Any

import pytest

from meetings import reporting
from meetings.models import Difficulty, UnitReport
from meetings.permissions.difficulties import may_answer_difficulty
from meetings.reporting import difficulties, difficulty_lists, prefilling
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings.stage import Stage, page, signed_in, stage, words
from units.models import Role

pytestmark = pytest.mark.django_db
State = Difficulty.State


@pytest.fixture
def here() -> Stage:
    return stage()


@pytest.fixture
def report(here: Stage) -> UnitReport:
    return make.unit_report(here.meeting, here.region, results="Kết quả")


def raised(report: UnitReport, **more: Any) -> Difficulty:
    return make.difficulty(report, raised_at=make.NOW, **more)


def test_unit_notes_mends_and_drops_it_in_the_draft(here: Stage, report: UnitReport) -> None:
    clerk = signed_in(make.user(Role.UNIT_CLERK, here.region))
    typed = {"text": "Thiếu kiểm sát viên", "proposal": "Biệt phái 01 người"}
    clerk.post(page("difficulty_create", report.pk), typed)
    clerk.post(page("difficulty_create", report.pk), typed)  # a second press
    row = Difficulty.objects.get()
    assert row.unit == here.region
    edit = page("difficulty_edit", row.pk)
    seen = difficulties.words_of(row)
    clerk.post(edit, typed | {"text": "Thiếu 02 kiểm sát viên", "seen": seen})
    both = clerk.post(edit, typed | {"text": "Thiếu người", "seen": seen})
    assert both.status_code == 409
    assert "Thiếu 02 kiểm sát viên" in words(both)
    assert "Thiếu người" in words(both)
    row.refresh_from_db()
    mine = {"seen": seen, "over": difficulties.words_of(row), "text": "Thiếu người"}
    assert clerk.post(edit, typed | mine).status_code == 302
    report.refresh_from_db()
    assert report.version == 3
    bad = clerk.post(page("difficulty_create", report.pk), {"text": "Vụ án\nMẬT"})
    assert bad.status_code == 422
    clerk.post(page("difficulty_drop", row.pk))
    assert not Difficulty.objects.exists()


def test_it_is_raised_with_the_report_and_stands_from_then_on(
    here: Stage, report: UnitReport
) -> None:
    row = make.difficulty(report)
    office = signed_in(here.clerk)
    assert office.get(page("difficulty_detail", row.pk)).status_code == 404
    head = make.user(Role.UNIT_HEAD, here.region)
    reporting.send(report, version=0, by=head, at=make.NOW)
    row.refresh_from_db()
    assert row.raised_at == make.NOW
    assert "Thiếu biên chế" in words(office.get(page("difficulty_list")))
    reporting.give_back(report, reason="Thiếu", by=here.clerk, at=make.NOW)
    with pytest.raises(Refused, match="không sửa nữa"):
        difficulties.drop(row)
    reporting.send(report, version=report.version, by=head, at=make.NOW)
    assert row.steps.count() == 1  # raised once


def test_it_is_answered_asked_about_again_and_settled(here: Stage, report: UnitReport) -> None:
    row = raised(report)
    leader = signed_in(make.user(Role.PROVINCE_HEAD, here.province))
    unit = signed_in(make.user(Role.UNIT_HEAD, here.region))
    assert leader.post(page("difficulty_answer", row.pk), {"text": ""}).status_code == 422
    leader.post(page("difficulty_answer", row.pk), {"text": "Sẽ biệt phái trong tháng 12."})
    assert "Sẽ biệt phái" in words(unit.get(page("difficulty_detail", row.pk)))
    assert unit.post(page("difficulty_reopen", row.pk), {"text": ""}).status_code == 422
    unit.post(page("difficulty_reopen", row.pk), {"text": "Biệt phái mấy người?"})
    row.refresh_from_db()
    assert row.state == State.REOPENED
    leader.post(page("difficulty_answer", row.pk), {"text": "02 người, từ 01/12."})
    unit.post(page("difficulty_close", row.pk), {"text": ""})
    row.refresh_from_db()
    assert (row.state, row.is_open) == (State.CLOSED, False)
    kinds = list(row.steps.values_list("kind", flat=True))
    assert kinds == ["answered", "reopened", "answered", "closed"]
    again = leader.post(page("difficulty_answer", row.pk), {"text": "Thêm"})
    assert again.status_code == 422
    assert "đã kết thúc" in words(again)


def test_unit_says_why_it_needs_no_answer_any_more(report: UnitReport) -> None:
    row = raised(report)
    by = make.user(Role.UNIT_HEAD, report.unit)
    with pytest.raises(Refused, match="ghi vì sao"):
        difficulties.close(row, text="", by=by, at=make.NOW)
    difficulties.close(row, text="Đã tự giải quyết", by=by, at=make.NOW)


def test_deputy_answers_in_his_portfolio_the_head_what_nobody_has(
    here: Stage, report: UnitReport
) -> None:
    field = make.field()
    row, other = raised(report, field=field), raised(report, text="Trụ sở dột")
    deputy = make.user(Role.PROVINCE_DEPUTY, here.province)
    stranger = make.user(Role.PROVINCE_DEPUTY, here.province)
    head = make.user(Role.PROVINCE_HEAD, here.province)
    assert deputy.acting
    make.portfolio(deputy.acting, field=field)
    on = deputy.acting.taken_on or make.TODAY
    waiting = {
        user: list(Difficulty.objects.to_answer(user.acting, on))  # type: ignore[arg-type]
        for user in (deputy, stranger, head)
    }
    assert waiting == {deputy: [row], stranger: [], head: [other]}
    assert may_answer_difficulty(deputy, row)
    assert not may_answer_difficulty(stranger, row)
    assert may_answer_difficulty(head, row)
    assert not may_answer_difficulty(here.clerk, row)


def test_open_ones_come_along_to_the_next_meeting(here: Stage, report: UnitReport) -> None:
    old, done = raised(report, text="Thiếu xe"), raised(report, text="Đã có máy in")
    difficulties.close(done, text="xong", by=make.user(Role.UNIT_HEAD, here.region), at=make.NOW)
    later = here.meeting.starts_at + datetime.timedelta(days=30)
    following = make.meeting(
        here.province, title="Giao ban sau", starts_at=later, invited=[here.region]
    )
    nxt = make.unit_report(following, here.region)
    prefilling.draw_up(nxt, at=make.NOW)
    lines = prefilling.lines_of(make.section(nxt, "difficulties").facts)
    assert [line.text for line in lines] == [old.text]
    assert lines[0].word == "chờ trả lời"


def test_list_costs_the_same_however_long_and_prints(
    here: Stage, report: UnitReport, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(here.clerk)
    raised(report)
    client.get(page("difficulty_list"))
    with django_assert_max_num_queries(40) as few:
        client.get(page("difficulty_list"))
    for number in range(12):
        raised(report, text=f"Khó khăn {number}", field=make.field())
    with django_assert_max_num_queries(len(few)):
        shown = words(client.get(page("difficulty_list")))
    assert "13 khó khăn" in shown
    for name, start in (("difficulty_list_print", b"%PDF"), ("difficulty_list_sheet", b"PK")):
        answer: Any = client.get(page(name))
        content = getattr(answer, "content", b"") or b"".join(answer.streaming_content)
        assert content.startswith(start)
    table = difficulty_lists.page(
        difficulty_lists.named(Difficulty.objects.all(), make.TODAY), "open"
    )
    assert len(table.sections[0].rows) == 13

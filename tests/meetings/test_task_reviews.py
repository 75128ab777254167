"""What was ordered without a day is looked at by each meeting: dated, closed or kept."""

import datetime
from typing import Any

import pytest

from meetings.conclusion import concluding
from meetings.models import DirectiveTask, Meeting, TaskReview
from meetings.tasks import reviewing
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings.stage import Stage, in_session, page, signed_in, words

pytestmark = pytest.mark.django_db
State, Outcome = DirectiveTask.State, TaskReview.Outcome
BEFORE = make.NOW - datetime.timedelta(days=30)
CLOSED: dict[str, Any] = {
    "state": Meeting.State.CLOSED,
    "opened_at": BEFORE,
    "concluded_at": BEFORE,
}
OPEN: dict[str, Any] = {"state": Meeting.State.IN_SESSION, "opened_at": make.NOW}


def earlier(here: Stage, *texts: str) -> list[DirectiveTask]:
    """In force since a meeting that ended without a notice, without a day."""
    old = make.meeting(here.province, kind=here.meeting.kind, starts_at=BEFORE, **CLOSED)
    return [
        make.directive_task(make.directive(old, text, due_text="thường xuyên"), here.region)
        for text in texts
    ]


def said(task: DirectiveTask, **typed: str) -> dict[str, str]:
    """What the page sends for the order of a task."""
    prefix = f"d{task.directive_id}"
    seen = {f"{prefix}-tasks": f"{task.pk}-{task.version}"}
    return seen | {f"{prefix}-{name}": value for name, value in typed.items()}


def test_each_is_dated_closed_or_kept_on_one_page() -> None:
    here = in_session()
    dated, closed, kept, left = earlier(here, "Một", "Hai", "Ba", "Bốn")
    office = signed_in(here.clerk)
    address = page("task_review_list", here.meeting.pk)
    shown = words(office.get(address))
    assert "còn 4 nhiệm vụ chưa xem xét" in shown
    typed = (
        said(dated, outcome="dated", due="trước ngày 15/12/2026")
        | said(closed, outcome="closed", words="Đã thành nền nếp")
        | said(kept, outcome="kept", words="Làm thường xuyên")
        | said(left, outcome="")
    )
    assert office.post(address, typed).status_code == 302
    for one in (dated, closed, kept):
        one.refresh_from_db()
    assert dated.due_on == datetime.date(2026, 12, 14)
    assert (closed.state, kept.state, kept.due_on) == (State.CONFIRMED, State.NEW, None)
    assert list(reviewing.unreviewed(here.meeting)) == [left]
    told = kept.events.get()
    assert told.text == f"{here.meeting.title}: tiếp tục thường xuyên. Làm thường xuyên"
    again = words(office.get(address))
    assert "còn 1 nhiệm vụ chưa xem xét" in again
    assert "Đã thành nền nếp" in again
    assert office.get(page("task_review_print", here.meeting.pk)).content[:5] == b"%PDF-"


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost() -> None:
    here = in_session()
    one, two = earlier(here, "Một", "Hai")
    office = signed_in(here.clerk)
    typed = said(one, outcome="dated", due="", words="Vướng biên chế")
    typed |= said(two, outcome="kept", words="")
    answer = office.post(page("task_review_list", here.meeting.pk), typed)
    assert answer.status_code == 422
    for part in ("Ghi ngày phải xong", "lý do để không định hạn", "Vướng biên chế"):
        assert part in words(answer)
    past = typed | said(one, outcome="dated", due="trước ngày 1/2/2020")
    past |= said(two, outcome="kept", words="Vì thế")
    assert "đã qua" in words(office.post(page("task_review_list", here.meeting.pk), past))
    assert not TaskReview.objects.exists()


def test_one_order_is_decided_for_all_its_units_or_for_some() -> None:
    here = in_session()
    (task,) = earlier(here, "Giữ kỷ luật")
    other = make.directive_task(task.directive, here.department)
    office, address = signed_in(here.clerk), page("task_review_list", here.meeting.pk)
    shown = words(office.get(address))
    assert shown.count("Giữ kỷ luật") == 1
    assert (shown.count(" checked"), "còn 2 nhiệm vụ chưa xem xét" in shown) == (2, True)
    none = said(task, outcome="kept", words="Thường xuyên")
    del none[f"d{task.directive_id}-tasks"]
    assert "Chọn ít nhất một đơn vị" in words(office.post(address, none))
    office.post(address, said(task, outcome="kept", words="Thường xuyên"))
    assert list(reviewing.unreviewed(here.meeting)) == [other]
    other.version = 7  # somebody else moved it since
    stale = office.post(address, said(other, outcome="kept", words="Của tôi"))
    assert stale.status_code == 422
    assert "Người khác vừa cập nhật nhiệm vụ này" in words(stale)


def test_what_somebody_else_decided_meanwhile_is_told() -> None:
    here = in_session()
    one, two = earlier(here, "Một", "Hai")
    seen: dict[str, Any] = {"version": 1, "by": here.clerk, "at": make.NOW, "meeting": here.meeting}
    reviewing.review(one, outcome=Outcome.KEPT, words="Thường xuyên", **seen)
    typed = said(one, outcome="kept", words="Của tôi")
    typed |= said(two, outcome="kept", words="Của tôi")
    answer = signed_in(here.clerk).post(page("task_review_list", here.meeting.pk), typed)
    assert answer.status_code == 409
    assert "Người khác vừa xem xét" in words(answer)
    assert "Của tôi" in words(answer)
    assert TaskReview.objects.count() == 1
    with pytest.raises(Refused, match="hãy xem lại"):
        reviewing.review(one, outcome=Outcome.KEPT, words="Lần nữa", **seen)


def test_checklist_says_how_many_nobody_looked_at() -> None:
    here = in_session()
    one, two = earlier(here, "Một", "Hai")
    address = page("meeting_conclude", here.meeting.pk)
    office = signed_in(here.clerk)
    shown = words(office.get(address))
    assert "Còn 2 nhiệm vụ không có hạn chưa được xem xét" in shown
    assert page("task_review_list", here.meeting.pk) in shown
    seat = make.appointment(make.person(), here.region)
    make.attendance(here.meeting, seat, presence="present")
    make.directive(here.meeting, units=[here.region], due_text="trong tháng 12")
    with pytest.raises(Refused, match="còn 2 nhiệm vụ không có hạn"):
        concluding.conclude(here.meeting, by=here.clerk, at=make.NOW)
    for task in (one, two):
        reviewing.review(
            task,
            meeting=here.meeting,
            outcome=Outcome.KEPT,
            words="Thường xuyên",
            version=1,
            by=here.clerk,
            at=make.NOW,
        )
    concluding.conclude(here.meeting, by=here.clerk, at=make.NOW)
    assert Meeting.objects.get(pk=here.meeting.pk).state == Meeting.State.CONCLUDED


def test_next_meeting_keeps_in_one_press_what_the_last_one_kept() -> None:
    here = in_session()
    kept, new = earlier(here, "Một", "Hai")
    seen: dict[str, Any] = {"version": 1, "by": here.clerk, "at": BEFORE}
    reviewing.review(kept, meeting=here.meeting, outcome="kept", words="Thường xuyên", **seen)
    after = make.meeting(here.province, kind=here.meeting.kind, **OPEN)
    office = signed_in(here.clerk)
    address = page("task_review_list", after.pk)
    assert "Tiếp tục như lần trước" in words(office.get(address))
    office.post(address, {"same": "1"})
    row = TaskReview.objects.get(meeting=after)
    assert (row.task, row.words) == (kept, "Thường xuyên")
    assert list(reviewing.unreviewed(after)) == [new]


def test_it_is_the_meetings_word_only_while_the_meeting_lasts() -> None:
    here = in_session()
    (task,) = earlier(here, "Một")
    for state in (Meeting.State.SCHEDULED, Meeting.State.CLOSED):
        Meeting.objects.filter(pk=here.meeting.pk).update(
            state=state, **({} if state == "scheduled" else {"concluded_at": make.NOW})
        )
        with pytest.raises(Refused, match="khi hội nghị đang họp"):
            reviewing.review(
                task,
                meeting=here.meeting,
                outcome=Outcome.KEPT,
                words="Thường xuyên",
                version=1,
                by=here.clerk,
                at=make.NOW,
            )
    shown = words(signed_in(here.clerk).get(page("task_review_list", here.meeting.pk)))
    assert "Ghi kết quả xem xét" not in shown


def test_which_tasks_a_meeting_looks_at() -> None:
    """Open ones of this office in force: not dated, reported, of another office, nor its own."""
    here = in_session()
    (asked,) = earlier(here, "Một")
    dated, reported, over = earlier(here, "Hai", "Ba", "Bốn")
    DirectiveTask.objects.filter(pk=dated.pk).update(due_on=make.TODAY)
    DirectiveTask.objects.filter(pk=reported.pk).update(state=State.REPORTED)
    DirectiveTask.objects.filter(pk=over.pk).update(state=State.WITHDRAWN)
    make.directive_task(make.directive(here.meeting, "Mới"), here.region)
    elsewhere = make.meeting(here.region, **CLOSED)
    make.directive_task(make.directive(elsewhere, "Nơi khác"), here.region)
    assert list(reviewing.undated(here.meeting)) == [asked]
    session = make.meeting(
        here.province,
        kind=here.meeting.kind,
        **OPEN,
        with_unit=here.department,
    )
    assert not reviewing.undated(session).exists()

"""What units promise in a meeting is followed like what they are ordered."""

import datetime
from typing import Any

import pytest

from meetings.conclusion import commitments, concluding
from meetings.models import Directive, DirectiveTask, Intervention
from meetings.papers import noticing
from meetings.papers.minutes_content import content
from meetings.tasks import following
from tests import factories as make
from tests.meetings.stage import Stage, conclude, in_session, page, signed_in, words
from units.models import Role

pytestmark = pytest.mark.django_db
Kind = Intervention.Kind
WORDS = "Phòng cam kết giải quyết xong 03 tin quá hạn trước ngày 15/12/2026."


def promise(here: Stage, text: str = WORDS, **more: Any) -> Intervention:
    """Said by the department's head."""
    seat = make.appointment(make.person(), here.department, Role.UNIT_DEPUTY)
    more = {"speaker": make.attendance(here.meeting, seat, presence="present")} | more
    return make.intervention(here.meeting, here.clerk, text, kind=Kind.COMMITMENT, **more)


def only() -> Directive:
    return Directive.objects.get(nature=Directive.Nature.COMMITMENT)


def test_promise_becomes_its_units_task_with_the_conclusion() -> None:
    here = in_session()
    row = promise(here)
    shown = words(signed_in(here.clerk).get(page("meeting_conclude", here.meeting.pk)))
    for part in ("Cam kết sẽ theo dõi", "<span>Phòng 9</span>", "trước ngày 15/12/2026"):
        assert part in shown
    assert not Directive.objects.exists()  # looking at it stores nothing
    conclude(here)
    made = only()
    assert (made.intervention, made.text, made.gives_no_task) == (row, WORDS, False)
    task = made.tasks.get()
    assert (task.unit, task.due_on) == (here.department, datetime.date(2026, 12, 14))
    assert following.origin(task) == f"Cam kết tại {here.meeting.title}"


def test_promises_stand_apart_from_what_the_chair_ordered() -> None:
    here = in_session()
    promise(here)
    make.directive(here.meeting, "Rà soát", units=[here.region])
    conclude(here)
    assert [one["text"] for one in content(here.meeting)["directives"]] == ["Rà soát"]
    signer = make.appointment(make.person(), here.office, "head_of_office")
    notice = noticing.create_notice(here.meeting, signer=signer, by=here.clerk, at=make.NOW)
    assert notice.paragraphs.count() == 1
    desk = words(signed_in(here.clerk).get(page("meeting_minutes", here.meeting.pk)))
    assert f'id="directive-{only().pk}"' not in desk


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("Xong trong tháng 12/2026, báo cáo đến hết ngày 05/01/2027.", datetime.date(2027, 1, 5)),
        ("Hoàn thành trước 20/12/2026", datetime.date(2026, 12, 19)),
        ("Đã nhận 5/10/2026, xong trong tháng 11 năm 2026", datetime.date(2026, 11, 30)),
        ("Trước ngày 1/2/2020 đã hứa mà chưa làm", None),  # long past
        ("Sẽ khắc phục", None),
    ],
)
def test_day_is_read_from_the_words(said: str, due: datetime.date | None) -> None:
    assert commitments.due_of(said, datetime.date(2026, 11, 24)).day == due


def test_whose_promise_it_is() -> None:
    """The unit that speaks; a leader of the office in person; else the unit that was asked."""
    here = in_session()
    leader = make.user(Role.PROVINCE_DEPUTY, here.province, position="Phó Viện trưởng")
    assert leader.acting
    question = make.intervention(
        here.meeting, here.clerk, "Vì sao?", kind=Kind.QUESTION, asked=here.region
    )
    rows = [
        promise(here, "Một"),
        promise(here, "Hai", speaker=make.attendance(here.meeting, leader.acting)),
        promise(here, "Ba", speaker=None, answers=question),
        promise(here, "Bốn", speaker=None),
    ]
    found = {one.row: one.doer for one in commitments.listing(here.meeting)}
    named = [found[row] for row in rows]
    assert [one and (one.unit or one.appointment) for one in named] == [
        here.department.pk,
        leader.acting.pk,
        here.region.pk,
        None,
    ]
    shown = words(signed_in(here.clerk).get(page("meeting_conclude", here.meeting.pk)))
    assert shown.count("chưa rõ đơn vị thực hiện") == 1


def test_it_is_mended_or_left_out_before_the_conclusion() -> None:
    here = in_session()
    first, second = promise(here), promise(here, "Sẽ cố gắng")
    office = signed_in(here.clerk)

    def act(row: Intervention, what: str) -> str:
        address = page("commitment_act", here.meeting.pk, row.client_key)
        return str(office.post(address, {"act": what})["Location"])

    edit = act(first, "edit")
    assert edit == act(first, "edit") == page("directive_edit", only().pk)  # pressed twice
    assert "Cam kết sẽ theo dõi" in words(office.get(edit))
    typed = {"text": "Xong 05 tin", "lead": "KV 5", "due": "trong tháng 12/2026", "version": 1}
    assert office.post(edit, typed)["Location"] == page("meeting_conclude", here.meeting.pk)
    act(second, "drop")
    assert "không theo dõi" in words(office.get(page("meeting_conclude", here.meeting.pk)))
    conclude(here)
    task = DirectiveTask.objects.get()
    assert (task.unit, task.directive.text) == (here.region, "Xong 05 tin")


def test_left_out_by_mistake_it_is_taken_up_again() -> None:
    here = in_session()
    row = promise(here)
    commitments.follow(row, is_followed=False)
    commitments.follow(row, is_followed=True)
    conclude(here)
    assert DirectiveTask.objects.get().unit == here.department


def test_corrected_record_corrects_it_unless_somebody_mended_it() -> None:
    here = in_session()
    row, other = promise(here), promise(here, "Hai việc khác")
    conclude(here)
    concluding.reopen(here.meeting, reason="Ghi nhầm", by=here.clerk, at=make.NOW)
    text = "Xong trước ngày 20/12/2026"
    Intervention.objects.filter(pk=row.pk).update(text=text)
    Intervention.objects.filter(pk=other.pk).update(removed_at=make.NOW)
    conclude(here)
    task = DirectiveTask.objects.get()
    assert task.directive.text == text
    assert task.due_on == datetime.date(2026, 12, 19)
    concluding.reopen(here.meeting, reason="Ghi nhầm", by=here.clerk, at=make.NOW)
    Directive.objects.filter(pk=task.directive_id).update(version=2, text="Đã sửa tay")
    Intervention.objects.filter(pk=row.pk).update(text="Lời khác")
    conclude(here)
    assert DirectiveTask.objects.get().directive.text == "Đã sửa tay"


def test_nothing_is_decided_once_the_meeting_is_concluded() -> None:
    here = in_session()
    row = promise(here)
    conclude(here)
    office = signed_in(here.clerk)
    office.post(page("commitment_act", here.meeting.pk, row.client_key), {"act": "drop"})
    assert not only().gives_no_task
    other = make.intervention(here.meeting, here.clerk)  # a report is no promise
    gone = page("commitment_act", here.meeting.pk, other.client_key)
    answer = office.post(gone, {"act": "drop"}, follow=True)
    assert "Cam kết này không còn trong biên bản." in words(answer)

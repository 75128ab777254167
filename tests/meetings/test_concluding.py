"""The conclusion: nothing forgotten, one task per addressee, and the way back."""

import datetime

import pytest

from meetings import concluding, reference
from meetings.models import Addressee, AddresseeGroup, Directive, DirectiveTask, Meeting
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings.stage import Stage, in_session, page, signed_in, words

pytestmark = pytest.mark.django_db
DUE = datetime.date(2026, 12, 14)


def conclude(here: Stage) -> None:
    here.meeting.refresh_from_db()
    concluding.conclude(here.meeting, by=here.clerk, at=make.NOW)


def group(code: str) -> AddresseeGroup:
    reference.load()
    return AddresseeGroup.objects.get(code=code)


def test_directive_without_addressee_blocks_the_conclusion() -> None:
    here = in_session()
    make.directive(here.meeting, units=[here.region])
    make.directive(here.meeting, "Chấn chỉnh lề lối")
    client = signed_in(here.clerk)
    assert "Ý kiến 2 chưa có đơn vị thực hiện" in words(
        client.get(page("meeting_conclude", here.meeting.pk))
    )
    answer = client.post(page("meeting_conclude", here.meeting.pk), follow=True)
    assert "Không thể kết luận: ý kiến 2 chưa có đơn vị thực hiện" in words(answer)
    assert Meeting.objects.get().state == Meeting.State.IN_SESSION
    assert not DirectiveTask.objects.exists()


def test_directive_that_gives_no_task_does_not_block() -> None:
    here = in_session()
    make.directive(here.meeting, gives_no_task=True)
    conclude(here)
    assert Meeting.objects.get().concluded_at == make.NOW
    assert not DirectiveTask.objects.exists()


def test_group_becomes_one_task_per_unit_of_the_day() -> None:
    here = in_session()
    make.region(here.province, "VKSND khu vực 1", valid_to=datetime.date(2026, 11, 23))
    fourth = make.region(here.province, "VKSND khu vực 4", valid_from=datetime.date(2026, 11, 24))
    order = make.directive(here.meeting, due_on=DUE)
    Addressee.objects.create(directive=order, group=group("vks-khu-vuc"))
    conclude(here)
    assert {task.unit for task in order.tasks.all()} == {here.region, fourth}
    assert {task.due_on for task in order.tasks.all()} == {DUE}


def test_group_with_fields_leaves_out_the_secretariat() -> None:
    here = in_session()
    here.department.fields.add(make.field(), make.field())
    here.office.fields.add(make.field())
    order = make.directive(here.meeting)
    Addressee.objects.create(directive=order, group=group("cac-phong-nghiep-vu"))
    conclude(here)
    assert [task.unit for task in order.tasks.all()] == [here.department]


def test_person_and_unit_are_different_addressees() -> None:
    here = in_session()
    seat = make.appointment(make.person(), here.region)
    order = make.directive(here.meeting, units=[here.region])
    Addressee.objects.create(directive=order, appointment=seat)
    conclude(here)
    assert {(task.unit, task.appointment) for task in order.tasks.all()} == {
        (here.region, None),
        (here.region, seat),
    }


def test_unit_that_leads_by_name_leads_though_its_group_coordinates() -> None:
    here = in_session()
    order = make.directive(here.meeting, units=[here.department])
    Addressee.objects.create(directive=order, group=group("cac-phong"), is_lead=False)
    conclude(here)
    leads = {task.unit: task.is_lead for task in order.tasks.all()}
    assert leads == {here.department: True, here.office: False}


def test_concluding_twice_makes_no_task_twice() -> None:
    here = in_session()
    make.directive(here.meeting, units=[here.region, here.department])
    client = signed_in(here.clerk)
    client.post(page("meeting_conclude", here.meeting.pk))
    again = client.post(page("meeting_conclude", here.meeting.pk), follow=True)
    assert "không kết luận được" in words(again)
    assert DirectiveTask.objects.count() == 2


def test_reopened_meeting_gives_changed_tasks_when_concluded_again() -> None:
    here = in_session()
    order = make.directive(here.meeting, units=[here.region, here.department])
    conclude(here)
    here.meeting.refresh_from_db()
    concluding.reopen(here.meeting, by=here.clerk, at=make.NOW)
    order.addressees.filter(unit=here.region).delete()
    Directive.objects.update(due_on=DUE)
    conclude(here)
    assert list(order.tasks.values_list("unit", "due_on")) == [(here.department.pk, DUE)]


def test_answered_task_no_longer_wanted_is_withdrawn_not_lost() -> None:
    here = in_session()
    order = make.directive(here.meeting, units=[here.region])
    conclude(here)
    task = order.tasks.get()
    task.events.create(state="acknowledged", text="Đã nhận", by=here.clerk, at=make.NOW)
    here.meeting.refresh_from_db()
    concluding.reopen(here.meeting, by=here.clerk, at=make.NOW)
    order.addressees.update(unit=here.department)
    conclude(here)
    task.refresh_from_db()
    assert task.state == DirectiveTask.State.WITHDRAWN
    assert task.events.filter(text="Thu hồi do kết luận được ghi lại.").exists()
    assert order.tasks.get(unit=here.department).state == DirectiveTask.State.NEW


def test_refused_conclusion_leaves_nothing_half_written() -> None:
    here = in_session()
    make.directive(here.meeting, units=[here.region])
    make.directive(here.meeting)
    with pytest.raises(Refused):
        conclude(here)
    assert not DirectiveTask.objects.exists()
    assert Meeting.objects.get().concluded_at is None


def test_checklist_names_what_is_not_in_order() -> None:
    here = in_session()
    make.directive(here.meeting, units=[here.region])
    make.attendance(here.meeting, make.appointment(make.person(), here.region))
    shown = words(signed_in(here.clerk).get(page("meeting_conclude", here.meeting.pk)))
    assert "Ý kiến 1 chưa có hạn thực hiện" in shown
    assert "Còn 1 người chưa được điểm danh" in shown
    assert "1 nhiệm vụ" in shown

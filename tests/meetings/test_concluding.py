"""The conclusion: nothing forgotten, one task per addressee, and the way back."""

import datetime
from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from meetings import reference
from meetings.conclusion import concluding, minutes_versions
from meetings.conclusion.conclusion_checks import NoTask
from meetings.models import (
    Addressee,
    AddresseeGroup,
    ConclusionOverride,
    Directive,
    DirectiveTask,
    Meeting,
    MinutesVersion,
)
from meetings.papers import minutes_printing, noticing
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings.stage import ANYHOW, conclude, in_session, page, signed_in, words
from units.models import Role

pytestmark = pytest.mark.django_db
DUE = datetime.date(2026, 12, 14)


def group(code: str) -> AddresseeGroup:
    reference.load()
    return AddresseeGroup.objects.get(code=code)


def test_what_is_missing_needs_a_reason_and_the_reason_is_kept() -> None:
    here = in_session()
    make.directive(here.meeting, units=[here.region])
    make.directive(here.meeting, "Chấn chỉnh lề lối")
    client = signed_in(here.clerk)
    address = page("meeting_conclude", here.meeting.pk)
    assert "Ý kiến 2 chưa có đơn vị thực hiện" in words(client.get(address))
    typed = {"due": "Làm thường xuyên", "attendance": "Danh sách giấy", "addressee": ""}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "Sửa cho đủ, hoặc ghi lý do vẫn kết luận." in words(answer)
    assert "Làm thường xuyên" in words(answer)
    assert Meeting.objects.get().state == Meeting.State.IN_SESSION
    assert not DirectiveTask.objects.exists()
    client.post(address, typed | {"addressee": "Phân công sau tại thông báo"})
    assert Meeting.objects.get().state == Meeting.State.CONCLUDED
    kept = dict(ConclusionOverride.objects.values_list("rule", "reason"))
    assert kept == typed | {"addressee": "Phân công sau tại thông báo"}
    log = words(client.get(page("meeting_log", here.meeting.pk)))
    assert "Lý do vẫn kết luận: Phân công sau tại thông báo" in log


def test_notice_still_refuses_the_directive_that_was_let_pass() -> None:
    here = in_session()
    make.directive(here.meeting, "Chấn chỉnh lề lối")
    conclude(here)
    signer = make.appointment(make.person(), here.office, "head_of_office")
    notice = noticing.create_notice(here.meeting, signer=signer, by=here.clerk, at=make.NOW)
    with pytest.raises(Refused, match="ý kiến 1 chưa có đơn vị thực hiện"):
        noticing.approve(notice, edition=notice.edition, by=here.clerk, at=make.NOW)


def test_nothing_missing_asks_for_no_reason() -> None:
    here = in_session()
    make.directive(here.meeting, units=[here.region], due_text="trong tháng 12")
    seat = make.appointment(make.person(), here.region)
    make.attendance(here.meeting, seat, presence="present")
    concluding.conclude(here.meeting, by=here.clerk, at=make.NOW)
    version = MinutesVersion.objects.get()
    assert (version.number, version.reason, version.by) == (1, "", here.clerk)
    assert not version.overrides.exists()


def test_reopening_keeps_what_was_concluded() -> None:
    here = in_session()
    make.intervention(here.meeting, here.clerk, "Tỷ lệ đạt 80 %")
    conclude(here)
    client = signed_in(here.clerk)
    address = page("meeting_reopen", here.meeting.pk)
    assert "bản 1 của biên bản" in words(client.get(address))
    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "Ghi thiếu ý kiến Phòng 9"})
    here.meeting.interventions.update(text="Tỷ lệ đạt 90 %")
    conclude(here)
    first, second = MinutesVersion.objects.order_by("number")
    assert "Tỷ lệ đạt 80 %" in words(client.get(page("minutes_version", first.pk)))
    assert "Tỷ lệ đạt 90 %" in words(client.get(page("minutes_version", second.pk)))
    assert (first.reason, second.reason) == ("", "Ghi thiếu ý kiến Phòng 9")
    steps = list(here.meeting.steps.order_by("pk").values_list("state", "reason"))
    assert steps == [
        ("concluded", ""),
        ("in_session", "Ghi thiếu ý kiến Phòng 9"),
        ("concluded", ""),
    ]


def test_kept_version_cannot_be_altered_by_those_who_serve() -> None:
    here = in_session()
    conclude(here)
    version = MinutesVersion.objects.get()
    assert minutes_versions.same(version)
    with pytest.raises(ProgrammingError), transaction.atomic():
        MinutesVersion.objects.update(number=7)


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
    client.post(page("meeting_conclude", here.meeting.pk), ANYHOW)
    again = client.post(page("meeting_conclude", here.meeting.pk), ANYHOW)
    assert "không kết luận được" in words(again)
    assert DirectiveTask.objects.count() == 2


def test_reopened_meeting_gives_changed_tasks_when_concluded_again() -> None:
    here = in_session()
    order = make.directive(here.meeting, units=[here.region, here.department])
    conclude(here)
    here.meeting.refresh_from_db()
    concluding.reopen(here.meeting, reason="Sửa", by=here.clerk, at=make.NOW)
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
    concluding.reopen(here.meeting, reason="Sửa", by=here.clerk, at=make.NOW)
    order.addressees.update(unit=here.department)
    conclude(here)
    task.refresh_from_db()
    assert task.state == DirectiveTask.State.WITHDRAWN
    assert task.events.filter(text="Thu hồi do kết luận được ghi lại.").exists()
    assert order.tasks.get(unit=here.department).state == DirectiveTask.State.NEW

    here.meeting.refresh_from_db()
    concluding.reopen(here.meeting, reason="Sửa lại", by=here.clerk, at=make.NOW)
    order.addressees.update(unit=here.region)
    conclude(here)
    task.refresh_from_db()
    assert task.state == DirectiveTask.State.NEW
    assert list(task.events.order_by("pk").values_list("state", flat=True)) == [
        "acknowledged",
        "withdrawn",
        "new",
    ]


def test_refused_conclusion_leaves_nothing_half_written() -> None:
    here = in_session()
    make.directive(here.meeting, units=[here.region])
    make.directive(here.meeting)
    with pytest.raises(Refused, match="ý kiến 2 chưa có đơn vị thực hiện"):
        concluding.conclude(here.meeting, by=here.clerk, at=make.NOW)
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


def told(meeting: Meeting, **more: Any) -> Any:
    """The page sent with reasons for all that may be missing, and what is chosen."""
    here = {rule: why for rule, why in ANYHOW.items() if rule != "directives"}
    return signed_in(make.user(Role.OFFICE_STAFF, make.secretariat(meeting.organiser))).post(
        page("meeting_conclude", meeting.pk), here | more
    )


def test_meeting_without_a_task_is_concluded_only_when_it_says_so() -> None:
    """A choice, not an omission: the record and its print say it, too."""
    here = in_session()
    make.directive(here.meeting, "Giữ nghiêm kỷ luật")
    silent = told(here.meeting, directives="Thôi", addressee="", due="")
    assert silent.status_code == 422
    assert "Hội nghị không phát sinh nhiệm vụ" in words(silent)
    assert told(here.meeting, gives_no_task="on").status_code == 302
    here.meeting.refresh_from_db()
    assert here.meeting.gives_no_task
    assert here.meeting.directives.get().gives_no_task
    version = MinutesVersion.objects.get()
    assert version.content["gives_no_task"] is True
    assert not version.overrides.filter(rule__in=["directives", "addressee", "due"]).exists()
    blocks = minutes_printing.record_blocks(version.content)
    assert "Hội nghị không phát sinh nhiệm vụ." in {block["text"] for block in blocks}


def test_directive_is_said_to_give_no_task_on_the_checklist() -> None:
    here = in_session()
    make.directive(here.meeting, units=[here.region], due_text="trong tháng 12")
    silent = make.directive(here.meeting, "Giữ nghiêm kỷ luật")
    page_shown = words(signed_in(here.clerk).get(page("meeting_conclude", here.meeting.pk)))
    assert "Ý kiến 2: Giữ nghiêm kỷ luật" in page_shown
    assert "gives_no_task" not in page_shown
    assert told(here.meeting, no_task=[silent.pk], addressee="", due="").status_code == 302
    silent.refresh_from_db()
    assert (silent.gives_no_task, silent.version) == (True, 2)
    assert not MinutesVersion.objects.get().overrides.filter(rule="addressee").exists()


def test_meeting_that_gives_tasks_cannot_be_said_to_give_none() -> None:
    here = in_session()
    make.directive(here.meeting, units=[here.region], due_text="trong tháng 12")
    none = NoTask(whole=True)
    with pytest.raises(Refused, match="Hội nghị đã có nhiệm vụ được giao"):
        concluding.conclude(here.meeting, by=here.clerk, at=make.NOW, reasons=ANYHOW, no_task=none)
    assert not DirectiveTask.objects.exists()

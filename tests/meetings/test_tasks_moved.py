"""A merger leads open tasks to the heir: their trail says by which decision, also once undone."""

import datetime

import pytest

from meetings.models import Directive, DirectiveTask, Meeting, TaskEvent
from meetings.tasks import counting
from tests import factories as make
from tests.meetings.stage import page, signed_in, words
from tests.units import reorganised
from tests.units.reorganised import DECISION, Stage
from units.models import Appointment, Role, Unit
from units.reorganising.applying import apply
from units.reorganising.undoing import undo

pytestmark = pytest.mark.django_db
State = DirectiveTask.State


@pytest.fixture
def stage() -> Stage:
    return reorganised.build()


def in_force(stage: Stage, **more: object) -> Meeting:
    return make.meeting(
        stage.office,
        state=Meeting.State.CLOSED,
        opened_at=make.NOW,
        concluded_at=make.NOW,
        **more,
    )


def test_open_tasks_go_on_with_the_heir_and_say_by_which_decision(stage: Stage) -> None:
    first, second, third = stage.districts
    seat = make.appointment(make.person("Lê Thị Hoa"), first, Role.UNIT_CLERK)
    held = in_force(stage)
    own = make.directive_task(make.directive(held, "Việc riêng"), first, in_charge=seat)
    common = make.directive(held, "Việc chung")
    one, two = (make.directive_task(common, unit) for unit in (first, second))
    done = make.directive_task(
        make.directive(held, "Đã xong"), third, state=State.CONFIRMED, confirmed_at=make.NOW
    )
    record = apply(stage.draft(), by=stage.staff, at=make.NOW)
    heir = Unit.objects.get(number=9)
    where = dict(DirectiveTask.objects.values_list("pk", "unit"))
    assert (where[own.pk], where[one.pk]) == (heir.pk, heir.pk)
    # One of a directive goes on; the other is answered where it stands.
    assert (where[two.pk], where[done.pk]) == (second.pk, third.pk)
    own.refresh_from_db()
    now_held = Appointment.objects.get(person=seat.person, unit=heir)
    assert own.in_charge == now_held
    told = own.events.get()
    assert told.text == (
        "Chuyển từ VKSND huyện Cam Lộ sang VKSND khu vực 9 theo 84/2026/NQ ngày 20/10/2026 của "
        "Ủy ban Thường vụ Quốc hội, từ ngày 01/11/2026."
    )
    assert (told.by, told.reorganisation, told.is_note) == (stage.staff, record, True)
    assert two.events.get().text.startswith("VKSND huyện Hướng Hóa kết thúc theo")
    assert not done.events.exists()
    shown = words(signed_in(stage.staff).get(page("task_detail", own.pk)))
    assert DECISION.code in shown


def test_undone_it_is_told_as_well(stage: Stage) -> None:
    first = stage.districts[0]
    task = make.directive_task(make.directive(in_force(stage)), first)
    record = apply(stage.draft(), by=stage.staff, at=make.NOW)
    undo(record, by=stage.staff, at=make.NOW)
    task.refresh_from_db()
    assert task.unit == first
    last = task.events.latest("pk")
    assert last.text.startswith("Hoàn tác sắp xếp tổ chức theo 84/2026/NQ")
    again = apply(stage.draft(), by=stage.staff, at=make.NOW)
    assert list(task.events.values_list("reorganisation", flat=True)) == [
        record.pk,
        record.pk,
        again.pk,
    ]


def test_what_was_reported_in_time_stays_in_time(stage: Stage) -> None:
    """The line about the merger comes after the last permitted day."""
    first = stage.districts[0]
    early = make.NOW - datetime.timedelta(days=3)
    directive = Directive.objects.create(
        office=stage.office, given_on=early.date(), order=1, text="Rà soát"
    )
    task = make.directive_task(
        directive, first, state=State.REPORTED, reported_at=early, due_on=early.date()
    )
    TaskEvent.objects.create(task=task, state=State.REPORTED, by=stage.staff, at=early)
    apply(stage.draft(), by=stage.staff, at=make.NOW)
    rows = counting.stood(DirectiveTask.objects.filter(pk=task.pk), make.TODAY)
    assert rows.total().open_in_term == 1

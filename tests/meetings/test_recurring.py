"""What comes due each period: opened by the nightly job, the past one late alone."""

import datetime
from typing import Any

import pytest

from meetings import jobs
from meetings.models import DirectiveTask, Meeting, OutsideDirective
from meetings.tasks import following, giving_outside, recurring
from tests import factories as make
from tests.factories.giving import outside_directive
from tests.meetings.stage import conclude, in_session
from units.models import Role, User

pytestmark = pytest.mark.django_db
State = DirectiveTask.State


def day(number: int, month: int, year: int = 2026) -> datetime.date:
    return datetime.date(year, month, number)


def repeated(**more: Any) -> tuple[User, list[DirectiveTask]]:
    """Of two departments, due on the last of November and each month's end after it."""
    province = make.province()
    head = make.user(Role.PROVINCE_HEAD, province)
    assert head.acting
    units = [make.department(province, f"Phòng {no}") for no in (1, 9)]
    facts: dict[str, Any] = {"due_on": day(30, 11), "repeats": "monthly", "repeats_day": 31} | more
    made = outside_directive(head.acting, units, due_text="hằng tháng", **facts)
    made.tasks.update(occurrence=made.due_on)
    return head, list(made.tasks.order_by("unit__order", "pk"))


def occurrences(task: DirectiveTask) -> list[tuple[datetime.date | None, datetime.date | None]]:
    rows = DirectiveTask.objects.filter(directive=task.directive, unit=task.unit)
    return list(rows.order_by("occurrence").values_list("occurrence", "opened_on"))


def test_next_one_opens_the_day_after_and_the_past_one_stays_late_alone() -> None:
    _, (first, _) = repeated(due_time=datetime.time(16))
    assert recurring.open_next(day(30, 11)) == 0
    assert recurring.open_next(day(1, 12)) == 2
    assert recurring.open_next(day(1, 12)) == 0
    assert occurrences(first) == [(day(30, 11), None), (day(31, 12), day(1, 12))]
    late = DirectiveTask.objects.overdue(day(2, 12))
    assert {task.occurrence for task in late} == {day(30, 11)}
    following_one = DirectiveTask.objects.get(occurrence=day(31, 12), unit=first.unit)
    assert (following_one.state, following_one.due_time) == (State.NEW, datetime.time(16))


def test_periods_in_which_nobody_worked_are_not_made_up_for_and_the_end_holds() -> None:
    _, (first, _) = repeated(repeats_until=day(31, 3, 2027))
    recurring.open_next(day(5, 2, 2027))
    recurring.open_next(day(1, 3, 2027))
    assert [due for due, _ in occurrences(first)] == [
        day(30, 11),
        day(28, 2, 2027),
        day(31, 3, 2027),
    ]
    assert recurring.open_next(day(1, 4, 2027)) == 0


def test_who_took_it_over_has_the_next_one_and_a_withdrawn_one_is_not_followed() -> None:
    head, (first, second) = repeated()
    seat = make.appointment(make.person(), first.unit)
    DirectiveTask.objects.filter(pk=first.pk).update(in_charge=seat)
    following.move_on(second, State.WITHDRAWN, "Thôi", by=head, at=make.NOW)
    recurring.open_next(day(1, 12))
    opened = DirectiveTask.objects.get(occurrence=day(31, 12))
    assert (opened.unit, opened.in_charge) == (first.unit, seat)
    giving_outside.withdraw(
        OutsideDirective.objects.get(),
        reason="Thôi",
        version=1,
        by=head,
        at=make.NOW,
    )
    assert recurring.open_next(day(1, 1, 2027)) == 0


def test_successor_of_a_unit_that_ended_goes_on_and_nobody_holds_an_ended_position() -> None:
    _, (first, second) = repeated()
    assert first.unit.parent
    heir = make.department(first.unit.parent, "Phòng 2")
    seat = make.appointment(make.person(), first.unit, valid_to=day(30, 11))
    DirectiveTask.objects.filter(pk=first.pk).update(appointment=seat)
    for unit in (first.unit, second.unit):
        unit.valid_to = day(30, 11)
        unit.save(update_fields=["valid_to"])
        make.succession(unit, heir, on=day(1, 12))
    assert recurring.open_next(day(1, 12)) == 1
    opened = DirectiveTask.objects.get(occurrence=day(31, 12))
    assert (opened.unit, opened.appointment) == (heir, None)


def test_conclusion_gives_the_first_occurrence_and_the_job_the_next_once_in_force() -> None:
    here = in_session()
    order = make.directive(
        here.meeting,
        units=[here.region],
        due_text="hằng tuần, trước 16 giờ thứ Sáu",
        due_on=day(27, 11),
        due_time=datetime.time(16),
        repeats="weekly",
    )
    conclude(here)
    task = order.tasks.get()
    assert (task.occurrence, task.due_time) == (day(27, 11), datetime.time(16))
    assert recurring.open_next(day(28, 11)) == 0
    Meeting.objects.update(state="closed")
    assert recurring.open_next(day(28, 11)) == 1
    assert occurrences(task)[1] == (day(4, 12), day(28, 11))


def test_job_opens_what_is_due_today(monkeypatch: pytest.MonkeyPatch) -> None:
    _, (first, _) = repeated()
    monkeypatch.setattr(jobs.clock, "today", lambda: day(1, 12))
    jobs.open_occurrences(timestamp=0)
    jobs.open_occurrences(timestamp=3600)
    assert [due for due, _ in occurrences(first)] == [day(30, 11), day(31, 12)]

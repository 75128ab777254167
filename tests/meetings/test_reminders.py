"""Who is reminded of what: 7, 3 and 1 working days before, once it is late, then the leaders."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Directive, DirectiveTask, EscalationTerm, TaskDigest, TaskReminder
from meetings.tasks import following, reminding
from meetings.tasks.overseeing import leaders_in_charge
from meetings.tasks.reminding import Calendar, Terms
from targets.models import Holiday
from targets.working_days import DaysOff
from tests import factories as make
from tests.meetings import offices
from tests.meetings.reminded import (
    DAY,
    HOUR,
    MONDAY,
    Reminded,
    remind,
    reminded,
    seat,
    task,
    told,
    who,
)
from units.models import Appointment, Role, Unit

db = pytest.mark.django_db
Stage = TaskReminder.Stage


def days(*offsets: int) -> list[datetime.date]:
    return [MONDAY + offset * DAY for offset in offsets]


@pytest.fixture
def here() -> Reminded:
    return reminded()


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (10, ""),  # Thursday of next week: the eighth working day
        (9, "seven"),  # Wednesday of next week
        (8, "seven"),
        (6, "seven"),  # a Sunday: five working days are left
        (3, "three"),
        (2, "three"),
        (1, "one"),
        (0, "one"),
        (-1, "overdue"),
        (-3, "overdue"),
        (-5, "overdue deputy"),  # Wednesday of last week: three working days ago
        (-9, "overdue deputy"),
        (-12, "overdue deputy head"),
        (-90, "overdue deputy head"),
    ],
)
def test_day_due_has_reached_its_stages(due: int, said: str) -> None:
    found = Calendar(MONDAY, DaysOff({})).stages(MONDAY + due * DAY, Terms(3, 7))
    assert " ".join(found) == said


def test_holidays_and_worked_saturdays_count() -> None:
    """Thursday and Friday are free, the Saturday is worked instead."""
    free = {on: Holiday(on=on, name="Nghỉ lễ") for on in days(3, 4)}
    worked = {on: Holiday(on=on, name="Làm bù", is_worked=True) for on in days(5)}
    calendar = Calendar(MONDAY, DaysOff({**free, **worked}))
    said = {offset: calendar.stages(MONDAY + offset * DAY, Terms()) for offset in (5, 7, 8, 10)}
    assert said == {5: (Stage.THREE,), 7: (Stage.SEVEN,), 8: (Stage.SEVEN,), 10: (Stage.SEVEN,)}
    assert calendar.stages(MONDAY + 11 * DAY, Terms()) == ()


@db
def test_who_does_it_is_told_and_near_the_day_his_head_too(here: Reminded) -> None:
    somebody = make.user(Role.UNIT_DEPUTY, here.first)
    unnamed, named = task(here, MONDAY + 7 * DAY), task(here, MONDAY + 7 * DAY)
    late, near = task(here, MONDAY - DAY), task(here, MONDAY + DAY)
    alone = task(here, MONDAY + DAY, here.second)
    addressed = task(here, MONDAY + 3 * DAY, appointment=seat(here.writer))
    for one in (named, late, near):
        DirectiveTask.objects.filter(pk=one.pk).update(in_charge=seat(somebody))
    remind(MONDAY)
    assert told(unnamed) == who("seven", here.leader, here.writer)
    assert told(named) == who("seven", somebody)
    assert told(near) == who("one", somebody, here.leader)
    assert told(late) == who("overdue", somebody, here.leader)
    assert told(alone) == who("one", here.other)
    assert told(addressed) == who("three", here.writer)


@db
def test_nothing_is_said_twice_and_a_day_put_off_anew(here: Reminded) -> None:
    one = task(here, MONDAY + 7 * DAY)
    assert len(remind(MONDAY)) == 2
    assert remind(MONDAY) == []
    assert remind(MONDAY + DAY) == []
    assert {digest.person_id for digest in remind(MONDAY + 2 * DAY)} == {
        here.leader.person_id,
        here.writer.person_id,
    }
    assert told(one) == who("seven", here.leader, here.writer) | who(
        "three", here.leader, here.writer
    )
    DirectiveTask.objects.filter(pk=one.pk).update(due_on=MONDAY + 10 * DAY)
    assert len(remind(MONDAY + 3 * DAY)) == 2
    assert TaskReminder.objects.filter(task=one, stage="seven").count() == 4


@db
def test_one_digest_a_day_what_comes_later_waits_for_the_next(here: Reminded) -> None:
    for _ in range(3):
        task(here, MONDAY + DAY)
    remind(MONDAY)
    given_at_noon = task(here, MONDAY + DAY)
    assert remind(MONDAY) == []
    assert told(given_at_noon) == set()
    remind(MONDAY + DAY)
    assert told(given_at_noon) == who("one", here.leader, here.writer)
    per_day = TaskDigest.objects.filter(person=here.leader.person_id).values_list("on", flat=True)
    assert sorted(per_day) == days(0, 1)


@db
def test_weekends_and_holidays_are_quiet_and_the_next_working_day_makes_up(here: Reminded) -> None:
    Holiday.objects.create(on=MONDAY, name="Nghỉ bù")
    late = task(here, MONDAY - 3 * DAY)
    for day in days(-2, -1, 0):
        assert remind(day) == []
    remind(MONDAY + DAY)
    assert told(late) == who("overdue", here.leader, here.writer)
    assert {row.on for row in TaskReminder.objects.all()} == {MONDAY + DAY}


@db
def test_only_what_waits_for_its_addressee_and_is_in_force(here: Reminded) -> None:
    reported, ended = task(here, MONDAY - DAY), task(here, MONDAY - DAY)
    following.report(reported, text="Xong", version=1, by=here.writer, at=HOUR)
    DirectiveTask.objects.filter(pk=ended.pk).update(state="withdrawn")
    undated = task(here, None)
    planned = offices.province().meeting.directives.first()
    assert planned
    DirectiveTask.objects.filter(directive=planned).update(due_on=MONDAY)
    assert remind(MONDAY) == []
    assert told(undated) == set()


@db
def test_late_work_comes_before_the_deputy_in_charge_then_the_head(here: Reminded) -> None:
    late = task(here, MONDAY - DAY)
    doers = who("overdue", here.leader, here.writer)
    for offset, expected in (
        (0, doers),
        (1, doers),
        (2, doers | who("deputy", here.deputy)),
        (7, doers | who("deputy", here.deputy)),
        (8, doers | who("deputy", here.deputy) | who("head", here.head)),
        (60, doers | who("deputy", here.deputy) | who("head", here.head)),
    ):
        remind(MONDAY + offset * DAY)
        assert told(late) == expected, offset


@db
def test_office_sets_after_how_many_days_its_leaders_are_told(here: Reminded) -> None:
    EscalationTerm.objects.create(office=here.office, deputy_days=1, head_days=2)
    late = task(here, MONDAY - 3 * DAY)
    remind(MONDAY)
    assert told(late) >= who("deputy", here.deputy)
    assert not told(late) & who("head", here.head)
    remind(MONDAY + DAY)
    assert told(late) >= who("head", here.head)
    with pytest.raises(ValidationError, match="phải sau"):
        EscalationTerm(office=here.office, deputy_days=5, head_days=5).validate_constraints()


@db
def test_deputy_is_found_as_the_page_of_a_task_finds_him_else_it_is_the_heads_affair(
    here: Reminded,
) -> None:
    """By unit, by the order's field, by the department's; a pair only with the order's field."""
    crime, civil = make.field("Án hình sự"), make.field("Dân sự")
    by_field, by_pair = (make.user(Role.PROVINCE_DEPUTY, here.office) for _ in range(2))
    make.portfolio(seat(by_field), field=crime)
    make.portfolio(seat(by_pair), field=civil, unit=here.second)
    third, region = make.department(here.office, "Phòng 2"), make.region(here.office)
    third.fields.add(crime)
    make.portfolio(seat(here.head), unit=region)
    expected = [
        (here.first, None, who("deputy", here.deputy)),
        (here.first, crime, who("deputy", here.deputy)),
        (here.second, None, who("head", here.head)),
        (here.second, civil, who("deputy", by_pair)),
        (here.second, crime, who("deputy", by_field)),
        (third, None, who("deputy", by_field)),
        (third, civil, who("deputy", by_field)),
        (region, None, who("head", here.head)),
        (region, crime, who("head", here.head)),
    ]
    late = [task(here, MONDAY - 5 * DAY, unit) for unit, _, _ in expected]
    for one, (_, field, _) in zip(late, expected, strict=True):
        Directive.objects.filter(pk=one.directive_id).update(field=field)
    remind(MONDAY)
    for one, (unit, field, leaders) in zip(late, expected, strict=True):
        found = {pair for pair in told(one) if pair[1] != "overdue"}
        assert found == leaders, (unit, field)
        one = DirectiveTask.objects.select_related("directive__meeting", "unit").get(pk=one.pk)
        page = {seat.person_id for seat in leaders_in_charge(one, MONDAY)}
        assert {person for person, _ in found} == page, (unit, field)


@db
def test_what_a_body_that_ended_left_is_its_heirs_affair(here: Reminded) -> None:
    old = make.unit("VKSND huyện Cũ", kind=Unit.Kind.DISTRICT, parent=here.office)
    region = make.region(here.office)
    make.succession(old, region)
    head = make.user(Role.UNIT_HEAD, region)
    make.portfolio(seat(here.deputy), unit=region)
    late = task(here, MONDAY - 5 * DAY, old)
    remind(MONDAY)
    assert told(late) == who("overdue", head) | who("deputy", here.deputy)


@db
def test_order_to_a_leader_himself_goes_to_his_head_not_to_him_twice(here: Reminded) -> None:
    late = task(here, MONDAY - 20 * DAY, here.office, appointment=seat(here.deputy))
    remind(MONDAY)
    assert told(late) == who("overdue", here.deputy) | who("head", here.head)


@db
def test_region_tells_its_own_leaders(here: Reminded) -> None:
    region = make.region(here.office)
    head, deputy, clerk = (
        make.user(role, region) for role in (Role.UNIT_HEAD, Role.UNIT_DEPUTY, Role.UNIT_CLERK)
    )
    late = task(here, MONDAY - 5 * DAY, region, appointment=seat(clerk))
    late.directive.office = region
    late.directive.save()
    remind(MONDAY)
    assert told(late) == who("overdue", clerk) | who("head", head)
    make.portfolio(seat(deputy), unit=region)
    again = task(here, MONDAY - 5 * DAY, region, appointment=seat(clerk))
    again.directive.office = region
    again.directive.save()
    remind(MONDAY + DAY)
    assert told(again) == who("overdue", clerk) | who("deputy", deputy)


@db
def test_who_left_is_not_told_and_who_came_is(here: Reminded) -> None:
    late = task(here, MONDAY - DAY, in_charge=seat(here.writer))
    remind(MONDAY)
    Appointment.objects.filter(pk=seat(here.writer).pk).update(valid_to=MONDAY)
    comes = make.user(Role.UNIT_CLERK, here.first, on=MONDAY + DAY)
    remind(MONDAY + DAY)
    assert told(late) == who("overdue", here.writer, here.leader, comes)


@db
def test_run_costs_the_same_for_many_tasks(here: Reminded) -> None:
    task(here, MONDAY + DAY)
    with CaptureQueriesContext(connection) as few:
        remind(MONDAY)
    for no in range(30):
        task(here, MONDAY + (no % 9) * DAY - 4 * DAY, here.second)
    with CaptureQueriesContext(connection) as many:
        remind(MONDAY + DAY)
    assert len(many) == len(few)
    assert reminding.waiting_of(here.other)

"""The four-way count: always adds up, and any past day is found again out of the trail."""

import datetime
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from meetings.models import Directive, DirectiveTask, Meeting
from meetings.tasks import counting, extending, following, handing_over, reviewing, scopes
from meetings.tasks.counting import FourWay
from meetings.tasks.scopes import Scope
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings import offices
from tests.meetings.offices import NOW, Office
from units.models import Role

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
FIRST = NOW.date()
State = DirectiveTask.State


@dataclass
class World:
    office: Office
    other: Meeting
    snapshots: dict[datetime.date, dict[int, FourWay]] = field(default_factory=dict)
    # What each of `people` had then: nobody's tasks lie with the unit's head.
    people: list[int] = field(default_factory=list)
    hands: dict[datetime.date, list[FourWay]] = field(default_factory=dict)

    @property
    def at(self) -> datetime.datetime:
        return NOW + len(self.snapshots) * DAY

    def night(self) -> None:
        """What the count said at the day's end, of its columns."""
        end = counting.day_end(self.at.date()) - datetime.timedelta(seconds=1)
        rows = counting.standing(DirectiveTask.objects.all(), end)
        told, today = rows.count("unit"), self.at.date()
        self.hands[today] = [
            counting.standing(scopes.tasks_of(one, self.office.head, today), end).total()
            for one in self.charges
        ]
        self.snapshots[today] = told

    @property
    def charges(self) -> list[Scope]:
        return [Scope(scopes.PERSON, person, "") for person in self.people]

    def hands_then(self, on: datetime.date) -> list[FourWay]:
        """Asked for the day after the last one."""
        found = [
            scopes.tasks_then(one, self.office.head, on, self.at.date()) for one in self.charges
        ]
        return [counting.stood(rows, on).total() for rows in found]


@pytest.fixture
def world() -> World:
    """Three units; tasks with a day, with an hour, without a day."""
    office = offices.province()
    DirectiveTask.objects.all().delete()
    make.department(office.unit, "Phòng 15")
    for offset, hour in ((1, None), (3, None), (2, datetime.time(10)), (None, None)):
        due_on = None if offset is None else FIRST + offset * DAY
        order = Directive.objects.create(
            office=office.unit, given_on=FIRST, order=1, text="Rà soát", due_on=due_on
        )
        for doer in office.doers:
            make.directive_task(order, doer, due_on=due_on, due_time=hour)
    other = make.meeting(office.unit, title="Giao ban tháng 11", state="in_session", opened_at=NOW)
    seats = [worker.acting for worker in office.workers]
    seats.append(make.user(Role.UNIT_HEAD, office.doers[0], position="Trưởng phòng").acting)
    return World(office, other, people=[seat.person_id for seat in seats if seat])


STEPS = st.sampled_from(
    [
        *("report", "confirm", "return", "put off", "hand over", "date", "close", "withdraw"),
        *("night", "put in charge"),
    ]
)


def act(world: World, step: str, which: int, later: int) -> None:
    """One thing somebody may try; what the rules refuse leaves all as it was."""
    if step == "night":
        world.night()
        return
    task = DirectiveTask.objects.order_by("pk")[which]
    by, at = world.office.clerk, world.at
    seen: dict[str, Any] = {"version": task.version, "by": by, "at": at}
    try:
        with transaction.atomic():
            if step == "report":
                following.report(task, text="Xong", **seen)
            elif step == "confirm":
                following.confirm(task, **seen)
            elif step == "return":
                following.send_back(task, reason="Thiếu", **seen)
            elif step == "withdraw":
                following.move_on(task, State.WITHDRAWN, "Thôi", by=by, at=at)
            elif step == "put off":
                day = (task.due_on or FIRST) + later * DAY
                asked = extending.ask(task, to_on=day, reason="Chờ giám định", **seen)
                extending.grant(asked, by=by, at=at)
            elif step == "put in charge":
                seats = [None, *handing_over.colleagues(task, at.date())]
                handing_over.put_in_charge(task, seat=seats[later % len(seats)], **seen)
            elif step == "hand over":
                to = handing_over.takers(task, at.date())
                handing_over.hand_over(task, to=to[later % len(to)], reason="Đúng việc", **seen)
            else:
                outcome = {"date": "dated", "close": "closed"}[step]
                day = at.date() + later * DAY
                reviewing.review(
                    task,
                    meeting=world.other,
                    outcome=outcome,
                    words="Đã rõ",
                    due_on=day if step == "date" else None,
                    **seen,
                )
    except Refused:
        pass


def holds_together(world: World) -> None:
    """On the last day: by whatever it is counted, the sums are the same; a period has all but what
    was done with before it."""
    first, *_, last = [*world.snapshots, *world.snapshots]
    found = counting.stood(DirectiveTask.objects.all(), last)
    whole = found.total()
    for key in counting.KEYS:
        assert counting.total(found.count(key).values()) == whole, key
    for day in {first, last}:
        before = counting.total(world.snapshots[day].values())
        period = found.since(day + DAY).total()
        assert before.done + period.given == whole.given
        assert period.carried == period.given


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)
@given(st.lists(st.tuples(STEPS, st.integers(0, 7), st.integers(1, 4)), min_size=6, max_size=20))
def test_any_past_day_is_recomputed_from_the_trail(
    world: World, steps: list[tuple[str, int, int]]
) -> None:
    world.snapshots.clear()
    world.hands.clear()
    with transaction.atomic():
        for step, which, later in steps:
            act(world, step, which, later)
        world.night()
        for day, told in world.snapshots.items():
            assert counting.stood(DirectiveTask.objects.all(), day).count("unit") == told, day
            assert world.hands_then(day) == world.hands[day], day
            whole = counting.total(told.values())
            assert whole.given == whole.done + whole.open <= 8
        holds_together(world)
        transaction.set_rollback(True)


def test_each_part_has_its_words(world: World) -> None:
    """Late to the hour; a report that waits for the Office stands as it was reported."""
    tasks = list(DirectiveTask.objects.order_by("pk"))
    by = world.office.clerk
    rows = DirectiveTask.objects.all()

    def now(at: datetime.datetime) -> FourWay:
        return counting.standing(rows, at).total()

    assert now(NOW) == FourWay(open_in_term=6, open_undated=2)
    ten = datetime.datetime.combine(FIRST + 2 * DAY, datetime.time(10), NOW.tzinfo)
    assert now(ten) == FourWay(open_in_term=4, open_overdue=2, open_undated=2)
    late = ten + datetime.timedelta(minutes=1)
    assert now(late) == FourWay(open_in_term=2, open_overdue=4, open_undated=2)
    following.report(tasks[4], text="Đúng giờ", version=1, by=by, at=ten)
    following.report(tasks[5], text="Chậm một phút", version=1, by=by, at=late)
    assert now(NOW + 9 * DAY) == FourWay(open_in_term=1, open_overdue=5, open_undated=2)
    for task in tasks[4:6]:
        following.confirm(task, version=2, by=by, at=NOW + 8 * DAY)
    following.move_on(tasks[0], State.WITHDRAWN, "Thôi", by=by, at=late)
    assert now(NOW + 9 * DAY) == FourWay(1, 1, open_overdue=3, open_undated=2)


def test_planned_tasks_are_not_counted_and_counting_is_one_query(world: World) -> None:
    planned = make.directive(world.other, units=world.office.doers)
    make.directive_task(planned, world.office.doers[0], due_on=FIRST)
    with CaptureQueriesContext(connection) as asked:
        found = counting.standing(DirectiveTask.objects.all(), NOW).count("unit", "nature")
    assert sum(one.given for one in found.values()) == 8
    assert set(found) == {(doer.pk, "order") for doer in world.office.doers}
    assert len(asked) == 1

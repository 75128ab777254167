"""An office whose orders come due, for tests of reminders: who is told what on which day."""

import datetime
from dataclasses import dataclass
from typing import Any

from meetings.models import Directive, DirectiveTask, TaskDigest, TaskReminder
from meetings.tasks import reminding
from tests import factories as make
from units.models import Appointment, Person, Role, Unit, User

DAY = datetime.timedelta(days=1)
MONDAY = datetime.date(2026, 11, 23)
HOUR = make.moment("2026-11-23 06:00")


@dataclass
class Reminded:
    """`first` has a head and a clerk and is overseen by the deputy; `second` only a clerk."""

    office: Unit
    head: User
    deputy: User
    clerk: User
    first: Unit
    second: Unit
    leader: User
    writer: User
    other: User


def reminded() -> Reminded:
    office = make.province()
    first, second = make.department(office, "Phòng 1"), make.department(office, "Phòng 9")
    deputy = make.user(Role.PROVINCE_DEPUTY, office)
    made = Reminded(
        office=office,
        head=make.user(Role.PROVINCE_HEAD, office),
        deputy=deputy,
        clerk=make.user(Role.OFFICE_STAFF, make.secretariat(office)),
        first=first,
        second=second,
        leader=make.user(Role.UNIT_HEAD, first),
        writer=make.user(Role.UNIT_CLERK, first),
        other=make.user(Role.UNIT_CLERK, second),
    )
    make.portfolio(seat(deputy), unit=first)
    return made


def seat(user: User) -> Appointment:
    assert user.acting
    return user.acting


def task(
    here: Reminded, due_on: datetime.date | None, unit: Unit | None = None, **more: Any
) -> Any:
    """An order outside meetings, in force at once."""
    order = Directive.objects.create(
        office=here.office,
        given_on=MONDAY - 60 * DAY,
        order=1,
        text="Rà soát tin báo quá hạn",
        occasion=more.pop("occasion", "Kiểm tra đột xuất"),
    )
    return make.directive_task(order, unit or here.first, due_on=due_on, **more)


def remind(on: datetime.date, **more: Any) -> list[TaskDigest]:
    return reminding.remind(on, at=HOUR + (on - MONDAY), **more)


def told(of: DirectiveTask | None = None) -> set[tuple[int, str]]:
    """(person, stage) of all that was said, or of one task."""
    rows = TaskReminder.objects.all()
    return set((rows.filter(task=of) if of else rows).values_list("person", "stage"))


def who(stage: str, *users: User) -> set[tuple[int, str]]:
    return {(user.person_id or 0, stage) for user in users}


def with_address(*users: User) -> list[str]:
    """Gives each an address of his own."""
    made = [f"nguoi-{user.pk}@example.vn" for user in users]
    for user, address in zip(users, made, strict=True):
        Person.objects.filter(user=user).update(email=address)
    return made

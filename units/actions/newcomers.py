"""Many people at once: with their titles and first positions, or their accounts."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from procuracy.web.errors import Refused
from procuracy.web.xlsx import Fault, Sheet
from units.actions.accounts import open_account
from units.models import Appointment, Person, PersonTitle, Role, Unit, User
from units.models.organisation import UnitQuerySet
from units.person_sheets import Newcomer, judged


class RowsRefused(Refused):
    """Rows that were good when they were shown are so no longer; `faults` says which."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("Dữ liệu đã thay đổi từ lúc xem trước: chưa ghi dòng nào.")
        self.faults = faults


@transaction.atomic
def take_in(
    sheet: Sheet, *, roles: list[Role], units: UnitQuerySet, by: User, at: datetime.datetime
) -> list[Person]:
    """All rows or none. Whoever appoints a head in one of the units meanwhile waits."""
    list(Unit.objects.select_for_update(no_key=True).filter(pk__in=units).order_by("pk"))
    answer = judged(sheet, roles=roles, units=units)
    if answer.faults:
        raise RowsRefused(answer.faults)
    people = Person.objects.bulk_create([_person(one) for one in answer.newcomers])
    both = list(zip(people, answer.newcomers, strict=True))
    PersonTitle.objects.bulk_create(
        [PersonTitle(person=person, title=one.title) for person, one in both if one.title]
    )
    Appointment.objects.bulk_create([_appointment(person, one) for person, one in both])
    return people


def _person(one: Newcomer) -> Person:
    return Person(
        full_name=one.full_name,
        email=one.email,
        phone=one.phone,
        suggested_username=one.username,
    )


def _appointment(person: Person, one: Newcomer) -> Appointment:
    return Appointment(
        person=person,
        unit=one.unit,
        role=one.role,
        position=one.position,
        valid_from=one.valid_from,
    )


@dataclass(frozen=True)
class Slip:
    """What a new user is handed; the password is stored nowhere."""

    person: Person
    username: str
    password: str


@transaction.atomic
def open_accounts(
    people: Iterable[Person], usernames: Mapping[int, str], *, by: User, at: datetime.datetime
) -> list[Slip]:
    """An account for each, all or none. `usernames`: by the person's key."""
    slips = []
    for person in people:
        user, password = open_account(person=person, username=usernames[person.pk], by=by, at=at)
        slips.append(Slip(person, user.username, password))
    return slips

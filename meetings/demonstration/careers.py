"""Titles of everybody by the position held, and a rotation between two regional offices.

Decisions bear invented numbers.
"""

import datetime

from django.db.models import Prefetch

from meetings.demonstration.offices import REFORM, Staff
from procuracy.web import clock
from targets.calendar import add_months, first_of_month
from units.actions.appointments import transfer
from units.models import Appointment, Person, PersonTitle, Role, User

Title = PersonTitle.Title
PROMOTED = datetime.date(2019, 7, 1)
# Role → (title before PROMOTED, title since).
_TITLES = {
    Role.PROVINCE_HEAD: (Title.INTERMEDIATE_PROSECUTOR, Title.SENIOR_PROSECUTOR),
    Role.PROVINCE_DEPUTY: (Title.INTERMEDIATE_PROSECUTOR, Title.SENIOR_PROSECUTOR),
    Role.HEAD_OF_OFFICE: (Title.JUNIOR_PROSECUTOR, Title.INTERMEDIATE_PROSECUTOR),
    Role.UNIT_HEAD: (Title.JUNIOR_PROSECUTOR, Title.INTERMEDIATE_PROSECUTOR),
    Role.UNIT_DEPUTY: (Title.JUNIOR_PROSECUTOR, Title.INTERMEDIATE_PROSECUTOR),
    Role.INSPECTOR: (Title.JUNIOR_PROSECUTOR, Title.INTERMEDIATE_PROSECUTOR),
    Role.UNIT_CLERK: (Title.SPECIALIST, Title.EXAMINER),
}
_OTHERS = (Title.OFFICER, Title.SPECIALIST)
ROTATED = ("QT2-KV7", "QT2-KV8")


def fill(staff: Staff, today: datetime.date) -> None:
    _give_titles()
    day = add_months(first_of_month(today), -5)
    if day > REFORM:
        _rotate(staff, day)


def _give_titles() -> None:
    """Two rows each: what came before a promotion, and what is held since."""
    held = Prefetch("appointments", Appointment.objects.order_by("-valid_from", "-pk"))
    rows = []
    for number, person in enumerate(Person.objects.order_by("pk").prefetch_related(held), 101):
        last = next(iter(person.appointments.all()), None)
        if last is None:
            continue
        before, since = _TITLES.get(Role(last.role), _OTHERS)
        rows.append(
            PersonTitle(person=person, title=before, valid_to=PROMOTED - datetime.timedelta(days=1))
        )
        decision = f"Quyết định số {number}/QĐ-VKSTC ngày 25/6/2019"
        rows.append(PersonTitle(person=person, title=since, valid_from=PROMOTED, decision=decision))
    PersonTitle.objects.bulk_create(rows)


def _rotate(staff: Staff, day: datetime.date) -> None:
    """A deputy head goes from one regional office to the next, by whoever keeps personnel."""
    left, entered = ROTATED
    by = staff.user_of("QT2-P15", Role.PERSONNEL) or staff.stand_in
    assert isinstance(by, User)
    transfer(
        staff.holder(f"{left}:unit_deputy"),
        unit=staff.units[entered],
        role=Role.UNIT_DEPUTY,
        position="Phó Viện trưởng",
        valid_from=day,
        manner=Appointment.Manner.ROTATED,
        decision=f"Quyết định số 68/QĐ-VKS ngày 20/{add_months(day, -1):%m/%Y}",
        by=by,
        at=clock.now(),
    )

"""Positions are given and ended; what was held stays on record."""

import datetime

from django.db import transaction

from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from units.models import Appointment, Person, Unit, User
from units.models.people import ONE_HOLDER


@transaction.atomic
def appoint(
    *,
    person: Person,
    unit: Unit,
    role: str,
    position: str,
    valid_from: datetime.date,
    valid_to: datetime.date | None = None,
    is_acting: bool = False,
    by: User,
    at: datetime.datetime,
) -> Appointment:
    if not unit.exists_on(valid_from):
        raise Refused(
            f"{unit.naming(valid_from).short_name} không hoạt động vào ngày "
            f"{screen_day(valid_from)}: chọn đơn vị khác hoặc ngày khác."
        )
    if valid_to is not None and not unit.exists_on(valid_to):
        raise Refused(f"Đơn vị không còn hoạt động vào ngày {screen_day(valid_to)}.")
    Person.objects.select_for_update().get(pk=person.pk)  # two clerks entering the same decision
    _refuse_repetition(person, unit, role, valid_from, valid_to)
    _refuse_second_holder(unit, role, valid_from, valid_to)
    return Appointment.objects.create(
        person=person,
        unit=unit,
        role=role,
        position=position,
        is_acting=is_acting,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def _refuse_repetition(
    person: Person,
    unit: Unit,
    role: str,
    valid_from: datetime.date,
    valid_to: datetime.date | None,
) -> None:
    held = Appointment.objects.filter(person=person, unit=unit, role=role)
    if same := held.within(valid_from, valid_to).first():
        raise Refused(
            f"{person.full_name} đã giữ chức vụ {same.position} tại đơn vị này từ ngày "
            f"{screen_day(same.valid_from)}: kết thúc chức vụ cũ trước khi ghi chức vụ mới."
        )


def _refuse_second_holder(
    unit: Unit, role: str, valid_from: datetime.date, valid_to: datetime.date | None
) -> None:
    """Waits for whoever is appointing somebody in the same unit; the database has the last word."""
    if role not in ONE_HOLDER:
        return
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    held = Appointment.objects.filter(unit=unit, role=role).select_related("person")
    if first := held.within(valid_from, valid_to).first():
        until = f" đến hết ngày {screen_day(first.valid_to)}" if first.valid_to else ""
        acting = "Quyền " if first.is_acting else ""
        raise Refused(
            f"{acting}{first.position} {unit.naming(valid_from).short_name} đang do "
            f"{first.person.full_name} giữ từ ngày {screen_day(first.valid_from)}{until}: "
            "ghi thôi giữ chức vụ cho người ấy trước."
        )


@transaction.atomic
def end_appointment(
    appointment: Appointment, *, on: datetime.date, by: User, at: datetime.datetime
) -> None:
    """The position is held until the end of the day `on`."""
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if appointment.valid_to is not None and appointment.valid_to <= on:
        raise Refused(f"Chức vụ này đã kết thúc ngày {screen_day(appointment.valid_to)}.")
    if on < appointment.valid_from:
        raise Refused(
            f"Ngày thôi giữ chức vụ không được trước ngày bổ nhiệm "
            f"({screen_day(appointment.valid_from)})."
        )
    appointment.valid_to = on
    appointment.save(update_fields=["valid_to"])

"""Positions are given, ended, exchanged for others; what was held stays on record.

Whoever changes positions of a person waits for others who do so, and for those who appoint
somebody in the same unit: locks are taken in the order person, appointment, unit.
"""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import ManyToOneRel, Q

from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from units.models import Appointment, Person, Unit, User
from units.models.people import ONE_HOLDER

_DAY = datetime.timedelta(days=1)


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
    is_concurrent: bool = False,
    manner: str = Appointment.Manner.APPOINTED,
    decision: str = "",
    by: User,
    at: datetime.datetime,
) -> Appointment:
    Person.objects.select_for_update().get(pk=person.pk)  # two clerks entering the same decision
    made = Appointment(
        person=person,
        unit=unit,
        role=role,
        position=position,
        is_acting=is_acting,
        is_concurrent=is_concurrent,
        manner=manner,
        decision=decision,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    check_free(made)
    made.save()
    return made


@transaction.atomic
def transfer(
    held: Appointment,
    *,
    unit: Unit,
    role: str,
    position: str,
    valid_from: datetime.date,
    manner: str,
    is_acting: bool = False,
    is_concurrent: bool = False,
    decision: str = "",
    by: User,
    at: datetime.datetime,
) -> Appointment:
    """From one position to another: the old one ends the day before the new one begins."""
    Person.objects.select_for_update().get(pk=held.person_id)
    same = (held.unit_id, held.role, held.position, held.is_acting)
    if (unit.pk, role, position, is_acting) == same:
        raise Refused("Chức vụ mới giống hệt chức vụ đang giữ.")
    end_appointment(held, on=valid_from - _DAY, by=by, at=at)
    return appoint(
        person=held.person,
        unit=unit,
        role=role,
        position=position,
        valid_from=valid_from,
        is_acting=is_acting,
        is_concurrent=is_concurrent,
        manner=manner,
        decision=decision,
        by=by,
        at=at,
    )


@transaction.atomic
def end_appointment(
    appointment: Appointment, *, on: datetime.date, by: User, at: datetime.datetime
) -> None:
    """The position is held until the end of the day `on`, and with it what hung on it."""
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
    close_duties(appointment, on=on)


def close_duties(appointment: Appointment, *, on: datetime.date) -> None:
    """Portfolios and delegations end with the position; those that had not begun go."""
    for duties in (
        appointment.portfolios,
        appointment.delegations_given,
        appointment.delegations_held,
    ):
        duties.filter(valid_from__gt=on).delete()
        duties.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).update(valid_to=on)


@transaction.atomic
def correct_appointment(
    appointment: Appointment, *, seen: str, by: User, at: datetime.datetime, **said: Any
) -> None:
    """Mend what was typed wrong, as long as nothing rests on it.

    `seen`: `state_of` the row that the clerk was shown; somebody else's correction is not lost.
    """
    Person.objects.select_for_update().get(pk=appointment.person_id)
    row = Appointment.objects.select_for_update().get(pk=appointment.pk)
    _refuse_changed(row, seen)
    if found := what_rests_on(row):
        raise Refused(
            f"Đã có {', '.join(found)} ghi theo chức vụ này nên không sửa lùi được: "
            "ghi thôi giữ chức vụ rồi ghi chức vụ đúng."
        )
    for name, value in said.items():
        setattr(row, name, value)
    check_free(row)
    row.save(update_fields=list(said))


@transaction.atomic
def remove_appointment(
    appointment: Appointment, *, seen: str, by: User, at: datetime.datetime
) -> None:
    """Take away a position entered for the wrong person, as long as nothing rests on it."""
    row = Appointment.objects.select_for_update().get(pk=appointment.pk)
    _refuse_changed(row, seen)
    if found := what_rests_on(row):
        raise Refused(f"Đã có {', '.join(found)} ghi theo chức vụ này nên không xóa được.")
    row.delete()


def state_of(appointment: Appointment) -> str:
    fields = ("unit_id", "role", "position", "is_acting", "is_concurrent", "manner", "decision")
    values = [getattr(appointment, name) for name in (*fields, "valid_from", "valid_to")]
    return "|".join(map(str, values))


def _refuse_changed(row: Appointment, seen: str) -> None:
    if state_of(row) != seen:
        raise Refused(
            f"Người khác vừa sửa chức vụ này; nay đang ghi: {row.position}, từ ngày "
            f"{screen_day(row.valid_from)}. Mở lại trang để xem rồi sửa."
        )


def what_rests_on(appointment: Appointment) -> list[str]:
    """Kinds of rows that name this appointment: meetings, notices, portfolios …

    Tables of the record (whose keys bind nothing in the database) do not count.
    """
    found = set()
    for link in Appointment._meta.get_fields(include_hidden=True):
        if not isinstance(link, ManyToOneRel) or not link.field.db_constraint:  # type: ignore[attr-defined]
            continue
        rows = link.related_model._base_manager.filter(**{link.field.name: appointment})
        if rows.exists():
            found.add(str(link.related_model._meta.verbose_name))
    return sorted(found)


def check_free(wanted: Appointment) -> None:
    """Refused when the unit does not exist then, or the position is taken. Locks the unit."""
    unit, first, last = wanted.unit, wanted.valid_from, wanted.valid_to
    if not unit.exists_on(first):
        raise Refused(
            f"{unit.naming(first).short_name} không hoạt động vào ngày "
            f"{screen_day(first)}: chọn đơn vị khác hoặc ngày khác."
        )
    if last is not None and last < first:
        raise Refused("Ngày thôi giữ chức vụ không được trước ngày bổ nhiệm.")
    if last is not None and not unit.exists_on(last):
        raise Refused(f"Đơn vị không còn hoạt động vào ngày {screen_day(last)}.")
    _refuse_repetition(wanted)
    if wanted.role in ONE_HOLDER:
        Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
        _refuse_second_holder(wanted)


def _refuse_repetition(wanted: Appointment) -> None:
    others = Appointment.objects.filter(person=wanted.person_id).exclude(pk=wanted.pk)
    held = others.filter(unit=wanted.unit_id, role=wanted.role)
    if same := held.within(wanted.valid_from, wanted.valid_to).first():
        raise Refused(
            f"{wanted.person.full_name} đã giữ chức vụ {same.position} tại đơn vị này từ ngày "
            f"{screen_day(same.valid_from)}: kết thúc chức vụ cũ trước khi ghi chức vụ mới."
        )


def _refuse_second_holder(wanted: Appointment) -> None:
    """Names who holds the position; the database has the last word (appointment_one_holder)."""
    others = Appointment.objects.filter(unit=wanted.unit_id, role=wanted.role)
    others = others.exclude(pk=wanted.pk).select_related("person")
    if first := others.within(wanted.valid_from, wanted.valid_to).first():
        raise Refused(already_held(first, wanted.unit.naming(wanted.valid_from).short_name))


def already_held(held: Appointment, unit_name: str) -> str:
    until = f" đến hết ngày {screen_day(held.valid_to)}" if held.valid_to else ""
    acting = "Quyền " if held.is_acting else ""
    return (
        f"{acting}{held.position} ({unit_name}) đang do {held.person.full_name} giữ từ ngày "
        f"{screen_day(held.valid_from)}{until}: ghi thôi giữ chức vụ cho người ấy trước."
    )

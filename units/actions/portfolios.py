"""Who oversees what is given and taken back; a position's end takes it along (appointments)."""

import datetime

from django.db import transaction

from procuracy.web.dates import office_day, screen_day
from procuracy.web.errors import Refused
from units.models import Appointment, Field, Portfolio, Role, Unit, User


@transaction.atomic
def assign(
    *,
    appointment: Appointment,
    unit: Unit | None,
    field: Field | None,
    valid_from: datetime.date,
    valid_to: datetime.date | None = None,
    decision: str = "",
    by: User,
    at: datetime.datetime,
) -> Portfolio:
    """One unit, one field, or one field in one unit; it ends at the latest with its parts."""
    locked_office(appointment.office)
    if unit is None and field is None:
        raise Refused("Chọn đơn vị hoặc lĩnh vực phụ trách.")
    if valid_to is not None and valid_to < valid_from:
        raise Refused("Ngày thôi phụ trách không được trước ngày phân công.")
    _refuse_holder(appointment, valid_from, valid_to)
    if unit is not None:
        _refuse_unit(unit, appointment.office, valid_from, valid_to)
    _refuse_twice(appointment, unit, field, valid_from, valid_to)
    ends = [valid_to, appointment.valid_to, unit.valid_to if unit else None]
    return Portfolio.objects.create(
        appointment=appointment,
        unit=unit,
        field=field,
        valid_from=valid_from,
        valid_to=min((day for day in ends if day), default=None),
        decision=decision,
    )


def locked_office(office: Unit) -> None:
    """Two people sharing out the same office's work follow one another."""
    Unit.objects.select_for_update(no_key=True).get(pk=office.pk)


def _refuse_holder(
    appointment: Appointment, first: datetime.date, last: datetime.date | None
) -> None:
    name = appointment.person.full_name
    if appointment.role == Role.ADMINISTRATOR:
        raise Refused("Quản trị hệ thống không phụ trách đơn vị, lĩnh vực.")
    if first < appointment.valid_from:
        raise Refused(
            f"{name} giữ chức vụ {appointment.position} từ ngày "
            f"{screen_day(appointment.valid_from)}: không phân công từ trước ngày đó."
        )
    if appointment.valid_to and (
        first > appointment.valid_to or (last or first) > appointment.valid_to
    ):
        raise Refused(
            f"{name} giữ chức vụ {appointment.position} đến hết ngày "
            f"{screen_day(appointment.valid_to)}: không phân công sau ngày đó."
        )


def _refuse_unit(
    unit: Unit, office: Unit, first: datetime.date, last: datetime.date | None
) -> None:
    name = unit.naming(first).short_name
    if unit.parent_id != office.pk:
        raise Refused(f"{name} không trực thuộc cơ quan này: chỉ phân công đơn vị của cơ quan.")
    for day in filter(None, (first, last)):
        if not unit.exists_on(day):
            raise Refused(
                f"{name} không hoạt động vào ngày {screen_day(day)}: chọn đơn vị hoặc ngày khác."
            )


def _refuse_twice(
    appointment: Appointment,
    unit: Unit | None,
    field: Field | None,
    first: datetime.date,
    last: datetime.date | None,
) -> None:
    held = appointment.portfolios.filter(unit=unit, field=field).exclude(valid_to__lt=first)
    if last is not None:
        held = held.exclude(valid_from__gt=last)
    if same := held.first():
        until = f" đến hết ngày {screen_day(same.valid_to)}" if same.valid_to else ""
        raise Refused(
            f"{appointment.person.full_name} đã được phân công nội dung này từ ngày "
            f"{screen_day(same.valid_from)}{until}."
        )


@transaction.atomic
def stop(
    portfolio: Portfolio, *, on: datetime.date | None, by: User, at: datetime.datetime
) -> None:
    """Overseen until the end of the day `on`; without a day: never begun, the row goes."""
    portfolio = Portfolio.objects.select_for_update().get(pk=portfolio.pk)
    if on is None:
        if portfolio.valid_from <= office_day(at):
            raise Refused("Phân công này đã bắt đầu: ghi ngày thôi phụ trách.")
        portfolio.delete()
        return
    if on < portfolio.valid_from:
        raise Refused(
            f"Ngày thôi phụ trách không được trước ngày phân công "
            f"({screen_day(portfolio.valid_from)})."
        )
    if portfolio.valid_to is not None and portfolio.valid_to <= on:
        raise Refused(f"Phân công này đã kết thúc ngày {screen_day(portfolio.valid_to)}.")
    portfolio.valid_to = on
    portfolio.save(update_fields=["valid_to"])

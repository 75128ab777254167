"""Ủy quyền: the head of an office lets one of his direct deputies act in his name, in writing.

A deputy then acts for the head in everything and goes on signing KT.; the head of a department is
given single documents to sign, and signs TUQ. (Nghị định 30/2020/NĐ-CP, điều 13). One mandate at a
time, with a last day, and it is not passed on.
"""

import datetime

from django.db import transaction
from django.db.models import Q

from procuracy.web.dates import office_day, screen_day
from procuracy.web.errors import Refused
from units.models import Appointment, Delegation, Role, Unit, User
from units.models.people import AppointmentQuerySet
from units.overseeing import active_delegation

HEADS = (Role.PROVINCE_HEAD, Role.UNIT_HEAD)
_DEPUTIES = (Role.PROVINCE_DEPUTY, Role.UNIT_DEPUTY)


def head_on(office: Unit, on: datetime.date) -> Appointment | None:
    """Who leads the office on a day, acting (Q.) or not."""
    held = Appointment.objects.current(on).filter(unit=office, role__in=HEADS)
    return held.select_related("person", "unit__parent").first()


def delegates(office: Unit, on: datetime.date) -> AppointmentQuerySet:
    """To whom the head may delegate: his deputies first, then the heads of his departments."""
    deputies = Q(unit=office, role__in=_DEPUTIES)
    departments = Q(
        unit__parent=office,
        unit__kind=Unit.Kind.DEPARTMENT,
        role__in=(Role.HEAD_OF_OFFICE, Role.UNIT_HEAD),
    )
    held = Appointment.objects.filter(deputies | departments)
    held = held.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    return held.select_related("person", "unit__parent").order_by("unit__parent_id", "pk")


@transaction.atomic
def delegate(
    *,
    grantor: Appointment,
    to: Appointment,
    mandate: str,
    scope: str,
    valid_from: datetime.date,
    valid_to: datetime.date,
    by: User,
    at: datetime.datetime,
) -> Delegation:
    Unit.objects.select_for_update(no_key=True).get(pk=grantor.unit_id)
    _refuse_grantor(grantor, valid_from)
    _refuse_delegate(grantor, to)
    if valid_to < valid_from:
        raise Refused("Ngày hết hạn ủy quyền không được trước ngày bắt đầu.")
    for seat in (grantor, to):
        _refuse_days(seat, valid_from, valid_to)
    _refuse_second(grantor, valid_from, valid_to)
    return Delegation.objects.create(
        grantor=grantor,
        delegate=to,
        mandate=mandate,
        scope=scope,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def _refuse_grantor(grantor: Appointment, on: datetime.date) -> None:
    if grantor.role in HEADS and grantor.unit.is_office:
        return
    name = grantor.person.full_name
    if active_delegation(grantor, on):
        raise Refused(f"{name} đang làm việc theo ủy quyền nên không ủy quyền lại cho người khác.")
    raise Refused(f"{name} không phải người đứng đầu cơ quan nên không ủy quyền được.")


def _refuse_delegate(grantor: Appointment, to: Appointment) -> None:
    if to.person_id == grantor.person_id:
        raise Refused("Không tự ủy quyền cho mình.")
    if not delegates(grantor.unit, to.valid_from).filter(pk=to.pk).exists():
        raise Refused(
            f"{to.person.full_name} không phải cấp phó hoặc thủ trưởng đơn vị trực thuộc của "
            f"{grantor.person.full_name}: chỉ ủy quyền cho người dưới quyền trực tiếp của cơ quan."
        )


def _refuse_days(seat: Appointment, first: datetime.date, last: datetime.date) -> None:
    if first < seat.valid_from or (seat.valid_to is not None and last > seat.valid_to):
        until = f" đến hết ngày {screen_day(seat.valid_to)}" if seat.valid_to else ""
        raise Refused(
            f"{seat.person.full_name} giữ chức vụ {seat.position} từ ngày "
            f"{screen_day(seat.valid_from)}{until}: thời hạn ủy quyền phải nằm trong thời gian đó."
        )


def _refuse_second(grantor: Appointment, first: datetime.date, last: datetime.date) -> None:
    given = grantor.delegations_given.filter(valid_from__lte=last, valid_to__gte=first)
    if other := given.select_related("delegate__person").first():
        raise Refused(
            f"Từ ngày {screen_day(other.valid_from)} đến hết ngày {screen_day(other.valid_to)} đã "
            f"ủy quyền cho {other.delegate.person.full_name} ({other.mandate}): mỗi thời điểm chỉ "
            "có một ủy quyền."
        )


@transaction.atomic
def revoke(
    delegation: Delegation, *, on: datetime.date | None, by: User, at: datetime.datetime
) -> None:
    """In force until the end of the day `on`; without a day: never begun, the row goes."""
    delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
    today = office_day(at)
    if on is None:
        if delegation.valid_from <= today:
            raise Refused("Ủy quyền này đã có hiệu lực: ghi ngày thu hồi.")
        delegation.delete()
        return
    if on < today:
        raise Refused(
            "Không thu hồi lùi về trước hôm nay: việc đã làm theo ủy quyền vẫn có giá trị."
        )
    if on < delegation.valid_from:
        raise Refused(
            f"Ngày thu hồi không được trước ngày bắt đầu ({screen_day(delegation.valid_from)})."
        )
    if delegation.valid_to <= on:
        raise Refused(f"Ủy quyền này hết hạn ngày {screen_day(delegation.valid_to)}.")
    delegation.valid_to = on
    delegation.save(update_fields=["valid_to"])

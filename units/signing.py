"""Who signs what an office issues on a day, and the lines that stand above his name.

Nghị định 30/2020/NĐ-CP, điều 13 and Phụ lục I: the head signs without authority line (Q. when
acting); a deputy in his place (KT.), also while he runs the office under a delegation; the head of
a department by order (TL.), whose own deputy adds KT. under it; the head of a department whom a
written mandate of the head names, under that (TUQ.).
"""

import datetime
import re
from dataclasses import dataclass

from django.db.models import Q

from procuracy.web.dates import printed_short
from procuracy.web.errors import Refused
from units.models import Appointment, Delegation, Role, Unit
from units.models.registry import DocumentKind
from units.overseeing import active_delegation

HEAD, DEPUTY = "VIỆN TRƯỞNG", "PHÓ VIỆN TRƯỞNG"
IN_PLACE, BY_ORDER, BY_MANDATE = f"KT. {HEAD}", f"TL. {HEAD}", f"TUQ. {HEAD}"
# What working rules usually leave to the Office, and to the departments, by order of the head.
_LEFT_TO_OFFICE = {DocumentKind.NOTICE, DocumentKind.INVITATION, DocumentKind.LETTER}
_LEFT_TO_DEPARTMENTS = {DocumentKind.INVITATION, DocumentKind.LETTER}
_ACTING = re.compile(r"^(QUYỀN|Q\.)\s+")
_DEPUTY_OF_OFFICE = "PHÓ CHÁNH VĂN PHÒNG"
_SIGNING_ROLES = (
    Role.PROVINCE_HEAD,
    Role.PROVINCE_DEPUTY,
    Role.HEAD_OF_OFFICE,
    Role.OFFICE_STAFF,
    Role.UNIT_HEAD,
    Role.UNIT_DEPUTY,
)

# (authority lines, position line), as printed.
Lines = tuple[str, str]


@dataclass(frozen=True)
class SignerOption:
    """Somebody who may sign on the day, and the lines above his name."""

    appointment: Appointment
    authority: str
    position: str

    def __str__(self) -> str:
        said = f"{self.appointment.position}: {self.appointment.person.full_name}"
        lines = " / ".join(self.authority.splitlines())
        return f"{said} (ký {lines})" if lines else said


def signer_options(office: Unit, kind: str, on: datetime.date) -> list[SignerOption]:
    """Who may sign a document of this kind for the office on a day, the usual signer first.

    Two queries.
    """
    # A regional office below a province signs for itself only.
    inside = Q(unit=office) | Q(unit__parent=office, unit__kind=Unit.Kind.DEPARTMENT)
    seats = Appointment.objects.current(on).filter(inside, role__in=_SIGNING_ROLES)
    mandates = Delegation.objects.current(on).filter(grantor__unit=office)
    delegates = set(mandates.values_list("delegate", flat=True))
    found = [
        (_place(seat, kind, seat.pk in delegates), SignerOption(seat, *lines))
        for seat in seats.select_related("person", "unit__parent").order_by("valid_from", "pk")
        if (lines := _lines(seat, kind, seat.pk in delegates))
    ]
    return [option for _, option in sorted(found, key=lambda pair: pair[0])]


def usual_signer(office: Unit, kind: str, on: datetime.date) -> Appointment | None:
    """Nobody only when nobody leads the office on that day."""
    return next((option.appointment for option in signer_options(office, kind, on)), None)


def signing_block(appointment: Appointment, on: datetime.date, kind: str) -> dict[str, str]:
    """{"authority", "position", "name"} of the signer, as a document of that day prints them.

    Raises Refused when he does not hold the position then, or may not sign such a document.
    """
    if not holds(appointment, on):
        raise Refused(
            f"Ngày {printed_short(on)}, {appointment.person.full_name} không giữ chức vụ "
            f"{appointment.position}."
        )
    is_delegate = _heads_department(appointment) and bool(active_delegation(appointment, on))
    lines = _lines(appointment, kind, is_delegate)
    if lines is None:
        raise Refused(
            f"{appointment.person.full_name} ({appointment.position}) không có thẩm quyền ký "
            f"{DocumentKind(kind).label.lower()}."
        )
    authority, position = lines
    return {"authority": authority, "position": position, "name": appointment.person.full_name}


def holds(appointment: Appointment, on: datetime.date) -> bool:
    """The position is held on the day."""
    return appointment.valid_from <= on and (
        appointment.valid_to is None or on <= appointment.valid_to
    )


def _lines(seat: Appointment, kind: str, is_delegate: bool) -> Lines | None:
    """None when this position signs no such document."""
    if seat.unit.is_office:
        return _leader_lines(seat)
    own = _ACTING.sub("", seat.position.upper())
    if kind in _left_to(seat):
        if _is_deputy(own):
            return f"{BY_ORDER}\nKT. {own.removeprefix('PHÓ ')}", own
        return BY_ORDER, _acting(seat, own)
    if is_delegate and _heads_department(seat):
        return BY_MANDATE, _acting(seat, own)
    return None


def _leader_lines(seat: Appointment) -> Lines | None:
    if seat.role in (Role.PROVINCE_HEAD, Role.UNIT_HEAD):
        return "", _acting(seat, HEAD)
    if seat.role in (Role.PROVINCE_DEPUTY, Role.UNIT_DEPUTY):
        return IN_PLACE, DEPUTY
    return None


def _left_to(seat: Appointment) -> set[DocumentKind]:
    """What the position signs by standing order."""
    if seat.role == Role.OFFICE_STAFF:
        is_deputy = seat.position.upper().startswith(_DEPUTY_OF_OFFICE)
        return _LEFT_TO_OFFICE if is_deputy else set()
    if seat.role == Role.HEAD_OF_OFFICE:
        return _LEFT_TO_OFFICE
    if seat.role in (Role.UNIT_HEAD, Role.UNIT_DEPUTY):
        return _LEFT_TO_OFFICE if seat.unit.is_secretariat else _LEFT_TO_DEPARTMENTS
    return set()


def _heads_department(seat: Appointment) -> bool:
    is_head = seat.role in (Role.HEAD_OF_OFFICE, Role.UNIT_HEAD)
    return is_head and not seat.unit.is_office and not _is_deputy(seat.position.upper())


def _is_deputy(position: str) -> bool:
    return position.startswith("PHÓ ")


def _acting(seat: Appointment, position: str) -> str:
    return f"Q. {position}" if seat.is_acting else position


def _place(seat: Appointment, kind: str, is_delegate: bool) -> tuple[int, bool]:
    """Place among the options: what the Office signs by order first, then the head, deputies."""
    heads = (Role.PROVINCE_HEAD, Role.UNIT_HEAD)
    if seat.role == Role.HEAD_OF_OFFICE and kind in _LEFT_TO_OFFICE:
        return 0, False
    if seat.unit.is_office:
        return (1 if seat.role in heads else 2), not is_delegate
    return (3 if seat.unit.is_secretariat else 4), _is_deputy(seat.position.upper())

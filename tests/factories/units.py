"""Who and where: units, people, positions, accounts, what happened to them."""

import datetime
from typing import Any

from tests.factories.common import NOW, TODAY, next_number
from units.models import (
    Announcement,
    Appointment,
    Delegation,
    Field,
    Person,
    PersonTitle,
    Portfolio,
    Register,
    Reorganisation,
    Role,
    Succession,
    Unit,
    UnitName,
    User,
)
from units.models.people import ONE_HOLDER


def field(name: str = "Tố giác, tin báo về tội phạm", **more: Any) -> Field:
    number = next_number()
    return Field.objects.create(code=f"f{number}", name=name, short_name=name[:20], **more)


def unit(
    short_name: str,
    *,
    kind: str = Unit.Kind.REGION,
    parent: Unit | None = None,
    name: str = "",
    place_name: str = "Quảng Trị",
    symbol: str = "",
    **more: Any,
) -> Unit:
    made = Unit.objects.create(
        code=f"u{next_number()}", kind=kind, parent=parent, order=next_number() % 30000, **more
    )
    UnitName.objects.create(
        unit=made,
        name=name or short_name.replace("VKSND", "Viện kiểm sát nhân dân"),
        short_name=short_name,
        place_name=place_name,
        symbol=symbol,
    )
    return made


def province(short_name: str = "VKSND tỉnh Quảng Trị", **more: Any) -> Unit:
    made = unit(short_name, kind=Unit.Kind.PROVINCE, symbol=more.pop("symbol", "VKS"), **more)
    register(made)
    return made


def department(parent: Unit, short_name: str = "Phòng 9", **more: Any) -> Unit:
    return unit(short_name, kind=Unit.Kind.DEPARTMENT, parent=parent, **more)


def secretariat(parent: Unit) -> Unit:
    return department(parent, "Văn phòng", is_secretariat=True)


def region(parent: Unit, short_name: str = "VKSND khu vực 5", **more: Any) -> Unit:
    made = unit(short_name, parent=parent, symbol=more.pop("symbol", "VKSKV5"), **more)
    register(made)
    return made


def register(office: Unit, **more: Any) -> Register:
    return Register.objects.create(
        office=office,
        name="Sổ văn bản đi",
        document_kinds=more.pop("document_kinds", ["TB", "KH", "BC", "CTr", "GM", "BB"]),
        **more,
    )


def person(full_name: str = "", **more: Any) -> Person:
    return Person.objects.create(full_name=full_name or f"Người Thử {next_number()}", **more)


def title(holder: Person, what: str = PersonTitle.Title.SPECIALIST, **more: Any) -> PersonTitle:
    return PersonTitle.objects.create(person=holder, title=what, **more)


def appointment(
    holder: Person, where: Unit, role: str = Role.UNIT_CLERK, *, position: str = "", **more: Any
) -> Appointment:
    return Appointment.objects.create(
        person=holder,
        unit=where,
        role=role,
        position=position or Role(role).label.capitalize(),
        valid_from=more.pop("valid_from", datetime.date(2020, 1, 1)),
        **more,
    )


def portfolio(holder: Appointment, **more: Any) -> Portfolio:
    """Over `unit`, over `field`, or over the field in the unit."""
    return Portfolio.objects.create(
        appointment=holder, valid_from=more.pop("valid_from", datetime.date(2026, 1, 1)), **more
    )


def delegation(head: Appointment, deputy: Appointment, **more: Any) -> Delegation:
    """For November 2026 unless other days are given."""
    return Delegation.objects.create(
        grantor=head,
        delegate=deputy,
        mandate=more.pop("mandate", "Giấy ủy quyền số 01/GUQ-VKS ngày 30/10/2026"),
        scope=more.pop("scope", "Điều hành công việc của cơ quan"),
        valid_from=more.pop("valid_from", datetime.date(2026, 11, 1)),
        valid_to=more.pop("valid_to", datetime.date(2026, 11, 30)),
        **more,
    )


def user(role: str, where: Unit, *, position: str = "", on: datetime.date = TODAY) -> User:
    """An account whose person holds `role` in `where`, already acting in it on `on`.

    Where the position has one holder and somebody holds it, this is that person's account.

    Its password is PASSWORD; hashing is skipped until somebody signs in (`client.force_login`).
    """
    if seat := held(role, where):
        holder = seat.person
        if account := User.objects.filter(person=holder).first():
            return account.act_on(on, seat.pk)
    else:
        holder = person()
        appointment(holder, where, role, position=position)
    account = User(username=f"user{next_number()}", person=holder)
    account.set_unusable_password()
    account.save()
    return account.act_on(on)


def held(role: str, where: Unit) -> Appointment | None:
    """A position of one holder that somebody holds today."""
    held = Appointment.objects.filter(unit=where, role=role).current(TODAY)
    return held.select_related("person").first() if role in ONE_HOLDER else None


def succession(old: Unit, new: Unit, **more: Any) -> Succession:
    """From 1 July 2025 unless another day is given."""
    on = more.pop("on", datetime.date(2025, 7, 1))
    return Succession.objects.create(predecessor=old, successor=new, on=on, **more)


def reorganisation(office: Unit, by: User, **more: Any) -> Reorganisation:
    """A merger that moved nothing."""
    return Reorganisation.objects.create(
        kind=more.pop("kind", Reorganisation.Kind.MERGE),
        on=more.pop("on", datetime.date(2025, 7, 1)),
        office=office,
        instrument_code="84/2025/UBTVQH15",
        instrument_issued_on=datetime.date(2025, 6, 27),
        instrument_issuer="Ủy ban Thường vụ Quốc hội",
        facts={"sources": [], "targets": [], "follows": [], "stays": [], "answers": []},
        by=by,
        at=NOW,
        **more,
    )


def announcement(to: User, text: str = "Mật khẩu đã được cấp lại.", **more: Any) -> Announcement:
    assert to.person
    return Announcement.objects.create(person=to.person, text=text, at=more.pop("at", NOW), **more)

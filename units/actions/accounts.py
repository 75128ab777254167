"""Accounts and their passwords. A password given by somebody else works until the first sign-in."""

import datetime
import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from procuracy.web.errors import Refused
from units.actions.second_factor import device_of_factor, remove_factor
from units.actions.signing_in import end_sessions, record
from units.models import Announcement, Appointment, Person, Role, SignIn, Unit, User
from units.visitors import NOWHERE, Visitor

# Without letters and digits that are mistaken for each other when read from paper.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"

# By the codes of Django's validators, whose own sentences are only partly translated.
_WEAKNESSES = {
    "password_too_short": "Mật khẩu quá ngắn: cần ít nhất 12 ký tự.",
    "password_too_common": "Mật khẩu này quá phổ biến: chọn mật khẩu khó đoán hơn.",
    "password_entirely_numeric": "Mật khẩu chỉ gồm chữ số: thêm chữ cái hoặc dấu cách.",
    "password_too_similar": "Mật khẩu quá giống tên đăng nhập: chọn mật khẩu khác.",
}


def check_strength(password: str, account: User) -> None:
    """Refused with every weakness in one sentence each."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        found = (_WEAKNESSES.get(one.code or "", one.messages[0]) for one in error.error_list)
        raise Refused(" ".join(found)) from error


def one_time_password() -> str:
    """Four groups of four, about 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


@transaction.atomic
def open_account(
    *, person: Person, username: str, by: User | None, at: datetime.datetime
) -> tuple[User, str]:
    """The account and its one-time password, which is stored nowhere."""
    if User.objects.filter(person=person).exists():
        raise Refused(f"{person.full_name} đã có tài khoản.")
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(f"Tên đăng nhập “{username}” đã có người dùng.")
    password = one_time_password()
    user = User.objects.create_user(username, password, person=person, must_change_password=True)
    return user, password


@transaction.atomic
def open_administrator(
    *, username: str, full_name: str, where: Unit, password: str | None, at: datetime.datetime
) -> tuple[User, str]:
    """The first account of an installation; without `password` a one-time one is made."""
    person = Person.objects.create(full_name=full_name)
    Appointment.objects.create(
        person=person,
        unit=where,
        role=Role.ADMINISTRATOR,
        position="Quản trị hệ thống",
        valid_from=timezone.localdate(at),
    )
    user, made = open_account(person=person, username=username, by=None, at=at)
    if password is not None:
        change_password(user, password, at=at)
    return user, made


@transaction.atomic
def reset_password(
    account: User, *, by: User, at: datetime.datetime, visitor: Visitor = NOWHERE
) -> str:
    """A one-time password; sessions end, and the owner and the head of his office are told."""
    password = one_time_password()
    set_password(account, password, at=at, must_change=True)
    end_sessions(account, by=by, note="được cấp lại mật khẩu")
    record(SignIn.Event.PASSWORD_RESET, visitor, user=account, by=by)
    text = f"Mật khẩu của tài khoản {account.username} ({account}) đã được {by} cấp lại."
    announce(text, to=[account.person, *heads_of(account, timezone.localdate(at))], by=by, at=at)
    return password


def set_password(
    account: User, password: str, *, at: datetime.datetime, must_change: bool = False
) -> None:
    account.set_password(password)
    account.must_change_password = must_change
    account.password_set_at = at
    account.save(update_fields=["password", "must_change_password", "password_set_at"])


def change_password(account: User, password: str, *, at: datetime.datetime) -> None:
    """By its owner; Refused when the password is weak."""
    check_strength(password, account)
    set_password(account, password, at=at)


@transaction.atomic
def set_active(account: User, active: bool, *, by: User, at: datetime.datetime) -> None:
    """A disabled account has no session from this moment on; its drafts and history stay."""
    if account.is_active == active:
        raise Refused("Tài khoản này đang dùng." if active else "Tài khoản này đã khóa.")
    account.is_active = active
    account.save(update_fields=["is_active"])
    if not active:
        end_sessions(account, by=by, note="tài khoản bị khóa")


def lift_lock(account: User, *, by: User, visitor: Visitor) -> None:
    """Wrong attempts up to now no longer count against this account."""
    record(SignIn.Event.LOCK_LIFTED, visitor, user=account, by=by)


@transaction.atomic
def remove_lost_factor(account: User, *, by: User, at: datetime.datetime, visitor: Visitor) -> None:
    """For a lost phone: whoever has it is signed out, and the owner is told."""
    if device_of_factor(account) is None:
        raise Refused("Tài khoản này không bật xác thực hai bước.")
    remove_factor(account)
    end_sessions(account, by=by, note="thiết bị xác thực bị gỡ")
    record(SignIn.Event.FACTOR_REMOVED, visitor, user=account, by=by)
    text = f"Thiết bị xác thực hai bước của tài khoản {account.username} đã được {by} gỡ bỏ."
    announce(text, to=[account.person], by=by, at=at)


def heads_of(account: User, on: datetime.date) -> list[Person]:
    """Who leads the offices in which the owner holds a position."""
    held = Appointment.objects.filter(person=account.person_id).current(on)
    offices = {appointment.unit.office for appointment in held.select_related("unit__parent")}
    leading = Appointment.objects.filter(unit__in=offices).current(on)
    heads = leading.filter(role__in=[Role.PROVINCE_HEAD, Role.UNIT_HEAD]).select_related("person")
    return [head.person for head in heads]


def announce(text: str, *, to: list[Person | None], by: User, at: datetime.datetime) -> None:
    people = {person.pk: person for person in to if person is not None and person != by.person}
    Announcement.objects.bulk_create(
        Announcement(person=person, text=text, by=by, at=at) for person in people.values()
    )

"""Accounts and their passwords. A password given by somebody else works until the first sign-in."""

import datetime
import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from procuracy.web.errors import Refused
from units.models import Appointment, Person, Role, Unit, User

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
        valid_from=at.date(),
    )
    user, made = open_account(person=person, username=username, by=None, at=at)
    if password is not None:
        change_password(user, password, at=at)
    return user, made


def reset_password(account: User, *, by: User, at: datetime.datetime) -> str:
    """A one-time password; whoever is signed in with the old one is signed out."""
    password = one_time_password()
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    return password


def change_password(account: User, password: str, *, at: datetime.datetime) -> None:
    """By its owner; Refused when the password is weak."""
    check_strength(password, account)
    account.set_password(password)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])


def set_active(account: User, active: bool, *, by: User, at: datetime.datetime) -> None:
    """A disabled account is signed out at its next request; its drafts and history stay."""
    if account.is_active == active:
        raise Refused("Tài khoản này đang dùng." if active else "Tài khoản này đã khóa.")
    account.is_active = active
    account.save(update_fields=["is_active"])

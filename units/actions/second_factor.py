"""The second factor: time-based codes of a phone, and recovery codes for the day it is lost."""

import datetime
import secrets
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from procuracy.web.errors import Refused
from units.models import Appointment, RoleSetting, User

RECOVERY_CODES = 10
# Without letters and digits that are mistaken for each other when read from paper.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def device_of_factor(user: User) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def device_to_confirm(user: User) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=user, confirmed=False).first()


def codes_left(user: User) -> int:
    return StaticDevice.objects.filter(user=user, token_set__isnull=False).count()


def is_required(user: User, today: datetime.date) -> bool:
    """One of the positions held today has a role that asks for it."""
    asking = RoleSetting.objects.filter(needs_second_factor=True).values("role")
    held = Appointment.objects.filter(person=user.person_id, role__in=asking)
    return user.person_id is not None and held.current(today).exists()


def must_enrol(user: User, today: datetime.date) -> bool:
    return is_required(user, today) and device_of_factor(user) is None


@transaction.atomic
def code_is_right(user: User, code: str) -> bool:
    """A code of the phone or a recovery code; each opens once, also when sent twice at once."""
    typed = "".join(sign for sign in code.lower() if sign.isalnum())
    if typed.isdecimal() and len(typed) == 6:
        return _verified(TOTPDevice.objects, user, typed)
    return _verified(StaticDevice.objects, user, digest(typed))


def _verified(devices: Any, user: User, token: str) -> bool:
    device = devices.select_for_update().filter(user=user, confirmed=True).first()
    return device is not None and device.verify_token(token)


def begin_enrolment(user: User) -> TOTPDevice:
    """A new secret to read into a phone; it counts from its first right code on."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    return TOTPDevice.objects.create(user=user, name="điện thoại", confirmed=False)


@transaction.atomic
def confirm_enrolment(user: User, code: str) -> list[str]:
    """The recovery codes, shown this once. Refused when the code is wrong."""
    waiting = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    typed = "".join(code.split())
    if waiting is None or not typed.isdecimal() or not waiting.verify_token(typed):
        raise Refused("Mã không đúng: kiểm tra giờ trên điện thoại rồi nhập mã đang hiện.")
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    waiting.confirmed = True
    waiting.save(update_fields=["confirmed"])
    return renew_codes(user)


@transaction.atomic
def renew_codes(user: User) -> list[str]:
    """Ten codes in two groups of five; kept as digests only, the earlier ones end."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="mã khôi phục")
    codes = [
        "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(2))
        for _ in range(RECOVERY_CODES)
    ]
    for code in codes:
        device.token_set.create(token=digest(code.replace("-", "")))
    return codes


def digest(code: str) -> str:
    """What is stored for a recovery code: useless without the server's key."""
    return salted_hmac("units.recovery_code", code, algorithm="sha256").hexdigest()[:16]


@transaction.atomic
def remove_factor(user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()

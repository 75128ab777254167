"""Who signed in, from where, and what was refused; and the sessions that are open now."""

import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from units.models.accounts import User

if TYPE_CHECKING:
    from units.sessions import SessionStore


def name_digest(username: str) -> str:
    """Stands for a typed name: people type passwords there, so it is never kept as it was."""
    typed = username.strip().casefold()
    return salted_hmac("units.sign_in", typed, algorithm="sha256").hexdigest()[:32]


class SignInQuerySet(models.QuerySet["SignIn"]):
    def visible_to(self, user: User) -> "SignInQuerySet":
        return self.filter(user=user)


class SignIn(models.Model):
    """One thing that happened at the door; written once.

    An unknown name has no `user`, only its keyed digest, by which attempts are counted.
    """

    append_only = True

    class Event(models.TextChoices):
        SIGNED_IN = "signed_in", "đăng nhập"
        SIGNED_OUT = "signed_out", "đăng xuất"
        WRONG_PASSWORD = "wrong_password", "từ chối: sai mật khẩu"
        WRONG_CODE = "wrong_code", "từ chối: sai mã xác thực"
        LOCKED = "locked", "từ chối: tạm dừng vì nhập sai nhiều lần"
        DISABLED = "disabled", "từ chối: tài khoản đã khóa"
        SESSION_ENDED = "session_ended", "kết thúc phiên"
        LOCK_LIFTED = "lock_lifted", "bỏ tạm dừng đăng nhập"
        FACTOR_ADDED = "factor_added", "bật xác thực hai bước"
        FACTOR_REMOVED = "factor_removed", "tắt xác thực hai bước"
        CODES_RENEWED = "codes_renewed", "lập mã khôi phục mới"
        PASSWORD_CHANGED = "password_changed", "đổi mật khẩu"
        PASSWORD_RESET = "password_reset", "được cấp lại mật khẩu"

    at = models.DateTimeField("lúc")
    event = models.CharField("sự việc", max_length=16, choices=Event)
    user = models.ForeignKey(
        User, models.PROTECT, related_name="sign_ins", verbose_name="tài khoản", null=True
    )
    name_digest = models.CharField("dấu của tên đã nhập", max_length=32, blank=True)
    address = models.GenericIPAddressField("địa chỉ mạng", null=True)
    browser = models.CharField("trình duyệt", max_length=80, blank=True)
    device = models.CharField("máy đã biết", max_length=32, blank=True)
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name="người thực hiện", null=True
    )
    note = models.CharField("ghi chú", max_length=200, blank=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        verbose_name = "lần đăng nhập"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["user", "-at"], name="signin_user_at"),
            # What the throttle looks at: the last minutes, never the years before them.
            models.Index(fields=["at"], name="signin_at"),
            models.Index(
                fields=["name_digest", "address", "at"],
                name="signin_known_address",
                condition=Q(event="signed_in"),
            ),
        ]

    def __str__(self) -> str:
        return self.get_event_display()

    @property
    def is_refusal(self) -> bool:
        return self.event in REFUSALS


REFUSALS = {
    SignIn.Event.WRONG_PASSWORD,
    SignIn.Event.WRONG_CODE,
    SignIn.Event.LOCKED,
    SignIn.Event.DISABLED,
}


class UserSessionQuerySet(models.QuerySet["UserSession"]):
    def open(self, now: datetime.datetime) -> "UserSessionQuerySet":
        """Still usable at a moment: the same as `UserSession.ends_at > now`."""
        idle = now - settings.SESSION_IDLE
        watched = Q(followed_at__gt=idle, seen_at__gt=now - settings.SESSION_FOLLOWING)
        rows = self.filter(user__isnull=False, started_at__gt=now - settings.SESSION_LENGTH)
        return rows.filter(Q(seen_at__gt=idle) | watched)

    def over(self, now: datetime.datetime) -> "UserSessionQuerySet":
        signed_in = self.filter(user__isnull=False)
        return signed_in.exclude(pk__in=signed_in.open(now))


class UserSession(AbstractBaseSession):
    """A session, known by its user, so that it can be shown and ended (`units.sessions`)."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="sessions", verbose_name="tài khoản", null=True
    )
    started_at = models.DateTimeField("đăng nhập lúc")
    # The last act of a person, and the last question that a page asked by itself.
    seen_at = models.DateTimeField("thao tác gần nhất")
    followed_at = models.DateTimeField("theo dõi gần nhất", null=True)
    address = models.GenericIPAddressField("địa chỉ mạng", null=True)
    browser = models.CharField("trình duyệt", max_length=80, blank=True)

    objects = UserSessionQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        verbose_name = "phiên đăng nhập"

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        from units.sessions import SessionStore

        return SessionStore

    @property
    def ends_at(self) -> datetime.datetime:
        """When it stops being usable, unless somebody acts before."""
        idle = self.seen_at + settings.SESSION_IDLE
        if self.followed_at is not None:
            watched = self.followed_at + settings.SESSION_IDLE
            idle = max(idle, min(watched, self.seen_at + settings.SESSION_FOLLOWING))
        return min(idle, self.started_at + settings.SESSION_LENGTH)

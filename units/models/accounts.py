"""Accounts: who signs in, and the position a request is made from."""

import datetime
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from procuracy.web.statements import composed
from units.models.people import Appointment, AppointmentQuerySet, Person


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None, **fields: object) -> "User":
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


@composed
def _held(person: int, on: datetime.date) -> AppointmentQuerySet:
    """Asked at every page."""
    held = Appointment.objects.filter(person_id=person).current(on).delegated(on)
    return held.select_related("unit__parent", "person").order_by("valid_from", "pk")


class User(AbstractBaseUser):
    """An account. It has no rights of its own: they come from the appointment it acts in."""

    username = models.CharField("tên đăng nhập", max_length=60)
    person = models.OneToOneField(
        Person, models.PROTECT, related_name="user", verbose_name="người", null=True, blank=True
    )
    is_active = models.BooleanField("đang dùng", default=True)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    password_set_at = models.DateTimeField("đặt mật khẩu lúc", default=timezone.now)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    # The position this request is made from; set by ActingMiddleware or `act_on`.
    acting: Appointment | None = None
    # Known by `act_on`: there is no other position to change over to.
    holds_one = False

    objects = UserManager()

    if TYPE_CHECKING:
        person_id: int | None

    class Meta:
        verbose_name = "tài khoản"
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="user_username",
                violation_error_message="Tên đăng nhập này đã có người dùng.",
            )
        ]

    def __str__(self) -> str:
        return self.person.full_name if self.person else self.username

    def appointments_on(self, on: datetime.date) -> list[Appointment]:
        """Positions held on a day, the first one being the default to act in."""
        if self.person_id is None:
            return []
        return list(_held(self.person_id, on))

    def act_on(self, on: datetime.date, appointment_id: int | None = None) -> "User":
        """Take up the chosen (or first) position held on a day; returns the user itself."""
        held = self.appointments_on(on)
        chosen = [a for a in held if a.pk == appointment_id]
        self.acting = next(iter(chosen or held), None)
        self.holds_one = len(held) == 1
        if self.acting:
            self.acting.taken_on = on
            if not User.person.is_cached(self):
                self.person = self.acting.person
        return self

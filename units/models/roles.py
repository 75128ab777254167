"""Roles as rows: what each is called, what it is for, and what signing in with it asks."""

from typing import TYPE_CHECKING

from django.db import models

from units.models.people import Role

if TYPE_CHECKING:
    from units.models.accounts import User


class RoleSettingQuerySet(models.QuerySet["RoleSetting"]):
    def visible_to(self, user: "User") -> "RoleSettingQuerySet":
        """Who may do what is for everybody with a position to read."""
        return self if user.acting else self.none()


class RoleSetting(models.Model):
    """The office's own words for a role; what it may do stands in the rules, not here."""

    role = models.CharField("mã", max_length=16, choices=Role, primary_key=True)
    name = models.CharField("tên vai trò", max_length=80)
    description = models.TextField("mô tả")
    needs_second_factor = models.BooleanField("bắt buộc xác thực hai bước", default=False)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    objects = RoleSettingQuerySet.as_manager()

    class Meta:
        verbose_name = "vai trò"
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name

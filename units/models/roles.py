"""Roles as rows: what each is called, what it is for, and what signing in with it asks."""

from django.db import models

from units.models.people import Role


class RoleSetting(models.Model):
    """The office's own words for a role; what it may do stands in the rules, not here."""

    role = models.CharField("mã", max_length=16, choices=Role, primary_key=True)
    name = models.CharField("tên vai trò", max_length=80)
    description = models.TextField("mô tả")
    needs_second_factor = models.BooleanField("bắt buộc xác thực hai bước", default=False)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "vai trò"
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name

"""Rows that every office in the database shares: calendar, instruments, lines, targets."""

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models

from units.models import Role

if TYPE_CHECKING:
    from units.models import User

M = TypeVar("M", bound=models.Model)


class CatalogueQuerySet(models.QuerySet[M]):
    def visible_to(self, user: "User") -> Self:
        """They explain percentages, so whoever has a position in the business reads them."""
        if user.acting is None or user.acting.role == Role.ADMINISTRATOR:
            return self.none()
        return self

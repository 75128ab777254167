"""What a person must know of, shown until he says that he does."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from units.models.people import Person

if TYPE_CHECKING:
    from units.models import User


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def visible_to(self, user: "User") -> "AnnouncementQuerySet":
        """Each person's own, whatever position he acts in, also without one."""
        return self.filter(person_id=user.person_id) if user.person_id else self.none()

    def waiting(self) -> "AnnouncementQuerySet":
        return self.filter(acknowledged_at__isnull=True)


class Announcement(models.Model):
    """Báo tin: a change to an account, told to one person; one row for each who must know."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="announcements", verbose_name="người nhận"
    )
    text = models.CharField("nội dung", max_length=300)
    by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người làm", null=True
    )
    at = models.DateTimeField("lúc")
    acknowledged_at = models.DateTimeField("lúc xác nhận đã biết", null=True, blank=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = "báo tin"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["person"],
                name="announcement_waiting",
                condition=Q(acknowledged_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.text

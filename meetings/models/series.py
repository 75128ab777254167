"""A year's calendar of one kind of meeting."""

from typing import TYPE_CHECKING

from django.db import models

from meetings.models.kinds import MeetingKind
from targets.models import WorkYear
from units.models import Role, Unit

if TYPE_CHECKING:
    from units.models import User


class MeetingSeriesQuerySet(models.QuerySet["MeetingSeries"]):
    def visible_to(self, user: "User") -> "MeetingSeriesQuerySet":
        """What an office means to call in a year: its leadership, Office and inspection."""
        acting = user.acting
        if acting is None or not (
            acting.leads_office or acting.keeps_office or acting.role == Role.INSPECTOR
        ):
            return self.none()
        return self.filter(organiser_id__in=acting.office_ids)


class MeetingSeries(models.Model):
    """Lịch năm: the meetings of a kind that an office holds in a work year, made together."""

    kind = models.ForeignKey(MeetingKind, models.PROTECT, verbose_name="loại")
    organiser = models.ForeignKey(
        Unit, models.PROTECT, related_name="meeting_series", verbose_name="cơ quan tổ chức"
    )
    work_year = models.ForeignKey(
        WorkYear, models.PROTECT, related_name="meeting_series", verbose_name="năm công tác"
    )
    by = models.ForeignKey("units.User", models.PROTECT, related_name="+", verbose_name="người lập")
    at = models.DateTimeField("lập lúc")

    objects = MeetingSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = "lịch năm"
        verbose_name_plural = "lịch năm"
        ordering = ["-work_year__year", "kind__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="meeting_series_once",
                fields=["kind", "organiser", "work_year"],
                violation_error_message="Lịch năm của loại hội nghị này đã được lập.",
            )
        ]

    def __str__(self) -> str:
        return f"Lịch {self.kind} {self.work_year.year}"

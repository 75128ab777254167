"""Khen thưởng: awards of units and persons, with their decisions."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from targets.models.years import WorkYear
from units.models import Person, Role, Unit

if TYPE_CHECKING:
    from units.models import User


class AwardQuerySet(models.QuerySet["Award"]):
    def visible_to(self, user: "User") -> "AwardQuerySet":
        """Of the units one reads; personnel keep those of the whole office."""
        if user.acting is None:
            return self.none()
        seen = Q(unit_id__in=user.acting.seen_unit_ids)
        if user.acting.role == Role.PERSONNEL:
            seen |= Q(unit__in=user.acting.office_ids) | Q(unit__parent__in=user.acting.office_ids)
        return self.filter(seen)


class Award(models.Model):
    """Khen thưởng: a unit, or a person for his work in it, by a numbered decision."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="awards", verbose_name="đơn vị được khen"
    )
    # Empty when the unit as a whole is awarded.
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="awards",
        verbose_name="cá nhân được khen",
        null=True,
        blank=True,
    )
    work_year = models.ForeignKey(
        WorkYear, models.PROTECT, related_name="awards", verbose_name="năm công tác"
    )
    title = models.CharField("danh hiệu, hình thức khen thưởng", max_length=200)
    reason = models.CharField("thành tích", max_length=500, blank=True)
    decision_code = models.CharField("số quyết định", max_length=40)
    decided_on = models.DateField("ngày quyết định")
    decided_by = models.CharField("cơ quan quyết định", max_length=120)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = "khen thưởng"
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="award_once",
                fields=["decision_code", "decided_on", "unit", "person", "title"],
                nulls_distinct=False,
                violation_error_message="Khen thưởng này đã được ghi.",
            ),
            models.CheckConstraint(
                name="award_decided", condition=~Q(decision_code="") & ~Q(title="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (Quyết định số {self.decision_code})"

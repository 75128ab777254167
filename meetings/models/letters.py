"""Công văn: an ordinary official letter of an office, written by one of its units."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from meetings.models.meetings import Meeting
from units.models import Role, Unit
from units.models.papers import Paper, paper_constraints
from units.models.registry import DocumentKind

if TYPE_CHECKING:
    from units.models import User


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, user: "User") -> "LetterQuerySet":
        """Those of an office for who leads and keeps it; those of a unit for who writes there."""
        acting = user.acting
        if acting is None:
            return self.none()
        mine = Q(unit_id__in=acting.own_unit_ids) if acting.types_figures else Q(pk__in=[])
        works = acting.leads_office or acting.keeps_office or acting.keeps_register
        if works or acting.role == Role.INSPECTOR:
            mine |= Q(office_id__in=acting.office_ids)
        return self.filter(mine)


class Letter(Paper):
    """Công văn (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.5)."""

    # The body whose seal and register it takes; a department has none of its own.
    office = models.ForeignKey(
        Unit, models.PROTECT, related_name="letters", verbose_name="cơ quan ban hành"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="written_letters", verbose_name="đơn vị soạn thảo"
    )
    # The one that it was written for; found again from that meeting's page.
    meeting: "models.ForeignKey[Meeting | None, Meeting | None]" = models.ForeignKey(
        Meeting,
        models.PROTECT,
        related_name="letters",
        null=True,
        blank=True,
        verbose_name="cuộc họp",
    )
    # One addressee a line, as printed after "Kính gửi".
    addressed = models.TextField("kính gửi", max_length=3000)
    content = models.TextField("nội dung", max_length=40000)
    begun_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người soạn"
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "công văn"
        ordering = ["-pk"]
        constraints = paper_constraints("letter")
        indexes = [models.Index(fields=["office", "-id"]), models.Index(fields=["unit", "-id"])]

    @property
    def kind(self) -> DocumentKind:
        return DocumentKind.LETTER

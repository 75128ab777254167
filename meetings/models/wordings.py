"""An office's own wordings of its papers (ADR 33)."""

from typing import TYPE_CHECKING

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from meetings.models.kinds import MeetingKind
from units.models import Unit

if TYPE_CHECKING:
    from units.models import User

MOST_LETTERS = 20_000


class WordedPaper(models.TextChoices):
    """Papers whose texts are drawn from a wording."""

    NOTICE = "notice", "thông báo kết luận"
    INVITATION = "invitation", "giấy mời"
    MINUTES = "minutes", "biên bản"
    REPORT = "report", "báo cáo tổng hợp"
    PLAN = "plan", "kế hoạch, chương trình"
    LETTER = "letter", "công văn"
    CORRECTING = "correcting", "công văn đính chính"
    WITHDRAWING = "withdrawing", "công văn thu hồi"
    SLIP = "slip", "phiếu giao việc"


class PaperWordingQuerySet(models.QuerySet["PaperWording"]):
    def visible_to(self, user: "User") -> "PaperWordingQuerySet":
        """An office's own, for those who draw up its papers."""
        acting = user.acting
        if acting is None or not (acting.keeps_office or acting.leads_office):
            return self.none()
        return self.filter(office_id__in=acting.office_ids)

    def of(self, office_id: int, paper: str) -> "PaperWordingQuerySet":
        return self.filter(office_id=office_id, paper=paper)

    def newest(self) -> "PaperWordingQuerySet":
        """The last version for each office, paper and kind of meeting."""
        rows = self.order_by("office_id", "paper", "kind_id", "-version")
        return rows.distinct("office_id", "paper", "kind_id")


class PaperWording(models.Model):
    """Mẫu văn bản: one version of what an office's paper says and in which order; never altered.

    The last version counts. Without text the office went back to what stands behind it: for a kind
    of meeting to its wording for every kind, and from there to the house's own.
    """

    append_only = True
    Paper = WordedPaper

    office = models.ForeignKey(
        Unit, models.PROTECT, related_name="wordings", verbose_name="cơ quan"
    )
    paper = models.CharField("văn bản", max_length=12, choices=WordedPaper)
    # None: every kind that has none of its own.
    kind = models.ForeignKey(
        MeetingKind,
        models.PROTECT,
        related_name="wordings",
        verbose_name="loại hội nghị",
        null=True,
        blank=True,
    )
    version = models.PositiveIntegerField("bản")
    text = models.TextField("mẫu", blank=True, validators=[MaxLengthValidator(MOST_LETTERS)])
    by: "models.ForeignKey[User, User]" = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người sửa"
    )
    at = models.DateTimeField("lúc")

    objects = PaperWordingQuerySet.as_manager()

    class Meta:
        verbose_name = "mẫu văn bản"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="paper_wording_version_once",
                fields=["office", "paper", "kind", "version"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="paper_wording_version", condition=Q(version__gte=1)),
        ]

    def __str__(self) -> str:
        return f"Mẫu {self.get_paper_display()}, bản {self.version}"

"""What is done about an issued document that is wrong: another document, which names it.

An error of content is mended by a replacing document, one of layout or procedure by a công văn
đính chính; one that should not stand is withdrawn (Nghị định 30/2020/NĐ-CP, Điều 18; design,
rule 5).
"""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from units.models.papers import Paper, paper_constraints
from units.models.people import Role
from units.models.registry import Document, DocumentKind

if TYPE_CHECKING:
    from units.models.accounts import User


class Effect(models.TextChoices):
    REPLACES = "replaces", "thay thế"
    CORRECTS = "corrects", "đính chính"
    WITHDRAWS = "withdraws", "thu hồi"


# After these the older document is no longer in force.
ENDING = (Effect.REPLACES, Effect.WITHDRAWS)


class Amendment(models.Model):
    """Written when the newer document is released, in the same transaction."""

    append_only = True

    document = models.OneToOneField(
        Document, models.PROTECT, related_name="amends", verbose_name="văn bản"
    )
    of = models.ForeignKey(
        Document, models.PROTECT, related_name="amended_by", verbose_name="văn bản trước"
    )
    effect = models.CharField("tác động", max_length=10, choices=Effect)
    reason = models.CharField("lý do", max_length=500)

    class Meta:
        verbose_name = "sửa văn bản đã ban hành"
        ordering = ["of", "pk"]
        constraints = [
            models.CheckConstraint(
                name="amendment_of_another",
                condition=~Q(document=F("of")),
                violation_error_message="Một văn bản không thể tự sửa chính nó.",
            ),
            models.UniqueConstraint(
                name="amendment_ends_once",
                fields=["of"],
                condition=Q(effect__in=["replaces", "withdraws"]),
                violation_error_message="Văn bản này đã được thay thế hoặc thu hồi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.get_effect_display()} {self.of}"


class AmendingPaperQuerySet(models.QuerySet["AmendingPaper"]):
    def visible_to(self, user: "User") -> "AmendingPaperQuerySet":
        """Drafts are for those who lead and keep the issuing office, and its inspectors; recipients
        read the issued Document instead."""
        acting = user.acting
        if acting is None:
            return self.none()
        works = acting.leads_office or acting.keeps_office or acting.keeps_register
        if not works and acting.role != Role.INSPECTOR:
            return self.none()
        issued = Document.objects.visible_to(user).filter(office_id__in=acting.office_ids)
        return self.filter(of__in=issued.order_by().values("pk"))


class AmendingPaper(Paper):
    """Công văn đính chính, công văn thu hồi: a letter about an issued document (Mẫu 1.5)."""

    LETTERS = (Effect.CORRECTS, Effect.WITHDRAWS)

    of = models.ForeignKey(
        Document, models.PROTECT, related_name="amending_papers", verbose_name="văn bản"
    )
    effect = models.CharField("tác động", max_length=10, choices=Effect)
    reason = models.CharField("lý do", max_length=500)
    content = models.TextField("nội dung", max_length=20000)

    objects = AmendingPaperQuerySet.as_manager()

    class Meta:
        verbose_name = "công văn đính chính, thu hồi"
        ordering = ["-pk"]
        constraints = [
            *paper_constraints("amending_paper"),
            models.CheckConstraint(
                name="amending_paper_effect",
                condition=Q(effect__in=["corrects", "withdraws"]),
                violation_error_message="Công văn chỉ đính chính hoặc thu hồi.",
            ),
        ]

    @property
    def kind(self) -> DocumentKind:
        return DocumentKind.LETTER

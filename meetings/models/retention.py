"""How long records are kept, and what was decided when that time was over.

Thông tư 10/2022/TT-BNV counts from the end of the year in which the work ended. Nothing is deleted:
what was decided about paper is a row beside the document, which stays.
"""

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from meetings.models.conclusion import kept_documents
from targets.models import Period
from targets.models.catalogue import CatalogueQuerySet
from units.models import Document, Role, Unit
from units.models.registry import DocumentKind

if TYPE_CHECKING:
    from units.models import User

# How often the meeting is held that a document belongs to.
RHYTHMS = [("week", "hằng tuần"), *((str(kind), kind.label) for kind in Period.Kind)]
# What a common line is until an office says so itself.
USUAL = "mức mặc định, cơ quan xác nhận"


class RetentionRule(models.Model):
    """Thời hạn bảo quản of a kind of document; an office's own row goes before the common one, a
    row for one rhythm before that for all."""

    office: "models.ForeignKey[Unit | None, Unit | None]" = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="cơ quan"
    )  # none: of every office
    document_kind = models.CharField("loại văn bản", max_length=4, choices=DocumentKind)
    rhythm = models.CharField("của hội nghị", max_length=12, choices=RHYTHMS, blank=True)
    # None: kept for ever.
    years = models.PositiveSmallIntegerField(
        "số năm",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="Để trống: bảo quản vĩnh viễn.",
    )
    source = models.CharField("căn cứ", max_length=300)

    objects = CatalogueQuerySet["RetentionRule"].as_manager()

    class Meta:
        verbose_name = "thời hạn bảo quản"
        ordering = ["document_kind", "rhythm"]
        constraints = [
            models.UniqueConstraint(
                name="retention_rule_once",
                fields=["office", "document_kind", "rhythm"],
                nulls_distinct=False,
                violation_error_message="Đã có thời hạn của loại văn bản này.",
            ),
            models.CheckConstraint(
                name="retention_rule_years",
                condition=Q(years__isnull=True) | Q(years__gte=1),
                violation_error_message="Số năm bảo quản từ 1 trở lên.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_document_kind_display()} {self.get_rhythm_display()}".strip()

    @property
    def basis(self) -> str:
        """Where the term comes from; a common line is nobody's decision yet."""
        return self.source if self.office_id else f"{self.source} ({USUAL})"

    @property
    def words(self) -> str:
        return "vĩnh viễn" if self.years is None else f"{self.years} năm"


class DisposalQuerySet(models.QuerySet["Disposal"]):
    def visible_to(self, user: "User") -> "DisposalQuerySet":
        acting = user.acting
        if acting is None:
            return self.none()
        works = acting.leads_office or acting.keeps_office or acting.keeps_register
        if not works and acting.role != Role.INSPECTOR:
            return self.none()
        found = self.filter(office_id__in=acting.office_ids)
        if acting.keeps_register:
            return found
        kept = DisposalItem.objects.filter(document__in=kept_documents(acting))
        return found.exclude(pk__in=kept.values("disposal"))


class Disposal(models.Model):
    """Decided about records whose time is over: the paper destroyed, or all kept longer."""

    append_only = True

    class Outcome(models.TextChoices):
        DESTROYED = "destroyed", "tiêu hủy bản giấy"
        EXTENDED = "extended", "giữ thêm"

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="cơ quan")
    outcome = models.CharField("quyết định", max_length=10, choices=Outcome)
    code = models.CharField("số, ký hiệu quyết định", max_length=60)
    decided_on = models.DateField("ngày quyết định")
    reason = models.CharField("lý do, ý kiến của hội đồng xác định giá trị", max_length=500)
    # Of what is kept longer; none: for ever, or destroyed.
    keep_until = models.DateField("giữ đến hết ngày", null=True, blank=True)
    at = models.DateTimeField("ghi lúc")
    by = models.ForeignKey("units.User", models.PROTECT, related_name="+")

    objects = DisposalQuerySet.as_manager()

    class Meta:
        verbose_name = "quyết định về tài liệu hết thời hạn bảo quản"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="disposal_keep_until",
                condition=Q(outcome="extended") | Q(keep_until__isnull=True),
                violation_error_message="Chỉ tài liệu giữ thêm mới ghi giữ đến ngày nào.",
            )
        ]

    def __str__(self) -> str:
        return f"Quyết định số {self.code}"


class DisposalItem(models.Model):
    """One line of the list that belongs to a decision."""

    append_only = True

    disposal = models.ForeignKey(Disposal, models.PROTECT, related_name="items")
    document = models.ForeignKey(Document, models.PROTECT, related_name="disposals")
    # As the table of terms said then.
    ended_on = models.DateField("hết thời hạn ngày")

    class Meta:
        verbose_name = "tài liệu trong quyết định"
        ordering = ["disposal", "pk"]
        constraints = [
            models.UniqueConstraint(name="disposal_item_once", fields=["disposal", "document"])
        ]

"""Sắp xếp tổ chức: the dated record of bodies ended and followed, and what moved by it."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from units.models.organisation import Unit
from units.models.people import Role

if TYPE_CHECKING:
    from units.models.accounts import User

# Names of colleagues and of work stand in the record: for those who run or watch the organisation.
READERS = (
    Role.PROVINCE_HEAD,
    Role.PROVINCE_DEPUTY,
    Role.HEAD_OF_OFFICE,
    Role.OFFICE_STAFF,
    Role.PERSONNEL,
    Role.INSPECTOR,
)


class ReorganisationQuerySet(models.QuerySet["Reorganisation"]):
    def visible_to(self, user: "User") -> "ReorganisationQuerySet":
        """Those of the own province and of the provinces it succeeds."""
        acting = user.acting
        if acting is None or acting.role not in READERS:
            return self.none()
        return self.filter(office_id__in=acting.office_ids)

    def standing(self) -> "ReorganisationQuerySet":
        return self.filter(undone_at__isnull=True)


class Reorganisation(models.Model):
    """One merger, split, conversion or move on a day, with the instrument that decided it.

    Its Succession rows say who follows whom; `facts` keeps what was shown when it was carried out
    (shape: units.reorganising.reporting), also after an undo has taken the successions away.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", "sáp nhập, hợp nhất"
        SPLIT = "split", "chia tách"
        CONVERT = "convert", "chuyển đổi loại đơn vị"
        MOVE = "move", "chuyển sang tỉnh khác"

    kind = models.CharField("hình thức", max_length=8, choices=Kind)
    on = models.DateField("từ ngày")
    office = models.ForeignKey(
        Unit, models.PROTECT, related_name="reorganisations", verbose_name="cơ quan thực hiện"
    )
    instrument_code = models.CharField("số, ký hiệu văn bản", max_length=60)
    instrument_issued_on = models.DateField("ngày ban hành")
    instrument_issuer = models.CharField("cơ quan ban hành", max_length=160)
    facts = models.JSONField("nội dung đã thực hiện", default=dict)
    by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người thực hiện"
    )
    at = models.DateTimeField("lúc thực hiện")
    undone_by = models.ForeignKey(
        "units.User",
        models.PROTECT,
        related_name="+",
        verbose_name="người hoàn tác",
        null=True,
        blank=True,
    )
    undone_at = models.DateTimeField("lúc hoàn tác", null=True, blank=True)

    objects = ReorganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "sắp xếp tổ chức"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="reorganisation_undone",
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                violation_error_message="Người hoàn tác và lúc hoàn tác phải ghi cùng nhau.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()} từ {self.on:%d/%m/%Y}"

    @property
    def instrument(self) -> str:
        issued = f"{self.instrument_issued_on:%d/%m/%Y}"
        return f"{self.instrument_code} ngày {issued} của {self.instrument_issuer}"


class MovedRow(models.Model):
    """A row that a reorganisation made (no `before`), changed, or took away (no `after`).

    Both images are the row as PostgreSQL's `to_jsonb` writes it: an undo puts `before` back, once
    `after` still stands. Written and read in SQL (units.reorganising.ledger), never row by row.
    """

    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="moved")
    table = models.CharField("bảng", max_length=63)
    row_id = models.BigIntegerField("khóa của dòng")
    before = models.JSONField("trước", null=True)
    after = models.JSONField("sau", null=True)

    class Meta:
        verbose_name = "dòng đã chuyển"
        constraints = [
            models.UniqueConstraint(
                name="moved_row_once", fields=["reorganisation", "table", "row_id"]
            )
        ]

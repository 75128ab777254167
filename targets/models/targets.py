"""Targets, the dated sets they come in, and their assignment to units."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from targets.models.catalogue import CatalogueQuerySet
from targets.models.figures import Indicator
from targets.models.plans import Instrument
from targets.models.years import WorkYear
from units.models import Field, Unit
from units.models.organisation import in_force
from units.reach import reach

if TYPE_CHECKING:
    from units.models import User


class TargetSetQuerySet(CatalogueQuerySet["TargetSet"]):
    def valid(self, on: datetime.date) -> "TargetSetQuerySet":
        return self.filter(in_force(on))


class TargetSet(models.Model):
    """Hệ thống chỉ tiêu: a dated list, replaced as a whole."""

    name = models.CharField("tên", max_length=300, unique=True)
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, verbose_name="văn bản ban hành", null=True, blank=True
    )
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    # Below so many cases a percentage says little; 0: never said.
    small_below = models.PositiveSmallIntegerField("số nhỏ: mẫu số dưới", default=10)

    objects = TargetSetQuerySet.as_manager()

    class Meta:
        verbose_name = "hệ thống chỉ tiêu"
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return self.name


class TargetQuerySet(CatalogueQuerySet["Target"]):
    pass


class Target(models.Model):
    """Chỉ tiêu: numerator and denominator are signed sums of indicators (TargetTerm)."""

    class Measure(models.TextChoices):
        RATIO = "ratio", "tỷ lệ"
        COUNT = "count", "số lượng"
        QUALITATIVE = "qualitative", "định tính"

    class Direction(models.TextChoices):
        AT_LEAST = "at_least", "ít nhất"
        AT_MOST = "at_most", "không quá"
        EXACTLY = "exactly", "đúng bằng"
        ZERO = "zero", "không để xảy ra"

    target_set = models.ForeignKey(
        TargetSet, models.PROTECT, related_name="targets", verbose_name="hệ thống chỉ tiêu"
    )
    code = models.CharField("mã", max_length=20)
    field = models.ForeignKey(Field, models.PROTECT, verbose_name="lĩnh vực")
    name = models.CharField("tên chỉ tiêu", max_length=300)
    short_name = models.CharField("tên gọn", max_length=80)
    measure = models.CharField("cách đo", max_length=12, choices=Measure)
    direction = models.CharField("yêu cầu", max_length=10, choices=Direction)
    # In percent for ratios, in the unit of count for counts; empty: set by each assignment.
    threshold = models.DecimalField(
        "ngưỡng chung", max_digits=12, decimal_places=2, null=True, blank=True
    )
    is_computed = models.BooleanField("do phần mềm tự tính", default=False)
    numerator_text = models.CharField("tử số", max_length=300, blank=True)
    denominator_text = models.CharField("mẫu số", max_length=300, blank=True)
    source = models.CharField("nguồn", max_length=300, blank=True)
    is_assumed = models.BooleanField("chưa kiểm chứng", default=False)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu"
        ordering = ["field__order", "order", "code"]
        constraints = [
            models.UniqueConstraint(
                name="target_code",
                fields=["target_set", "code"],
                violation_error_message="Mã chỉ tiêu đã có trong hệ thống này.",
            ),
            models.CheckConstraint(
                name="target_threshold",
                condition=Q(threshold__isnull=True) | Q(threshold__gte=0),
                violation_error_message="Ngưỡng không được âm.",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name


class TargetTerm(models.Model):
    """One indicator's part in a target: which side of the line, added or taken away."""

    class Side(models.TextChoices):
        NUMERATOR = "numerator", "tử số"
        DENOMINATOR = "denominator", "mẫu số"

    target = models.ForeignKey(Target, models.CASCADE, related_name="terms")
    side = models.CharField("vế", max_length=12, choices=Side)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="terms")
    sign = models.SmallIntegerField("dấu", default=1)

    class Meta:
        verbose_name = "số hạng"
        ordering = ["target", "side", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="target_term_once", fields=["target", "side", "indicator"]
            ),
            models.CheckConstraint(name="target_term_sign", condition=Q(sign__in=[-1, 1])),
        ]


class TargetAssignmentQuerySet(models.QuerySet["TargetAssignment"]):
    def visible_to(self, user: "User") -> "TargetAssignmentQuerySet":
        if user.acting is None:
            return self.none()
        return self.filter(reach(user.acting).of("unit_id", "target__field_id"))


class TargetAssignment(models.Model):
    """Giao chỉ tiêu: target × unit × work year, with the threshold given and the one promised."""

    target = models.ForeignKey(
        Target, models.PROTECT, related_name="assignments", verbose_name="chỉ tiêu"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="assignments", verbose_name="đơn vị"
    )
    work_year = models.ForeignKey(
        WorkYear, models.PROTECT, related_name="assignments", verbose_name="năm công tác"
    )
    assigned_threshold = models.DecimalField(
        "ngưỡng giao", max_digits=12, decimal_places=2, null=True, blank=True
    )
    committed_threshold = models.DecimalField(
        "ngưỡng đăng ký", max_digits=12, decimal_places=2, null=True, blank=True
    )
    due_on = models.DateField("hạn riêng", null=True, blank=True)
    # Counts with nothing to count: ticked by the clerk, never guessed (design, rule 4).
    none_arose = models.BooleanField("không phát sinh", default=False)

    objects = TargetAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "giao chỉ tiêu"
        constraints = [
            models.UniqueConstraint(
                name="target_assignment_once",
                fields=["work_year", "unit", "target"],
                violation_error_message="Chỉ tiêu này đã được giao cho đơn vị trong năm.",
            ),
            models.CheckConstraint(
                name="target_assignment_thresholds",
                condition=(Q(assigned_threshold__isnull=True) | Q(assigned_threshold__gte=0))
                & (Q(committed_threshold__isnull=True) | Q(committed_threshold__gte=0)),
                violation_error_message="Ngưỡng không được âm.",
            ),
        ]

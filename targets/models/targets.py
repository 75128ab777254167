"""Targets, the dated sets they come in, and their assignment to units."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from targets.models.catalogue import CatalogueQuerySet
from targets.models.figures import Indicator
from targets.models.instruments import Instrument
from targets.models.years import WorkYear
from units.models import Field, Unit
from units.models.organisation import in_force
from units.reach import reach

if TYPE_CHECKING:
    from units.models import User


class TargetSetQuerySet(CatalogueQuerySet["TargetSet"]):
    def valid(self, on: datetime.date) -> "TargetSetQuerySet":
        return self.filter(in_force(on))

    def within(self, first: datetime.date, last: datetime.date) -> "TargetSetQuerySet":
        """In force on some day of the span."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=last),
            Q(valid_to__isnull=True) | Q(valid_to__gte=first),
        )


class TargetSet(models.Model):
    """Hệ thống chỉ tiêu: a dated list, replaced as a whole."""

    name = models.CharField("tên", max_length=300)
    version = models.PositiveSmallIntegerField("bản", default=1)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        related_name="replaced_by",
        verbose_name="thay cho bản",
        null=True,
        blank=True,
    )
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
        ordering = ["-valid_from", "name", "-version"]
        constraints = [
            models.UniqueConstraint(
                name="target_set_version",
                fields=["name", "version"],
                violation_error_message="Đã có bộ chỉ tiêu cùng tên và cùng bản.",
            ),
            models.CheckConstraint(
                name="target_set_replaces_another",
                condition=~Q(replaces=F("pk")),
                violation_error_message="Một bộ chỉ tiêu không thể thay cho chính nó.",
            ),
        ]

    def __str__(self) -> str:
        return self.name if self.version == 1 else f"{self.name} (bản {self.version})"

    @property
    def lineage(self) -> list["TargetSet"]:
        """Itself and the versions before it, the latest first; a query for each."""
        found = [self]
        while (one := found[-1].replaces) is not None:
            found.append(one)
        return found


class TargetQuerySet(CatalogueQuerySet["Target"]):
    pass


class Target(models.Model):
    """Chỉ tiêu: numerator and denominator are signed sums of indicators (TargetTerm).

    What each measure means for a verdict: `targets.verdicts.Measure`.
    """

    class Measure(models.TextChoices):
        RATIO = "ratio", "tỷ lệ"
        COVERAGE = "coverage", "tỷ lệ bao phủ"
        COUNT = "count", "số lượng"
        PER_HEAD = "per_head", "số lượng trên mỗi người"
        QUALITATIVE = "qualitative", "định tính"

    class Direction(models.TextChoices):
        AT_LEAST = "at_least", "ít nhất"
        AT_MOST = "at_most", "không quá"
        EXACTLY = "exactly", "đúng bằng"
        ZERO = "zero", "không để xảy ra"

    class Origin(models.TextChoices):
        """Who asks for it; the instrument itself is named in `source`."""

        ASSEMBLY = "assembly", "Quốc hội"
        SECTOR = "sector", "Ngành"
        PROVINCE = "province", "tỉnh"
        UNIT = "unit", "đơn vị"

    class Layer(models.TextChoices):
        BASIC = "basic", "cơ bản"
        SUPPLEMENTARY = "supplementary", "bổ sung"

    class Computation(models.TextChoices):
        """What is counted from the application's own records (`targets.computing`)."""

        REPORTS = "reports", "báo cáo gửi đúng hạn"
        CONCLUSIONS = "conclusions", "nhiệm vụ theo thông báo kết luận hoàn thành đúng hạn"
        PLAN_TASKS = "plan_tasks", "nhiệm vụ kế hoạch, chương trình hoàn thành đúng hạn"

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
    # Empty: from figures. Else nobody types anything and there are no terms.
    computation = models.CharField(
        "do phần mềm tự tính", max_length=12, choices=Computation, blank=True
    )
    origin = models.CharField("nguồn giao", max_length=8, choices=Origin, default=Origin.SECTOR)
    layer = models.CharField("lớp", max_length=13, choices=Layer, default=Layer.BASIC)
    # A unit meets it by its own initiative (trực tiếp kiểm sát, kiến nghị), early in the year.
    is_proactive = models.BooleanField("chủ động", default=False)
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
            models.CheckConstraint(
                name="target_computed_is_ratio",
                condition=Q(computation="") | Q(measure="ratio"),
                violation_error_message="Chỉ tiêu do phần mềm tự tính được đo bằng tỷ lệ.",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def is_computed(self) -> bool:
        return bool(self.computation)


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

    def standing(self) -> "TargetAssignmentQuerySet":
        """Not taken away."""
        return self.filter(withdrawn_on__isnull=True)


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
    # When the threshold or the day was last changed after a judging day of the year had passed.
    regiven_on = models.DateField("giao lại ngày", null=True, blank=True)
    # Taken away after a judging day: boards of earlier periods go on asking it (decision 14).
    withdrawn_on = models.DateField("thôi giao từ ngày", null=True, blank=True)
    # Of the last of the two.
    reason = models.CharField(
        "lý do giao lại, thôi giao", max_length=500, blank=True, default="", db_default=""
    )
    # Counts with nothing to count: ticked by the clerk, never guessed (design, rule 4).
    none_arose = models.BooleanField("không phát sinh", default=False)
    # The first day of a month; empty: since the year's beginning.
    none_since = models.DateField("không phát sinh từ tháng", null=True, blank=True)

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
            models.CheckConstraint(
                name="target_assignment_withdrawn_reason",
                condition=Q(withdrawn_on__isnull=True) | ~Q(reason=""),
                violation_error_message="Ghi lý do thôi giao chỉ tiêu.",
            ),
            models.CheckConstraint(
                name="target_assignment_none_since",
                condition=Q(none_since__isnull=True) | Q(none_arose=True, none_since__day=1),
            ),
        ]

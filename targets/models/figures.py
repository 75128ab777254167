"""Lines of statistics and the figures typed for them, once."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from procuracy.web.numbers import LIMIT
from targets.models.catalogue import CatalogueQuerySet
from units.models import Field, Unit
from units.models.organisation import VIETNAMESE, in_force
from units.reach import reach

if TYPE_CHECKING:
    from units.models import User


class IndicatorQuerySet(CatalogueQuerySet["Indicator"]):
    def valid(self, on: datetime.date) -> "IndicatorQuerySet":
        return self.filter(in_force(on))


class Indicator(models.Model):
    """Dòng thống kê: one countable line, with its unit of count, nature and validity."""

    class Nature(models.TextChoices):
        FLOW = "flow", "phát sinh trong tháng"
        STOCK = "stock", "tồn cuối kỳ"
        LEVEL = "level", "mức đang áp dụng"

    code = models.SlugField("mã dòng", max_length=20, unique=True)
    field = models.ForeignKey(
        Field, models.PROTECT, related_name="indicators", verbose_name="lĩnh vực"
    )
    name = models.CharField("tên dòng", max_length=300, db_collation=VIETNAMESE)
    counted_in = models.CharField("đơn vị tính", max_length=30)
    nature = models.CharField("tính chất", max_length=6, choices=Nature, default=Nature.FLOW)
    decimals = models.PositiveSmallIntegerField("số chữ số thập phân", default=0)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    source = models.CharField("nguồn", max_length=200, blank=True)
    # How it is typed where the unit has not chosen (EntryHabit); stored is always the month's.
    is_cumulative = models.BooleanField("nhập số lũy kế", default=False)
    # vụ and bị can, việc and tiền: the second line stands in the row of the first.
    beside = models.OneToOneField(
        "self",
        models.SET_NULL,
        related_name="companion",
        verbose_name="cùng hàng với dòng",
        null=True,
        blank=True,
    )

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng thống kê"
        ordering = ["field__order", "order", "code"]
        constraints = [
            models.CheckConstraint(
                name="indicator_decimals",
                condition=Q(decimals__lte=2),
                violation_error_message="Nhiều nhất hai chữ số thập phân.",
            ),
            models.CheckConstraint(
                name="indicator_cumulative_flow",
                condition=Q(is_cumulative=False) | Q(nature="flow"),
                violation_error_message="Chỉ số phát sinh trong tháng mới nhập lũy kế được.",
            ),
            models.CheckConstraint(
                name="indicator_beside_another",
                condition=Q(beside__isnull=True) | ~Q(beside=F("pk")),
                violation_error_message="Một dòng không đi kèm chính nó.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FigureQuerySet(models.QuerySet["Figure"]):
    def visible_to(self, user: "User") -> "FigureQuerySet":
        if user.acting is None:
            return self.none()
        return self.filter(reach(user.acting).of("unit_id", "indicator__field_id"))

    def between(self, first: datetime.date, last: datetime.date) -> "FigureQuerySet":
        """Months `first` to `last`, both given by their first day."""
        return self.filter(month__range=(first, last))


class Figure(models.Model):
    """Số liệu: indicator × unit × month, typed once; everything else reads it."""

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="figures", verbose_name="dòng thống kê"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="figures", verbose_name="đơn vị")
    month = models.DateField("tháng (ngày đầu tháng)")
    value = models.DecimalField("giá trị", max_digits=18, decimal_places=2)
    entered_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người nhập"
    )
    entered_at = models.DateTimeField("lúc nhập")

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = "số liệu"
        constraints = [
            # Also the index that boards and grids read: a unit's or some units' months.
            models.UniqueConstraint(
                name="figure_once",
                fields=["unit", "month", "indicator"],
                include=["value"],
                violation_error_message="Dòng này của tháng đã có số liệu.",
            ),
            models.CheckConstraint(
                name="figure_not_negative",
                condition=Q(value__gte=0),
                violation_error_message="Số liệu không được âm.",
            ),
            # As typed numbers are; a year's figures in hundredths then add up within a bigint.
            models.CheckConstraint(
                name="figure_within_limit",
                condition=Q(value__lt=LIMIT),
                violation_error_message="Số liệu quá lớn.",
            ),
            models.CheckConstraint(
                name="figure_month_first_day",
                condition=Q(month__day=1),
                violation_error_message="Tháng được ghi bằng ngày đầu tháng.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.unit_id} {self.month}: {self.value}"

"""What a unit says of its figures beside the numbers: how it types, what is nil, what is right."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import Q

from procuracy.web.statements import kept
from targets.models.figures import Indicator
from units.models import Field, Unit

FIRST_DAY = "Tháng được ghi bằng ngày đầu tháng."


class EntryHabit(models.Model):
    """Cách nhập: a unit's own choice for a field, instead of what its lines say."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    field = models.ForeignKey(Field, models.PROTECT, related_name="+", verbose_name="lĩnh vực")
    # Figures are stored by the month all the same.
    is_cumulative = models.BooleanField("nhập số lũy kế")

    class Meta:
        verbose_name = "cách nhập số liệu"
        constraints = [models.UniqueConstraint(name="entry_habit_once", fields=["unit", "field"])]


class NoneAroseQuerySet(models.QuerySet["NoneArose"]):
    def between(self, first: datetime.date, last: datetime.date) -> "NoneAroseQuerySet":
        """Months `first` to `last`, both given by their first day."""
        return self.filter(month__range=(first, last))

    def lines(
        self, units: Collection[int], first: datetime.date, last: datetime.date
    ) -> dict[int, set[int]]:
        """Unit → flows and stocks of the fields ticked in some month; one query.

        A level holds until it changes, whatever arises.
        """
        found: dict[int, set[int]] = {}
        for unit, line in _nil_lines(tuple(units), first, last):
            found.setdefault(unit, set()).add(line)
        return found


@kept
def _nil_lines(
    units: tuple[int, ...], first: datetime.date, last: datetime.date
) -> models.QuerySet["NoneArose", Any]:
    ticked = NoneArose.objects.between(first, last).filter(unit__among=units)
    counted = [Indicator.Nature.FLOW, Indicator.Nature.STOCK]
    rows = ticked.filter(field__indicators__nature__in=counted)
    return rows.values_list("unit_id", "field__indicators").distinct()


class NoneArose(models.Model):
    """Không phát sinh: ticked by the clerk for a field in a unit's month. It fills in no figure."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    field = models.ForeignKey(Field, models.PROTECT, related_name="+", verbose_name="lĩnh vực")
    month = models.DateField("tháng (ngày đầu tháng)")
    ticked_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người ghi"
    )
    ticked_at = models.DateTimeField("lúc ghi")

    objects = NoneAroseQuerySet.as_manager()

    class Meta:
        verbose_name = "không phát sinh"
        constraints = [
            models.UniqueConstraint(name="none_arose_once", fields=["unit", "month", "field"]),
            models.CheckConstraint(
                name="none_arose_month_first_day",
                condition=Q(month__day=1),
                violation_error_message=FIRST_DAY,
            ),
        ]


class CheckedFigure(models.Model):
    """Đã kiểm tra: an unusual figure is right. It holds for this value and no other."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", verbose_name="dòng thống kê"
    )
    month = models.DateField("tháng (ngày đầu tháng)")
    value = models.DecimalField("giá trị đã kiểm tra", max_digits=18, decimal_places=2)
    checked_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người kiểm tra"
    )
    checked_at = models.DateTimeField("lúc kiểm tra")

    class Meta:
        verbose_name = "số liệu đã kiểm tra"
        constraints = [
            models.UniqueConstraint(
                name="checked_figure_once", fields=["unit", "month", "indicator"]
            ),
            models.CheckConstraint(
                name="checked_figure_month_first_day",
                condition=Q(month__day=1),
                violation_error_message=FIRST_DAY,
            ),
        ]

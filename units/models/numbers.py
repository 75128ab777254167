"""What became of numbers that no document in force bears: void ones, and those given elsewhere.

Both stand beside the register for good: a number is never reused and never left unexplained.
"""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from units.models.registry import Register, RegisterEntry


class _Numbers(models.Func):
    """first–last as a range that holds both."""

    function = "INT4RANGE"
    output_field: Any = IntegerRangeField()


class VoidNumber(models.Model):
    """Số bị hủy: taken by a document that was never sent. The document stays as it was frozen."""

    append_only = True

    entry = models.OneToOneField(
        RegisterEntry, models.PROTECT, related_name="void", verbose_name="số văn bản"
    )
    reason = models.CharField("lý do hủy", max_length=500)
    at = models.DateTimeField("lúc hủy")
    by = models.ForeignKey("units.User", models.PROTECT, related_name="+", verbose_name="người hủy")

    class Meta:
        verbose_name = "số bị hủy"
        constraints = [
            models.CheckConstraint(
                name="void_number_reason",
                condition=~Q(reason=""),
                violation_error_message="Ghi lý do hủy số.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.reason}"


class SkippedNumbers(models.Model):
    """Numbers of a year that no document here bears, and why: given on paper before the register
    was kept here, or for something that is not entered here."""

    append_only = True

    register = models.ForeignKey(
        Register, models.PROTECT, related_name="skipped", verbose_name="sổ"
    )
    year = models.PositiveSmallIntegerField("năm")
    first = models.PositiveIntegerField("từ số")
    last = models.PositiveIntegerField("đến số")
    reason = models.CharField("lý do", max_length=500)
    at = models.DateTimeField("lúc ghi")
    by = models.ForeignKey("units.User", models.PROTECT, related_name="+", verbose_name="người ghi")

    class Meta:
        verbose_name = "số không dùng tại đây"
        ordering = ["register", "year", "first"]
        constraints = [
            models.CheckConstraint(
                name="skipped_numbers_order",
                condition=Q(first__gte=1, last__gte=F("first")),
                violation_error_message="Số sau không được nhỏ hơn số trước.",
            ),
            models.CheckConstraint(
                name="skipped_numbers_reason",
                condition=~Q(reason=""),
                violation_error_message="Ghi lý do để trống số.",
            ),
            ExclusionConstraint(
                name="skipped_numbers_once",
                expressions=[
                    ("register", RangeOperators.EQUAL),
                    ("year", RangeOperators.EQUAL),
                    (
                        _Numbers(
                            "first",
                            "last",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Có số trong khoảng này đã được ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.numbers}/{self.year}"

    @property
    def numbers(self) -> str:
        """`06` or `06–08`."""
        return span(self.first, self.last)


def span(first: int, last: int) -> str:
    return f"{first:02d}" if first == last else f"{first:02d}–{last:02d}"

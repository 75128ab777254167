"""The calendar is data: work years and their periods."""

import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from targets import calendar
from targets.models.catalogue import CatalogueQuerySet


class YearSpan(Func):
    """`daterange(starts_on, ends_on, '[]')`."""

    function = "DATERANGE"

    def __init__(self) -> None:
        super().__init__(F("starts_on"), F("ends_on"), Value("[]"))


class WorkYearQuerySet(CatalogueQuerySet["WorkYear"]):
    def containing(self, day: datetime.date) -> "WorkYearQuerySet":
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def of_month(self, month: datetime.date) -> "WorkYear | None":
        """The year that has a day of a month, given by its first day."""
        end = calendar.month_end(month)
        return self.filter(starts_on__lte=end, ends_on__gte=month).first()

    def at(self, day: datetime.date) -> "WorkYear | None":
        """The work year of a day, else the latest that began before it."""
        return self.filter(starts_on__lte=day).order_by("-starts_on").first()


class WorkYear(models.Model):
    """Năm công tác. From–to are data: 1 Dec–30 Nov until 2024, a short 2025, 1 Oct–30 Sep after."""

    year = models.PositiveSmallIntegerField("năm công tác", unique=True)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")

    objects = WorkYearQuerySet.as_manager()

    class Meta:
        verbose_name = "năm công tác"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                name="work_year_order",
                condition=Q(ends_on__gt=F("starts_on")),
                violation_error_message="Năm công tác phải kết thúc sau ngày bắt đầu.",
            ),
            ExclusionConstraint(
                name="work_year_no_overlap",
                expressions=[(YearSpan(), RangeOperators.OVERLAPS)],
                violation_error_message="Hai năm công tác không được trùng ngày.",
            ),
        ]

    def __str__(self) -> str:
        return f"Năm công tác {self.year}"


class PeriodQuerySet(models.QuerySet["Period"]):
    def months(self) -> "PeriodQuerySet":
        return self.filter(kind=Period.Kind.MONTH)


class Period(models.Model):
    """Kỳ of a work year; derived from its months once, then rows that may be edited."""

    class Kind(models.TextChoices):
        MONTH = "month", "tháng"
        QUARTER = "quarter", "quý"
        HALF = "half", "sáu tháng"
        NINE_MONTHS = "nine_months", "chín tháng"
        YEAR = "year", "năm"

    work_year = models.ForeignKey(
        WorkYear, models.CASCADE, related_name="periods", verbose_name="năm công tác"
    )
    kind = models.CharField("loại kỳ", max_length=12, choices=Kind)
    number = models.PositiveSmallIntegerField("thứ tự trong năm")
    label = models.CharField("tên kỳ", max_length=60)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    due_at = models.DateTimeField("hạn gửi số liệu", null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "kỳ"
        ordering = ["work_year", "starts_on", "ends_on"]
        constraints = [
            models.UniqueConstraint(
                name="period_once",
                fields=["work_year", "kind", "number"],
                violation_error_message="Kỳ này đã có trong năm công tác.",
            ),
            models.CheckConstraint(
                name="period_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="Kỳ phải kết thúc sau ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def month(self) -> datetime.date:
        """First day of the calendar month in which the period ends."""
        return self.ends_on.replace(day=1)

    @property
    def is_judging(self) -> bool:
        """Kỳ đánh giá: six months and the year (design, rule 4)."""
        return self.kind == self.Kind.YEAR or (self.kind == self.Kind.HALF and self.number == 1)


class HolidayQuerySet(CatalogueQuerySet["Holiday"]):
    def between(self, first: datetime.date, last: datetime.date) -> "HolidayQuerySet":
        return self.filter(on__range=(first, last))


class Holiday(models.Model):
    """Ngày nghỉ lễ, tết, nghỉ bù; or a weekend day that is worked instead (làm bù)."""

    on = models.DateField("ngày", unique=True, error_messages={"unique": "Ngày này đã được ghi."})
    name = models.CharField("tên", max_length=120)
    is_worked = models.BooleanField("là ngày làm bù", default=False)
    # Before the decision of a year is out: what the labour code lets expect.
    is_assumed = models.BooleanField("dự kiến, chưa có thông báo nghỉ", default=False)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = "ngày nghỉ"
        ordering = ["on"]
        constraints = [
            models.CheckConstraint(
                name="holiday_worked_at_weekends",
                condition=Q(is_worked=False) | Q(on__iso_week_day__in=[6, 7]),
                violation_error_message="Ngày làm bù phải là thứ Bảy hoặc Chủ nhật.",
            )
        ]

    def __str__(self) -> str:
        return self.name

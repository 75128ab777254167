"""Vụ, việc theo dõi: what is watched one by one, and how it goes on by months."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from meetings.models.matter_registers import MatterRegister, readable
from meetings.models.meetings import Meeting
from units.models import Appointment, Field, Person, Unit

if TYPE_CHECKING:
    from units.models import User


class MatterQuerySet(models.QuerySet["Matter"]):
    def visible_to(self, user: "User") -> "MatterQuerySet":
        rows = readable(user, "unit_id", "field_id")
        return self.none() if rows is None else self.filter(rows)

    def open(self) -> "MatterQuerySet":
        return self.filter(closed_on__isnull=True)

    def standing(self, on: datetime.date) -> "MatterQuerySet":
        """Watched at the end of a day."""
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on), opened_on__lte=on)


class Matter(models.Model):
    """Vụ, việc theo dõi: opened once, updated every month, closed with its reason.

    By file number or paper, never by the name of a suspect. `stage` is the one of the last update.
    """

    register = models.ForeignKey(
        MatterRegister, models.PROTECT, related_name="matters", verbose_name="sổ"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="matters", verbose_name="đơn vị")
    field = models.ForeignKey(
        Field, models.PROTECT, related_name="matters", verbose_name="lĩnh vực"
    )
    number = models.CharField("số hồ sơ", max_length=40, blank=True)
    paper = models.CharField("văn bản tham chiếu", max_length=120, blank=True)
    summary = models.TextField("nội dung tóm tắt", max_length=2000, blank=True)
    opened_on = models.DateField("theo dõi từ ngày")
    stage = models.CharField("giai đoạn", max_length=120)
    responsible = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="matters",
        verbose_name="người phụ trách",
        null=True,
        blank=True,
    )
    closed_on = models.DateField("kết thúc theo dõi ngày", null=True, blank=True)
    closing_reason = models.CharField("lý do kết thúc", max_length=200, blank=True)
    opened_by = models.ForeignKey(
        Appointment, models.PROTECT, related_name="+", verbose_name="người mở"
    )
    opened_at = models.DateTimeField("lúc mở")

    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = "vụ, việc theo dõi"
        ordering = ["register__order", "unit__order", "opened_on", "pk"]
        indexes = [
            models.Index(fields=["unit", "register"], name="matter_unit_register"),
            models.Index(
                fields=["unit"], name="matter_unit_open", condition=Q(closed_on__isnull=True)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="matter_number_once",
                fields=["unit", "register", "number"],
                condition=Q(closed_on__isnull=True) & ~Q(number=""),
                violation_error_message="Hồ sơ số này đang được theo dõi trong sổ.",
            ),
            models.CheckConstraint(
                name="matter_reference",
                condition=~Q(number="") | ~Q(paper=""),
                violation_error_message="Ghi số hồ sơ hoặc văn bản tham chiếu.",
            ),
            models.CheckConstraint(
                name="matter_closed",
                condition=Q(closed_on__isnull=True, closing_reason="")
                | (Q(closed_on__isnull=False) & ~Q(closing_reason="")),
                violation_error_message="Kết thúc theo dõi phải có ngày và lý do.",
            ),
            models.CheckConstraint(
                name="matter_order",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu theo dõi.",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """How it is called in the office: `Hồ sơ 12/2026`, else its paper."""
        return f"Hồ sơ {self.number}" if self.number else self.paper


class MatterUpdateQuerySet(models.QuerySet["MatterUpdate"]):
    def visible_to(self, user: "User") -> "MatterUpdateQuerySet":
        rows = readable(user, "matter__unit_id", "matter__field_id")
        return self.none() if rows is None else self.filter(rows)


class MatterUpdate(models.Model):
    """What a month said of a matter. Only added to: a mistake is mended by the next one."""

    class Kind(models.TextChoices):
        OPENED = "opened", "mở theo dõi"
        CHANGED = "changed", "có thay đổi"
        UNCHANGED = "unchanged", "không thay đổi"
        CLOSED = "closed", "kết thúc"
        REOPENED = "reopened", "theo dõi lại"

    append_only = True

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="updates")
    month = models.DateField("tháng (ngày đầu tháng)")
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        related_name="matter_updates",
        verbose_name="hội nghị",
        null=True,
        blank=True,
    )
    kind = models.CharField("loại", max_length=9, choices=Kind)
    stage = models.CharField("giai đoạn", max_length=120)
    text = models.TextField("thay đổi", max_length=2000, blank=True)
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+", verbose_name="người ghi")
    at = models.DateTimeField("lúc")

    objects = MatterUpdateQuerySet.as_manager()

    class Meta:
        verbose_name = "diễn biến vụ, việc"
        ordering = ["matter", "at", "pk"]
        indexes = [models.Index(fields=["at"], name="matter_update_at")]
        constraints = [
            models.CheckConstraint(
                name="matter_update_month_first_day",
                condition=Q(month__day=1),
                violation_error_message="Tháng được ghi bằng ngày đầu tháng.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, tháng {self.month.month}/{self.month.year}"

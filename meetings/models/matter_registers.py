"""Registers of matters as rows: how each is kept, and the numbers of those that keep no more.

Registers that may hold state secrets keep counts only until the head of Office allows words in
them (design, rule 8).
"""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from targets.models.catalogue import CatalogueQuerySet
from units.models import Appointment, Field, Role, Unit
from units.reach import reach

if TYPE_CHECKING:
    from units.models import User

# Positions that read figures, but have no part in cases.
NOT_READERS = (Role.ADMINISTRATOR, Role.REGISTRY_CLERK, Role.PERSONNEL)


def readable(user: "User", unit: str, field: str) -> Q | None:
    """Units that one reads whole, and the own fields wherever they are; None: nothing."""
    if user.acting is None or user.acting.role in NOT_READERS:
        return None
    return reach(user.acting).of(unit, field)


class MatterRegisterQuerySet(CatalogueQuerySet["MatterRegister"]):
    def in_use(self) -> "MatterRegisterQuerySet":
        return self.filter(is_active=True)


class MatterRegister(models.Model):
    """Sổ theo dõi vụ, việc; rows, so that an office may add its own."""

    code = models.SlugField("mã", max_length=20, unique=True)
    name = models.CharField("tên sổ", max_length=160)
    short_name = models.CharField("tên gọn", max_length=60)
    # Whose department reads the counts; a matter has its own field.
    field = models.ForeignKey(
        Field,
        models.PROTECT,
        related_name="matter_registers",
        verbose_name="lĩnh vực",
        null=True,
        blank=True,
    )
    # Until an office decides otherwise (NarrativeSwitch).
    keeps_narrative = models.BooleanField("ghi từng vụ, việc và nội dung", default=False)
    may_hold_secrets = models.BooleanField("có thể có bí mật nhà nước", default=False)
    stages = models.TextField("các giai đoạn (mỗi dòng một giai đoạn)", max_length=2000, blank=True)
    closing_reasons = models.TextField(
        "các lý do kết thúc (mỗi dòng một lý do)", max_length=2000, blank=True
    )
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    is_active = models.BooleanField("đang dùng", default=True)

    objects = MatterRegisterQuerySet.as_manager()

    class Meta:
        verbose_name = "sổ theo dõi vụ, việc"
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                name="matter_register_secrets",
                condition=Q(may_hold_secrets=False) | Q(keeps_narrative=False),
                violation_error_message=(
                    "Sổ có thể có bí mật nhà nước chỉ ghi số lượng; muốn ghi nội dung thì "
                    "Chánh Văn phòng quyết định, có lý do."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stage_list(self) -> list[str]:
        return _lines(self.stages)

    @property
    def reason_list(self) -> list[str]:
        return _lines(self.closing_reasons)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class NarrativeSwitchQuerySet(models.QuerySet["NarrativeSwitch"]):
    def visible_to(self, user: "User") -> "NarrativeSwitchQuerySet":
        acting = user.acting
        if acting is None or acting.role in NOT_READERS:
            return self.none()
        return self.filter(office_id__in=acting.seen_unit_ids | acting.office_ids)


class NarrativeSwitch(models.Model):
    """A province's head of Office allows or ends words in a register; the last one holds."""

    append_only = True

    register = models.ForeignKey(MatterRegister, models.PROTECT, related_name="switches")
    office = models.ForeignKey(
        Unit, models.PROTECT, related_name="narrative_switches", verbose_name="cơ quan"
    )
    is_on = models.BooleanField("ghi từng vụ, việc và nội dung")
    reason = models.CharField("lý do", max_length=500)
    by = models.ForeignKey(
        Appointment, models.PROTECT, related_name="+", verbose_name="người quyết định"
    )
    at = models.DateTimeField("lúc")

    objects = NarrativeSwitchQuerySet.as_manager()

    class Meta:
        verbose_name = "quyết định cách ghi sổ"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="narrative_switch_reason",
                condition=~Q(reason=""),
                violation_error_message="Ghi lý do đổi cách ghi sổ.",
            )
        ]

    def __str__(self) -> str:
        return "ghi từng vụ, việc" if self.is_on else "chỉ ghi số lượng"


class MatterCountQuerySet(models.QuerySet["MatterCount"]):
    def visible_to(self, user: "User") -> "MatterCountQuerySet":
        rows = readable(user, "unit_id", "register__field_id")
        return self.none() if rows is None else self.filter(rows)


class MatterCount(models.Model):
    """Of a register that keeps counts only: unit, month, numbers, paper; nothing else."""

    register = models.ForeignKey(
        MatterRegister, models.PROTECT, related_name="counts", verbose_name="sổ"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="matter_counts", verbose_name="đơn vị"
    )
    month = models.DateField("tháng (ngày đầu tháng)")
    # At the end of the month; with what was opened and closed it follows from the month before.
    standing = models.PositiveIntegerField("đang theo dõi")
    opened = models.PositiveIntegerField("mới", default=0)
    closed = models.PositiveIntegerField("kết thúc", default=0)
    paper = models.CharField("số, ngày văn bản", max_length=60, blank=True)
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+", verbose_name="người ghi")
    at = models.DateTimeField("lúc ghi")

    objects = MatterCountQuerySet.as_manager()

    class Meta:
        verbose_name = "số vụ, việc theo dõi"
        ordering = ["register", "unit", "month"]
        constraints = [
            models.UniqueConstraint(
                name="matter_count_once",
                fields=["register", "unit", "month"],
                violation_error_message="Đơn vị đã có số của tháng này trong sổ.",
            ),
            models.CheckConstraint(
                name="matter_count_month_first_day",
                condition=Q(month__day=1),
                violation_error_message="Tháng được ghi bằng ngày đầu tháng.",
            ),
            models.CheckConstraint(
                name="matter_count_opened",
                condition=Q(opened__lte=F("standing") + F("closed")),
                violation_error_message="Số mới không thể lớn hơn số đang theo dõi và kết thúc.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register}, tháng {self.month.month}/{self.month.year}"

    @property
    def change(self) -> int:
        return self.opened - self.closed

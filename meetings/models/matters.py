"""Vụ, việc theo dõi: registers as rows, what is watched in them, and how it goes on by months.

Registers that may hold state secrets keep counts only until the head of Office allows words in
them (design, rule 8); no suspect is named in any of them.
"""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from meetings.models.meetings import Meeting
from targets.models.catalogue import CatalogueQuerySet
from units.models import Appointment, Field, Person, Role, Unit
from units.reach import reach

if TYPE_CHECKING:
    from units.models import User

# Positions that read figures, but have no part in cases.
_NOT_READERS = (Role.ADMINISTRATOR, Role.REGISTRY_CLERK, Role.PERSONNEL)


def _readable(user: "User", unit: str, field: str) -> Q | None:
    """Units that one reads whole, and the own fields wherever they are; None: nothing."""
    if user.acting is None or user.acting.role in _NOT_READERS:
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
        if acting is None or acting.role in _NOT_READERS:
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


class MatterQuerySet(models.QuerySet["Matter"]):
    def visible_to(self, user: "User") -> "MatterQuerySet":
        rows = _readable(user, "unit_id", "field_id")
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
        rows = _readable(user, "matter__unit_id", "matter__field_id")
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


class MatterCountQuerySet(models.QuerySet["MatterCount"]):
    def visible_to(self, user: "User") -> "MatterCountQuerySet":
        rows = _readable(user, "unit_id", "register__field_id")
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

"""Instruments that plans rest on, plans of a unit for a year, and their tasks."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from targets.models.catalogue import CatalogueQuerySet
from targets.models.years import WorkYear
from units.models import Person, Unit

if TYPE_CHECKING:
    from units.models import User


class InstrumentQuerySet(CatalogueQuerySet["Instrument"]):
    pass


class Instrument(models.Model):
    """Văn bản căn cứ: what a plan or target rests on; cites its own bases."""

    class Kind(models.TextChoices):
        RESOLUTION = "NQ", "Nghị quyết"
        DIRECTIVE = "CT", "Chỉ thị"
        PLAN = "KH", "Kế hoạch"
        GUIDANCE = "HD", "Hướng dẫn"
        DECISION = "QĐ", "Quyết định"

    kind = models.CharField("loại", max_length=4, choices=Kind)
    code = models.CharField("số, ký hiệu", max_length=40)
    issued_on = models.DateField("ngày ban hành")
    issuer = models.CharField("cơ quan ban hành", max_length=120)
    subject = models.CharField("trích yếu", max_length=500)
    bases = models.ManyToManyField("self", symmetrical=False, blank=True, verbose_name="căn cứ")

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản căn cứ"
        ordering = ["-issued_on"]
        constraints = [
            models.UniqueConstraint(
                name="instrument_code",
                fields=["code", "issued_on"],
                violation_error_message="Văn bản này đã có trong danh mục.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} số {self.code}"


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: "User") -> "PlanQuerySet":
        """Own plan and, above it, the plan of the office it serves."""
        if user.acting is None or not user.acting.seen_unit_ids:
            return self.none()
        above = {user.acting.unit.parent_id} - {None}
        return self.filter(unit_id__in=user.acting.seen_unit_ids | above)


class Plan(models.Model):
    """Kế hoạch, chương trình công tác of a unit for a work year."""

    class State(models.TextChoices):
        DRAFT = "draft", "dự thảo"
        APPROVED = "approved", "đã phê duyệt"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans", verbose_name="đơn vị")
    work_year = models.ForeignKey(
        WorkYear, models.PROTECT, related_name="plans", verbose_name="năm công tác"
    )
    title = models.CharField("tên kế hoạch, chương trình", max_length=300)
    code = models.CharField("số, ký hiệu", max_length=40, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    bases = models.ManyToManyField(Instrument, blank=True, verbose_name="căn cứ")
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DRAFT)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch"
        ordering = ["-work_year__year", "unit__order", "title"]
        constraints = [
            models.UniqueConstraint(
                name="plan_title",
                fields=["unit", "work_year", "title"],
                violation_error_message="Đơn vị đã có kế hoạch cùng tên trong năm công tác này.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class PlanTaskQuerySet(models.QuerySet["PlanTask"]):
    def visible_to(self, user: "User") -> "PlanTaskQuerySet":
        return self.filter(plan__in=Plan.objects.visible_to(user))

    def open(self) -> "PlanTaskQuerySet":
        return self.filter(done_on__isnull=True)

    def overdue(self, on: datetime.date) -> "PlanTaskQuerySet":
        return self.open().filter(due_on__lt=on)


class PlanTask(models.Model):
    """A line of a plan: what, who, until when, and which higher task it serves."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tasks", verbose_name="kế hoạch")
    order = models.PositiveSmallIntegerField("thứ tự")
    content = models.TextField("nội dung", max_length=3000)
    is_focus = models.BooleanField("trọng tâm", default=False)
    is_breakthrough = models.BooleanField("đột phá", default=False)
    lead = models.ForeignKey(
        Unit, models.PROTECT, related_name="led_plan_tasks", verbose_name="đơn vị chủ trì"
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="plan_tasks",
        verbose_name="người phụ trách",
        null=True,
        blank=True,
    )
    product = models.CharField("sản phẩm", max_length=200, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    due_text = models.CharField("hạn bằng chữ", max_length=100, blank=True)
    serves = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="served_by",
        verbose_name="phục vụ nhiệm vụ cấp trên",
        null=True,
        blank=True,
    )
    # The directive of a meeting it came from; the number of the paragraph is printed with it.
    origin = models.CharField("từ kết luận", max_length=200, blank=True)
    done_on = models.DateField("hoàn thành ngày", null=True, blank=True)

    objects = PlanTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ kế hoạch"
        ordering = ["plan", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_task_not_itself",
                condition=~Q(serves=F("pk")),
                violation_error_message="Một nhiệm vụ không thể phục vụ chính nó.",
            )
        ]

    def __str__(self) -> str:
        return self.content[:80]

"""What a department says of its field in a unit's month, before the Office accepts the figures."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from units.models import Appointment, Field, Unit
from units.reach import IN_THE_FIELD, reach

if TYPE_CHECKING:
    from units.models import User


class FieldCheckQuerySet(models.QuerySet["FieldCheck"]):
    def visible_to(self, user: "User") -> "FieldCheckQuerySet":
        """Of the units one reads, and of the own fields wherever they are."""
        if user.acting is None:
            return self.none()
        return self.filter(reach(user.acting).of("unit_id", "field_id"))

    def answered_to(self, acting: Appointment) -> "FieldCheckQuerySet":
        """All questions answered, and not looked at yet by who works in the field."""
        scope = reach(acting)
        if acting.role not in IN_THE_FIELD or not scope.is_by_field:
            return self.none()
        told = FieldQuestion.objects.filter(field_check=OuterRef("pk"))
        rows = self.filter(scope.of("unit_id", "field_id"), checked_at__isnull=True)
        rows = rows.exclude(unit_id__in=acting.own_unit_ids)
        return rows.filter(Exists(told), ~Exists(told.waiting()))


class FieldCheck(models.Model):
    """Kiểm tra số liệu theo lĩnh vực: unit × field × month; a row stands once anything was said."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="field_checks", verbose_name="đơn vị"
    )
    field = models.ForeignKey(
        Field, models.PROTECT, related_name="field_checks", verbose_name="lĩnh vực"
    )
    month = models.DateField("tháng (ngày đầu tháng)")
    checked_by = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="+",
        verbose_name="người kiểm tra",
        null=True,
        blank=True,
    )
    checked_at = models.DateTimeField("lúc kiểm tra", null=True, blank=True)

    objects = FieldCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "kiểm tra số liệu"
        ordering = ["-month", "unit", "field"]
        constraints = [
            models.UniqueConstraint(
                name="field_check_once",
                fields=["month", "unit", "field"],
                violation_error_message="Lĩnh vực này của đơn vị trong tháng đã có phiếu kiểm tra.",
            ),
            models.CheckConstraint(
                name="field_check_checked",
                condition=Q(checked_at__isnull=True, checked_by__isnull=True)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
            ),
            models.CheckConstraint(
                name="field_check_month_first_day",
                condition=Q(month__day=1),
                violation_error_message="Tháng được ghi bằng ngày đầu tháng.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}, {self.unit}, tháng {self.month.month}/{self.month.year}"

    def is_stale(self, entered_at: datetime.datetime | None) -> bool:
        """A figure was typed after the check."""
        return bool(self.checked_at and entered_at and entered_at > self.checked_at)


class FieldQuestionQuerySet(models.QuerySet["FieldQuestion"]):
    def visible_to(self, user: "User") -> "FieldQuestionQuerySet":
        return self.filter(field_check__in=FieldCheck.objects.visible_to(user))

    def waiting(self) -> "FieldQuestionQuerySet":
        return self.filter(answered_at__isnull=True)

    def to_answer(self, acting: Appointment) -> "FieldQuestionQuerySet":
        """Asked of the own unit, for those who answer for its figures."""
        if not acting.types_figures:
            return self.none()
        return self.waiting().filter(field_check__unit_id__in=acting.own_unit_ids)


class FieldQuestion(models.Model):
    """Truy vấn of a department on a unit's figures, and what the unit answers."""

    field_check = models.ForeignKey(FieldCheck, models.PROTECT, related_name="questions")
    text = models.TextField("nội dung hỏi", max_length=2000)
    asked_by = models.ForeignKey(
        Appointment, models.PROTECT, related_name="+", verbose_name="người hỏi"
    )
    asked_at = models.DateTimeField("lúc hỏi")
    answer = models.TextField("trả lời", max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="+",
        verbose_name="người trả lời",
        null=True,
        blank=True,
    )
    answered_at = models.DateTimeField("lúc trả lời", null=True, blank=True)

    objects = FieldQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "truy vấn số liệu"
        ordering = ["field_check", "asked_at", "pk"]
        indexes = [
            models.Index(
                fields=["field_check"],
                name="field_question_waiting",
                condition=Q(answered_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="field_question_answered",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]

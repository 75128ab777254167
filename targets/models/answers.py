"""Answers to targets that are words: whether a unit fulfils them, month by month."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from targets.models.targets import Target
from units.models import Unit
from units.reach import reach

if TYPE_CHECKING:
    from units.models import User


class TargetAnswerQuerySet(models.QuerySet["TargetAnswer"]):
    def visible_to(self, user: "User") -> "TargetAnswerQuerySet":
        if user.acting is None:
            return self.none()
        return self.filter(reach(user.acting).of("unit_id", "target__field_id"))


class TargetAnswer(models.Model):
    """Đánh giá chỉ tiêu định tính: as of a month, until the next answer of the work year."""

    target = models.ForeignKey(
        Target, models.PROTECT, related_name="answers", verbose_name="chỉ tiêu"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="target_answers", verbose_name="đơn vị"
    )
    month = models.DateField("tháng (ngày đầu tháng)")
    is_fulfilled = models.BooleanField("đạt yêu cầu")
    text = models.TextField("căn cứ đánh giá", max_length=3000)
    answered_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người đánh giá"
    )
    answered_at = models.DateTimeField("lúc đánh giá")

    objects = TargetAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "đánh giá chỉ tiêu định tính"
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(
                name="target_answer_once",
                fields=["unit", "target", "month"],
                violation_error_message="Tháng này đã có đánh giá.",
            ),
            models.CheckConstraint(
                name="target_answer_month_first_day",
                condition=Q(month__day=1),
                violation_error_message="Tháng được ghi bằng ngày đầu tháng.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_id} {self.unit_id} {self.month}"

"""Where a task went: to which unit, in whose hands; asked back by the unit that had it."""

import datetime

from django.db import models
from django.db.models import F, Q

from meetings.models.directive_tasks import DirectiveTask
from meetings.models.task_steps import OfTaskQuerySet
from units.models import Appointment, Unit, User


class HandOver(models.Model):
    """Chuyển giao: the task goes to another unit, the trail stays with it. Only added to."""

    append_only = True

    task = models.ForeignKey(
        DirectiveTask, models.PROTECT, related_name="hand_overs", verbose_name="nhiệm vụ"
    )
    from_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name="đơn vị chuyển"
    )
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị nhận")
    reason = models.TextField("lý do", max_length=2000)
    by = models.ForeignKey("units.User", models.PROTECT, related_name="+", verbose_name="người làm")
    at = models.DateTimeField("lúc")

    objects = OfTaskQuerySet["HandOver"].as_manager()

    class Meta:
        verbose_name = "chuyển giao nhiệm vụ"
        ordering = ["task", "pk"]
        constraints = [
            models.CheckConstraint(
                name="hand_over_elsewhere", condition=~Q(from_unit=F("to_unit"))
            ),
        ]

    def __str__(self) -> str:
        return f"Chuyển giao lúc {self.at:%d/%m/%Y}"


class ReclaimQuerySet(OfTaskQuerySet["Reclaim"]):
    def waiting(self) -> "ReclaimQuerySet":
        return self.filter(state=Reclaim.State.ASKED)

    def close(self, words: str, *, by: User, at: datetime.datetime) -> int:
        """What nobody needs to decide any more."""
        return self.waiting().update(
            state=Reclaim.State.WITHDRAWN, words=words, decided_by=by, decided_at=at
        )


class Reclaim(models.Model):
    """Đề nghị nhận lại: the unit that handed a task over asks for it; who hands tasks over decides.

    The task stays where it is until then; one request waits at a time.
    """

    class State(models.TextChoices):
        ASKED = "asked", "chờ quyết định"
        GRANTED = "granted", "đồng ý"
        REFUSED = "refused", "không đồng ý"
        WITHDRAWN = "withdrawn", "rút đề nghị"

    task = models.ForeignKey(
        DirectiveTask, models.PROTECT, related_name="reclaims", verbose_name="nhiệm vụ"
    )
    # The one that is to be taken back: it says which unit had the task.
    hand_over = models.ForeignKey(
        HandOver, models.PROTECT, related_name="reclaims", verbose_name="lần chuyển giao"
    )
    reason = models.TextField("lý do", max_length=2000)
    asked_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người đề nghị"
    )
    asked_at = models.DateTimeField("lúc đề nghị")
    state = models.CharField("trạng thái", max_length=9, choices=State, default=State.ASKED)
    decided_by = models.ForeignKey(
        "units.User",
        models.PROTECT,
        related_name="+",
        verbose_name="người quyết định",
        null=True,
        blank=True,
    )
    decided_at = models.DateTimeField("lúc quyết định", null=True, blank=True)
    words = models.TextField("ý kiến", max_length=2000, blank=True)

    objects = ReclaimQuerySet.as_manager()

    class Meta:
        verbose_name = "đề nghị nhận lại nhiệm vụ"
        ordering = ["task", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="reclaim_one_waits", fields=["task"], condition=Q(state="asked")
            ),
            models.CheckConstraint(
                name="reclaim_decided",
                condition=Q(state="asked", decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(state="asked") & Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="reclaim_refused_with_words", condition=~Q(state="refused") | ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"Đề nghị nhận lại ({self.get_state_display()})"


class TaskHolding(models.Model):
    """In whose hands a task was until a moment: written when that changes. Only added to.

    What it is since then, the next row or the task itself says.
    """

    append_only = True

    task = models.ForeignKey(
        DirectiveTask, models.PROTECT, related_name="holdings", verbose_name="nhiệm vụ"
    )
    appointment = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="+",
        verbose_name="người thực hiện",
        null=True,
        blank=True,
    )
    in_charge = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="+",
        verbose_name="người phụ trách",
        null=True,
        blank=True,
    )
    until = models.DateTimeField("đến lúc")

    objects = OfTaskQuerySet["TaskHolding"].as_manager()

    class Meta:
        verbose_name = "người giữ nhiệm vụ trước đó"
        ordering = ["task", "pk"]

    def __str__(self) -> str:
        return f"Đến {self.until:%d/%m/%Y}"

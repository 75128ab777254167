"""An approved plan as it stood each time it was approved, and what is supplemented in between."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from targets.models.plans import Plan

if TYPE_CHECKING:
    from units.models import User


class PlanSupplement(models.Model):
    """Bổ sung, điều chỉnh of an approved plan: while it is open the plan's lines may be changed;
    once approved they are a new version, once withdrawn they are again what they were."""

    class State(models.TextChoices):
        DRAFT = "draft", "đang lập"
        SUBMITTED = "submitted", "đã trình"
        APPROVED = "approved", "đã phê duyệt"
        WITHDRAWN = "withdrawn", "đã rút"

    OPEN = (State.DRAFT, State.SUBMITTED)
    TRANSITIONS = {
        State.DRAFT: {State.SUBMITTED, State.APPROVED, State.WITHDRAWN},
        State.SUBMITTED: {State.DRAFT, State.APPROVED, State.WITHDRAWN},
        State.APPROVED: set(),
        State.WITHDRAWN: set(),
    }

    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="supplements", verbose_name="kế hoạch"
    )
    number = models.PositiveSmallIntegerField("lần")
    reason = models.TextField("lý do bổ sung, điều chỉnh", max_length=2000)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    opened_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người lập"
    )
    opened_at = models.DateTimeField("lúc lập")
    return_reason = models.TextField("lý do trả lại", max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người quyết định", null=True
    )
    decided_at = models.DateTimeField("lúc quyết định", null=True)

    class Meta:
        verbose_name = "bổ sung kế hoạch"
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(name="plan_supplement_number", fields=["plan", "number"]),
            models.UniqueConstraint(
                name="plan_supplement_one_open",
                fields=["plan"],
                condition=Q(state__in=["draft", "submitted"]),
                violation_error_message="Kế hoạch đang có một lần bổ sung chưa duyệt.",
            ),
            models.CheckConstraint(
                name="plan_supplement_decided",
                condition=Q(
                    state__in=["draft", "submitted"],
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                )
                | Q(
                    state__in=["approved", "withdrawn"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Bổ sung lần {self.number}"

    def may_become(self, state: str) -> bool:
        return state in self.TRANSITIONS[PlanSupplement.State(self.state)]


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def visible_to(self, user: "User") -> "PlanVersionQuerySet":
        return self.filter(plan__in=Plan.objects.visible_to(user))


class PlanVersion(models.Model):
    """What was approved, word for word, as plain data (`targets.plans.contents`). Written once; a
    secret spilled into it is taken out with all its texts."""

    append_only = True
    purgeable = ("content",)

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions", verbose_name="kế hoạch")
    number = models.PositiveSmallIntegerField("bản")
    content: Any = models.JSONField("nội dung đã phê duyệt")
    sha256 = models.CharField("SHA-256", max_length=64)
    supplement = models.OneToOneField(
        PlanSupplement,
        models.PROTECT,
        related_name="version",
        verbose_name="lần bổ sung",
        null=True,
    )
    by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người phê duyệt"
    )
    at = models.DateTimeField("lúc phê duyệt")

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "bản kế hoạch đã phê duyệt"
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                name="plan_version_number",
                fields=["plan", "number"],
                violation_error_message="Bản này của kế hoạch đã có.",
            ),
            models.CheckConstraint(name="plan_version_first", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"Bản {self.number}"

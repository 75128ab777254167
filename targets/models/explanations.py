"""Why a target is unmet or at risk, what its unit promises, and whether the promise was kept."""

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from targets.models.targets import Target
from targets.models.years import Period
from units.models import Appointment, Portfolio, Role, Unit
from units.reach import reach

if TYPE_CHECKING:
    from units.models import User


class ExplanationQuerySet(models.QuerySet["Explanation"]):
    def visible_to(self, user: "User") -> "ExplanationQuerySet":
        """Own ones always; of others what stands as sent, as far as the figures may be read.

        One given back is a draft again: nobody reads along while its unit writes.
        """
        acting = user.acting
        if acting is None or acting.role == Role.ADMINISTRATOR:
            return self.none()
        own = Q(unit_id__in=acting.own_unit_ids)
        sent = Q(state__in=Explanation.STANDING)
        return self.filter(own | reach(acting).of("unit_id", "target__field_id") & sent)

    def sent(self) -> "ExplanationQuerySet":
        return self.exclude(sent_at=None)

    def overseen_by(self, acting: Appointment, on: datetime.date) -> "ExplanationQuerySet":
        """Of the units and fields in somebody's portfolio on a day."""
        unit = Q(unit=OuterRef("unit")) | Q(unit=None)
        field = Q(field=OuterRef("target__field")) | Q(field=None)
        held = Portfolio.objects.current(on).filter(unit & field, appointment=acting)
        return self.filter(Exists(held), unit_id__in=acting.seen_unit_ids)

    def waiting(self) -> "ExplanationQuerySet":
        """Sent and not answered yet."""
        return self.filter(state=Explanation.State.SENT)

    def returned_to(self, acting: Appointment) -> "ExplanationQuerySet":
        """Own ones that must be written anew."""
        if not acting.types_figures:
            return self.none()
        return self.filter(unit_id__in=acting.own_unit_ids, state=Explanation.State.RETURNED)

    def to_answer(self, acting: Appointment, on: datetime.date) -> "ExplanationQuerySet":
        """Waiting for this leader, by his portfolio."""
        if acting.role not in (Role.PROVINCE_HEAD, Role.PROVINCE_DEPUTY):
            return self.none()
        return self.waiting().overseen_by(acting, on)

    def promised(self) -> "ExplanationQuerySet":
        """Promises that stand: sent, and not given back to be written anew."""
        return self.filter(state__in=Explanation.STANDING)

    def unmeasured(self, on: datetime.date) -> "ExplanationQuerySet":
        """Promises whose day is over, not yet held against the figures."""
        return self.promised().filter(outcome="", promised_on__lt=on)


class Explanation(models.Model):
    """Giải trình, cam kết: unit × target × period.

    What the figures said is kept with it when it is sent; `promised_value`, in the target's own
    measure, may differ from the threshold, empty: the threshold itself is promised.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "đang soạn"
        SENT = "sent", "đã gửi"
        RETURNED = "returned", "yêu cầu giải trình lại"
        ANSWERED = "answered", "đã có ý kiến"

    class Outcome(models.TextChoices):
        KEPT = "kept", "đã thực hiện cam kết"
        BROKEN = "broken", "không thực hiện được cam kết"

    STANDING = (State.SENT, State.ANSWERED)
    TEXTS = ("cause", "obstacle", "solution", "commitment")

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="explanations", verbose_name="đơn vị"
    )
    target = models.ForeignKey(
        Target, models.PROTECT, related_name="explanations", verbose_name="chỉ tiêu"
    )
    period = models.ForeignKey(
        Period, models.PROTECT, related_name="explanations", verbose_name="kỳ"
    )
    cause = models.TextField("nguyên nhân", max_length=4000, blank=True)
    obstacle = models.TextField("khó khăn, vướng mắc", max_length=4000, blank=True)
    solution = models.TextField("giải pháp", max_length=4000, blank=True)
    commitment = models.TextField("cam kết", max_length=2000, blank=True)
    promised_on = models.DateField("hạn cam kết", null=True, blank=True)
    promised_value = models.DecimalField(
        "mức cam kết", max_digits=12, decimal_places=2, null=True, blank=True
    )
    state = models.CharField("trạng thái", max_length=8, choices=State, default=State.DRAFT)
    sent_by = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="+",
        verbose_name="người gửi",
        null=True,
        blank=True,
    )
    sent_at = models.DateTimeField("lúc gửi", null=True, blank=True)
    # What the figures said at that moment; later corrections do not change what was explained.
    seen_verdict = models.CharField("đánh giá khi gửi", max_length=12, blank=True)
    seen_numerator = models.DecimalField(
        "tử số khi gửi", max_digits=18, decimal_places=2, null=True, blank=True
    )
    seen_denominator = models.DecimalField(
        "mẫu số khi gửi", max_digits=18, decimal_places=2, null=True, blank=True
    )
    seen_threshold = models.DecimalField(
        "ngưỡng khi gửi", max_digits=12, decimal_places=2, null=True, blank=True
    )
    answer = models.TextField("ý kiến lãnh đạo phụ trách", max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="+",
        verbose_name="người cho ý kiến",
        null=True,
        blank=True,
    )
    answered_at = models.DateTimeField("lúc cho ý kiến", null=True, blank=True)
    # Set once by the figures of the promised day.
    outcome = models.CharField("kết quả cam kết", max_length=6, choices=Outcome, blank=True)
    measured_at = models.DateTimeField("lúc kiểm đếm", null=True, blank=True)
    measured_numerator = models.DecimalField(
        "tử số khi kiểm đếm", max_digits=18, decimal_places=2, null=True, blank=True
    )
    measured_denominator = models.DecimalField(
        "mẫu số khi kiểm đếm", max_digits=18, decimal_places=2, null=True, blank=True
    )

    objects = ExplanationQuerySet.as_manager()

    class Meta:
        verbose_name = "giải trình"
        ordering = ["-period__ends_on", "unit__order", "target__order", "pk"]
        indexes = [
            # Promises to be held against the figures, day by day.
            models.Index(
                fields=["promised_on"],
                name="explanation_unmeasured",
                condition=Q(outcome="", promised_on__isnull=False),
            ),
            models.Index(fields=["unit"], name="explanation_waiting", condition=Q(state="sent")),
        ]
        constraints = [
            models.UniqueConstraint(
                name="explanation_once",
                fields=["unit", "period", "target"],
                violation_error_message="Đơn vị đã có giải trình về chỉ tiêu này trong kỳ.",
            ),
            models.CheckConstraint(
                name="explanation_sent",
                condition=Q(state="draft", sent_at__isnull=True, sent_by__isnull=True)
                | (
                    Q(sent_at__isnull=False, sent_by__isnull=False, promised_on__isnull=False)
                    & ~Q(state="draft")
                    & ~Q(cause="")
                    & ~Q(solution="")
                ),
                violation_error_message=(
                    "Giải trình gửi đi phải có nguyên nhân, giải pháp và hạn cam kết."
                ),
            ),
            models.CheckConstraint(
                name="explanation_answered",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                & ~Q(state__in=["returned", "answered"])
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                violation_error_message="Ý kiến phải có nội dung, người và giờ cho ý kiến.",
            ),
            models.CheckConstraint(
                name="explanation_measured",
                condition=Q(outcome="", measured_at__isnull=True)
                | Q(measured_at__isnull=False) & ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="explanation_promised_value",
                condition=Q(promised_value__isnull=True) | Q(promised_value__gte=0),
                violation_error_message="Mức cam kết không được âm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target}, {self.period}"

    @property
    def is_editable(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.RETURNED)

    @property
    def goal(self) -> Decimal | None:
        """What is promised: a level of its own, else the threshold as it was."""
        return self.seen_threshold if self.promised_value is None else self.promised_value

"""A unit's monthly report of figures: its way to the Office, its deadline, and what is corrected
after it was accepted."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from targets.models.figures import Figure, Indicator
from targets.models.years import Period
from units.models import Appointment, Role, Unit

if TYPE_CHECKING:
    from units.models import User


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, user: "User") -> "SubmissionQuerySet":
        """Whole months are for who reads the unit whole; a department has its field's own page."""
        acting = user.acting
        if acting is None or acting.role == Role.ADMINISTRATOR:
            return self.none()
        return self.filter(unit_id__in=acting.seen_unit_ids)

    def put_forward(self) -> "SubmissionQuerySet":
        """Past the clerk's own draft."""
        return self.exclude(state=Submission.State.DRAFT)

    def to_mend(self, acting: Appointment) -> "SubmissionQuerySet":
        """Given back to the own unit."""
        if not acting.types_figures:
            return self.none()
        own = self.filter(unit_id__in=acting.own_unit_ids)
        return own.filter(state=Submission.State.RETURNED)

    def to_approve(self, acting: Appointment) -> "SubmissionQuerySet":
        """Put before the head, or typed in after he approved."""
        if not acting.leads_unit:
            return self.none()
        own = self.filter(unit_id__in=acting.own_unit_ids)
        later = Figure.objects.filter(
            unit=OuterRef("unit"), month=OuterRef("month"), entered_at__gt=OuterRef("approved_at")
        )
        changed = Q(Exists(later), state=Submission.State.SENT)
        return own.filter(Q(state=Submission.State.SUBMITTED) | changed)

    def to_accept(self, acting: Appointment) -> "SubmissionQuerySet":
        if not receives(acting):
            return self.none()
        rows = self.filter(unit_id__in=acting.seen_unit_ids, state=Submission.State.SENT)
        return rows.exclude(sent_by=acting)


def receives(acting: Appointment) -> bool:
    """The Office of the province, for its units."""
    return acting.keeps_office and acting.office.kind == Unit.Kind.PROVINCE


class Submission(models.Model):
    """Báo cáo số liệu tháng of one unit. A row stands once the figures were put forward."""

    class State(models.TextChoices):
        DRAFT = "draft", "nháp"
        SUBMITTED = "submitted", "trình thủ trưởng"
        SENT = "sent", "đã gửi"
        ACCEPTED = "accepted", "đã tiếp nhận"
        RETURNED = "returned", "trả lại"

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="submissions", verbose_name="đơn vị"
    )
    month = models.DateField("tháng (ngày đầu tháng)")
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    # The moment that counts for the deadline: the head's approval that sends it.
    sent_at = models.DateTimeField("lúc gửi", null=True, blank=True)
    sent_by = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="+",
        verbose_name="người duyệt, gửi",
        null=True,
        blank=True,
    )
    # Figures typed later than this have not been seen by the head; never before `sent_at`.
    approved_at = models.DateTimeField("lúc duyệt số liệu", null=True, blank=True)
    accepted_at = models.DateTimeField("lúc tiếp nhận", null=True, blank=True)
    accepted_by = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="+",
        verbose_name="người tiếp nhận",
        null=True,
        blank=True,
    )
    # Frozen at acceptance, so that a deadline set later does not judge the past anew.
    due_at = models.DateTimeField("hạn gửi khi tiếp nhận", null=True, blank=True)
    return_reason = models.CharField("lý do trả lại", max_length=500, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo số liệu tháng"
        ordering = ["-month", "unit"]
        indexes = [models.Index(fields=["month", "state"], name="submission_month_state")]
        constraints = [
            models.UniqueConstraint(
                name="submission_once",
                fields=["unit", "month"],
                violation_error_message="Đơn vị đã có báo cáo số liệu của tháng này.",
            ),
            models.CheckConstraint(
                name="submission_month_first_day",
                condition=Q(month__day=1),
                violation_error_message="Tháng được ghi bằng ngày đầu tháng.",
            ),
            models.CheckConstraint(
                name="submission_sent",
                condition=Q(
                    state__in=["sent", "accepted"],
                    sent_at__isnull=False,
                    sent_by__isnull=False,
                    approved_at__gte=F("sent_at"),
                )
                | Q(
                    ~Q(state__in=["sent", "accepted"]),
                    sent_at__isnull=True,
                    sent_by__isnull=True,
                    approved_at__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="submission_accepted",
                condition=Q(state="accepted", accepted_at__isnull=False, accepted_by__isnull=False)
                | Q(
                    ~Q(state="accepted"),
                    accepted_at__isnull=True,
                    accepted_by__isnull=True,
                    due_at__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="submission_returned", condition=~Q(state="returned") | ~Q(return_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"Số liệu tháng {self.month.month}/{self.month.year}, {self.unit}"

    @property
    def is_received(self) -> bool:
        """Sent and not given back."""
        return self.state in (self.State.SENT, self.State.ACCEPTED)

    @property
    def is_accepted(self) -> bool:
        return self.state == self.State.ACCEPTED


class SubmissionStep(models.Model):
    """What was done with a submission, by whom, when. Only added to."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", "trình thủ trưởng"
        SENT = "sent", "duyệt, gửi"
        CONFIRMED = "confirmed", "duyệt số liệu sửa sau khi gửi"
        RETURNED = "returned", "trả lại"
        ACCEPTED = "accepted", "tiếp nhận"

    append_only = True

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="steps")
    kind = models.CharField("bước", max_length=10, choices=Kind)
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+", verbose_name="người làm")
    at = models.DateTimeField("lúc")
    note = models.CharField("ghi chú", max_length=500, blank=True)

    class Meta:
        verbose_name = "bước của báo cáo số liệu"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_kind_display()


class SubmissionDeadlineQuerySet(models.QuerySet["SubmissionDeadline"]):
    def visible_to(self, user: "User") -> "SubmissionDeadlineQuerySet":
        """What holds for a kind is common; more time is known to who reads the unit whole."""
        acting = user.acting
        if acting is None or acting.role == Role.ADMINISTRATOR:
            return self.none()
        return self.filter(Q(unit__isnull=True) | Q(unit_id__in=acting.seen_unit_ids))


class SubmissionDeadline(models.Model):
    """Hạn gửi of a month for a kind of units, or for one unit that was given more time.

    The unit's row goes before its kind's; without either the period's own `due_at` holds.
    """

    period = models.ForeignKey(Period, models.CASCADE, related_name="deadlines", verbose_name="kỳ")
    unit_kind = models.CharField("loại đơn vị", max_length=12, choices=Unit.Kind, blank=True)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="deadlines",
        verbose_name="đơn vị được gia hạn",
        null=True,
        blank=True,
    )
    due_at = models.DateTimeField("hạn gửi")
    reason = models.CharField("lý do", max_length=300, blank=True)
    set_by = models.ForeignKey(
        Appointment, models.PROTECT, related_name="+", verbose_name="người đặt hạn"
    )
    set_at = models.DateTimeField("lúc đặt hạn")

    objects = SubmissionDeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = "hạn gửi số liệu"
        ordering = ["period", "unit_kind", "unit"]
        constraints = [
            models.UniqueConstraint(
                name="submission_deadline_kind_once",
                fields=["period", "unit_kind"],
                condition=Q(unit__isnull=True),
                violation_error_message="Loại đơn vị này đã có hạn gửi của kỳ.",
            ),
            models.UniqueConstraint(
                name="submission_deadline_unit_once",
                fields=["period", "unit"],
                condition=Q(unit__isnull=False),
                violation_error_message="Đơn vị này đã có hạn gửi riêng của kỳ.",
            ),
            models.CheckConstraint(
                name="submission_deadline_of_one",
                condition=Q(unit__isnull=True) & ~Q(unit_kind="")
                | Q(unit__isnull=False, unit_kind="") & ~Q(reason=""),
                violation_error_message="Gia hạn cho một đơn vị phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.unit or self.get_unit_kind_display()}"


class FigureCorrectionQuerySet(models.QuerySet["FigureCorrection"]):
    def visible_to(self, user: "User") -> "FigureCorrectionQuerySet":
        return self.filter(submission__in=Submission.objects.visible_to(user))

    def waiting(self) -> "FigureCorrectionQuerySet":
        return self.filter(state=FigureCorrection.State.ASKED)

    def to_decide(self, acting: Appointment) -> "FigureCorrectionQuerySet":
        if not receives(acting):
            return self.none()
        rows = self.waiting().filter(submission__unit_id__in=acting.seen_unit_ids)
        return rows.exclude(asked_by=acting)

    def approved(self) -> "FigureCorrectionQuerySet":
        return self.filter(state=FigureCorrection.State.APPROVED)


class FigureCorrection(models.Model):
    """Đề nghị điều chỉnh of one figure of an accepted month: old, new, why, and the decision.

    An approved row is what lets the accepted figure change (`submission_triggers`); decided rows
    stand for ever.
    """

    class State(models.TextChoices):
        ASKED = "asked", "chờ Văn phòng"
        APPROVED = "approved", "đã điều chỉnh"
        REFUSED = "refused", "không chấp nhận"

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="corrections", verbose_name="báo cáo số liệu"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="corrections", verbose_name="dòng thống kê"
    )
    old_value = models.DecimalField(
        "số đã tiếp nhận", max_digits=18, decimal_places=2, null=True, blank=True
    )
    new_value = models.DecimalField("số điều chỉnh", max_digits=18, decimal_places=2)
    reason = models.CharField("lý do điều chỉnh", max_length=1000)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(
        Appointment, models.PROTECT, related_name="+", verbose_name="người đề nghị"
    )
    asked_at = models.DateTimeField("lúc đề nghị")
    decided_by = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="+",
        verbose_name="người quyết định",
        null=True,
        blank=True,
    )
    decided_at = models.DateTimeField("lúc quyết định", null=True, blank=True)
    decision_note = models.CharField("ý kiến của Văn phòng", max_length=500, blank=True)
    # A line each: what the Office was warned of and accepted all the same.
    broken_balances = models.TextField("cân đối lệch khi chấp nhận", blank=True)

    objects = FigureCorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "điều chỉnh số liệu"
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(
                fields=["submission", "indicator"],
                name="figure_correction_approved",
                condition=Q(state="approved"),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="figure_correction_one_waiting",
                fields=["submission", "indicator"],
                condition=Q(state="asked"),
                violation_error_message="Dòng này đã có đề nghị điều chỉnh đang chờ Văn phòng.",
            ),
            models.CheckConstraint(
                name="figure_correction_not_negative",
                condition=Q(new_value__gte=0),
                violation_error_message="Số liệu không được âm.",
            ),
            models.CheckConstraint(
                name="figure_correction_changes",
                condition=Q(old_value__isnull=True) | ~Q(old_value=F("new_value")),
                violation_error_message="Số điều chỉnh phải khác số đã tiếp nhận.",
            ),
            models.CheckConstraint(name="figure_correction_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="figure_correction_decided",
                condition=Q(state="asked", decided_at__isnull=True, decided_by__isnull=True)
                | Q(
                    ~Q(state="asked"),
                    ~Q(decided_by=F("asked_by")),
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.old_value} → {self.new_value}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.ASKED

"""The paper of an approved plan, from draft to release."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from targets.models.plan_versions import PlanVersion
from targets.models.plans import Plan
from units.models import Appointment, Document, Unit

if TYPE_CHECKING:
    from units.models import User


class PlanDocumentQuerySet(models.QuerySet["PlanDocument"]):
    def visible_to(self, user: "User") -> "PlanDocumentQuerySet":
        """Drafts are for the unit whose plan it is and for the office that issues it; others read
        the issued Document."""
        if user.acting is None:
            return self.none()
        return self.filter(plan__unit_id__in=user.acting.seen_unit_ids)

    def unissued(self) -> "PlanDocumentQuerySet":
        return self.filter(document__isnull=True)


class PlanDocument(models.Model):
    """Văn bản ban hành kế hoạch: approve → sign → number → release (design, rule 5).

    What it orders stands in the approved version; here is what stands around the tasks on paper.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "dự thảo"
        APPROVED = "approved", "đã duyệt"
        SIGNED = "signed", "đã ký"
        NUMBERED = "numbered", "đã cấp số"
        RELEASED = "released", "đã phát hành"

    TRANSITIONS = {
        State.DRAFT: {State.APPROVED},
        State.APPROVED: {State.DRAFT, State.SIGNED},
        State.SIGNED: {State.DRAFT, State.NUMBERED},
        State.NUMBERED: {State.RELEASED},
        State.RELEASED: set(),
    }

    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="documents", verbose_name="kế hoạch"
    )
    version = models.OneToOneField(
        PlanVersion, models.PROTECT, related_name="issue", verbose_name="bản đã phê duyệt"
    )
    # The version issued before: then only what has changed since is printed.
    since = models.ForeignKey(
        PlanVersion,
        models.PROTECT,
        related_name="+",
        verbose_name="bổ sung, điều chỉnh bản",
        null=True,
        blank=True,
    )
    subject = models.CharField("trích yếu", max_length=500)
    opening = models.TextField("mở đầu", max_length=10000)
    purpose = models.TextField("mục đích, yêu cầu", max_length=10000, blank=True)
    organisation = models.TextField("tổ chức thực hiện", max_length=10000, blank=True)
    # One recipient a line, as printed; who gets it in the application is `recipients`.
    recipients_text = models.TextField("nơi nhận (in)", max_length=5000)
    recipients = models.ManyToManyField(Unit, related_name="+", verbose_name="đơn vị nhận")
    filing = models.CharField("lưu", max_length=60, default="VT, VP")
    signer = models.ForeignKey(
        Appointment, models.PROTECT, related_name="+", verbose_name="người ký"
    )
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    # Raised by every change, so that nobody approves or overwrites a text he did not read.
    edition = models.PositiveIntegerField("lần sửa", default=1)
    return_reason = models.CharField("lý do trả lại", max_length=500, blank=True)
    approved_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField("lúc duyệt", null=True, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    signature_recorded_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    document = models.OneToOneField(
        Document, models.PROTECT, related_name="plan_document", null=True, blank=True
    )
    released_at = models.DateTimeField("lúc phát hành", null=True, blank=True)

    objects = PlanDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản kế hoạch"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="plan_document_one_unissued",
                fields=["plan"],
                condition=Q(document__isnull=True),
                violation_error_message="Kế hoạch đang có một văn bản chưa ban hành.",
            ),
            models.CheckConstraint(
                name="plan_document_approved",
                condition=Q(state="draft")
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="plan_document_signed",
                condition=Q(state__in=["draft", "approved"])
                | Q(signed_on__isnull=False, signature_recorded_by__isnull=False),
            ),
            models.CheckConstraint(
                name="plan_document_numbered",
                condition=Q(state__in=["numbered", "released"]) ^ Q(document__isnull=True),
            ),
            models.CheckConstraint(
                name="plan_document_released",
                condition=~Q(state="released") | Q(released_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_editable(self) -> bool:
        return self.state == self.State.DRAFT

    def may_become(self, state: str) -> bool:
        return state in self.TRANSITIONS[PlanDocument.State(self.state)]

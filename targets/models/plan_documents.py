"""The paper of an approved plan, from draft to release."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from targets.models.plan_versions import PlanVersion
from targets.models.plans import Plan
from units.models import passages
from units.models.papers import Paper, paper_constraints
from units.models.passages import Passage

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


class PlanDocument(Paper):
    """Văn bản ban hành kế hoạch.

    What it orders stands in the approved version; here is what stands around the tasks on paper.
    """

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
    opening = models.TextField("mở đầu", max_length=10000)
    purpose = models.TextField("mục đích, yêu cầu", max_length=10000, blank=True)
    organisation = models.TextField("tổ chức thực hiện", max_length=10000, blank=True)
    # [{role, title}] of its sections, in order (targets.plan_printing); empty: the usual ones.
    layout = models.JSONField("bố cục", default=list, blank=True)

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
            *paper_constraints("plan_document"),
        ]

    def told(self) -> list[Passage]:
        """The approved version's tasks by their numbers, as they will be printed."""
        return [
            *passages.columns(self, "opening", "purpose"),
            *(
                Passage(f"task-{task['no']}", f"Nhiệm vụ {task['no']}", task["content"])
                for task in self.version.content["tasks"]
            ),
            *passages.columns(self, "organisation"),
        ]

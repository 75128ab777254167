"""What is said about a paper before it is approved, and its text as it stood each time.

Both name their paper by its kind and key: a notice, a plan's paper and an invitation are reviewed
alike and have nothing else in common (ADR 12, 37).
"""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from units.models.papers import Paper, Passage

if TYPE_CHECKING:
    from units.models.accounts import User


def kinds_of_paper() -> dict[str, type[Paper]]:
    """Model's name → model, of all apps."""
    found = [model for model in apps.get_models() if issubclass(model, Paper)]
    return {str(model._meta.model_name): model for model in found}


class OfPaperQuerySet(models.QuerySet[Any]):
    def of(self, paper: Paper) -> Self:
        return self.filter(kind=paper.label, paper_id=paper.pk)

    def visible_to(self, user: "User") -> Self:
        """Of every paper that this person sees as a draft."""
        seen = Q(pk__in=[])
        for name, model in kinds_of_paper().items():
            papers: Any = model._default_manager
            keys = papers.visible_to(user).order_by().values("pk")
            seen |= Q(kind=name, paper_id__in=keys)
        return self.filter(seen)


class OfPaper(models.Model):
    """A row about a paper of any kind; `kind` is the model's name, "notice"."""

    kind = models.CharField("loại văn bản", max_length=40)
    paper_id = models.PositiveIntegerField("văn bản")

    class Meta:
        abstract = True


class PaperVersion(OfPaper):
    """Bản văn bản: the text as it was handed for review, given back or approved."""

    append_only = True
    # Beside texts what two persons may take out (`history.purging`).
    purgeable = ("passages",)

    class Occasion(models.TextChoices):
        HANDED = "handed", "trình duyệt"
        RETURNED = "returned", "trả lại"
        APPROVED = "approved", "duyệt"

    number = models.PositiveSmallIntegerField("bản số")
    occasion = models.CharField("dịp", max_length=8, choices=Occasion)
    edition = models.PositiveIntegerField("lần sửa")
    # [key, heading, text] of each passage, as `Paper.passages`.
    passages = models.JSONField("nội dung")
    note = models.CharField("ghi chú", max_length=500, blank=True)
    by: "models.ForeignKey[User, User]" = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người thực hiện"
    )
    at = models.DateTimeField("lúc")

    objects = OfPaperQuerySet.as_manager()

    class Meta:
        verbose_name = "bản của văn bản"
        ordering = ["kind", "paper_id", "number"]
        constraints = [
            models.UniqueConstraint(
                name="paper_version_once", fields=["kind", "paper_id", "number"]
            ),
        ]

    def __str__(self) -> str:
        return f"Bản {self.number} ({self.get_occasion_display()})"

    @property
    def said(self) -> list[Passage]:
        return [Passage(*one) for one in self.passages]


class PaperComment(OfPaper):
    """Góp ý about one passage of a paper, open until somebody says what became of it."""

    # The passage it is about, its heading and its text as they stood; whole paper: empty.
    key = models.CharField("phần", max_length=60, blank=True)
    heading = models.CharField("đề mục", max_length=300, blank=True)
    quote = models.CharField("nguyên văn", max_length=300, blank=True)
    text = models.TextField("góp ý", max_length=2000)
    by: "models.ForeignKey[User, User]" = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người góp ý"
    )
    at = models.DateTimeField("lúc")
    answer = models.CharField("đã xử lý thế nào", max_length=500, blank=True)
    resolved_by: "models.ForeignKey[User | None, User | None]" = models.ForeignKey(
        "units.User",
        models.PROTECT,
        related_name="+",
        verbose_name="người xử lý",
        null=True,
        blank=True,
    )
    resolved_at = models.DateTimeField("lúc xử lý", null=True, blank=True)

    objects = OfPaperQuerySet.as_manager()

    class Meta:
        verbose_name = "góp ý văn bản"
        ordering = ["kind", "paper_id", "at", "pk"]
        indexes = [models.Index(fields=["kind", "paper_id"], name="paper_comment_of_paper")]
        constraints = [
            models.CheckConstraint(
                name="paper_comment_resolved",
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None

    @property
    def paper(self) -> Paper:
        found: Paper = kinds_of_paper()[self.kind]._default_manager.get(pk=self.paper_id)
        return found

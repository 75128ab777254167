"""What happens to a task besides its states: a later day, a report on its way, what proves it."""

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import F, Q

from meetings.models.directive_tasks import DirectiveTask
from meetings.models.meetings import Meeting
from targets.models import Figure, PlanTask

if TYPE_CHECKING:
    from units.models import User


Row = TypeVar("Row", bound=models.Model)


class OfTaskQuerySet(models.QuerySet[Row]):
    """Rows that belong to a task are seen by whoever sees the task."""

    def visible_to(self, user: "User") -> Self:
        return self.filter(task__in=DirectiveTask.objects.visible_to(user))


class Extension(models.Model):
    """Gia hạn: a later day that the addressee asks for and a leader of the giver grants or not.

    The task keeps its day until then; one request waits at a time.
    """

    class State(models.TextChoices):
        ASKED = "asked", "chờ quyết định"
        GRANTED = "granted", "đồng ý"
        REFUSED = "refused", "không đồng ý"
        WITHDRAWN = "withdrawn", "rút đề nghị"

    task = models.ForeignKey(
        DirectiveTask, models.PROTECT, related_name="extensions", verbose_name="nhiệm vụ"
    )
    # The last permitted days, before and asked for.
    from_on = models.DateField("hạn cũ")
    to_on = models.DateField("đề nghị đến hết ngày")
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

    objects = OfTaskQuerySet["Extension"].as_manager()

    class Meta:
        verbose_name = "đề nghị gia hạn"
        ordering = ["task", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="extension_one_waits", fields=["task"], condition=Q(state="asked")
            ),
            models.CheckConstraint(name="extension_later", condition=Q(to_on__gt=F("from_on"))),
            models.CheckConstraint(
                name="extension_decided",
                condition=Q(state="asked", decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(state="asked") & Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="extension_refused_with_words", condition=~Q(state="refused") | ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"Gia hạn đến {self.to_on:%d/%m/%Y} ({self.get_state_display()})"


class TaskAnswer(models.Model):
    """Báo cáo kết quả written by the unit's clerk that waits for the unit's head.

    Where the kind of meeting does not ask for it a report goes straight to the Office.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "chờ thủ trưởng duyệt"
        SENT = "sent", "đã duyệt, gửi"
        RETURNED = "returned", "thủ trưởng trả lại"

    task = models.ForeignKey(
        DirectiveTask, models.PROTECT, related_name="answers", verbose_name="nhiệm vụ"
    )
    text = models.TextField("kết quả thực hiện", max_length=10000)
    by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người viết"
    )
    at = models.DateTimeField("lúc trình")
    state = models.CharField("trạng thái", max_length=8, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(
        "units.User",
        models.PROTECT,
        related_name="+",
        verbose_name="thủ trưởng",
        null=True,
        blank=True,
    )
    decided_at = models.DateTimeField("lúc duyệt", null=True, blank=True)
    words = models.TextField("lý do trả lại", max_length=2000, blank=True)

    objects = OfTaskQuerySet["TaskAnswer"].as_manager()

    class Meta:
        verbose_name = "báo cáo kết quả chờ duyệt"
        ordering = ["task", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="task_answer_one_waits", fields=["task"], condition=Q(state="waiting")
            ),
            models.CheckConstraint(
                name="task_answer_decided",
                condition=Q(state="waiting", decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(state="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class TaskEvidence(models.Model):
    """What proves a result without a file: a figure or a line of the plan, as it stood then.

    Only added to: `words` keep what was shown ("Nguồn tin đã giải quyết tháng 8/2026: 126").
    """

    append_only = True

    task = models.ForeignKey(
        DirectiveTask, models.PROTECT, related_name="evidence", verbose_name="nhiệm vụ"
    )
    figure = models.ForeignKey(
        Figure, models.PROTECT, related_name="+", verbose_name="số liệu", null=True, blank=True
    )
    plan_task = models.ForeignKey(
        PlanTask,
        models.PROTECT,
        related_name="+",
        verbose_name="nhiệm vụ trong chương trình",
        null=True,
        blank=True,
    )
    words = models.CharField("như lúc đó", max_length=500)
    by = models.ForeignKey("units.User", models.PROTECT, related_name="+", verbose_name="người đưa")
    at = models.DateTimeField("lúc")

    objects = OfTaskQuerySet["TaskEvidence"].as_manager()

    class Meta:
        verbose_name = "minh chứng của nhiệm vụ"
        ordering = ["task", "pk"]
        constraints = [
            models.CheckConstraint(
                name="task_evidence_one",
                condition=Q(figure__isnull=False, plan_task__isnull=True)
                | Q(figure__isnull=True, plan_task__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.words


class TaskReview(models.Model):
    """A task without a date, looked at by a meeting: dated, closed, or left with a reason."""

    class Outcome(models.TextChoices):
        DATED = "dated", "ấn định hạn"
        CLOSED = "closed", "kết thúc theo dõi"
        KEPT = "kept", "tiếp tục thường xuyên"

    append_only = True

    task = models.ForeignKey(
        DirectiveTask, models.PROTECT, related_name="reviews", verbose_name="nhiệm vụ"
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="task_reviews", verbose_name="hội nghị"
    )
    outcome = models.CharField("kết quả xem xét", max_length=6, choices=Outcome)
    due_on = models.DateField("hạn", null=True, blank=True)
    words = models.TextField("ý kiến", max_length=2000, blank=True)
    by = models.ForeignKey("units.User", models.PROTECT, related_name="+", verbose_name="người ghi")
    at = models.DateTimeField("lúc")

    objects = OfTaskQuerySet["TaskReview"].as_manager()

    class Meta:
        verbose_name = "xem xét nhiệm vụ không có hạn"
        ordering = ["task", "pk"]
        constraints = [
            models.CheckConstraint(
                name="task_review_outcome",
                condition=Q(outcome="dated", due_on__isnull=False)
                | Q(outcome="closed", due_on__isnull=True) & ~Q(words="")
                | Q(outcome="kept", due_on__isnull=True) & ~Q(words=""),
            )
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()

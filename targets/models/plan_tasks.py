"""Lines of a plan, and what became of each of them."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from procuracy.web.models.files import StoredFile
from targets.models.plans import Plan
from units.models import Person, Unit

if TYPE_CHECKING:
    from units.models import User


class PlanTaskQuerySet(models.QuerySet["PlanTask"]):
    def visible_to(self, user: "User") -> "PlanTaskQuerySet":
        return self.filter(plan__in=Plan.objects.visible_to(user))

    def standing(self) -> "PlanTaskQuerySet":
        """Not taken out of its plan by a supplement."""
        return self.filter(dropped_on__isnull=True)

    def numbered(self) -> "PlanTaskQuerySet":
        """Adds `no`: the place in its plan that paper gives it, where what was dropped has none."""
        before = Q(order__lt=OuterRef("order")) | Q(order=OuterRef("order"), pk__lt=OuterRef("pk"))
        rows = PlanTask.objects.standing().filter(before, plan=OuterRef("plan")).order_by()
        counted = rows.values("plan").annotate(n=Count("pk")).values("n")
        place = Coalesce(Subquery(counted, output_field=IntegerField()), 0) + Value(1)
        return self.annotate(no=place)

    def open(self) -> "PlanTaskQuerySet":
        """Still to be done, in a plan that no other one replaced."""
        rows = self.standing().filter(done_on__isnull=True)
        return rows.exclude(plan__state=Plan.State.REPLACED)

    def running(self) -> "PlanTaskQuerySet":
        """Open and approved: this is somebody's load today."""
        return self.open().filter(plan__state__in=Plan.LIVE, is_proposed=False)

    def overdue(self, on: datetime.date) -> "PlanTaskQuerySet":
        return self.open().filter(due_on__lt=on)

    def taken_up(self) -> "PlanTaskQuerySet":
        """Some task of a plan below serves it."""
        below = PlanTask.objects.standing().filter(serves=OuterRef("pk"))
        return self.filter(Exists(below.exclude(plan__state=Plan.State.REPLACED)))


class PlanTask(models.Model):
    """A line of a plan: what, who, until when, and which higher task it serves."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tasks", verbose_name="kế hoạch")
    order = models.PositiveSmallIntegerField("thứ tự")
    content = models.TextField("nội dung", max_length=3000)
    is_focus = models.BooleanField("trọng tâm", default=False)
    is_breakthrough = models.BooleanField("đột phá", default=False)
    solutions = models.TextField("giải pháp", max_length=3000, blank=True)
    lead = models.ForeignKey(
        Unit, models.PROTECT, related_name="led_plan_tasks", verbose_name="đơn vị chủ trì"
    )
    coordinating = models.ManyToManyField(
        Unit, related_name="coordinated_plan_tasks", verbose_name="đơn vị phối hợp", blank=True
    )
    leader = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="overseen_plan_tasks",
        verbose_name="lãnh đạo phụ trách",
        null=True,
        blank=True,
    )
    people = models.ManyToManyField(
        Person, related_name="plan_tasks", verbose_name="người phụ trách", blank=True
    )
    product = models.CharField("sản phẩm", max_length=200, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    due_text = models.CharField("hạn bằng chữ", max_length=100, blank=True)
    serves = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="served_by",
        verbose_name="phục vụ nhiệm vụ cấp trên",
        null=True,
        blank=True,
    )
    # Last year's line that this one goes on with.
    continues = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="continued_by",
        verbose_name="tiếp nối nhiệm vụ",
        null=True,
        blank=True,
    )
    # The directive of a meeting it came from; the number of the paragraph is printed with it.
    origin = models.CharField("từ kết luận", max_length=200, blank=True)
    # By a supplement of an approved plan that is not approved itself yet.
    is_proposed = models.BooleanField("chờ phê duyệt bổ sung", default=False)
    done_on = models.DateField("hoàn thành ngày", null=True, blank=True)
    # By an approved plan's supplement; the line stays where it was approved.
    dropped_on = models.DateField("thôi thực hiện từ ngày", null=True, blank=True)
    # Given by PlanTaskQuerySet.numbered().
    no: int

    objects = PlanTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ kế hoạch"
        ordering = ["plan", "order", "pk"]
        indexes = [
            models.Index(
                fields=["lead", "due_on"],
                name="plan_task_open_by_lead",
                condition=Q(done_on__isnull=True, dropped_on__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="plan_task_not_itself",
                condition=~Q(serves=F("pk")),
                violation_error_message="Một nhiệm vụ không thể phục vụ chính nó.",
            ),
            models.CheckConstraint(
                name="plan_task_done_or_dropped",
                condition=Q(done_on__isnull=True) | Q(dropped_on__isnull=True),
                violation_error_message="Nhiệm vụ đã hoàn thành thì không thôi thực hiện.",
            ),
        ]

    def __str__(self) -> str:
        return self.content[:80]

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.dropped_on is None

    def is_late(self, on: datetime.date) -> bool:
        """Same rule as PlanTaskQuerySet.overdue, of a plan that was not replaced."""
        return self.is_open and self.due_on is not None and self.due_on < on


class PlanProgressQuerySet(models.QuerySet["PlanProgress"]):
    def visible_to(self, user: "User") -> "PlanProgressQuerySet":
        return self.filter(task__in=PlanTask.objects.visible_to(user))


class PlanProgress(models.Model):
    """Diễn biến of a task: what was reached, said by whom and when; written once."""

    append_only = True

    class Stage(models.TextChoices):
        PREPARING = "preparing", "đang chuẩn bị"
        DOING = "doing", "đang thực hiện"
        HELD_UP = "held_up", "vướng mắc"
        DONE = "done", "hoàn thành"
        RESUMED = "resumed", "làm tiếp"

    task = models.ForeignKey(
        PlanTask, models.PROTECT, related_name="progress", verbose_name="nhiệm vụ"
    )
    stage = models.CharField("tình trạng", max_length=10, choices=Stage)
    percent = models.PositiveSmallIntegerField("mức độ (%)", null=True, blank=True)
    text = models.TextField("kết quả, vướng mắc", max_length=5000, blank=True)
    by = models.ForeignKey("units.User", models.PROTECT, related_name="+", verbose_name="người ghi")
    at = models.DateTimeField("lúc")

    objects = PlanProgressQuerySet.as_manager()

    class Meta:
        verbose_name = "diễn biến nhiệm vụ kế hoạch"
        ordering = ["task", "pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_progress_percent",
                condition=Q(percent__isnull=True) | Q(percent__lte=100),
                violation_error_message="Mức độ hoàn thành từ 0 đến 100 %.",
            ),
            models.CheckConstraint(
                name="plan_progress_done_is_whole",
                condition=~Q(stage="done") | Q(percent=100),
                violation_error_message="Đã hoàn thành thì mức độ là 100 %.",
            ),
            models.CheckConstraint(
                name="plan_progress_percent_below_done",
                condition=Q(stage="done") | Q(percent__isnull=True) | Q(percent__lt=100),
                violation_error_message="Mức độ 100 % thì chọn “hoàn thành”.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}: {self.text[:60]}".rstrip(": ")


class PlanEvidenceQuerySet(models.QuerySet["PlanEvidence"]):
    def visible_to(self, user: "User") -> "PlanEvidenceQuerySet":
        return self.filter(progress__in=PlanProgress.objects.visible_to(user))

    def light(self) -> "PlanEvidenceQuerySet":
        """Without the bytes, for lists."""
        return self.defer("content")


class PlanEvidence(StoredFile):
    """A file that proves what a progress entry says."""

    append_only = True

    progress = models.ForeignKey(
        PlanProgress, models.PROTECT, related_name="files", verbose_name="diễn biến"
    )

    objects = PlanEvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "tài liệu chứng minh"
        ordering = ["progress", "pk"]

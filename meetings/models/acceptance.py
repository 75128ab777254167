"""What a unit takes from a session into its plan, and what a launch chose as its breakthrough."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from meetings.models.difficulties import Difficulty
from meetings.models.directive_tasks import DirectiveTask, DirectiveTaskQuerySet
from meetings.models.directives import Directive
from meetings.models.kinds import MeetingKind
from meetings.models.meetings import Meeting
from targets.models import Plan, PlanSupplement, PlanTask
from units.models import Appointment, Succession, Unit

if TYPE_CHECKING:
    from units.models import User


class AcceptanceQuerySet(models.QuerySet["Acceptance"]):
    def visible_to(self, user: "User") -> "AcceptanceQuerySet":
        return self.filter(meeting__in=Meeting.objects.visible_to(user))


class Acceptance(models.Model):
    """Tiếp thu: what a unit said to the requests of a session, in one go. Only added to; a later
    one takes up what this one left or asked to be changed."""

    append_only = True

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="acceptances", verbose_name="buổi làm việc"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="acceptances", verbose_name="đơn vị tiếp thu"
    )
    # Of the form that it was sent by: a second press finds it done.
    key = models.UUIDField("khóa", unique=True)
    plan = models.ForeignKey(
        Plan,
        models.PROTECT,
        related_name="acceptances",
        verbose_name="chương trình, kế hoạch",
        null=True,
        blank=True,
    )
    # None: the plan is still a draft, or nothing was added to it.
    supplement = models.ForeignKey(
        PlanSupplement,
        models.PROTECT,
        related_name="acceptances",
        verbose_name="lần bổ sung",
        null=True,
        blank=True,
    )
    words = models.TextField("lời tiếp thu", max_length=2000, blank=True)
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+", verbose_name="người làm")
    at = models.DateTimeField("lúc")

    objects = AcceptanceQuerySet.as_manager()

    class Meta:
        verbose_name = "tiếp thu"
        ordering = ["meeting", "at", "pk"]

    def __str__(self) -> str:
        return f"Tiếp thu {self.meeting}"


class AcceptanceLine(models.Model):
    """What was said to one request: taken as which task, or asked to be changed. Which line of the
    plan carries it out now is `DirectiveTask.plan_task`."""

    append_only = True

    class Kind(models.TextChoices):
        NEW = "new", "nhiệm vụ mới trong chương trình"
        EXISTING = "existing", "nhiệm vụ đã có trong chương trình"
        CHANGE = "change", "đề nghị sửa"

    acceptance = models.ForeignKey(Acceptance, models.PROTECT, related_name="lines")
    task = models.ForeignKey(
        DirectiveTask, models.PROTECT, related_name="acceptance_lines", verbose_name="yêu cầu"
    )
    kind = models.CharField("cách tiếp thu", max_length=10, choices=Kind)
    told = models.CharField("tiếp thu thành", max_length=500, blank=True)
    # Đề nghị sửa goes to the organiser's leaders like any other difficulty of the unit.
    difficulty = models.OneToOneField(
        Difficulty,
        models.PROTECT,
        related_name="acceptance_line",
        verbose_name="đề nghị sửa",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = "yêu cầu được tiếp thu"
        ordering = ["acceptance", "pk"]
        constraints = [
            models.UniqueConstraint(name="acceptance_line_once", fields=["acceptance", "task"]),
            models.CheckConstraint(
                name="acceptance_line_change",
                condition=Q(kind="change", difficulty__isnull=False)
                | Q(kind__in=["new", "existing"], difficulty__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


def requests(rows: DirectiveTaskQuerySet | None = None) -> DirectiveTaskQuerySet:
    """Tasks that a session gave to the very unit it was held with, or to who follows that unit."""
    rows = DirectiveTask.objects.all() if rows is None else rows
    heirs = Succession.objects.filter(
        predecessor=OuterRef("directive__meeting__with_unit"), successor=OuterRef("unit")
    )
    own = Q(unit=F("directive__meeting__with_unit")) | Exists(heirs)
    rows = rows.filter(own, directive__meeting__kind__purpose__in=MeetingKind.WITH_ONE)
    rows = rows.exclude(directive__nature=Directive.Nature.COMMITMENT)  # its own word
    return rows.exclude(state=DirectiveTask.State.WITHDRAWN)


def waiting(rows: DirectiveTaskQuerySet) -> DirectiveTaskQuerySet:
    """Of requests those in force that the unit has neither taken nor asked to be changed, and that
    it has not carried out meanwhile."""
    asked = Difficulty.objects.open().filter(acceptance_line__task=OuterRef("pk"))
    rows = rows.active().to_answer().filter(plan_task__isnull=True)
    return rows.exclude(Exists(asked))


class BreakthroughChoiceQuerySet(models.QuerySet["BreakthroughChoice"]):
    def visible_to(self, user: "User") -> "BreakthroughChoiceQuerySet":
        return self.filter(meeting__in=Meeting.objects.visible_to(user))


class BreakthroughChoice(models.Model):
    """Khâu đột phá chosen at the launch of a programme: which task, by whom, when."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="breakthroughs", verbose_name="hội nghị triển khai"
    )
    plan_task = models.ForeignKey(
        PlanTask, models.CASCADE, related_name="breakthrough_choices", verbose_name="nhiệm vụ"
    )
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+", verbose_name="người chọn")
    at = models.DateTimeField("lúc")

    objects = BreakthroughChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "khâu đột phá được chọn"
        ordering = ["meeting", "at", "pk"]
        constraints = [
            models.UniqueConstraint(name="breakthrough_once", fields=["meeting", "plan_task"])
        ]

    def __str__(self) -> str:
        return f"Khâu đột phá: {self.plan_task}"
